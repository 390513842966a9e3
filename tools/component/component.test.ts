import { ask } from './answer.js';
import { isBuilt } from './build.js';
import { corpusQuestions, situationQuestions } from './cases.js';
import { disagreements, expectedAnswers } from './compare.js';
import { jcoHost } from './jco.js';
import { askWasmtime, wasmtimeMissing } from './wasmtime.js';

const questions = [...corpusQuestions(), ...(await situationQuestions())];
const expected = expectedAnswers(questions);
const built = await isBuilt();

test('the questions have answers of every kind', () => {
  expect(questions.length).toBeGreaterThan(900);
  const judgements = new Set(expected.map(({ judgement, accepted }) => `${judgement} ${accepted}`));
  for (const judgement of ['a', 'b', 'c', 'd', 'e']) expect(judgements).toContain(`${judgement} false`);
  for (const judgement of ['c', 'd', 'e']) expect(judgements).toContain(`${judgement} true`);
  expect(expected.some(({ thrown }) => thrown === 'CKPT4003')).toBe(true);
  expect(expected.some(({ updated = 0 }) => updated > 0)).toBe(true);
});

test('answers that differ in anything are found', () => {
  const question = questions[expected.findIndex(({ accepted, judgement }) => accepted === true && judgement === 'c')];
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
