import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, fromJSON, toJSON } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { fromTests } from '../fuzz/checkpoints.js';
import { random } from '../fuzz/random.js';
import { type Json, mutate } from './json-mutation.js';
import { judgeTwin } from './judge.js';

interface FormatTests {
  readonly arbitraryCheckpoint: () => fc.Arbitrary<Checkpoint>;
}
const { arbitraryCheckpoint } = (await fromTests('arbitrary/checkpoint.js')) as FormatTests;

/** What the reader knows of texts, zstd frames and its own limits, and the algorithm does not. */
const beyond = /^(json-|lim-|bin-zstd)/;

/** Where one of these fails, the algorithm asks for nothing else. */
const early = ['json-checkpoint', 'syn-index', 'syn-type-closed', 'syn-supertype', 'bin-type-canonical'];

/** Whether a clause of the algorithm is the one of the reader, which names two for tables by those for memories. */
const names = (clause: string, reader: string): boolean =>
  early.includes(clause) ||
  clause === reader ||
  (clause === 'bin-table-base-module' && reader === 'bin-base-module') ||
  (clause === 'bin-table-runs' && reader === 'bin-run');

/** The clause for which the reader of the format refuses a twin; undefined where it accepts. */
function refusal(json: Json): string | undefined {
  try {
    fromJSON(json);
    return undefined;
  } catch (fault) {
    if (fault instanceof Diagnostic) return fault.clause;
    throw fault;
  }
}

// clause: valid-well-formed
test('what the algorithm and the reader of the format call well formed is the same', () => {
  const choices = random(4);
  const samples = fc.sample(arbitraryCheckpoint(), { numRuns: 120, seed: 7 });
  const refused = new Map<string, number>();
  for (const sample of samples) {
    const text = JSON.stringify(toJSON(sample));
    expect(judgeTwin(JSON.parse(text), [], { judgement: 'A' }).faults).toEqual([]);
    for (let k = 0; k < 12; k++) {
      const json = JSON.parse(text) as Json;
      mutate(json, choices, 2);
      const clause = refusal(json);
      const { accepted, clauses } = judgeTwin(json, [], { judgement: 'A' });
      if (clause !== undefined && beyond.test(clause)) continue;
      const agreed = clause === undefined ? accepted : clauses.some((each) => names(each, clause));
      if (!agreed)
        throw new Error(`${clause} by the reader, ${clauses.join()} by the algorithm: ${JSON.stringify(json)}`);
      for (const each of clauses) refused.set(each, (refused.get(each) ?? 0) + 1);
    }
  }
  expect(refused.size).toBeGreaterThan(20);
});
