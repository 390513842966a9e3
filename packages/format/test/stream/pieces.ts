/** Cuts bytes into chunks whose sizes repeat. */
export function* chunksOf(bytes: Uint8Array, sizes: readonly number[]): Generator<Uint8Array> {
  for (let at = 0, index = 0; at < bytes.length; index++) {
    const size = Math.max(1, sizes[index % Math.max(1, sizes.length)] ?? bytes.length);
    // A copy that is spoilt once the next is asked for, as buffers of files are.
    const chunk = bytes.slice(at, at + size);
    yield chunk;
    chunk.fill(0xee);
    at += size;
  }
}

/** A sink that keeps what it is given. */
export class Gathered {
  readonly #parts: Uint8Array[] = [];

  readonly sink = (bytes: Uint8Array): void => {
    this.#parts.push(bytes.slice());
  };

  get bytes(): Uint8Array {
    return Buffer.concat(this.#parts);
  }
}
