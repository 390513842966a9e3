import type { ByteReader } from '@wasm-checkpoint/bytes';
import { hexBytes } from '../codes/bytes.js';
import { fault } from '../faults.js';

export const HEADER_SIZE = 8;
const magic = Uint8Array.of(0x00, 0x63, 0x6b, 0x70);
const VERSION = 1;

/** Magic and version, 8 bytes. */
export function encodeHeader(): Uint8Array {
  return Uint8Array.of(...magic, VERSION, 0, 0, 0);
}

/** Reads magic and version; throws CKPT1001, CKPT1010, CKPT4003. */
export function decodeHeader(reader: ByteReader): void {
  const start = reader.offset;
  const found = reader.raw(Math.min(magic.length, reader.remaining));
  // clause: bin-magic
  if (found.some((byte, index) => byte !== magic[index])) {
    throw fault('CKPT1010', { found: hexBytes(found) }, start, '');
  }
  reader.need(HEADER_SIZE - found.length);
  const version = reader.fixed32();
  if (version !== VERSION) throw fault('CKPT4003', { version }, start + magic.length); // clause: bin-version
}
