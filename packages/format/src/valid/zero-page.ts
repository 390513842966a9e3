import { IMAGE_PAGE_SIZE } from '../syntax/index.js';

/** The first page within `from` to `to` that is all zero, counted from `from`; -1 if there is none. */
export function zeroPage(bytes: Uint8Array, from: number, to: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let start = from, page = 0; start < to; start += IMAGE_PAGE_SIZE, page++) {
    const end = Math.min(start + IMAGE_PAGE_SIZE, to);
    let at = start;
    for (const whole = end - 3; at < whole && view.getInt32(at, true) === 0; at += 4);
    while (at < end && bytes[at] === 0) at += 1;
    if (at === end) return page;
  }
  return -1;
}
