import type { Checkpoint } from '@wasm-checkpoint/format';
import { checkpointFeatures } from '@wasm-checkpoint/tables';
import fc from 'fast-check';
import { arbitraryCheckpoint } from './checkpoint.js';
import { difference } from './difference.js';
import { featuresOf } from './features.js';
import { sampleCheckpoints } from './samples.js';
import { zstdContents, zstdFrame } from './zstd-frames.js';

/** Counts the discriminants of everything in a checkpoint: `kind i31`, `coding zstd`, `null any` and so on. */
function count(value: unknown, into: Map<string, number>): void {
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return;
  const object = value as Record<string, unknown>;
  for (const key of ['kind', 'coding', 'hierarchy', 'storage']) {
    if (typeof object[key] === 'string')
      into.set(`${key} ${object[key]}`, (into.get(`${key} ${object[key]}`) ?? 0) + 1);
  }
  for (const inner of Object.values(value)) count(inner, into);
}

const expected: readonly string[] = [
  ...['i32', 'i64', 'f32', 'f64', 'v128', 'i8', 'i16', 'dead', 'unset', 'null', 'func', 'host-func', 'i31', 'struct'],
  ...['array', 'host', 'extern', 'exn', 'table', 'memory', 'global', 'tag', 'dropped', 'contents', 'none', 'module'],
  ...['base', 'ref', 'zeros', 'data', 'parent', 'fingerprint', 'memories', 'core', 'state', 'runnable', 'waiting'],
].map((kind) => `kind ${kind}`);

const draw = (): Checkpoint[] => fc.sample(arbitraryCheckpoint(), { numRuns: 600, seed: 1 });

const sample = draw();

describe('arbitrary checkpoints', () => {
  test('have every kind of thing, and every list filled', () => {
    const found = new Map<string, number>();
    const checkpoints = sample;
    count(checkpoints, found);
    const wanted = [
      ...expected,
      ...['raw', 'zstd'].map((coding) => `coding ${coding}`),
      ...['any', 'extern', 'func', 'exn'].map((hierarchy) => `hierarchy ${hierarchy}`),
      ...['i8', 'i16', 'i32', 'i64', 'f32', 'f64', 'v128', 'ref'].map((storage) => `storage ${storage}`),
    ];
    expect(wanted.filter((what) => (found.get(what) ?? 0) < 5)).toEqual([]);
    for (const key of Object.keys(sampleCheckpoints.minimal) as (keyof Checkpoint)[]) {
      expect([key, checkpoints.some((checkpoint) => (checkpoint[key] as readonly unknown[]).length > 1)]).toEqual([
        key,
        true,
      ]);
    }
  });

  test.each(checkpointFeatures.map((feature) => feature.name))('use %s, or never where it is excluded', (feature) => {
    const uses = (checkpoint: Checkpoint): boolean => featuresOf(checkpoint).has(feature);
    // Whether a point is portable is not known without the module.
    if (feature !== 'any-point') expect(sample.filter(uses).length).toBeGreaterThan(20);
    const without = fc.sample(arbitraryCheckpoint({ without: [feature] }), { numRuns: 300, seed: 2 });
    expect(without.filter((checkpoint) => uses(checkpoint) || checkpoint.features.includes(feature))).toEqual([]);
  });

  test('leave out what the options say', () => {
    const plain = fc.sample(arbitraryCheckpoint({ moduleBases: false, digests: false }), { numRuns: 300, seed: 3 });
    expect(plain.some((checkpoint) => checkpoint.digests.length > 0)).toBe(false);
    const found = new Map<string, number>();
    count(plain, found);
    expect(found.get('kind module')).toBeUndefined();
  });

  test('declare the features they use, ascending', () => {
    for (const checkpoint of [...sample, ...Object.values(sampleCheckpoints)]) {
      expect(checkpoint.features).toEqual([...new Set([...checkpoint.features, ...featuresOf(checkpoint)])].sort());
    }
  });

  test('are made anew by the same seed', () => {
    expect(difference(draw(), sample)).toBeUndefined();
  });
});

describe('difference', () => {
  test('sees every kind of difference', () => {
    const pairs: readonly (readonly [unknown, unknown])[] = [
      [0, -0],
      [1n, 1],
      [{ a: 1 }, {}],
      [{}, { a: 1 }],
      [[1], [1, 2]],
      [Uint8Array.of(1), Uint8Array.of(2)],
      [Uint8Array.of(1), Uint8Array.of(1, 0)],
      [Uint8Array.of(), []],
      [{ a: [{ b: null }] }, { a: [{ b: {} }] }],
    ];
    for (const [left, right] of pairs) expect(difference(left, right)).toBeDefined();
    expect(difference({ a: [1n, Uint8Array.of(1)] }, { a: [1n, Uint8Array.of(1)], b: undefined })).toBeUndefined();
  });
});

test('zstd frames hold their bytes', () => {
  const byte = fc.oneof(fc.constant(0), fc.nat({ max: 255 }));
  const bytes = fc
    .array(fc.tuple(byte, fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 200000 }))), {
      maxLength: 4,
    })
    .map((runs) => Uint8Array.from(runs.flatMap(([value, length]) => new Array<number>(length).fill(value))));
  fc.assert(
    fc.property(bytes, (all) => difference(zstdContents(zstdFrame(all)), all) === undefined),
    { numRuns: 100 },
  );
});
