import { algorithms } from '../algorithms.js';
import { hexBytes } from '../codes/bytes.js';
import { memoriesDigest } from '../digest/memory.js';
import { fault } from '../faults.js';
import { fingerprint } from '../stream/fingerprint.js';
import type { Checkpoint, Sha256 } from '../syntax/index.js';
import type { PageSource } from './source.js';

/** A checkpoint that is supplied as a parent, and the fingerprint of its file where that is known already. */
export interface ParentGiven {
  readonly checkpoint: Checkpoint;
  readonly fingerprint?: Uint8Array;
}

/**
 * Throws CKPT3001 where there is no parent, CKPT3002 where it is not the one that `child` names.
 *
 * `memories` are those of the parent, resolved; read only for a parent named by its memories digest.
 */
export function checkParent(
  child: Checkpoint,
  given: ParentGiven | undefined,
  memories: readonly PageSource[],
  options: { readonly sha256?: Sha256 } = {},
): void {
  const named = child.parent;
  if (named === undefined) return;
  const expected = hexBytes(named.digest);
  if (given === undefined) throw fault('CKPT3001', { digest: expected }, 0, 'parent'); // clause: syn-parent-given
  const { sha256 } = algorithms(options);
  const digest =
    named.kind === 'fingerprint'
      ? (given.fingerprint ?? fingerprint(given.checkpoint, { algorithms: { sha256 } }))
      : memoriesDigest(given.checkpoint, memories, sha256);
  const found = hexBytes(digest);
  if (found !== expected) throw fault('CKPT3002', { found, expected }, 0, 'parent'); // clause: syn-parent-match
}
