import { hexBytes } from '../codes/bytes.js';
import { policyCode } from '../codes/policies.js';
import { fault } from '../faults.js';
import type { Scan } from '../image/scan.js';
import type { PageSource } from '../image/source.js';
import type { Checkpoint, DigestKind, HostRefAddr, Sha256 } from '../syntax/index.js';
import { type CoreOptions, coreDigest } from './core.js';
import { memoriesDigestOf, memoryDigest } from './memory.js';
import { DigestStream } from './stream.js';
import { MemoryTree, type TreeOptions } from './tree.js';

export interface DigestOptions extends CoreOptions {
  /** The portable one by default. */
  readonly scan?: Scan;
}

/** The hash of host states and of the host references that are reached; clause digest-host. */
function hostDigest(checkpoint: Checkpoint, reached: readonly HostRefAddr[], sha256: Sha256): Uint8Array {
  const stream = new DigestStream(sha256, 'wasm-checkpoint host 1');
  stream.u64(checkpoint.hostStates.length);
  for (const state of checkpoint.hostStates) {
    stream.str(state.name);
    stream.str(state.version);
    stream.u8(policyCode[state.policy]);
    stream.u8(state.required ? 1 : 0);
    stream.u64(state.instances.length);
    for (const instance of state.instances) stream.u32(instance);
    stream.str(state.payload);
  }
  stream.u64(reached.length);
  for (const address of reached) {
    const ref = checkpoint.hostRefs[address];
    if (ref === undefined) throw new RangeError(`there is no host reference ${address}`);
    stream.u32(ref.state);
    stream.str(ref.payload);
  }
  return stream.digest();
}

/** The digest of each memory from the root of its tree. */
function memoryDigests(checkpoint: Checkpoint, trees: readonly MemoryTree[], sha256: Sha256): readonly Uint8Array[] {
  return checkpoint.memories.map(({ type }, address) => {
    const tree = trees[address];
    if (tree === undefined) throw new RangeError(`memory ${address} has no tree`);
    return memoryDigest(type, tree.root, sha256);
  });
}

/** Core and state digest. */
function configurationDigests(
  checkpoint: Checkpoint,
  memories: readonly Uint8Array[],
  options: CoreOptions,
): Readonly<Record<Exclude<DigestKind, 'memories'>, Uint8Array>> {
  const core = coreDigest(checkpoint, memories, options);
  const state = new DigestStream(options.sha256, 'wasm-checkpoint state 1');
  state.bytes(core.digest);
  state.bytes(hostDigest(checkpoint, core.hostRefs, options.sha256));
  return { core: core.digest, state: state.digest() };
}

/**
 * All digests of a checkpoint, 32 bytes each, from the hash trees of its memories by address; clause digest-functions.
 *
 * Who keeps the trees and updates them with the pages that changed pays for these only. Errors: CKPT3005.
 */
export function digestsOf(
  checkpoint: Checkpoint,
  trees: readonly MemoryTree[],
  options: CoreOptions,
): Readonly<Record<DigestKind, Uint8Array>> {
  const memories = memoryDigests(checkpoint, trees, options.sha256);
  return {
    memories: memoriesDigestOf(memories, options.sha256),
    ...configurationDigests(checkpoint, memories, options),
  };
}

/** The hash trees of memories that resolve to `sources`. */
export function memoryTrees(sources: readonly PageSource[], options: TreeOptions): readonly MemoryTree[] {
  return sources.map((source) => new MemoryTree(source, options));
}

/** The state digest of a checkpoint whose memories resolve to `sources`, by address; 32 bytes. */
export function stateDigest(
  checkpoint: Checkpoint,
  sources: readonly PageSource[],
  options: DigestOptions,
): Uint8Array {
  return digestsOf(checkpoint, memoryTrees(sources, options), options).state;
}

/** Throws CKPT2016 or CKPT2017 where a stored digest is not that of the configuration; computes no other. */
export function checkDigests(checkpoint: Checkpoint, sources: readonly PageSource[], options: DigestOptions): void {
  const { digests } = checkpoint;
  if (digests.length === 0) return;
  const memories = memoryDigests(checkpoint, memoryTrees(sources, options), options.sha256);
  const whole = digests.some(({ kind }) => kind !== 'memories')
    ? configurationDigests(checkpoint, memories, options)
    : undefined;
  for (const [index, { kind, digest }] of digests.entries()) {
    const found = hexBytes(digest);
    const path = `digests[${index}]`;
    if (kind === 'memories') {
      const computed = hexBytes(memoriesDigestOf(memories, options.sha256));
      if (found !== computed) throw fault('CKPT2016', { found, computed }, 0, path); // clause: digest-section-memories
    } else if (whole !== undefined) {
      const computed = hexBytes(whole[kind]);
      if (found !== computed) throw fault('CKPT2017', { kind, found, computed }, 0, path); // clause: digest-section-state
    }
  }
}
