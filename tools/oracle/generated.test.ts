import { random } from '../fuzz/random.js';
import { realModule } from '../real/modules.js';
import { type Sample, validSuiteSamples } from '../wasm-tests/samples.js';
import { frameAt, initialCheckpoint } from './cases/generated.js';
import { threadOf } from './cases/situation.js';
import {
  type Checkpoint,
  context,
  type Frame,
  isReachable,
  type Module,
  openLabels,
  typeStates,
} from './gen/algorithm.js';
import { judgeTwin } from './judge.js';
import { plainModule } from './plain-module.js';

/** Every third module: all of them take some ten seconds. */
const suite = (await validSuiteSamples()).filter((_, k) => k % 3 === 0);
const programs = ['lua', 'quickjs'].map((name): Sample => ({ name, bytes: realModule(name).bytes() }));

const verdictOf = (twin: Checkpoint, bytes: Uint8Array) =>
  judgeTwin({ format: 'wasm-checkpoint', version: 1, ...twin }, [bytes]);

/** The most locals that the frames of one module have together. */
const MOST_LOCALS = 20_000;

/** A frame at every `step`th reachable instruction of every `stride`th function that has values for it. */
function framesOf(m: Module, stride: number, step: number): Frame[] {
  const C = context(m);
  const first = C.funcs.length - m.functions.length;
  const frames: Frame[] = [];
  let locals = 0;
  for (let k = 0; k < m.functions.length; k += stride) {
    for (const [n, state] of typeStates(C, first + k, m.body(first + k)).entries()) {
      const inCatch = openLabels(state).some(({ op }) => op.startsWith('catch'));
      if (locals > MOST_LOCALS || n % step !== 0 || !isReachable(state) || inCatch) continue;
      const frame = frameAt(m, first + k, state);
      if (frame === undefined) continue;
      frames.push(frame);
      locals += frame.locals.length;
    }
  }
  return frames;
}

const i64 = { kind: 'i64', value: '1' } as const;

/** Changes of a frame that are wrong wherever it stands. */
const mistakes: readonly ((frame: Frame) => Frame)[] = [
  (frame) => ({ ...frame, operands: [...frame.operands, i64] }),
  (frame) => ({ ...frame, locals: [...frame.locals, i64] }),
  (frame) => ({ ...frame, offset: frame.offset + 100_000 }),
  (frame) => ({ ...frame, funcidx: frame.funcidx + 100_000 }),
  (frame) => ({ ...frame, caught: [0] }),
];

// clause: valid-frame-operands, valid-frame-locals
describe('a frame may stand at every reachable instruction with values of the types of its state, and with no others', () => {
  test.each([
    ['modules of the suite', suite, 1, 1, 400],
    ['real programs', programs, 97, 11, 2],
  ] as const)('%s', (_, samples, stride, step, least) => {
    const choices = random(5);
    let accepted = 0;
    for (const { name, bytes } of samples) {
      const m = plainModule(bytes);
      const twin = initialCheckpoint(m);
      if (twin === undefined) continue;
      const before = verdictOf(twin, bytes);
      // Instantiation of these traps, since a segment is out of bounds.
      if (before.clauses.join() === 'valid-segment-bounds') continue;
      const frames = framesOf(m, stride, step);
      twin.threads = frames.map((frame) => threadOf(frame));
      const { faults } = verdictOf(twin, bytes);
      if (faults.length > 0) throw new Error(`${name}: ${JSON.stringify(faults.slice(0, 3))}`);
      accepted += 1;
      if (frames.length === 0) continue;
      const mistake = choices.pick(mistakes);
      const wrong = choices.integer(0, frames.length - 1);
      twin.threads = frames.map((frame, k) => threadOf(k === wrong ? mistake(frame) : frame));
      if (verdictOf(twin, bytes).accepted) throw new Error(`${name}: ${JSON.stringify(twin.threads[wrong])}`);
    }
    if (samples.length > 0) expect(accepted).toBeGreaterThanOrEqual(least);
  });
});
