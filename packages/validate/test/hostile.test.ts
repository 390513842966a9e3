import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import { reportText, validate } from '@wasm-checkpoint/validate';
import fc from 'fast-check';
import { plausibleCheckpoint } from './plausible.js';
import { assembled, sha256 } from './scene.js';

const sources = [
  `(module (import "a" "f" (func (param i32) (result i64))) (memory 1 2) (table 3 10 funcref)
    (global (mut f32) (f32.const 0)) (global i64 (i64.const 0))
    (func $a (param i32 f64) (result i32) (local i64 v128)
      (loop $l (result i32) (drop (call $b (local.get 0))) (br_if $l (i32.eqz (local.get 0))) (i32.const 1)))
    (func $b (param i32) (result i64) (if (result i64) (local.get 0) (then (call 0 (i32.const 1))) (else (i64.const 2))))
    (data (i32.const 8) "abc") (elem (i32.const 1) func $a $b))`,
  `(module (type $s (struct (field (mut i32)) (field (ref null $s)))) (type $f (func (param (ref null $s)) (result i32)))
    (tag $t (param i32)) (table 2 (ref null $f)) (global (mut (ref null $s)) (ref.null $s))
    (func $g (type $f) (local (ref $s)) (local.set 1 (struct.new $s (i32.const 1) (local.get 0)))
      (block $h (try_table (catch $t 1) (throw $t (i32.const 1))) ) (call $k (struct.get $s 0 (local.get 1))))
    (func $k (param i32) (result i32) (return_call $g (ref.null $s)))
    (elem declare func $g))`,
  '(module (memory 1 1 shared) (func $w (memory.atomic.wait32 (i32.const 0) (i32.const 0) (i64.const -1)) (drop) (call $w)))',
];

/** The same pseudo-random numbers for the same seed. */
const randomOf = (seed: number) => {
  let state = seed >>> 0;
  return (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
};

type Judged = { readonly checkpoint: Checkpoint; readonly bytes: Uint8Array };

const judgedOf = async (index: number, seed: number): Promise<Judged> => {
  const bytes = await assembled(sources[index] ?? '(module)');
  const checkpoint = plausibleCheckpoint(bytes, randomOf(seed), 5);
  if (checkpoint === undefined) throw new RangeError('the modules above have values without objects');
  return { checkpoint, bytes };
};

const cases = fc.record({ index: fc.nat(sources.length - 1), seed: fc.nat() });

test('valid-exact: plausible checkpoints are accepted, as objects and as files', async () => {
  await fc.assert(
    fc.asyncProperty(cases, async ({ index, seed }) => {
      const { checkpoint, bytes } = await judgedOf(index, seed);
      for (const input of [checkpoint, encode(checkpoint)]) {
        const report = validate(input, { modules: [bytes], full: true });
        expect(report.errors.map(({ message }) => message)).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

/** Puts another number, kind or list in some place of a tree of plain data. */
function mutated(value: unknown, random: () => number): unknown {
  const leaves: { readonly owner: Record<string, unknown>; readonly key: string }[] = [];
  const walk = (owner: unknown): void => {
    if (typeof owner !== 'object' || owner === null || owner instanceof Uint8Array) return;
    for (const [key, each] of Object.entries(owner)) {
      leaves.push({ owner: owner as Record<string, unknown>, key });
      walk(each);
    }
  };
  const copy: unknown = structuredClone(value);
  walk(copy);
  const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
  const place = pick(leaves);
  const other = pick(leaves);
  if (place === undefined || other === undefined) return copy;
  const before = place.owner[place.key];
  if (typeof before === 'number') place.owner[place.key] = pick([0, 1, 2, before + 1, before - 1, 2 ** 32 - 1]);
  else if (typeof before === 'bigint') place.owner[place.key] = pick([0n, before + 1n, 2n ** 63n]);
  else if (Array.isArray(before))
    place.owner[place.key] = pick([[], before.slice(1), [...before, ...before.slice(-1)]]);
  else if (typeof before === typeof other.owner[other.key])
    place.owner[place.key] = structuredClone(other.owner[other.key]);
  return copy;
}

test('whatever is changed in a checkpoint, there is a report, and it can be shown', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.nat(), async ({ index, seed }, mutation) => {
      const { checkpoint, bytes } = await judgedOf(index, seed);
      const random = randomOf(mutation);
      const changed = mutated(
        checkpoint.threads.length > 0 && random() < 0.7 ? checkpoint.threads : checkpoint,
        random,
      );
      const input = (Array.isArray(changed) ? { ...checkpoint, threads: changed } : changed) as Checkpoint;
      let file: Uint8Array;
      try {
        file = encode(input);
      } catch {
        // No file can say it: the encoder is told things of other shapes than its types have.
        return;
      }
      const report = validate(file, { modules: [bytes], full: random() < 0.2 });
      expect(report.accepted).toBe(report.errors.length === 0);
      expect(reportText(report)).toMatch(/judgement [A-C]: /);
    }),
    { numRuns: 1500 },
  );
});

test('whatever the bytes of a module are, there is a report', async () => {
  await fc.assert(
    fc.asyncProperty(cases, fc.nat(), async ({ index, seed }, mutation) => {
      const { checkpoint, bytes } = await judgedOf(index, seed);
      const random = randomOf(mutation);
      const hostile = bytes.slice();
      for (let count = 1 + Math.floor(random() * 3); count > 0; count--) {
        hostile[8 + Math.floor(random() * (hostile.length - 8))] = Math.floor(random() * 256);
      }
      const [module] = checkpoint.modules;
      const modules = [{ digest: sha256(hostile), length: BigInt(hostile.length), imports: module?.imports ?? [] }];
      const report = validate({ ...checkpoint, modules }, { modules: [hostile], full: random() < 0.2 });
      expect(report.accepted).toBe(report.errors.length === 0);
      expect(reportText(report)).toMatch(/judgement [A-C]: /);
    }),
    { numRuns: 1500 },
  );
});
