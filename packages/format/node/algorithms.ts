import { type Algorithms, algorithms } from '@wasm-checkpoint/format';
import { nodeSha256 } from './sha256.js';
import { nativeZstd, wasmZstd } from './zstd.js';

/** The fastest algorithms that Node offers, zstd among them: native from Node 22.15 on, WebAssembly before. */
export async function nodeAlgorithms(): Promise<Required<Algorithms>> {
  return { ...algorithms(), sha256: nodeSha256, zstd: nativeZstd() ?? (await wasmZstd()) };
}
