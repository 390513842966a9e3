import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, fromJSON, toJSON } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { fromTests } from '../fuzz/checkpoints.js';
import { type Random, random } from '../fuzz/random.js';
import { judgeTwin } from './judge.js';

interface FormatTests {
  readonly arbitraryCheckpoint: () => fc.Arbitrary<Checkpoint>;
}
const { arbitraryCheckpoint } = (await fromTests('arbitrary/checkpoint.js')) as FormatTests;

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
interface Leaf {
  readonly container: Json[] | { [key: string]: Json };
  readonly key: string | number;
}

/** What the algorithm knows nothing of: sections without meaning, and what is inside of zstd frames. */
const opaque = new Set(['customs', 'unknowns', 'frame', 'format', 'version']);

function* leavesOf(json: Json): Generator<Leaf, void, undefined> {
  if (typeof json !== 'object' || json === null) return;
  const entries: [string | number, Json][] = Array.isArray(json) ? [...json.entries()] : Object.entries(json);
  for (const [key, value] of entries) {
    if (opaque.has(String(key))) continue;
    yield { container: json, key };
    yield* leavesOf(value);
  }
}

/** What the reader knows of texts, zstd frames and its own limits, and the algorithm does not. */
const beyond = /^(json-|lim-|bin-zstd)/;

/** Where one of these fails, the algorithm asks for nothing else. */
const early = ['json-checkpoint', 'syn-index', 'syn-type-closed', 'syn-supertype', 'bin-type-canonical'];

/** Whether a clause of the algorithm is the one of the reader, which names two for tables by those for memories. */
const names = (clause: string, reader: string): boolean =>
  early.includes(clause) ||
  clause === reader ||
  (clause === 'bin-table-base-module' && reader === 'bin-base-module') ||
  (clause === 'bin-table-runs' && reader === 'bin-run');

const step = (choices: Random, bound: number): number => choices.pick([-1, 1, -bound, bound, choices.integer(-9, 9)]);

/** Another value of the same JSON type. */
function changed(value: Json, choices: Random, strings: readonly string[]): Json {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return choices.oneIn(4) ? 0 : value + step(choices, value);
  if (typeof value === 'string') {
    if (/^-?\d+$/.test(value) && !choices.oneIn(3)) return String(BigInt(value) + BigInt(step(choices, 65536)));
    return choices.pick(strings);
  }
  if (!Array.isArray(value)) return value;
  const items = [...value];
  const k = choices.integer(0, Math.max(0, items.length - 1));
  const [item] = items.splice(k, 1);
  if (item === undefined) return items;
  const other = choices.integer(0, items.length);
  if (!choices.oneIn(3)) items.splice(other, 0, item, ...(choices.oneIn(2) ? [structuredClone(item)] : []));
  return items;
}

function get({ container, key }: Leaf): Json {
  return Array.isArray(container) ? (container[Number(key)] ?? null) : (container[key] ?? null);
}

function set({ container, key }: Leaf, value: Json): void {
  if (Array.isArray(container)) container[Number(key)] = value;
  else container[key] = value;
}

/** The clause for which the reader of the format refuses a twin; undefined where it accepts. */
function refusal(json: Json): string | undefined {
  try {
    fromJSON(json);
    return undefined;
  } catch (fault) {
    if (fault instanceof Diagnostic) return fault.clause;
    throw fault;
  }
}

// clause: valid-well-formed
test('what the algorithm and the reader of the format call well formed is the same', () => {
  const choices = random(4);
  const samples = fc.sample(arbitraryCheckpoint(), { numRuns: 120, seed: 7 });
  const refused = new Map<string, number>();
  for (const sample of samples) {
    const text = JSON.stringify(toJSON(sample));
    expect(judgeTwin(JSON.parse(text), [], { judgement: 'A' }).faults).toEqual([]);
    for (let k = 0; k < 12; k++) {
      const json = JSON.parse(text) as Json;
      const leaves = [...leavesOf(json)];
      const strings = leaves.map(get).filter((value) => typeof value === 'string');
      for (let count = choices.integer(1, 2); count > 0 && leaves.length > 0; count--) {
        const leaf = choices.pick(leaves);
        set(leaf, changed(get(leaf), choices, strings.length === 0 ? [''] : strings));
      }
      const clause = refusal(json);
      const { accepted, clauses } = judgeTwin(json, [], { judgement: 'A' });
      if (clause !== undefined && beyond.test(clause)) continue;
      const agreed = clause === undefined ? accepted : clauses.some((each) => names(each, clause));
      if (!agreed)
        throw new Error(`${clause} by the reader, ${clauses.join()} by the algorithm: ${JSON.stringify(json)}`);
      for (const each of clauses) refused.set(each, (refused.get(each) ?? 0) + 1);
    }
  }
  expect(refused.size).toBeGreaterThan(20);
});
