import type { Crc32c } from '../syntax/algorithms.js';
import { foldModule } from './fold-module.js';
import { crc32cTable, crc32cTables } from './table.js';

/** The part of the WebAssembly JavaScript interface used here; a host may lack it. */
declare const WebAssembly:
  | undefined
  | {
      Module: new (bytes: Uint8Array) => object;
      Instance: new (module: object) => { readonly exports: unknown };
    };

interface Exports {
  readonly memory: { readonly buffer: ArrayBuffer };
  update(crc: number, size: number): number;
}

/** Address and size of the message in fold.wat. */
const MESSAGE = 90112;
const CHUNK = 65536;
/** Below this a call and a copy cost more than they save. */
const LEAST = 192;

const bytesOf = (hex: string): Uint8Array =>
  Uint8Array.from({ length: hex.length / 2 }, (_, index) => Number.parseInt(hex.slice(2 * index, 2 * index + 2), 16));

/**
 * CRC-32C by folding vectors, in WebAssembly with SIMD; undefined where the host has none or does not let us compile.
 *
 * Some 10 GB/s, of which the copy into the module's memory takes the larger part: folding itself runs at 30 GB/s.
 */
export function crc32cSimd(): Crc32c | undefined {
  let exports: Exports;
  try {
    if (typeof WebAssembly === 'undefined') return undefined;
    exports = new WebAssembly.Instance(new WebAssembly.Module(bytesOf(foldModule))).exports as Exports;
  } catch {
    return undefined;
  }
  const { memory, update } = exports;
  new Int32Array(memory.buffer, 0, crc32cTables.length).set(crc32cTables);
  const message = new Uint8Array(memory.buffer, MESSAGE, CHUNK);
  return {
    update(crc, bytes) {
      const size = bytes.length;
      if (size < LEAST) return crc32cTable.update(crc, bytes);
      if (size <= CHUNK) {
        message.set(bytes);
        return update(crc, size) >>> 0;
      }
      let value = crc;
      let from = 0;
      for (; size - from >= LEAST; from += CHUNK) {
        const part = bytes.subarray(from, Math.min(from + CHUNK, size));
        message.set(part);
        value = update(value, part.length) >>> 0;
      }
      return from < size ? crc32cTable.update(value, bytes.subarray(from)) : value;
    },
  };
}
