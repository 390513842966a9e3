import { ByteWriter, encodeUtf8 } from '@wasm-checkpoint/bytes';
import type { Sha256, Sha256Stream } from '../syntax/index.js';

/** Bytes that are gathered before they are hashed. */
const GATHERED = 16384;

/** The items of spec/state-digest.md as bytes: integers of fixed size, strings, digests. */
export class DigestWriter {
  protected writer = new ByteWriter(256);

  u8(value: number): void {
    this.writer.u8(value);
  }

  u16(value: number): void {
    this.writer.u8(value & 0xff);
    this.writer.u8(value >>> 8);
  }

  u32(value: number): void {
    this.writer.fixed32(value);
  }

  u64(value: number | bigint): void {
    this.writer.fixed64(BigInt(value));
  }

  bytes(bytes: Uint8Array): void {
    this.writer.raw(bytes);
  }

  /** `str(x)`: the number of bytes, then the bytes; a text as UTF-8. */
  str(text: string | Uint8Array): void {
    const bytes = typeof text === 'string' ? encodeUtf8(text) : text;
    this.u64(bytes.length);
    this.bytes(bytes);
  }

  /** What was written so far; the writer is empty afterwards. */
  take(): Uint8Array {
    const bytes = this.writer.finish();
    this.writer = new ByteWriter(256);
    return bytes;
  }
}

/** The SHA-256 of what is written. */
export class DigestStream extends DigestWriter {
  readonly #hash: Sha256Stream;

  /** Begins with `tag(x)`: its ASCII bytes and a zero byte. */
  constructor(sha256: Sha256, tag: string) {
    super();
    this.#hash = sha256.create();
    this.writer = new ByteWriter(2 * GATHERED);
    this.bytes(encodeUtf8(`${tag}\0`));
  }

  override bytes(bytes: Uint8Array): void {
    if (this.writer.length + bytes.length > GATHERED) this.#flush();
    if (bytes.length > GATHERED) this.#hash.update(bytes);
    else this.writer.raw(bytes);
  }

  override u64(value: number | bigint): void {
    if (this.writer.length > GATHERED) this.#flush();
    super.u64(value);
  }

  #flush(): void {
    if (this.writer.length > 0) this.#hash.update(this.writer.view());
    this.writer = new ByteWriter(2 * GATHERED);
  }

  /** 32 bytes; the stream is used up. */
  digest(): Uint8Array {
    this.#flush();
    return this.#hash.digest();
  }
}
