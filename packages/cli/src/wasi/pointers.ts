import { wasi } from '@bjorn3/browser_wasi_shim';
import { WasiError } from './errno.js';

/** The memory of a program. */
export interface ProgramMemory {
  readonly buffer: ArrayBufferLike;
}

const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What pointers of a program point to; those that lead out of its memory throw EFAULT or a `RangeError`. */
export class Pointers {
  #memory: ProgramMemory = { buffer: new ArrayBuffer(0) };

  attach(memory: ProgramMemory): void {
    this.#memory = memory;
  }

  view(): DataView {
    return new DataView(this.#memory.buffer);
  }

  bytes(at: number, length: number): Uint8Array {
    if ((at >>> 0) + (length >>> 0) > this.#memory.buffer.byteLength) throw new WasiError(wasi.ERRNO_FAULT);
    return new Uint8Array(this.#memory.buffer, at >>> 0, length >>> 0);
  }

  path(at: number, length: number): string {
    try {
      return text.decode(this.bytes(at, length).slice());
    } catch (error) {
      if (error instanceof WasiError) throw error;
      throw new WasiError(wasi.ERRNO_ILSEQ);
    }
  }

  /** The parts of memory that a vector of buffers names. */
  vector(at: number, count: number): Uint8Array[] {
    const view = this.view();
    return Array.from({ length: count }, (_, index) =>
      this.bytes(view.getUint32(at + 8 * index, true), view.getUint32(at + 8 * index + 4, true)),
    );
  }

  /** Fills a vector by one operation. */
  read(vector: number, count: number, out: number, read: (size: number) => { ret: number; data: Uint8Array }): number {
    const parts = this.vector(vector, count);
    const { ret, data } = read(parts.reduce((size, part) => size + part.length, 0));
    let at = 0;
    for (const part of parts) {
      part.set(data.subarray(at, at + part.length));
      at += part.length;
    }
    if (ret === wasi.ERRNO_SUCCESS) this.view().setUint32(out, data.length, true);
    return ret;
  }

  /** Writes a vector by one operation. */
  write(
    vector: number,
    count: number,
    out: number,
    write: (data: Uint8Array) => { ret: number; nwritten: number },
  ): number {
    const { ret, nwritten } = write(Buffer.concat(this.vector(vector, count)));
    if (ret === wasi.ERRNO_SUCCESS) this.view().setUint32(out, nwritten, true);
    return ret;
  }
}
