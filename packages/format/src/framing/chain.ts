import { ByteWriter, encodeUtf8 } from '@wasm-checkpoint/bytes';
import type { Crc32c, Sha256, Sha256Stream } from '../syntax/index.js';

const FINGERPRINT_TAG = 'wasm-checkpoint fingerprint 1\0';

/** The checksum of checksums and, if a SHA-256 is given, the fingerprint, from the sections before the end section. */
export class Chain {
  readonly #crc32c: Crc32c;
  readonly #sha256: Sha256Stream | undefined;
  readonly #checksum = new Uint8Array(4);
  readonly #view = new DataView(this.#checksum.buffer);
  #crc = 0;

  constructor(crc32c: Crc32c, sha256?: Sha256) {
    this.#crc32c = crc32c;
    this.#sha256 = sha256?.create();
    this.#sha256?.update(encodeUtf8(FINGERPRINT_TAG));
  }

  /** Takes the next section of the file. */
  add(id: number, contentsSize: number, crc: number): void {
    this.#view.setUint32(0, crc, true);
    this.#crc = this.#crc32c.update(this.#crc, this.#checksum); // clause: bin-end-chain
    if (this.#sha256 === undefined) return;
    const writer = new ByteWriter(16);
    writer.u8(id);
    writer.fixed64(BigInt(contentsSize));
    writer.fixed32(crc);
    this.#sha256.update(writer.view()); // clause: bin-fingerprint
  }

  /** The CRC-32C of the checksums so far. */
  crc(): number {
    return this.#crc;
  }

  /** 32 bytes; to be called once, and only where a SHA-256 was given. */
  fingerprint(): Uint8Array {
    if (this.#sha256 === undefined) throw new RangeError('a chain without SHA-256 has no fingerprint');
    return this.#sha256.digest();
  }
}
