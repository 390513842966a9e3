import type { Sha256 } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';

const known = new WeakMap<Module, Uint8Array>();

/** The SHA-256 of a module's bytes, computed once. */
export function moduleDigest(module: Module, sha256: Sha256): Uint8Array {
  let digest = known.get(module);
  if (digest === undefined) {
    digest = sha256.digest(module.bytes);
    known.set(module, digest);
  }
  return digest;
}
