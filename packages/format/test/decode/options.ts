import type { DecodeOptions, Zstd } from '@wasm-checkpoint/format';
import { zstdContents, zstdFrame } from '../arbitrary/zstd-frames.js';

/** A zstd that knows the frames of the generator of arbitrary checkpoints. */
export const zstd: Zstd = {
  compress: (bytes) => zstdFrame(bytes),
  decompress: (frame) => zstdContents(frame),
};

export const options: DecodeOptions = { algorithms: { zstd } };
