import type { ByteReader } from '@wasm-checkpoint/bytes';
import type { ImmediateKind, Opcode } from '../syntax/opcode.js';
import type { TypeScope } from './heaptype.js';
import { immediateReaders } from './immediates.js';

/** Passes over a LEB128 integer of at most `most` bytes; `read` raises the fault of a longer one. */
function skipLeb(reader: ByteReader, most: number, read: () => unknown): void {
  const { bytes, offset } = reader;
  for (let size = 1; size < most && offset + size <= reader.end; size++) {
    if ((bytes[offset + size - 1] ?? 0x80) < 0x80) {
      reader.offset = offset + size;
      return;
    }
  }
  read();
}

const skipU32 = (reader: ByteReader): void => skipLeb(reader, 5, () => reader.u32());

/** Kinds that are worth passing over without making their values; the others are read. */
const skippers: { readonly [Kind in ImmediateKind]?: (reader: ByteReader) => void } = {
  i32: (reader) => skipLeb(reader, 5, () => reader.s32()),
  i64: (reader) => skipLeb(reader, 10, () => reader.s64()),
  f32: (reader) => void reader.raw(4),
  f64: (reader) => void reader.raw(8),
  memarg: (reader) => {
    const flags = reader.u32();
    if ((flags & 0x40) !== 0) skipU32(reader);
    skipLeb(reader, 10, () => reader.u64());
  },
  'labelidx*': (reader) => {
    for (let left = reader.count(1); left > 0; left--) skipU32(reader);
  },
};

/** Passes over the immediates of an instruction; memory access flags are not checked. */
export function skipImmediates(reader: ByteReader, opcode: Opcode, scope: TypeScope): void {
  for (const kind of opcode.immediates) {
    const skip = skippers[kind];
    if (skip === undefined) immediateReaders[kind](reader, scope);
    else skip(reader);
  }
}
