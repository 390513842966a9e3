import { type Checkpoint, fault } from '@wasm-checkpoint/format';
import type { Instance } from '../store/instance.js';

type SegmentKind = 'data' | 'elem';

/** The passive segments of an instance that a checkpoint states as dropped. */
function droppedOf(checkpoint: Checkpoint, instanceidx: number): readonly { kind: SegmentKind; index: number }[] {
  const instance = checkpoint.instances[instanceidx];
  return [
    ...(instance?.datas ?? []).map((index) => ({ kind: 'data', index }) as const),
    ...(instance?.elems ?? []).flatMap(({ kind, index }) =>
      kind === 'dropped' ? [{ kind: 'elem', index } as const] : [],
    ),
  ];
}

/** Drops what is dropped; CKPT4030 for a segment that no code of the module can have dropped. */
export function dropSegments(checkpoint: Checkpoint, instance: Instance, instanceidx: number): void {
  for (const { kind, index } of droppedOf(checkpoint, instanceidx)) {
    if (instance.drop(kind, index)) continue;
    const what = `a dropped ${kind === 'data' ? 'data' : 'element'} segment`;
    // clause: exec-restore-engine
    throw fault(
      'CKPT4030',
      { what, reason: `no code drops segment ${index}` },
      0,
      `instances[${instanceidx}].${kind}s`,
    );
  }
}

/** Whether the dropped segments of an instance are those of the checkpoint: none can be had back. */
export function segmentsAsBefore(checkpoint: Checkpoint, instance: Instance, instanceidx: number): boolean {
  const wanted = new Set(droppedOf(checkpoint, instanceidx).map(({ kind, index }) => `${kind} ${index}`));
  return instance.droppedSegments().every(({ kind, index }) => wanted.has(`${kind} ${index}`));
}
