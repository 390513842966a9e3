import type { Crc32c } from '../syntax/algorithms.js';
import { crc32cSimd } from './simd.js';
import { crc32cTable } from './table.js';

let chosen: Crc32c | undefined;

/** The fastest portable CRC-32C of this host; the WebAssembly module is compiled at the first use. */
export const crc32cDefault: Crc32c = {
  update(crc, bytes) {
    chosen ??= crc32cSimd() ?? crc32cTable;
    return chosen.update(crc, bytes);
  },
};
