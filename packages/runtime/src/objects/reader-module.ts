import type { Hierarchy } from '@wasm-checkpoint/format';
import {
  type Arraytype,
  concrete,
  EXTERNREF,
  heaptypeOf,
  I32,
  instruction,
  type Module,
  reftype,
  type Structtype,
  type Subtype,
} from '@wasm-checkpoint/wasm';
import { type CellType, isRefCell } from '../tape/cells.js';
import { type Body, SideWriter } from './side.js';
import {
  bitsOf,
  bitsSize,
  carriers,
  elementAccess,
  isPacked,
  putValue,
  storageCell,
  type TapeCall,
} from './storage.js';
import { importTape, tapeMemory } from './tape-imports.js';

/** What `classify` gives for what is no object of these types: something of the host, and an i31. */
export const HOST = -1;
export const SCALAR = -2;

const get = (local: number) => instruction('local.get', local);
const constant = (value: number) => instruction('i32.const', value);

/** How many supertypes a type has. */
export function depthOf(types: readonly Subtype[], typeidx: number): number {
  let depth = 0;
  for (let at = types[typeidx]?.supers[0]; at !== undefined; at = types[at]?.supers[0]) depth += 1;
  return depth;
}

/** Cells by which the contents of these types travel. */
function usedCells(module: Pick<Module, 'types'>): Set<'i32' | 'i64' | Hierarchy> {
  const used = new Set<'i32' | 'i64' | Hierarchy>(['i32', 'i64']);
  for (const { composite } of module.types) {
    const fields = composite.kind === 'struct' ? composite.fields : composite.kind === 'array' ? [composite.field] : [];
    for (const { storage } of fields) {
      const cell = storageCell(module, storage);
      if (isRefCell(cell)) used.add(cell);
    }
  }
  return used;
}

/**
 * The side module that reads structures and arrays of a module's types: `classify` tells the type of an object, `read:t` puts the
 * fields or references of one of type t, `length:t` and `store:t` give the elements of an array.
 */
export function readerModule(module: Pick<Module, 'types' | 'recgroups'>): Uint8Array {
  const writer = new SideWriter({ types: module.types, groups: module.recgroups });
  const tape = importTape(writer, 'put', usedCells(module));
  writer.import('checkpoint', 'memory', { kind: 'memory', ...tapeMemory });
  writer.func('classify', [carriers.any], [I32], classify(module));
  writer.func(
    'i31',
    [carriers.any],
    [I32],
    [get(0), instruction('ref.cast', heaptypeOf('i31')), instruction('i31.get_u')],
  );
  writer.func('internal', [EXTERNREF], [carriers.any], [get(0), instruction('any.convert_extern')]);
  module.types.forEach(({ composite }, typeidx) => {
    if (composite.kind === 'struct') readStruct(writer, module, typeidx, composite, tape);
    else if (composite.kind === 'array') readArray(writer, module, typeidx, composite, tape);
  });
  return writer.encode();
}

/** The most specific types first, so that the first that an object has is its own. */
function classify({ types }: Pick<Module, 'types'>): Body {
  const indices = types.flatMap(({ composite }, typeidx) => (composite.kind === 'func' ? [] : [typeidx]));
  indices.sort((one, other) => depthOf(types, other) - depthOf(types, one));
  const test = (heap: number, answer: number): Body => [
    [get(0), instruction('ref.test', heap), instruction('if', { kind: 'empty' })],
    [constant(answer), instruction('return'), instruction('end')],
  ];
  return [
    ...indices.map((typeidx) => test(concrete(typeidx), typeidx)),
    test(heaptypeOf('i31'), SCALAR),
    constant(HOST),
  ];
}

function readStruct(
  writer: SideWriter,
  module: Pick<Module, 'types'>,
  typeidx: number,
  { fields }: Structtype,
  tape: TapeCall,
): void {
  const object = 1;
  const body = fields.map(({ storage }, field): Body => {
    const read = isPacked(storage)
      ? instruction('struct.get_u', typeidx, field)
      : instruction('struct.get', typeidx, field);
    return putValue(storageCell(module, storage), [get(object), read], tape);
  });
  const type = reftype(concrete(typeidx), true);
  writer.func(`read:${typeidx}`, [carriers.any], [], [cast(typeidx), instruction('local.set', object), body], [type]);
}

const cast = (typeidx: number): Body => [get(0), instruction('ref.cast', concrete(typeidx))];

function readArray(
  writer: SideWriter,
  module: Pick<Module, 'types'>,
  typeidx: number,
  { field }: Arraytype,
  tape: TapeCall,
): void {
  const { storage } = field;
  const type = reftype(concrete(typeidx), true);
  const element = isPacked(storage) ? instruction('array.get_u', typeidx) : instruction('array.get', typeidx);
  writer.func(`length:${typeidx}`, [carriers.any], [I32], [cast(typeidx), instruction('array.len')]);
  const bits = bitsOf(storage);
  if (bits === undefined) {
    const [object, index] = [1, 2];
    const put = putValue(storageCell(module, storage) as CellType, [get(object), get(index), element], tape);
    writer.func(`read:${typeidx}`, [carriers.any], [], overElements(typeidx, object, index, put), [type, I32]);
    return;
  }
  const [address, object, index] = [1, 2, 3];
  const size = bitsSize[bits];
  const store: Body = [get(address), get(object), get(index), element, elementAccess[bits].store];
  const next: Body = [get(address), constant(size), instruction('i32.add'), instruction('local.set', address)];
  writer.func(`store:${typeidx}`, [carriers.any, I32], [], overElements(typeidx, object, index, [store, next]), [
    type,
    I32,
  ]);
}

/** Does something for each element of the array in local 0, which is cast into a local. */
export function overElements(typeidx: number, object: number, index: number, each: Body): Body {
  return [
    [cast(typeidx), instruction('local.set', object)],
    [instruction('block', { kind: 'empty' }), instruction('loop', { kind: 'empty' })],
    [get(index), get(object), instruction('array.len'), instruction('i32.ge_u'), instruction('br_if', 1)],
    each,
    [get(index), constant(1), instruction('i32.add'), instruction('local.set', index)],
    [instruction('br', 0), instruction('end'), instruction('end')],
  ];
}
