import type { Instruction, Module } from '@wasm-checkpoint/wasm';
import { readInstruction } from './checker.js';
import { paddedUnsigned } from './leb.js';
import { opened, type Sample } from './samples.js';

/** Byte sequences one after the other. */
export const join = (...parts: readonly (Uint8Array | readonly number[])[]): Uint8Array => {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** A sample with what its mutations need to know of it. */
export class Subject {
  readonly sample: Sample;
  readonly module: Module | undefined;
  readonly #bodies = new Map<number, readonly Instruction[]>();

  constructor(sample: Sample) {
    this.sample = sample;
    this.module = opened(sample.bytes);
  }

  /** The instructions of a body with their module offsets; none when they cannot be read. */
  instructions(module: Module, index: number): readonly Instruction[] {
    const known = this.#bodies.get(index);
    if (known !== undefined) return known;
    const found: Instruction[] = [];
    try {
      const { start, end } = module.body(module.imported.func + index);
      const reader = module.reader(start, end);
      for (let groups = reader.u32(); groups > 0; groups--) {
        reader.u32();
        const code = reader.u8();
        if (code === 0x63 || code === 0x64) reader.s33();
      }
      while (!reader.atEnd) found.push(readInstruction(reader, module.scope));
    } catch {
      // What could be read is enough to change something.
    }
    this.#bodies.set(index, found);
    return found;
  }

  /** The module with another body in the place of one, sizes corrected. */
  withBody(module: Module, index: number, body: Uint8Array): Uint8Array {
    const { bytes } = this.sample;
    const header = module.section('code');
    if (header === undefined) return bytes;
    const { func } = module.imported;
    const before = index === 0 ? skipLeb(bytes, header.start) : module.body(func + index - 1).end;
    const after = module.body(func + index).end;
    const size = paddedUnsigned(body.length, 1);
    const contents = [bytes.subarray(header.start, before), size, body, bytes.subarray(after, header.end)];
    const length = contents.reduce((sum, part) => sum + part.length, 0);
    return join(
      bytes.subarray(0, header.offset),
      [10],
      paddedUnsigned(length, 1),
      ...contents,
      bytes.subarray(header.end),
    );
  }
}

/** The offset behind an integer. */
export function skipLeb(bytes: Uint8Array, at: number): number {
  let end = at;
  while ((bytes[end] ?? 0) >= 0x80) end++;
  return end + 1;
}
