import { ByteReader } from '@wasm-checkpoint/bytes';
import { opensBlock, readLocals } from '../decode/code.js';
import type { TypeScope } from '../decode/heaptype.js';
import { readOpcode } from '../decode/immediates.js';
import type { Namemap } from '../decode/names.js';
import { skipImmediates } from '../decode/skip.js';
import { faults } from '../diagnostics.js';
import { allFeatures } from '../features.js';
import type { OffsetMap } from './offsetmap.js';

/** Bodies of the new module may name types that the old one does not have. */
const anyType: TypeScope = { features: allFeatures, typeCount: 2 ** 32 };

/** Body offsets of the instructions that have a label, in order: a label's index is its place in this list. */
export function labelOffsets(body: Uint8Array): number[] {
  const reader = new ByteReader(body, faults);
  readLocals(reader, anyType);
  const offsets: number[] = [];
  while (!reader.atEnd) {
    const offset = reader.offset;
    const opcode = readOpcode(reader);
    skipImmediates(reader, opcode, anyType);
    if (opensBlock(opcode)) offsets.push(offset);
  }
  return offsets;
}

/** The names of a body's labels after it was rewritten; the given map itself when no label moved. */
export function mapLabels(names: Namemap, before: Uint8Array, after: Uint8Array, offsets: OffsetMap): Namemap {
  const old = labelOffsets(before);
  const places = new Map(labelOffsets(after).map((offset, label) => [offset, label]));
  const mapped = new Map<number, string>();
  let same = true;
  for (const [label, name] of names) {
    const offset = old[label];
    const to = offset === undefined ? undefined : offsets.toNew(offset);
    const image = to === undefined ? undefined : places.get(to);
    same &&= image === label;
    if (image !== undefined) mapped.set(image, name);
  }
  return same ? names : mapped;
}
