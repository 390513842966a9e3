import { random } from '../fuzz/random.js';
import { runPlain } from '../programs/outcome.js';
import { campaign } from './campaign.js';
import { difference } from './difference.js';
import type { Asked } from './pool.js';
import { type Answer, outcomeOf, type Request, type SentProgram, stepsOf } from './protocol.js';
import { unexpectedRefusals } from './refusals.js';
import { faultLines, figureLines, figuresOf } from './report.js';
import { Run } from './run.js';
import { type Source, sent } from './source.js';
import { features } from './sources/features.js';
import { kernels } from './sources/kernels.js';
import { prepareSubject, type Subject } from './subject.js';
import { atPoll, randomTrial, runTrial } from './trial.js';

/** Answers in this process; `tamper` may change an answer on its way. */
function answering(tamper: (request: Request, answer: Answer) => Answer = (_, answer) => answer): Asked {
  return {
    async ask(request) {
      if (request.kind !== 'plain' && request.kind !== 'stretch') throw new Error('no real programs here');
      const { program } = request;
      if (request.kind === 'plain') {
        const outcome = runPlain({
          ...program,
          instances: program.instances.map(({ name, base64 }) => ({
            name,
            bytes: new Uint8Array(Buffer.from(base64, 'base64')),
          })),
        });
        return { answer: tamper(request, { kind: 'plain', outcome }), by: {} };
      }
      const stretch = await new Run(program, request).stretch(request.from, request.recapture);
      return { answer: tamper(request, { kind: 'stretch', stretch }), by: {} };
    },
  };
}

async function queens(asked: Asked): Promise<Subject> {
  const tortured = await kernels.program('queens');
  if (tortured === undefined) throw new Error('no queens');
  const subject = await prepareSubject('kernels', tortured, asked);
  if ('reason' in subject) throw new Error(subject.reason);
  return subject;
}

describe('difference', () => {
  test.each<[unknown, unknown, string | undefined]>([
    [{ a: [1, 'x'] }, { a: [1, 'x'] }, undefined],
    [{ a: [1, 'x'] }, { a: [1, 'y'] }, 'a.1: expected "x", found "y"'],
    [{ a: 1 }, {}, 'a: expected 1, found nothing'],
    [{}, { b: 2 }, 'b: expected nothing, found 2'],
    [[], {}, ': expected [], found {}'],
    [Number.NaN, Number.NaN, undefined],
  ])('%j and %j', (expected, found, text) => {
    expect(difference(expected, found)).toBe(text);
  });
});

test('what stretches show adds up to what one run shows', () => {
  const call = { instance: 'a', export: 'run', args: [] };
  const program: SentProgram = { name: 'p', instances: [{ name: 'a', base64: '' }], calls: [call, call] };
  expect(stepsOf(program).map(({ kind }) => kind)).toEqual(['instantiate', 'start', 'call', 'call']);
  const position = { step: 2, base64: '' };
  const outcome = outcomeOf(program, [
    {
      parts: [
        { step: 1, log: ['s'] },
        { step: 2, log: ['x'] },
      ],
      at: position,
      frames: 1,
    },
    { parts: [{ step: 2, log: ['y'], ending: { results: [1] } }], frames: 0, state: [] },
  ]);
  expect(outcome).toEqual({
    start: ['s'],
    calls: [
      { ending: { results: [1] }, log: ['x', 'y'] },
      { ending: { trap: 'did not end' }, log: [] },
    ],
    state: [],
  });
});

describe('a trial', () => {
  test('interrupts, restores and shows the same', async () => {
    const asked = answering();
    const subject = await queens(asked);
    expect(subject.polls).toBeGreaterThan(50);
    expect(subject.hostCalls).toBe(10);
    for (const polls of [0, 1, 40, subject.polls - 1]) {
      expect(await runTrial(atPoll(subject, polls), asked)).toMatchObject({ interruptions: 1 });
    }
    const source = random(1);
    for (let index = 0; index < 20; index++) {
      const result = await runTrial(randomTrial(subject, source), asked);
      expect(result.fault).toBeUndefined();
    }
  });

  test('tells what differs, wherever it differs', async () => {
    const subject = await queens(answering());
    const faultOf = async (tamper: (request: Request, answer: Answer) => Answer): Promise<string | undefined> =>
      (await runTrial(atPoll(subject, subject.polls - 1), answering(tamper))).fault;
    const lose = await faultOf((_, answer) =>
      answer.kind === 'stretch' && answer.stretch.at !== undefined
        ? { kind: 'stretch', stretch: { ...answer.stretch, parts: [] } }
        : answer,
    );
    expect(lose).toMatch(/^calls\.0\.log\.0: expected "log \d+", found /);
    const another = await faultOf((_, answer) =>
      answer.kind === 'stretch' && answer.stretch.state !== undefined
        ? { kind: 'stretch', stretch: { ...answer.stretch, state: [{ memories: [], globals: ['7'], tables: [] }] } }
        : answer,
    );
    expect(another).toMatch(/^state\.0\./);
    const failed = await faultOf((request, answer) =>
      request.kind === 'stretch' && request.from !== undefined ? { kind: 'failed', reason: 'it broke' } : answer,
    );
    expect(failed).toBe('stretch 1: it broke');
  });

  test('is refused where a checkpoint is not what was captured', async () => {
    const asked = answering();
    const subject = await queens(asked);
    const broken = answering((_, answer) => {
      if (answer.kind !== 'stretch' || answer.stretch.at === undefined) return answer;
      const file = Buffer.from(answer.stretch.at.base64, 'base64');
      file[file.length >> 1] = (file[file.length >> 1] ?? 0) ^ 1;
      const at = { ...answer.stretch.at, base64: file.toString('base64') };
      return { kind: 'stretch', stretch: { ...answer.stretch, at } };
    });
    await expect(runTrial(atPoll(subject, 30), broken)).rejects.toThrow(/CKPT/);
  });
});

describe('a campaign', () => {
  const one = (name: string): Source => ({ ...kernels, name: 'one', names: () => [name] });
  const settings = { seed: 3, jobs: 1, small: 4, show: () => undefined };

  test('ends when it has made what it was asked for', async () => {
    const tally = await campaign({ ...settings, sources: [one('queens')], interruptions: 5 }, answering());
    expect(tally.interruptions).toBeGreaterThanOrEqual(5);
    expect(tally.faults).toEqual([]);
    const figures = figuresOf(tally, { seed: 3, seconds: 1, engine: 'this', processes: 0 });
    expect(figureLines(figures).at(-1)).toBe(`${tally.interruptions} interruptions, 0 faults`);
  });

  test('ends when all programs were visited', async () => {
    const tally = await campaign({ ...settings, sources: [one('fib')], small: 3 }, answering());
    // Too many polls for each of them: four random trials in the first round, eight in the second.
    expect(tally.of('one')).toMatchObject({ programs: 1, trials: 12, complete: 0 });
    expect([...tally.ran]).toEqual(['fib']);
  });

  test('stops a small program everywhere', async () => {
    const source: Source = { ...features, name: 'one', names: () => ['memory-growth'] };
    const tally = await campaign({ ...settings, sources: [source], small: 1000 }, answering());
    const { trials, complete, interruptions } = tally.of('one');
    expect(complete).toBe(1);
    expect(trials).toBeGreaterThan(10);
    expect(interruptions).toBeGreaterThanOrEqual(trials - 4);
    expect(tally.faults).toEqual([]);
  });

  test('reports faults with what has them again', async () => {
    const lying = answering((request, answer) =>
      request.kind === 'stretch' && request.from !== undefined && answer.kind === 'stretch'
        ? { kind: 'stretch', stretch: { ...answer.stretch, state: [] } }
        : answer,
    );
    const tally = await campaign({ ...settings, sources: [one('fib')], interruptions: 3 }, lying);
    expect(tally.faults.length).toBeGreaterThan(0);
    expect(faultLines(tally)[0]).toMatch(/^one fib: state\.0: .*\n {2}npm run torture -- --replay '\{"program":"fib",/);
  });
});

test('refusals are expected or told', () => {
  const refused = { source: 'features', name: 'x', kind: 'refused', reason: 'why' } as const;
  expect(unexpectedRefusals({}, [refused], new Set(), new Set())).toEqual(['features x is refused: why']);
  expect(unexpectedRefusals({ x: 'known' }, [refused], new Set(), new Set())).toEqual([]);
  expect(unexpectedRefusals({}, [refused], new Set(), new Set(['features']))).toEqual([]);
  expect(unexpectedRefusals({ y: 'known' }, [], new Set(['y']), new Set())).toHaveLength(1);
  expect(sent({ name: 'p', instances: [], calls: [] })).toEqual({ name: 'p', instances: [], calls: [] });
});
