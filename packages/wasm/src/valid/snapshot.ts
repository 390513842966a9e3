import type { BodyState } from './state.js';

/** A copy of a type-checker's state between two instructions. */
export interface Snapshot {
  readonly offset: number;
  readonly stack: Int32Array;
  readonly kinds: Uint8Array;
  readonly bases: Int32Array;
  readonly dead: Uint8Array;
  readonly starts: Int32Array;
  readonly initHeights: Int32Array;
  readonly params: readonly Int32Array[];
  readonly results: readonly Int32Array[];
  readonly labels: readonly Int32Array[];
  readonly unset: Uint8Array | undefined;
  readonly initLog: readonly number[];
}

/** Copies what the checker knows before the instruction at the reader's offset. */
export function takeSnapshot(state: BodyState): Snapshot {
  const frames = state.depth + 1;
  return {
    offset: state.reader.offset,
    stack: state.stack.slice(0, state.height),
    kinds: state.kinds.slice(0, frames),
    bases: state.bases.slice(0, frames),
    dead: state.dead.slice(0, frames),
    starts: state.starts.slice(0, frames),
    initHeights: state.initHeights.slice(0, frames),
    params: state.params.slice(0, frames),
    results: state.results.slice(0, frames),
    labels: state.labels.slice(0, frames),
    unset: state.anyUnset ? state.unset.slice(0, state.localCount) : undefined,
    initLog: state.initLog.slice(),
  };
}

/** Size of the state that a snapshot copies, in items. */
export const snapshotSize = (state: BodyState): number =>
  state.height + 8 * (state.depth + 1) + (state.anyUnset ? state.localCount / 4 : 0);

/** Sets a checker that has begun the same body back to a snapshot. */
export function restoreSnapshot(state: BodyState, snapshot: Snapshot): void {
  state.reader.offset = snapshot.offset;
  state.height = 0;
  state.reserve(snapshot.stack.length + state.reader.remaining);
  state.height = snapshot.stack.length;
  state.stack.set(snapshot.stack);
  state.depth = snapshot.kinds.length - 1;
  state.kinds.set(snapshot.kinds);
  state.bases.set(snapshot.bases);
  state.dead.set(snapshot.dead);
  state.starts.set(snapshot.starts);
  state.initHeights.set(snapshot.initHeights);
  state.params = snapshot.params.slice();
  state.results = snapshot.results.slice();
  state.labels = snapshot.labels.slice();
  state.base = snapshot.bases.at(-1) ?? 0;
  if (snapshot.unset !== undefined) state.unset.set(snapshot.unset);
  state.initLog = snapshot.initLog.slice();
}
