import { fault } from '../faults.js';
import { IMAGE_PAGE_SIZE } from '../syntax/index.js';
import { type PageSource, pagesOf } from './source.js';

/** The largest index that an array may have in any engine. */
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

/** The whole contents in a new array; CKPT9002 where the engine cannot hold one so large. */
export function expand(source: PageSource): Uint8Array {
  const { size } = source;
  const tooLarge = () => fault('CKPT9002', { value: size, max: LARGEST }, 0); // clause: lim-image
  if (size > LARGEST) throw tooLarge();
  let bytes: Uint8Array;
  try {
    bytes = new Uint8Array(Number(size));
  } catch {
    throw tooLarge();
  }
  for (const piece of source.pieces(0, pagesOf(size))) {
    if (piece.bytes !== undefined) bytes.set(piece.bytes, piece.page * IMAGE_PAGE_SIZE);
  }
  return bytes;
}

/** Writes the whole contents over `target`, a running memory for example, which is at least as long. */
export function expandInto(source: PageSource, target: Uint8Array): void {
  const { size } = source;
  if (size > BigInt(target.length)) throw new RangeError(`${target.length} bytes cannot hold an image of ${size}`);
  for (const { page, pages, bytes } of source.pieces(0, pagesOf(size))) {
    const at = page * IMAGE_PAGE_SIZE;
    const end = Math.min(at + pages * IMAGE_PAGE_SIZE, Number(size));
    if (bytes !== undefined) target.set(bytes, at);
    target.fill(0, at + (bytes?.length ?? 0), end);
  }
}
