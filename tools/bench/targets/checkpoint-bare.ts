import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Crc32c, Zstd } from '@wasm-checkpoint/format';

/** What a capture cannot do without, in bare loops: what the codec is compared with. */

export const PAGE = 4096;
const BLOCK = 65536;
const COMPRESSED_BLOCK = 2 ** 20;
const zeroPage = Buffer.alloc(PAGE);

const isZero = (heap: Uint8Array, at: number): boolean => zeroPage.compare(heap, at, at + PAGE) === 0;

/** Bytes of the pages that are not zero. */
export function filledBytes(heap: Uint8Array): number {
  let size = 0;
  for (let at = 0; at < heap.length; at += PAGE) if (!isZero(heap, at)) size += PAGE;
  return size;
}

/** Scans for pages that are not zero, copies them into fresh memory, and takes a checksum of each 64 KiB of the heap. */
export function scanCopyChecksum(heap: Uint8Array, crc32c: Crc32c, take?: (bytes: Uint8Array) => void): Uint8Array {
  const target = new Uint8Array(heap.length);
  let end = 0;
  let checksums = 0;
  for (let block = 0; block < heap.length; block += BLOCK) {
    const start = end;
    for (let at = block; at < block + BLOCK; ) {
      let next = at;
      while (next < block + BLOCK && !isZero(heap, next)) next += PAGE;
      if (next > at) {
        target.set(heap.subarray(at, next), end);
        end += next - at;
      }
      at = next + PAGE;
    }
    if (end === start) continue;
    const copied = target.subarray(start, end);
    checksums ^= crc32c.update(0, copied);
    take?.(copied);
  }
  if (end === 0) throw new Error(`nothing but zeros: ${checksums}`);
  return target.subarray(0, end);
}

/** The same, and one SHA-256 over the pages that are not zero. */
export function scanCopyChecksumHash(heap: Uint8Array, crc32c: Crc32c): Uint8Array {
  const hash = createHash('sha256');
  scanCopyChecksum(heap, crc32c, (bytes) => hash.update(bytes));
  return hash.digest();
}

/** The pages that are not zero, in pieces of 1 MiB. */
export function filledPieces(heap: Uint8Array): readonly Uint8Array[] {
  const filled = scanCopyChecksum(heap, { update: () => 0 });
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < filled.length; at += COMPRESSED_BLOCK) pieces.push(filled.subarray(at, at + COMPRESSED_BLOCK));
  return pieces;
}

/** Compresses the pieces, and keeps the frames; bytes of all. */
export function compressPieces(pieces: readonly Uint8Array[], zstd: Zstd): number {
  let size = 0;
  for (const piece of pieces) size += zstd.compress(piece, 1).length;
  return size;
}
