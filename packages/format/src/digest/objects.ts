import { elementBytes, plainCode, typeCode } from '../codes/types.js';
import type { ModuleBases } from '../image/resolve.js';
import { tablePieces } from '../image/table.js';
import type { Checkpoint, TableAddr } from '../syntax/index.js';
import { limitsFlags } from './memory.js';
import type { NumberedObject, Numbering, ObjectKind } from './numbering.js';
import { DigestWriter } from './stream.js';
import type { TypeDigests } from './types.js';
import type { ValueWriter } from './values.js';

/** The first byte of each kind of object in the core digest. */
const objectTag: Readonly<Record<ObjectKind, number>> = {
  table: 0x07,
  memory: 0x08,
  global: 0x09,
  tag: 0x0a,
  struct: 0x0b,
  array: 0x0c,
  exn: 0x0d,
  host: 0x0e,
};

/** What the objects of a checkpoint are written with. */
export interface ObjectContext {
  readonly checkpoint: Checkpoint;
  /** The digest of each memory, by address. */
  readonly memories: readonly Uint8Array[];
  readonly modules: ModuleBases | undefined;
  readonly types: TypeDigests;
  readonly values: ValueWriter;
  readonly numbering: Numbering;
}

/** The object of a list at an address. */
function at<Item>(items: readonly Item[], address: number): Item {
  const item = items[address];
  if (item === undefined) throw new RangeError(`there is no object ${address}`);
  return item;
}

type WriteObject = (context: ObjectContext, writer: DigestWriter, address: number) => void;

const contents: Readonly<Record<ObjectKind, WriteObject>> = {
  table: (context, writer, address) => writeTable(context, writer, address),
  memory: ({ memories }, writer, address) => writer.bytes(at(memories, address)),
  global: ({ checkpoint, types, values }, writer, address) => {
    const { type, value } = at(checkpoint.globals, address);
    types.storage(writer, type.type);
    writer.u8(type.mutable ? 1 : 0);
    values.value(writer, value);
  },
  tag: ({ checkpoint, types }, writer, address) => writer.bytes(types.digest(at(checkpoint.tags, address).type)),
  struct: ({ checkpoint, types, values }, writer, address) => {
    const { type, fields } = at(checkpoint.structs, address);
    writer.bytes(types.digest(type));
    writer.u64(fields.length);
    for (const field of fields) values.field(writer, field);
  },
  array: ({ checkpoint, types, values }, writer, address) => {
    const { type, elements } = at(checkpoint.arrays, address);
    writer.bytes(types.digest(type));
    if (elements.storage === 'ref') {
      writer.u64(elements.refs.length);
      writer.u8(typeCode.ref);
      for (const ref of elements.refs) values.ref(writer, ref);
    } else {
      writer.u64(elements.bytes.length / elementBytes[elements.storage]);
      writer.u8(plainCode[elements.storage]);
      writer.bytes(elements.bytes);
    }
  },
  exn: ({ checkpoint, values, numbering }, writer, address) => {
    const { tag, args } = at(checkpoint.exceptions, address);
    writer.u64(numbering.number('tag', tag));
    writer.u64(args.length);
    for (const value of args) values.value(writer, value);
  },
  host: () => {},
};

/** Writes one object; what it refers to gets numbers. */
export function writeObject(context: ObjectContext, writer: DigestWriter, { kind, address }: NumberedObject): void {
  writer.u8(objectTag[kind]);
  contents[kind](context, writer, address);
}

const same = (a: Uint8Array, b: Uint8Array): boolean =>
  a.length === b.length && a.every((byte, index) => byte === b[index]);

/** clause: digest-runs */
function writeTable(context: ObjectContext, writer: DigestWriter, address: TableAddr): void {
  const table = at(context.checkpoint.tables, address);
  const { element, address: addressType, limits } = table.type;
  context.types.storage(writer, element);
  writer.u8(limitsFlags(limits.max, false, addressType === 'i64'));
  writer.u64(limits.min);
  writer.u64(limits.max ?? 0n);
  const encoder = new DigestWriter();
  let length = 0n;
  let pending: Uint8Array | undefined;
  const flush = (): void => {
    if (pending === undefined) return;
    writer.u64(length);
    writer.bytes(pending);
  };
  for (const { entry, length: more, stored, base } of tablePieces(context.checkpoint, address, context.modules)) {
    const ref = stored ?? base;
    if (ref === undefined) throw new RangeError(`entry ${entry} of table ${address} has no base`);
    context.values.ref(encoder, ref);
    const bytes = encoder.take();
    if (pending !== undefined && same(pending, bytes)) length += more;
    else {
      flush();
      pending = bytes;
      length = more;
    }
  }
  flush();
}
