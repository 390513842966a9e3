import {
  type FeatureProgram,
  featureModule,
  featureProgram,
  featurePrograms,
  modulesOf,
} from '../programs/features.js';
import { instrumentedStops } from './instrumented-stops.js';
import { isReachable, nativeStops } from './native-stops.js';
import type { Stopped } from './point.js';

/** Safepoints of one program; each is captured twice. */
const LIMIT = 80;

/** Programs that V8 does not let be captured natively, and the code with which they are refused wherever they stand. */
const refused: Readonly<Record<string, string>> = {
  // Live NaNs of f32 whose quiet bit V8 does not show; exec-capture-bits.
  'float-bits': 'CKPT4012',
  globals: 'CKPT4012',
};

/** Codes with which single safepoints may be refused: the state there has something that V8 does not show. */
const partly: Readonly<Record<string, readonly string[]>> = {
  // A canonical NaN as argument of an exception.
  exceptions: ['CKPT4012'],
  // Exceptions of tags that are neither imported nor exported.
  'exceptions-nested': ['CKPT4013'],
  'legacy-exceptions': ['CKPT4013'],
  // References to structures and arrays.
  'gc-objects': ['CKPT4010', 'CKPT4011'],
  'gc-structs': ['CKPT4010', 'CKPT4011'],
  'gc-arrays': ['CKPT4010', 'CKPT4011'],
  'gc-casts': ['CKPT4010', 'CKPT4011'],
};

async function isKnown(program: FeatureProgram): Promise<boolean> {
  for (const module of modulesOf(program)) if (!WebAssembly.validate(await featureModule(module))) return false;
  return true;
}

const known: FeatureProgram[] = [];
const unknown: FeatureProgram[] = [];
for (const program of featurePrograms()) ((await isKnown(program)) ? known : unknown).push(program);

/** The state at the n-th stop at each point. */
function byVisit(stops: readonly Stopped[]): ReadonlyMap<string, string> {
  const visits = new Map<string, number>();
  return new Map(
    stops.map(({ point, state }) => {
      const visit = (visits.get(point) ?? 0) + 1;
      visits.set(point, visit);
      return [`${point}, visit ${visit}`, state];
    }),
  );
}

describe('the native capture at a safepoint has the state digest of the instrumented one (exec-capture-coordinates)', () => {
  test.each(known.map((program) => [program.name, program] as const))('%s', async (name, feature) => {
    const program = await featureProgram(feature);
    const stops = instrumentedStops(program, LIMIT);
    const points = new Map<string, number>();
    for (const { point } of stops) {
      if (points.has(point) || isReachable(program, point)) points.set(point, (points.get(point) ?? 0) + 1);
    }
    const wanted = byVisit(stops.filter(({ point }) => points.has(point)));
    expect(wanted.size).toBeGreaterThan(0);
    let native: ReadonlyMap<string, string>;
    try {
      native = byVisit(await nativeStops(program, points));
    } catch (error) {
      // The one refusal that comes before anything runs: this V8 would end the process.
      expect([name, String(error)]).toEqual([
        expect.stringMatching(/^gc-/),
        expect.stringMatching(/CKPT4017.*arrays of bytes/),
      ]);
      return;
    }
    const differences: string[] = [];
    let same = 0;
    for (const [visit, state] of wanted) {
      const found = native.get(visit) ?? 'not reached';
      if (found === state) same += 1;
      else if (found !== refused[name] && partly[name]?.includes(found) !== true)
        differences.push(`${visit}: ${found}`);
    }
    expect(differences).toEqual([]);
    if (name in refused) expect(same).toBe(0);
    else if (!(name in partly)) expect(same).toBe(wanted.size);
  });

  if (unknown.length > 0)
    test.skip.each(unknown.map(({ name }) => name))('%s: this engine does not know it', () => undefined);
});
