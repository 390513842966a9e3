import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, encode, fromJSON } from '@wasm-checkpoint/format';
import { situations } from './cases/index.js';
import { type Assembled, assembled } from './cases/situation.js';
import type { Checkpoint as Twin } from './gen/algorithm.js';
import { judge, judgeTwin } from './judge.js';

const inFile = (twin: Twin): object => ({ format: 'wasm-checkpoint', version: 1, ...twin });

/** The checkpoint of a twin, or undefined where the reader of the format refuses it. */
function read(twin: Twin): Checkpoint | undefined {
  try {
    return fromJSON(inFile(twin));
  } catch (fault) {
    if (fault instanceof Diagnostic) return undefined;
    throw fault;
  }
}

/** The clauses that the algorithm finds broken, sorted; the file has to have the same verdict as the twin. */
function clausesOf(twin: Twin, modules: readonly Assembled[]): readonly string[] {
  const bytes = modules.map((module) => module.bytes);
  const verdict = judgeTwin(inFile(twin), bytes, { full: true });
  const checkpoint = read(twin);
  // What the reader refuses is not well formed, and the other way round.
  expect([verdict.judgement === 'A', verdict.clauses]).toEqual([checkpoint === undefined, verdict.clauses]);
  if (checkpoint !== undefined) expect(judge(encode(checkpoint), bytes, { full: true })).toEqual(verdict);
  return [...verdict.clauses].sort();
}

describe.each(situations)('$name', ({ texts, assembler, twin, changes }) => {
  let modules: readonly Assembled[] = [];
  beforeAll(async () => {
    modules = await Promise.all(texts.map((text) => assembled(text, assembler)));
  });

  test('is valid', () => {
    expect(clausesOf(twin(modules), modules)).toEqual([]);
  });

  test.each(changes)('$what: $clauses', ({ change, clauses }) => {
    const changed = twin(modules);
    change(changed, modules);
    expect(clausesOf(changed, modules)).toEqual([...clauses].sort());
  });
});
