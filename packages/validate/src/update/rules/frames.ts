import { printFunction } from '@wasm-checkpoint/wasm';
import { entityName, type Replaced, type Update } from '../update.js';
import type { FunctionDifference } from '../verdicts.js';
import type { UpdateRuleFamily } from './rule.js';

/** Instructions that a listing shows on either side of the first different one. */
const AROUND = 3;

/** A difference in one line. */
export function differenceText(difference: FunctionDifference | undefined): string {
  switch (difference?.kind) {
    case undefined:
      return 'it has no image';
    case 'type':
      return `its type was ${difference.old || 'empty'}, it is ${difference.updated || 'empty'}`;
    case 'locals':
      return `its locals were ${difference.old}, they are ${difference.updated}`;
    case 'unreadable':
      return `it cannot be read: ${difference.error}`;
    case 'instruction': {
      const { number, old, updated } = difference;
      const side = (instruction: typeof old): string =>
        instruction === undefined ? 'no more' : `${instruction.text} at ${instruction.offset}`;
      return `instruction ${number} was ${side(old)}, it is ${side(updated)}`;
    }
  }
}

/** Both versions of a function around the first instruction that is different. */
function listingOf(
  { old, updated, comparison }: Replaced,
  funcidx: number,
  difference: FunctionDifference,
): { readonly old: string; readonly updated: string } | undefined {
  if (difference.kind !== 'instruction') return undefined;
  const image = comparison.correspondence.image('funcidx', funcidx);
  const around = { offsets: 'body', lines: AROUND } as const;
  const last = difference.old?.offset ?? difference.updated?.offset ?? 0;
  return {
    old: printFunction(old.module, funcidx, { ...around, around: difference.old?.offset ?? last }),
    updated: printFunction(updated.module, image, { ...around, around: difference.updated?.offset ?? last }),
  };
}

/** The frames of each function of replaced modules that is not unchanged. */
function framesOf(update: Update): Map<Replaced, Map<number, string[]>> {
  const found = new Map<Replaced, Map<number, string[]>>();
  for (const [thread, { frames }] of update.checkpoint.threads.entries()) {
    for (const [index, { instance, funcidx }] of frames.entries()) {
      const replaced = update.of(instance);
      if (replaced === undefined || replaced.comparison.of(funcidx) === 'unchanged') continue;
      const functions = found.get(replaced) ?? new Map<number, string[]>();
      found.set(replaced, functions);
      const paths = functions.get(funcidx) ?? [];
      functions.set(funcidx, paths);
      paths.push(`threads[${thread}].frames[${index}]`);
    }
  }
  return found;
}

/** The functions of frames: unchanged. */
export const frames: UpdateRuleFamily = {
  name: 'update frames',
  judgement: 'E',
  clauses: ['valid-update-frame'],
  run(update) {
    if (!update.context.on('valid-update-frame')) return;
    for (const [replaced, functions] of framesOf(update)) {
      const { moduleidx, old, comparison } = replaced;
      for (const [funcidx, places] of functions) {
        const verdict = comparison.of(funcidx);
        const difference = comparison.differenceOf(funcidx);
        const listing = difference && listingOf(replaced, funcidx, difference);
        const image = comparison.correspondence.image('funcidx', funcidx);
        const name = entityName(old, 'funcs', funcidx);
        const offset = difference?.kind === 'instruction' ? difference.old?.offset : undefined;
        // clause: valid-update-frame
        update.obstruct(
          'CKPT3171',
          { name, verdict, difference: differenceText(difference) },
          `${places[0] ?? ''}.funcidx`,
          {
            kind: 'function',
            module: moduleidx,
            index: funcidx,
            name,
            verdict,
            places,
            ...(image < 0 ? {} : { image }),
            ...(difference === undefined ? {} : { difference }),
            ...(listing === undefined ? {} : { listing }),
          },
          { moduleidx, funcidx, ...(offset === undefined ? {} : { offset }) },
        );
      }
    }
  },
};
