import type { Liveness, ModuleIdx } from '@wasm-checkpoint/format';
import { liveLocalsAt, type Module } from '@wasm-checkpoint/wasm';

/** The liveness that digests of checkpoints take, by the modules of a checkpoint; clause digest-liveness. */
export function livenessOf(modules: (module: ModuleIdx) => Module): Liveness {
  return {
    liveLocals: (module, funcidx, offset) =>
      Array.from(liveLocalsAt(modules(module), funcidx, offset), (live) => live === 1),
  };
}
