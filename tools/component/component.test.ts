import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { emptyCheckpoint, encode } from '@wasm-checkpoint/format';
import { ask } from './answer.js';
import { isBuilt } from './build.js';
import { folderQuestions, situationQuestions } from './cases.js';
import { disagreements, expectedAnswers } from './compare.js';
import { jcoHost } from './jco.js';
import { askWasmtime, wasmtimeMissing } from './wasmtime.js';

const questions = await situationQuestions();
const expected = expectedAnswers(questions);
const built = await isBuilt();

test('the questions have answers of every kind', () => {
  expect(questions.length).toBeGreaterThan(150);
  const judgements = new Set(expected.map(({ judgement, accepted }) => `${judgement} ${accepted}`));
  for (const judgement of ['a', 'b', 'c', 'd', 'e']) expect(judgements).toContain(`${judgement} false`);
  for (const judgement of ['c', 'd', 'e']) expect(judgements).toContain(`${judgement} true`);
  expect(expected.some(({ thrown }) => thrown === 'CKPT4003')).toBe(true);
  expect(expected.some(({ updated = 0 }) => updated > 0)).toBe(true);
});

test('answers that differ in anything are found', () => {
  const [question] = questions;
  if (question === undefined) throw new Error('there is no question');
  const [answer] = expectedAnswers([question]);
  for (const other of [
    { ...answer, accepted: answer?.accepted !== true },
    { ...answer, judgement: 'a' },
    { ...answer, errors: ['CKPT1010  0'] },
    { thrown: 'CKPT1010' },
  ]) {
    expect(disagreements([question], [answer ?? {}], [other])).toHaveLength(1);
  }
  expect(disagreements([question], [answer ?? {}], [])).toHaveLength(1);
  expect(disagreements([question], [answer ?? {}], [{ ...answer }])).toEqual([]);
});

test('questions from a folder', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const module = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
    for (const name of ['a.ckpt', 'b.ckpt', 'c.ckpt']) writeFileSync(join(folder, name), encode(emptyCheckpoint));
    for (const name of ['b.wasm', 'b.against.wasm', 'c.1.wasm', 'c.2.wasm']) writeFileSync(join(folder, name), module);
    writeFileSync(join(folder, 'c.host.json'), '{"format":1}');
    const found = folderQuestions(folder).map(({ name, modules, updates, host }) => ({
      name,
      modules: modules?.length,
      updates: updates?.length,
      host,
    }));
    expect(found).toEqual([
      { name: 'a.ckpt', modules: 3, updates: undefined, host: undefined },
      { name: 'b.ckpt', modules: 1, updates: 1, host: undefined },
      { name: 'c.ckpt', modules: 2, updates: undefined, host: '{"format":1}' },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

describe('the component', () => {
  if (!built) {
    test.skip('skipped: it is not built of what there is; npm run component', () => undefined);
    return;
  }
  test('has the verdicts of the library under the host of jco', async () => {
    const validation = await jcoHost();
    const answers = questions.map((question) => ask(validation, question));
    expect(disagreements(questions, expected, answers)).toEqual([]);
  });

  const missing = wasmtimeMissing();
  if (missing !== undefined) test.skip(`skipped: ${missing}`, () => undefined);
  else
    test('has the verdicts of the library under Wasmtime', () => {
      expect(disagreements(questions, expected, askWasmtime(questions))).toEqual([]);
    });
});
