import { type Checkpoint, fault, type HostRef, type HostState } from '@wasm-checkpoint/format';
import type { EngineValue } from '../engine.js';
import type { Imports } from '../store/bindings.js';

/** Who obtains the resources that host-state descriptors of one name and version stand for. */
export interface HostStateConsumer {
  readonly name: string;
  readonly version: string;
  /** Obtains what the descriptor says, and returns what undoes that when the restore fails later. */
  obtain(state: HostState): (() => void) | undefined;
  /** Whether the resource is held still, so that one of policy `fail` can be gone on with; false by default. */
  holds?(state: HostState): boolean;
}

/** What the host gives a checkpoint that is restored. */
export interface RestoreHost {
  readonly imports?: Imports;
  readonly hostStates?: readonly HostStateConsumer[];
  /** Memories among the imports that hold nothing but zeros: they need not be looked at, which is what takes time in a new one. */
  readonly zeroed?: readonly unknown[];
  /** The object of the host that a reference stands for; undefined where there is none. */
  obtainRef?(state: HostState, payload: HostRef['payload']): EngineValue | undefined;
}

/** Obtains the host state of a checkpoint, in its order; undoes it all when one of them fails. */
export function obtainHostStates(checkpoint: Checkpoint, consumers: readonly HostStateConsumer[]): () => void {
  const undone: (() => void)[] = [];
  const undo = (): void => {
    for (const each of undone.splice(0).reverse()) each();
  };
  try {
    checkpoint.hostStates.forEach((state, index) => {
      const path = `hostStates[${index}]`;
      const { name, version, required, policy } = state;
      const consumer = consumers.find((each) => each.name === name && each.version === version);
      if (consumer === undefined) {
        // clause: valid-host-state, exec-restore-host-policy
        if (required) throw fault('CKPT3158', { name, version }, 0, path);
        return;
      }
      // clause: exec-restore-host-policy
      if (policy === 'fail' && consumer.holds?.(state) !== true) throw fault('CKPT4032', { name }, 0, path);
      const each = consumer.obtain(state);
      if (each !== undefined) undone.push(each);
    });
  } catch (error) {
    undo();
    throw error;
  }
  return undo;
}
