import { ByteWriter } from '@wasm-checkpoint/bytes';
import { heapCode, plainCode, typeCode } from '../codes/types.js';
import { fault } from '../faults.js';
import type { MemType, RefType, ValType, Value } from '../syntax/index.js';
import { constOpcode, dumpSection, END, limitsFlag, MISSING, MODULE_HEADER, moduleSection } from './codes.js';
import type { CoreDump, DumpFrame, DumpGlobal, DumpMemory, DumpValue } from './syntax.js';

/** The size field of a section is a u32. */
const MAX_SECTION = 2 ** 32 - 1;

const writeConst = (writer: ByteWriter, kind: keyof typeof constOpcode): void => {
  const { prefix, opcode } = constOpcode[kind];
  if (prefix === 0) writer.u8(opcode);
  else {
    writer.u8(prefix);
    writer.u32(opcode);
  }
};

const v128Bytes = (bits: bigint): Uint8Array => {
  const bytes = new Uint8Array(16);
  for (let index = 0; index < 16; index++) bytes[index] = Number((bits >> BigInt(8 * index)) & 0xffn);
  return bytes;
};

const writeConstant = (writer: ByteWriter, value: Value): void => {
  switch (value.kind) {
    case 'i32':
      writeConst(writer, 'i32');
      writer.s32(value.value);
      break;
    case 'i64':
      writeConst(writer, 'i64');
      writer.s64(value.value);
      break;
    case 'f32':
      writeConst(writer, 'f32');
      writer.fixed32(value.bits);
      break;
    case 'f64':
      writeConst(writer, 'f64');
      writer.fixed64(value.bits);
      break;
    case 'v128':
      writeConst(writer, 'v128');
      writer.raw(v128Bytes(value.bits));
      break;
    case 'null':
      writeConst(writer, 'ref');
      writer.u8(heapCode[value.hierarchy]);
      break;
    default:
      throw new RangeError(`no constant of kind ${value.kind}`);
  }
  writer.u8(END);
};

const writeHeapType = (writer: ByteWriter, heap: RefType['heap']): void => {
  if (typeof heap === 'number') writer.s33(heap);
  else writer.u8(heapCode[heap]);
};

const writeValType = (writer: ByteWriter, type: ValType): void => {
  if (typeof type === 'string') writer.u8(plainCode[type]);
  else if (type.nullable && typeof type.heap === 'string') writer.u8(heapCode[type.heap]);
  else {
    writer.u8(type.nullable ? typeCode['ref-null'] : typeCode.ref);
    writeHeapType(writer, type.heap);
  }
};

const writeMemType = (writer: ByteWriter, type: MemType): void => {
  const { min, max } = type.limits;
  const page = type.pageSizeLog2 !== 16;
  writer.u8(
    (max === undefined ? 0 : limitsFlag.max) |
      (type.shared ? limitsFlag.shared : 0) |
      (type.address === 'i64' ? limitsFlag.address64 : 0) |
      (page ? limitsFlag.pageSize : 0),
  );
  writer.u64(min);
  if (max !== undefined) writer.u64(max);
  if (page) writer.u32(type.pageSizeLog2);
};

const writeGlobal = (writer: ByteWriter, global: DumpGlobal): void => {
  writeValType(writer, global.type.type);
  writer.u8(global.type.mutable ? 1 : 0);
  writeConstant(writer, global.value);
};

// clause: dump-value
const writeValue = (writer: ByteWriter, value: DumpValue): void => {
  switch (value.kind) {
    case 'missing':
      writer.u8(MISSING);
      return;
    case 'i32':
      writer.u8(plainCode.i32);
      writer.s32(value.value);
      return;
    case 'i64':
      writer.u8(plainCode.i64);
      writer.s64(value.value);
      return;
    case 'f32':
      writer.u8(plainCode.f32);
      writer.fixed32(value.bits);
      return;
    case 'f64':
      writer.u8(plainCode.f64);
      writer.fixed64(value.bits);
      return;
  }
};

// clause: dump-stack
const writeFrame = (writer: ByteWriter, frame: DumpFrame): void => {
  writer.u8(0);
  writer.u32(frame.instance);
  writer.u32(frame.funcidx);
  writer.u32(frame.offset);
  writer.vec(frame.locals, (value) => writeValue(writer, value));
  writer.vec(frame.operands, (value) => writeValue(writer, value));
};

const section = (id: number, write: (writer: ByteWriter) => void): Uint8Array[] => {
  const contents = new ByteWriter();
  write(contents);
  const head = new ByteWriter(16);
  head.u8(id);
  head.u32(contents.length);
  return [head.finish(), contents.finish()];
};

const custom = (name: string, write: (writer: ByteWriter) => void): Uint8Array[] =>
  section(moduleSection.custom, (writer) => {
    writer.name(name);
    write(writer);
  });

/** The data section in pieces, so that memory contents are copied once only. */
const dataSection = (memories: readonly DumpMemory[]): Uint8Array[] => {
  const pieces: Uint8Array[] = [];
  let count = 0;
  let size = 0;
  for (const [address, memory] of memories.entries()) {
    const address64 = memory.type.address === 'i64';
    for (const segment of memory.segments) {
      const head = new ByteWriter(32);
      head.u32(address === 0 ? 0 : 2);
      if (address !== 0) head.u32(address);
      writeConstant(
        head,
        address64
          ? { kind: 'i64', value: BigInt.asIntN(64, segment.offset) }
          : { kind: 'i32', value: Number(BigInt.asIntN(32, segment.offset)) },
      );
      head.u32(segment.bytes.length);
      pieces.push(head.finish(), segment.bytes);
      size += head.length + segment.bytes.length;
      count += 1;
    }
  }
  if (count === 0) return [];
  const counted = new ByteWriter(8);
  counted.u32(count);
  const total = size + counted.length;
  // clause: lim-image
  if (total > MAX_SECTION) throw fault('CKPT9002', { value: BigInt(total), max: BigInt(MAX_SECTION) }, 0, 'memories');
  const head = new ByteWriter(8);
  head.u8(moduleSection.data);
  head.u32(total);
  return [head.finish(), counted.finish(), ...pieces];
};

const join = (pieces: readonly Uint8Array[]): Uint8Array => {
  const bytes = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};

/**
 * A core dump as a WebAssembly module, in the order of sections that Wasmtime writes; spec/appendix/core-dump.md.
 *
 * Throws CKPT9002 when the memories hold more than a section can.
 */
export function encodeCoreDump(dump: CoreDump): Uint8Array {
  const pieces: Uint8Array[] = [MODULE_HEADER];
  const { executable, memories, globals } = dump;
  if (executable !== undefined) {
    // clause: dump-core
    pieces.push(
      ...custom(dumpSection.core, (writer) => {
        writer.u8(0);
        writer.name(executable);
      }),
    );
  }
  if (memories.length > 0) {
    pieces.push(
      ...section(moduleSection.memory, (writer) => writer.vec(memories, ({ type }) => writeMemType(writer, type))),
    );
  }
  if (globals.length > 0) {
    pieces.push(
      ...section(moduleSection.global, (writer) => writer.vec(globals, (global) => writeGlobal(writer, global))),
    );
  }
  for (const piece of dataSection(memories)) pieces.push(piece);
  // clause: dump-instances
  pieces.push(
    ...custom(dumpSection.modules, (writer) =>
      writer.vec(dump.modules, (name) => {
        writer.u8(0);
        writer.name(name);
      }),
    ),
    ...custom(dumpSection.instances, (writer) =>
      writer.vec(dump.instances, (instance) => {
        writer.u8(0);
        writer.u32(instance.module);
        writer.vec(instance.memories, (index) => writer.u32(index));
        writer.vec(instance.globals, (index) => writer.u32(index));
      }),
    ),
  );
  for (const thread of dump.threads) {
    pieces.push(
      ...custom(dumpSection.stack, (writer) => {
        writer.u8(0);
        writer.name(thread.name);
        writer.vec(thread.frames, (frame) => writeFrame(writer, frame));
      }),
    );
  }
  return join(pieces);
}
