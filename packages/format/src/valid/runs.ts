import type { CheckpointErrorCode, CheckpointErrorParams } from '@wasm-checkpoint/tables';
import type { PageRun } from '../syntax/index.js';

type RunCode = Extract<
  CheckpointErrorCode,
  'CKPT1050' | 'CKPT1051' | 'CKPT1052' | 'CKPT1053' | 'CKPT1054' | 'CKPT1063'
>;

/** A rule that the runs of a block break. */
export type RunsFault = { [Code in RunCode]: { code: Code; params: CheckpointErrorParams[Code] } }[RunCode];

/** The rule that the runs of a block of `limit` pages break, if any. */
export function runsFault(runs: readonly PageRun[], limit: number, zeroBase: boolean): RunsFault | undefined {
  let pages = 0;
  let previous: PageRun | undefined;
  for (const run of runs) {
    if (run.pages < 1) return { code: 'CKPT1050', params: {} }; // clause: bin-run
    if (run.kind === previous?.kind) return { code: 'CKPT1051', params: {} }; // clause: bin-run-maximal
    if (run.kind === 'zeros' && zeroBase) return { code: 'CKPT1054', params: {} }; // clause: bin-run-base
    pages += run.pages;
    previous = run;
  }
  if (previous === undefined) return { code: 'CKPT1063', params: {} }; // clause: bin-block-runs
  if (previous.kind === 'base') return { code: 'CKPT1052', params: {} }; // clause: bin-run-trailing
  if (pages > limit) return { code: 'CKPT1053', params: { pages, limit } }; // clause: bin-run-outside
  return undefined;
}
