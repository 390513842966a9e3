import type { Scan } from '../image/scan.js';
import type { PageSource } from '../image/source.js';
import type { Checkpoint, MemType, Sha256 } from '../syntax/index.js';
import { DigestStream, DigestWriter } from './stream.js';
import { MemoryTree } from './tree.js';

const MEMORY = 2;

/** Flags of limits: a maximum, shared, 64-bit addresses. */
export function limitsFlags(max: bigint | undefined, shared: boolean, wide: boolean): number {
  return (max === undefined ? 0 : 1) | (shared ? 2 : 0) | (wide ? 4 : 0);
}

/** The digest of a memory of this type, current size included, whose contents have this root; 32 bytes. */
export function memoryDigest(type: MemType, root: Uint8Array, sha256: Sha256): Uint8Array {
  const writer = new DigestWriter();
  const { min, max } = type.limits;
  writer.u8(MEMORY);
  writer.u8(limitsFlags(max, type.shared, type.address === 'i64'));
  writer.u64(min);
  writer.u64(max ?? 0n);
  writer.u8(type.pageSizeLog2);
  writer.bytes(root);
  return sha256.digest(writer.take());
}

/** The memories digest of memories with these digests, in address order; clause digest-memories. */
export function memoriesDigestOf(digests: readonly Uint8Array[], sha256: Sha256): Uint8Array {
  const stream = new DigestStream(sha256, 'wasm-checkpoint memories 1');
  stream.u64(digests.length);
  for (const digest of digests) stream.bytes(digest);
  return stream.digest();
}

/** The memories digest of a checkpoint whose memories resolve to `sources`, by address; 32 bytes. */
export function memoriesDigest(
  checkpoint: Checkpoint,
  sources: readonly PageSource[],
  sha256: Sha256,
  scan?: Scan,
): Uint8Array {
  const digests = checkpoint.memories.map(({ type }, address) => {
    const source = sources[address];
    if (source === undefined) throw new RangeError(`memory ${address} has no source`);
    return memoryDigest(type, new MemoryTree(source, scan === undefined ? { sha256 } : { sha256, scan }).root, sha256);
  });
  return memoriesDigestOf(digests, sha256);
}
