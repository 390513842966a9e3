import { createHash } from 'node:crypto';

/** The memory part of spec/state-digest.md, straight from its equations: no sparseness, nothing kept. */

const hash = (...parts: readonly Uint8Array[]): Uint8Array => {
  const state = createHash('sha256');
  for (const part of parts) state.update(part);
  return new Uint8Array(state.digest());
};

const u64 = (value: number | bigint): Uint8Array => new Uint8Array(new BigUint64Array([BigInt(value)]).buffer);

function leaf(bytes: Uint8Array): Uint8Array {
  let mask = 0;
  const pages: Uint8Array[] = [];
  for (let at = 0, page = 0; at < bytes.length; at += 4096, page++) {
    const part = bytes.subarray(at, at + 4096);
    if (part.every((byte) => byte === 0)) continue;
    mask |= 1 << page;
    pages.push(part);
  }
  return hash(Uint8Array.of(0, mask & 0xff, mask >> 8), ...pages);
}

/** The root over the bytes, from the complete binary tree with all of its leaves. */
export function referenceRoot(bytes: Uint8Array): Uint8Array {
  let level: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += 65536) level.push(leaf(bytes.subarray(at, at + 65536)));
  if (level.length === 0) level.push(leaf(new Uint8Array(0)));
  while ((level.length & (level.length - 1)) !== 0) level.push(leaf(new Uint8Array(0)));
  while (level.length > 1) {
    const above: Uint8Array[] = [];
    for (let index = 0; index < level.length; index += 2) {
      above.push(hash(Uint8Array.of(1), level[index] ?? new Uint8Array(0), level[index + 1] ?? new Uint8Array(0)));
    }
    level = above;
  }
  return level[0] ?? new Uint8Array(0);
}

/** The memories digest of 32-bit memories without maximum and with pages of one byte. */
export function referenceMemoriesDigest(memories: readonly Uint8Array[]): Uint8Array {
  const digests = memories.map((bytes) =>
    hash(Uint8Array.of(2, 0), u64(bytes.length), u64(0), Uint8Array.of(0), referenceRoot(bytes)),
  );
  return hash(Buffer.from('wasm-checkpoint memories 1\0', 'latin1'), u64(memories.length), ...digests);
}
