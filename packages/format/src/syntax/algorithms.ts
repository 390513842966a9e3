/** A SHA-256 computation in progress. */
export interface Sha256Stream {
  update(bytes: Uint8Array): void;
  /** 32 bytes; the stream is used up. */
  digest(): Uint8Array;
}

/** SHA-256 of FIPS 180-4, injected. */
export interface Sha256 {
  /** 32 bytes. */
  digest(bytes: Uint8Array): Uint8Array;
  create(): Sha256Stream;
}

/** CRC-32C of RFC 3720, injected. */
export interface Crc32c {
  /** Continues `crc`, which is 0 at the start, over `bytes`; unsigned. */
  update(crc: number, bytes: Uint8Array): number;
}

/** zstd of RFC 8878, injected. */
export interface Zstd {
  /** One frame with its content size and no dictionary. */
  compress(bytes: Uint8Array, level: number): Uint8Array;
  /** The contents of one frame that expands to `size` bytes; throws anything when it does not. */
  decompress(frame: Uint8Array, size: number): Uint8Array;
}

/** What the codec takes from outside; all have defaults but zstd, which only compressed files need. */
export interface Algorithms {
  readonly crc32c: Crc32c;
  readonly sha256: Sha256;
  readonly zstd?: Zstd;
}
