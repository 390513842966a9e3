import type { Checkpoint } from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../../arbitrary/samples.js';

export const { everything, quiescent, minimal, frames } = sampleCheckpoints;

/** A change that breaks one rule, the code it gives and the path where. */
export interface Case {
  readonly clause: string;
  readonly code: string;
  readonly path: string;
  readonly change: Readonly<Record<string, unknown>>;
  /** The sample that is changed, if not `everything`. */
  readonly of?: Checkpoint;
}

export const func = (instance: number, funcidx: number) => ({ kind: 'func', instance, funcidx });
export const table64 = (min: bigint, max?: bigint) => ({
  element: { nullable: true, heap: 'func' },
  address: 'i64',
  limits: max === undefined ? { min } : { min, max },
});
export const memory = (address: string, pageSizeLog2: number, min: bigint, max?: bigint) => ({
  address,
  limits: max === undefined ? { min } : { min, max },
  shared: false,
  pageSizeLog2,
});
export const importType = 'modules[0].imports[2].type.type';
