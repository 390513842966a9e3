import { openModule, type TypeState, TypeStates } from '@wasm-checkpoint/wasm';
import { type Random, random } from '../fuzz/random.js';
import { BodyState, beginFunction, type State, scanByRules } from './checker.js';
import { realSamples, validSuiteSamples } from './samples.js';
import { contextOf } from './states.js';

const suite = await validSuiteSamples();
const real = realSamples(1_000_000);

/** What a straight pass knows before an instruction, in the form of a type state's parts. */
function straightText(state: State, bodyStart: number): string {
  const frames = Array.from({ length: state.depth + 1 }, (_, depth) => [
    state.kinds[depth],
    state.params[depth]?.join(),
    state.results[depth]?.join(),
    state.labels[depth]?.join(),
    state.bases[depth],
    (state.starts[depth] ?? 0) - bodyStart,
    state.dead[depth] === 1,
  ]);
  return JSON.stringify([
    Array.from(state.locals.subarray(0, state.localCount)),
    Array.from(state.unset.subarray(0, state.localCount)),
    Array.from(state.stack.subarray(0, state.height)),
    frames,
  ]);
}

const kinds = ['body', 'block', 'loop', 'if', 'else', 'try', 'catch', 'catch_all', 'try_table'];

const replayedText = ({ locals, operands, controls }: TypeState): string =>
  JSON.stringify([
    locals.map(({ type }) => type),
    locals.map(({ initialised }) => (initialised ? 0 : 1)),
    operands,
    controls.map(({ kind, params, results, labelTypes, height, start, unreachable }) => [
      kinds.indexOf(kind),
      params.join(),
      results.join(),
      labelTypes.join(),
      height,
      start,
      unreachable,
    ]),
  ]);

/** The states of a body before each instruction, by body offset, from one pass by rules alone. */
function straightStates(bytes: Uint8Array): (funcidx: number) => Map<number, string> {
  const module = openModule(bytes);
  const context = contextOf(module);
  if (context === undefined) throw new Error('faulty types');
  return (funcidx) => {
    const state = new BodyState(context);
    const { start } = module.body(funcidx);
    const found = new Map<number, string>();
    beginFunction(state, funcidx);
    while (state.depth >= 0) {
      found.set(state.reader.offset - start, straightText(state, start));
      scanByRules(state, state.reader.offset + 1);
    }
    return found;
  };
}

const shuffled = (items: readonly number[], choices: Random): number[] =>
  items
    .map((item) => ({ item, order: choices.integer(0, 2 ** 31 - 1) }))
    .sort((one, other) => one.order - other.order)
    .map(({ item }) => item);

describe('the state replayed from snapshots is that of one straight pass, at every instruction', () => {
  test.each([
    ['modules of the suite', suite, 1],
    ['real modules', real, 29],
  ] as const)('%s', (_, samples, step) => {
    const choices = random(1);
    let instructions = 0;
    for (const { name, bytes } of samples) {
      const module = openModule(bytes);
      const straight = straightStates(bytes);
      const states = new TypeStates(module);
      const first = module.imported.func;
      for (let funcidx = first; funcidx < first + module.bodyCount; funcidx += step) {
        const expected = straight(funcidx);
        expect([...states.offsets(funcidx)]).toEqual([...expected.keys()]);
        // Any order will do, and one that jumps shows that no state leaks into another.
        const offsets = shuffled([...expected.keys()], choices);
        for (const offset of offsets) {
          const state = states.at(funcidx, offset);
          if (replayedText(state) !== expected.get(offset)) {
            throw new Error(
              `${name}, function ${funcidx}, ${offset}:\n${replayedText(state)}\n${expected.get(offset)}`,
            );
          }
          instructions += 1;
        }
      }
    }
    if (samples.length > 0) expect(instructions).toBeGreaterThan(10_000);
  });
});
