import {
  heapOf,
  isConcrete,
  liveLocalsAt,
  openModule,
  type TypeState,
  typeidxOf,
  typeStates as typeStatesOf,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { random } from '../fuzz/random.js';
import { realModule } from '../real/modules.js';
import { type Sample, validSuiteSamples } from '../wasm-tests/samples.js';
import {
  type Context,
  contextOf,
  isReachable,
  isSet,
  liveness,
  localsOf,
  openLabels,
  operandTypes,
  type State,
  typeStates,
  type ValType,
} from './gen/algorithm.js';
import { plainModule } from './plain-module.js';
import { plainType } from './plain-types.js';

const suite = await validSuiteSamples();
const programs = ['lua', 'quickjs'].map((name): Sample => ({ name, bytes: realModule(name).bytes() }));

/** A type of the package, in the words of the algorithm. */
function closedType(C: Context, type: Valtype): ValType {
  const plain = plainType(type);
  if (typeof plain === 'string' || !isConcrete(heapOf(type))) return plain;
  return { nullable: plain.nullable, heap: C.types[typeidxOf(heapOf(type))] ?? -1 };
}

/** What the algorithm knows in front of an instruction, in one text for both sides. */
const stateText = (state: State, type: (x: number) => ValType, count: number): string =>
  JSON.stringify([
    operandTypes(state),
    Array.from({ length: count }, (_, x) => [type(x), isSet(type(x), x, state.set)]),
    openLabels(state).map(({ op, start, end, height }) => [op, op === 'loop' ? start : end, end, height]),
  ]);

const packageText = (C: Context, { operands, locals, controls }: TypeState): string => {
  const all = (types: readonly Valtype[]) => types.map((type) => closedType(C, type));
  return JSON.stringify([
    all(operands),
    locals.map(({ type, initialised }) => [closedType(C, type), initialised]),
    controls.map(({ kind, labelTypes, results, height }) => [kind, all(labelTypes), all(results), height]),
  ]);
};

interface Tally {
  instructions: number;
  unreachable: number;
}

/** Compares states and liveness at every `step`th instruction of a function; throws where they differ. */
function compareFunction({ name, bytes }: Sample, funcidx: number, step: number, tally: Tally): void {
  const module = openModule(bytes);
  const plain = plainModule(bytes);
  const C = contextOf(plain);
  const body = plain.body(funcidx);
  const params = module.types[module.funcs[funcidx] ?? -1]?.composite;
  if (params?.kind !== 'func') throw new Error('no function');
  const { count, type } = localsOf(
    C,
    params.params.map((each) => closedType(C, each)),
    body.locals,
  );
  const live = liveness(body);
  const types = typeStatesOf(module);
  for (const [n, state] of typeStates(C, funcidx, body).entries()) {
    if (n % step !== 0) continue;
    const { offset } = state.instr;
    const found = types.at(funcidx, offset);
    const place = `${name}, function ${funcidx}, offset ${offset}, ${state.instr.op}`;
    if (found.unreachable === isReachable(state)) throw new Error(`${place}: reachable ${isReachable(state)}`);
    tally.instructions += 1;
    if (found.unreachable) {
      tally.unreachable += 1;
      continue;
    }
    const expected = stateText(state, type, count);
    if (packageText(C, found) !== expected) throw new Error(`${place}:\n${packageText(C, found)}\n${expected}`);
    const bits = Array.from(liveLocalsAt(module, funcidx, offset)).reduce(
      (set, bit, x) => (bit === 0 ? set : set | (1n << BigInt(x))),
      0n,
    );
    if (bits !== live[n])
      throw new Error(`${place}: live ${bits.toString(2)}, by the algorithm ${live[n]?.toString(2)}`);
  }
}

// clause: digest-liveness, valid-frame-reachable
describe('states and liveness of the algorithm and of packages/wasm are the same at every instruction', () => {
  test('of every valid module of the suite', () => {
    const tally = { instructions: 0, unreachable: 0 };
    for (const sample of suite) {
      const module = openModule(sample.bytes);
      for (let k = 0; k < module.bodyCount; k++) compareFunction(sample, module.imported.func + k, 1, tally);
    }
    if (suite.length > 0) expect(tally.instructions).toBeGreaterThan(10_000);
    if (suite.length > 0) expect(tally.unreachable).toBeGreaterThan(1_000);
    console.log(tally);
  });

  test.each(programs)('of functions of $name', (sample) => {
    const tally = { instructions: 0, unreachable: 0 };
    const choices = random(1);
    const module = openModule(sample.bytes);
    for (let k = 0; k < 60; k++) {
      compareFunction(sample, module.imported.func + choices.integer(0, module.bodyCount - 1), 7, tally);
    }
    expect(tally.instructions).toBeGreaterThan(500);
    console.log(tally);
  });
});
