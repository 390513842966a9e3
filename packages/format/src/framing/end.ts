import { ByteWriter } from '@wasm-checkpoint/bytes';
import { sectionId } from '../codes/sections.js';
import { fault } from '../faults.js';
import type { Crc32c } from '../syntax/index.js';
import { decodeSection, type SectionFrame } from './section.js';

/** Bytes of the whole end section. */
export const END_SIZE = 18;
const END_CONTENTS = 12;

/** Where the index stands, and the checksum of checksums. */
export interface EndSection {
  readonly indexOffset: bigint;
  readonly chain: number;
}

/** The contents of the end section, 12 bytes. */
export function encodeEndContents(indexOffset: number, chain: number): Uint8Array {
  const writer = new ByteWriter(16);
  writer.fixed64(BigInt(indexOffset));
  writer.fixed32(chain);
  return writer.finish();
}

/** What an end section whose checksum holds says; throws CKPT1015. */
export function readEnd(frame: SectionFrame): EndSection {
  // clause: bin-end
  if (frame.id !== sectionId.end || frame.contents.length !== END_CONTENTS) throw fault('CKPT1015', {}, frame.offset);
  const view = new DataView(frame.contents.buffer, frame.contents.byteOffset, END_CONTENTS);
  return { indexOffset: view.getBigUint64(0, true), chain: view.getUint32(8, true) };
}

/** Reads the last 18 bytes of a file of `fileSize` bytes; throws CKPT1014, CKPT1015. */
export function decodeEnd(bytes: Uint8Array, fileSize: number, crc32c: Crc32c): EndSection {
  const offset = Math.max(0, fileSize - END_SIZE);
  // clause: bin-end
  if (bytes.length !== END_SIZE || bytes[0] !== sectionId.end || bytes[1] !== END_CONTENTS) {
    throw fault('CKPT1015', {}, offset);
  }
  return readEnd(decodeSection(bytes, 0, crc32c, offset));
}
