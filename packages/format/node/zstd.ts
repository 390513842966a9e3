import * as zlib from 'node:zlib';
import type { Zstd } from '@wasm-checkpoint/format';

/** What `node:zlib` has from Node 22.15 on. */
interface NativeZstd {
  zstdCompressSync(bytes: Uint8Array, options: object): Uint8Array;
  zstdDecompressSync(frame: Uint8Array, options: object): Uint8Array;
  readonly constants: { readonly ZSTD_c_compressionLevel: number };
}

/** zstd of `node:zlib`; undefined before Node 22.15. */
export function nativeZstd(): Zstd | undefined {
  if (!('zstdCompressSync' in zlib)) return undefined;
  const native = zlib as unknown as NativeZstd;
  const parameter = native.constants.ZSTD_c_compressionLevel;
  return {
    compress: (bytes, level) =>
      native.zstdCompressSync(bytes, {
        params: { [parameter]: level },
        pledgedSrcSize: bytes.length,
        chunkSize: Math.max(64, bytes.length),
      }),
    decompress: (frame, size) =>
      native.zstdDecompressSync(frame, { maxOutputLength: Math.max(1, size), chunkSize: Math.max(64, size) }),
  };
}

/** zstd compiled to WebAssembly, loaded when it is asked for; half as fast as the native one. */
export async function wasmZstd(): Promise<Zstd> {
  const { compress, decompress, init } = await import('@bokuweb/zstd-wasm');
  await init();
  return { compress: (bytes, level) => compress(bytes, level), decompress: (frame) => decompress(frame) };
}
