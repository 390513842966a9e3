import { decode, encode } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import type { ScriptEngine } from '../engines/engines.js';
import { scriptEngine } from '../engines/engines.js';
import { random } from '../fuzz/random.js';
import { judge } from '../oracle/judge.js';
import { featureSubjects } from './captures.js';
import { EngineProcess } from './engine-process.js';
import { mutant } from './mutations/index.js';
import { tryOne } from './soundness.js';
import type { Subject } from './subject.js';
import { Tally } from './tally.js';
import { Trials } from './trial.js';
import { disagreement, verdictOf } from './verdicts.js';

const names = [
  'globals',
  'locals',
  'mutual',
  'operands',
  'recursion',
  'references',
  'segments',
  'simd',
  'tables',
  'traps',
];

let on: EngineProcess;
let subjects: Subject[];

beforeAll(async () => {
  on = new EngineProcess(scriptEngine('node'));
  subjects = await featureSubjects(on, (name) => names.includes(name), [7]);
});

afterAll(() => on.end());

const subject = (name: string): Subject => {
  const found = subjects.find((each) => each.name.startsWith(name));
  if (found === undefined) throw new Error(`${name} was not captured`);
  return found;
};

// clause: valid-exact
test('two validators agree on mutants of real checkpoints, and what they accept is sound', async () => {
  const tally = new Tally();
  const choices = random(20260101);
  for (let count = 0; count < 150; count++) await tryOne(subjects, choices, on, tally);
  expect(tally.mutants).toBe(150);
  expect(tally.accepted).toBeGreaterThan(30);
  expect(tally.clauses.size).toBeGreaterThan(10);
  expect(tally.outcomes.get('finished')).toBeGreaterThan(10);
  expect(tally.outcomes.get('running')).toBeGreaterThan(3);
  expect(tally.lines()[0]).toBe(`150 mutants, ${tally.accepted} accepted, ${150 - tally.accepted} refused`);
});

test('mutants follow from the seed, and leave their subject as it was', () => {
  const before = encode(subject('tables').checkpoint);
  const made = (): readonly string[] => {
    const choices = random(7);
    return Array.from({ length: 60 }, () => mutant(subject('tables'), choices).changes.join());
  };
  expect(made()).toEqual(made());
  expect(encode(subject('tables').checkpoint)).toEqual(before);
});

describe('what is wrong is found', () => {
  const refused = { kind: 'failed', reason: 'the process ended: ' } as const;

  test('a trial that fails', async () => {
    const broken = { try: async () => refused };
    const choices = random(1);
    const all = async (): Promise<void> => {
      for (let count = 0; count < 40; count++) await tryOne(subjects, choices, broken, new Tally());
    };
    await expect(all()).rejects.toThrow(/the process ended/);
  });

  test('validators that do not agree', () => {
    const { checkpoint, modules } = subject('locals');
    const bytes = modules.map((module) => module.bytes);
    const good = encode(checkpoint);
    const bad = encode({ ...checkpoint, instances: checkpoint.instances.map((each) => ({ ...each, datas: [7] })) });
    const [accepted, refused] = [validate(good, { modules: bytes }), validate(bad, { modules: bytes })];
    const verdict = judge(bad, bytes);
    expect(disagreement(accepted, judge(good, bytes))).toBeUndefined();
    expect(disagreement(refused, verdict)).toBeUndefined();
    expect(disagreement(accepted, verdict)).toMatch(/^validator: C accepted\nalgorithm: B valid-segment-index/);
    expect(disagreement(refused, judge(good, bytes))).toMatch(/algorithm: C accepted$/);
    expect(disagreement(refused, { ...verdict, clauses: ['valid-defined-tag'] })).toBeDefined();
    expect(disagreement(refused, { ...verdict, judgement: 'C' })).toBeDefined();
  });

  test('a checkpoint whose values are not of their types, were it accepted', () => {
    const { checkpoint, modules } = subject('operands');
    const threads = checkpoint.threads.map((thread) => ({
      ...thread,
      frames: thread.frames.map((frame) => ({ ...frame, funcidx: frame.funcidx + 1 })),
    }));
    const bytes = modules.map((module) => module.bytes);
    expect(verdictOf({ subject: subject('operands'), checkpoint: { ...checkpoint, threads }, changes: [] }).kind).toBe(
      'refused',
    );
    expect(() => new Trials(bytes).run(encode({ ...checkpoint, threads }))).toThrow();
  });

  test('a trial of what was captured ends as a trial may', () => {
    const { checkpoint, modules } = subject('recursion');
    const tried = new Trials(modules.map(({ bytes }) => bytes)).run(encode(checkpoint));
    expect(decode(encode(checkpoint)).threads).toHaveLength(tried.length);
    expect(['finished', 'running']).toContain(tried[0]?.outcome);
  });

  const script = (text: string): ScriptEngine => ({ ...scriptEngine('node'), flags: ['-e', text] });

  test('a process that crashes, and one that hangs', async () => {
    const crashing = new EngineProcess(script('console.error("died"); process.exit(3)'));
    await expect(crashing.ask({ kind: 'trial', subject: '', file: '' })).resolves.toMatchObject({
      kind: 'failed',
      reason: expect.stringMatching(/the process ended/),
    });
    const hanging = new EngineProcess(script('setInterval(() => undefined, 1000)'), 300);
    await expect(hanging.ask({ kind: 'trial', subject: '', file: '' })).resolves.toEqual({
      kind: 'failed',
      reason: 'no answer within 0.3 s',
    });
  });
});
