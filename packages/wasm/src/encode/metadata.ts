import { ByteReader, ByteWriter } from '@wasm-checkpoint/bytes';
import { faults } from '../diagnostics.js';

/** An annotation of one instruction: its body offset, and the annotation's bytes. */
export interface InstructionMetadata {
  readonly offset: number;
  readonly bytes: Uint8Array;
}

/** The annotations of one function. */
export interface FunctionMetadata {
  readonly funcidx: number;
  readonly items: readonly InstructionMetadata[];
}

/** Reads a `metadata.code.*` section, such as `metadata.code.branch_hint` (core spec, appendix Code Metadata); throws diagnostics. */
export function readCodeMetadata(bytes: Uint8Array, start: number, end: number): FunctionMetadata[] {
  const reader = new ByteReader(bytes, faults, start, end);
  return Array.from({ length: reader.count(2) }, () => {
    const funcidx = reader.u32();
    const items = Array.from({ length: reader.count(2) }, () => {
      const offset = reader.u32();
      return { offset, bytes: reader.raw(reader.u32()) };
    });
    return { funcidx, items };
  });
}

/** The contents of a `metadata.code.*` section behind its name, functions and offsets ascending. */
export function encodeCodeMetadata(functions: readonly FunctionMetadata[]): Uint8Array {
  const writer = new ByteWriter();
  const ordered = [...functions].sort((one, other) => one.funcidx - other.funcidx);
  writer.vec(ordered, ({ funcidx, items }) => {
    writer.u32(funcidx);
    writer.vec(
      [...items].sort((one, other) => one.offset - other.offset),
      ({ offset, bytes }) => {
        writer.u32(offset);
        writer.u32(bytes.length);
        writer.raw(bytes);
      },
    );
  });
  return writer.finish();
}

/** The annotations after functions and instructions moved; those of instructions that are gone are gone too. */
export function mapCodeMetadata(
  functions: readonly FunctionMetadata[],
  funcidx: (index: number) => number,
  newOffset: (funcidx: number, offset: number) => number | undefined,
): FunctionMetadata[] {
  return functions.flatMap((old) => {
    const items = old.items.flatMap(({ offset, bytes }) => {
      const to = newOffset(old.funcidx, offset);
      return to === undefined ? [] : [{ offset: to, bytes }];
    });
    return items.length === 0 ? [] : [{ funcidx: funcidx(old.funcidx), items }];
  });
}
