import { readCorpus } from '../../corpus/corpus.js';
import { prepare, validated } from '../../corpus/verdicts.js';
import { compare } from '../harness.js';
import type { BenchContext, Figure } from '../target.js';

/** Every case of the conformance corpus, from its bytes to its verdict, in one process. */
export function corpusFigures({ compare: options, show }: BenchContext): Figure[] {
  show('the conformance corpus');
  const corpus = readCorpus().map(prepare);
  const run = (): void => {
    for (const each of corpus) {
      if (validated(each).accepted !== (each.row.verdict === 'accepted')) throw new Error(`${each.row.name} is wrong`);
    }
  };
  const samples = compare([{ name: 'corpus', run }], options);
  const seconds = samples.median('corpus') / 1000;
  return [
    {
      name: 'validator/corpus/cases-a-second',
      value: corpus.length / seconds,
      unit: 'cases/s',
      detail: `${corpus.length} cases, modules validated whole and bases resolved`,
    },
  ];
}
