import type { Crc32c } from '@wasm-checkpoint/format';
import { decodeSection, HEADER_SIZE } from '@wasm-checkpoint/format';
import { checkpointSections } from '@wasm-checkpoint/tables';
import type { JsonLine } from '../output.js';

/** How much of a file the sections of one kind take. */
export interface SectionLine extends JsonLine {
  readonly type: 'section';
  readonly name: string;
  readonly id: number;
  readonly count: number;
  /** Heads and checksums included. */
  readonly bytes: number;
}

/** The sections of a well-formed file by kind, in their order. */
export function sectionLines(bytes: Uint8Array, crc32c: Crc32c): readonly SectionLine[] {
  const lines = new Map<number, SectionLine>();
  for (let offset = HEADER_SIZE; offset < bytes.length; ) {
    const { id, size } = decodeSection(bytes, offset, crc32c);
    const before = lines.get(id);
    const name = checkpointSections.find((row) => row.id === id)?.name ?? `unknown ${id}`;
    lines.set(id, { type: 'section', name, id, count: (before?.count ?? 0) + 1, bytes: (before?.bytes ?? 0) + size });
    offset += size;
  }
  return [...lines.values()];
}
