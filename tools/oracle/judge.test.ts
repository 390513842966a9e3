import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, encode, fromJSON } from '@wasm-checkpoint/format';
import { situations } from './cases/index.js';
import { type Asked, type Assembled, assembled, noHost, noImages } from './cases/situation.js';
import type { Checkpoint as Twin } from './gen/algorithm.js';
import { type JudgeOptions, judge, judgeTwin } from './judge.js';

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
function clausesOf(twin: Twin, modules: readonly Assembled[], asked: JudgeOptions): readonly string[] {
  const bytes = modules.map((module) => module.bytes);
  const options = { ...asked, full: true };
  const verdict = judgeTwin(inFile(twin), bytes, options);
  const checkpoint = read(twin);
  // What the reader refuses is not well formed, and the other way round.
  expect([verdict.judgement === 'A', verdict.clauses]).toEqual([checkpoint === undefined, verdict.clauses]);
  if (checkpoint !== undefined) expect(judge(encode(checkpoint), bytes, options)).toEqual(verdict);
  return [...verdict.clauses].sort();
}

describe.each(situations)('$name', (situation) => {
  const { texts, assembler, twin, changes, judgement = 'C' } = situation;
  const asked = (): Asked => structuredClone({ host: situation.host ?? noHost, images: situation.images ?? noImages });
  let modules: readonly Assembled[] = [];
  beforeAll(async () => {
    modules = await Promise.all(texts.map((text) => assembled(text, assembler)));
  });

  const optionsOf = async ({ host, images }: Asked, version = situation.version): Promise<JudgeOptions> => ({
    ...{ judgement, host },
    update: version === undefined ? [] : [{ bytes: (await assembled(version)).bytes, images }],
  });

  test('is valid', async () => {
    expect(clausesOf(twin(modules), modules, await optionsOf(asked()))).toEqual([]);
  });

  test.each(changes)('$what: $clauses', async ({ change, clauses, version }) => {
    const changed = twin(modules);
    const question = asked();
    change(changed, modules, question);
    expect(clausesOf(changed, modules, await optionsOf(question, version))).toEqual([...clauses].sort());
  });
});
