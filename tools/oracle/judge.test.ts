import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, encode, fromJSON } from '@wasm-checkpoint/format';
import { root } from '../root.js';
import { faultyModules } from './cases/faulty-modules.js';
import { situations } from './cases/index.js';
import { type Asked, type Assembled, assembled, noHost, noImages } from './cases/situation.js';
import type { Checkpoint as Twin } from './gen/algorithm.js';
import { type JudgeOptions, judge, judgeTwin, type Modules } from './judge.js';
import { algorithmProgram } from './program.js';

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
  const options = { full: true, ...asked };
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
    ...{ judgement, host, full: situation !== faultyModules },
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

describe('modules that are not what the checkpoint needs', () => {
  const situation = faultyModules;
  let module: Assembled;
  beforeAll(async () => {
    module = await assembled(situation.texts[0] ?? '');
  });
  const clauses = (modules: Modules, options?: JudgeOptions) =>
    judgeTwin(inFile(situation.twin([module])), modules, options).clauses;

  test('none', () => {
    expect(clauses([])).toEqual(['valid-module-given']);
    expect(clauses([undefined])).toEqual(['valid-module-given']);
  });
  test('another one', () => {
    expect(clauses([Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0)])).toEqual(['valid-module-identity']);
  });
  test('no module at all', () => {
    expect(clauses([Uint8Array.of(1, 2, 3)])).toEqual(['valid-module-identity', 'valid-module-valid']);
  });
  test('one whose other functions are faulty shows it when it is validated whole', () => {
    expect(clauses([module.bytes], { full: true })).toEqual(['valid-module-valid']);
    expect(judgeTwin(inFile(situation.twin([module])), [module.bytes]).unchecked).toEqual(['valid-module-valid']);
  });
});

test('every clause that the algorithm decides is broken by a change or by a module', () => {
  const program = readFileSync(join(root, algorithmProgram), 'utf8');
  const decided = new Set(
    Array.from(program.matchAll(/'((?:valid|syn|bin|conv|json)-[a-z-]*[a-z])'/g), ([, id]) => id),
  );
  for (const { changes } of situations) for (const { clauses } of changes) for (const id of clauses) decided.delete(id);
  expect([...decided]).toEqual(['valid-module-given']);
});
