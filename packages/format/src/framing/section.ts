import { ByteReader, ByteWriter } from '@wasm-checkpoint/bytes';
import { hex32 } from '../codes/bytes.js';
import { ANCILLARY, placeOf, sectionId, sectionLabel, sectionRow } from '../codes/sections.js';
import { CheckpointFaults, fault } from '../faults.js';
import type { Crc32c } from '../syntax/index.js';

/** A section as it stands in the file, its checksum verified. */
export interface SectionFrame {
  readonly id: number;
  /** Offset in the file of the id byte. */
  readonly offset: number;
  /** Bytes of the whole section, from the id to the checksum. */
  readonly size: number;
  /** Bytes before the contents. */
  readonly head: number;
  /** A view of the contents. */
  readonly contents: Uint8Array;
  readonly crc: number;
}

/** Bytes of the checksum of a section. */
export const CRC_SIZE = 4;

const endPlaces: readonly number[] = [sectionId.block, sectionId.index, sectionId.end];

/** Whether any section may have this id. */
export const isSectionId = (id: number): boolean => {
  const place = placeOf(id);
  return place !== 0 && !(id >= ANCILLARY && endPlaces.includes(place));
};

/**
 * Reads the section at `offset`; throws CKPT1001 to CKPT1004, CKPT1014, CKPT1020.
 *
 * `base` is the offset in the file of the first of `bytes`.
 */
export function decodeSection(bytes: Uint8Array, offset: number, crc32c: Crc32c, base = 0): SectionFrame {
  const short = bytes[offset + 1] ?? 0x80;
  let head = 2;
  let size = short;
  // Small sections do without a reader, which costs more than they do.
  if (short >= 0x80 || offset + head + size + CRC_SIZE > bytes.length) {
    const reader = new ByteReader(bytes, new CheckpointFaults(base), offset, bytes.length, true);
    reader.u8();
    size = sectionSize(reader);
    head = reader.offset - offset;
    reader.need(size + CRC_SIZE); // clause: conv-bytes
  }
  const id = bytes[offset] ?? 0;
  const start = offset + head;
  const end = start + size;
  const crc = fixed32(bytes, end);
  const computed = crc32c.update(0, bytes.subarray(offset, end));
  // clause: bin-section-checksum
  if (crc !== computed) {
    const params = { section: sectionLabel(id), found: hex32(crc), computed: hex32(computed) };
    throw fault('CKPT1014', params, base + offset);
  }
  if (!isSectionId(id)) throw fault('CKPT1020', { id }, base + offset); // clause: bin-section-id
  return { id, offset: base + offset, size: head + size + CRC_SIZE, head, contents: bytes.subarray(start, end), crc };
}

const fixed32 = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16) | ((bytes[at + 3] ?? 0) << 24)) >>> 0;

/** The u64 size of a section, saturated where a number cannot hold it: no file is that long. */
function sectionSize(reader: ByteReader): number {
  const size = reader.u64();
  return size > BigInt(Number.MAX_SAFE_INTEGER - CRC_SIZE) ? Number.MAX_SAFE_INTEGER - CRC_SIZE : Number(size);
}

/** Id and size, the bytes before the contents. */
export function sectionHead(id: number, contentsSize: number): Uint8Array {
  if (contentsSize < 0x80) return Uint8Array.of(id, contentsSize);
  const writer = new ByteWriter(16);
  writer.u8(id);
  writer.u64(BigInt(contentsSize));
  return writer.finish();
}

/** Bytes of a whole section. */
export function sectionBytes(contentsSize: number): number {
  let head = 2;
  for (let rest = contentsSize; rest >= 0x80; rest = Math.floor(rest / 0x80)) head += 1;
  return head + contentsSize + CRC_SIZE;
}

/** Checks the order of sections: CKPT1011, CKPT4001, CKPT4004. */
export class SectionOrder {
  #previous = 0;

  /** Takes the id of the next section, which starts at `offset`. */
  next(id: number, offset: number): void {
    const row = sectionRow(id);
    // clause: bin-reserved
    if (row?.presence === 'reserved') throw fault('CKPT4004', { what: `section ${id}` }, offset);
    // clause: bin-section-critical
    if (row === undefined && id < ANCILLARY) throw fault('CKPT4001', { id }, offset);
    const repeats = row === undefined || row.presence === 'repeated';
    const ascends = placeOf(id) > placeOf(this.#previous) || (repeats && id === this.#previous);
    // clause: bin-section-order
    if (!ascends) throw fault('CKPT1011', { id, previous: this.#previous }, offset);
    this.#previous = id;
  }
}
