import { wasm3 } from '@wasm-checkpoint/wasm';
import { folderOf } from './folders.js';
import type { Judge, Judgement } from './judges/judge.js';
import type { SuiteCase, Verdict } from './modules.js';
import { allFigures, disagreementLines } from './report.js';
import { type OurJudge, Verdicts } from './verdicts.js';

const suiteCase = (
  line: number,
  expected: Verdict,
  bytes: Uint8Array | undefined = Uint8Array.of(line),
): SuiteCase => ({
  file: 'a.wast',
  line,
  command: expected === 'accepted' ? 'module' : expected === 'malformed' ? 'assert_malformed' : 'assert_invalid',
  form: 'text',
  expected,
  message: '',
  bytes,
  refusal: bytes === undefined ? 'no such word' : '',
});

const folder = folderOf('a.wast');
const always =
  (verdict: Judgement['verdict']): OurJudge =>
  () => ({ verdict, message: verdict });

const endings = (ours: OurJudge, cases: readonly SuiteCase[], exceptions: number[] = []) => {
  const verdicts = new Verdicts(
    ours,
    [],
    exceptions.map((line) => ({ file: 'a.wast', line, reason: 'known' })),
  );
  for (const each of cases) verdicts.add(folder, each);
  return { verdicts, endings: [...verdicts.results.values()].flat().map(({ ending }) => ending) };
};

describe('our verdicts', () => {
  test.each<[Judgement['verdict'], Verdict, string]>([
    ['accepted', 'accepted', 'agreed'],
    ['malformed', 'malformed', 'agreed'],
    ['invalid', 'invalid', 'agreed'],
    ['accepted', 'invalid', 'disagreed'],
    ['accepted', 'malformed', 'disagreed'],
    ['malformed', 'invalid', 'disagreed'],
    ['invalid', 'malformed', 'disagreed'],
    ['invalid', 'accepted', 'disagreed'],
    ['over a limit', 'accepted', 'disagreed'],
    ['over a limit', 'invalid', 'disagreed'],
  ])('%s where %s is demanded: %s', (verdict, expected, ending) => {
    expect(endings(always(verdict), [suiteCase(1, expected)]).endings).toEqual([ending]);
  });

  test('a text that does not assemble is a text fault only where it is demanded malformed', () => {
    const cases = (['malformed', 'invalid', 'accepted'] as const).map((expected, line) => ({
      ...suiteCase(line, expected),
      bytes: undefined,
    }));
    const { verdicts, endings: found } = endings(always('accepted'), cases);
    expect(found).toEqual(['text fault', 'unassembled', 'unassembled']);
    expect(disagreementLines(verdicts)).toHaveLength(2);
  });

  test('an exception covers its case, and is stale when the case agrees', () => {
    const cases = [suiteCase(1, 'invalid'), suiteCase(2, 'accepted'), suiteCase(3, 'invalid')];
    const { verdicts, endings: found } = endings(always('accepted'), cases, [1, 2, 9]);
    expect(found).toEqual(['excepted', 'agreed', 'disagreed']);
    expect(verdicts.staleExceptions(new Set(['a.wast'])).map(({ line }) => line)).toEqual([2, 9]);
    expect(verdicts.staleExceptions(new Set(['b.wast']))).toEqual([]);
    expect(allFigures(verdicts).at(-1)).toMatchObject({ judged: 3, accepted: 1, exceptions: 1, disagreements: 1 });
  });
});

describe('other judges', () => {
  const lenient = (features: Judge['features']): Judge => ({
    name: 'lenient',
    features,
    judge: () => ({ verdict: 'accepted', message: '' }),
  });

  test('are asked only where their missing features change nothing', () => {
    const needsGc: OurJudge = (bytes, features) =>
      bytes[0] === 1 && !features.has('gc')
        ? { verdict: 'malformed', message: 'gc' }
        : { verdict: 'accepted', message: '' };
    const verdicts = new Verdicts(needsGc, [lenient(new Set([...wasm3].filter((feature) => feature !== 'gc')))], []);
    verdicts.add(folder, suiteCase(1, 'accepted'));
    verdicts.add(folder, suiteCase(2, 'accepted'));
    expect(verdicts.tallies).toMatchObject([{ agreed: 1, abstained: 1, dissents: [] }]);
  });

  test('may dissent without making the run fail', () => {
    const verdicts = new Verdicts(always('invalid'), [lenient(wasm3)], []);
    verdicts.add(folder, suiteCase(1, 'invalid'));
    expect(verdicts.tallies[0]?.dissents).toHaveLength(1);
    expect(disagreementLines(verdicts)).toEqual([]);
  });
});
