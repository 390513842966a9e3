import {
  encodeModule,
  heapOf,
  type InstructionSyntax,
  instruction,
  isConcrete,
  liveLocalsAt,
  type Module as OpenModule,
  openModule,
  type TypeState,
  typeidxOf,
  typeStates as typeStatesOf,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { type Random, random } from '../fuzz/random.js';
import { realModule } from '../real/modules.js';
import { type Sample, validSuiteSamples } from '../wasm-tests/samples.js';
import {
  type Context,
  contextOf,
  isReachable,
  isSet,
  liveness,
  localsOf,
  type Module,
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

/** What the algorithm knows in front of an instruction. */
const stateText = (state: State, locals: readonly ValType[]): string =>
  JSON.stringify([
    operandTypes(state),
    locals.map((type, x) => [type, isSet(type, x, state.set)]),
    openLabels(state).map(({ op, start, end, height }) => [op, op === 'loop' ? start : end, end, height]),
  ]);

/** The same of the package. */
const packageText = (C: Context, { operands, locals, controls }: TypeState): string => {
  const all = (types: readonly Valtype[]) => types.map((type) => closedType(C, type));
  return JSON.stringify([
    all(operands),
    locals.map(({ type, initialised }) => [closedType(C, type), initialised]),
    controls.map(({ kind, labelTypes, results, height }) => [kind, all(labelTypes), all(results), height]),
  ]);
};

const bits = (flags: Uint8Array): bigint =>
  flags.reduce((set, flag, x) => (flag === 0 ? set : set | (1n << BigInt(x))), 0n);

/** A module as both sides see it. */
class Comparison {
  readonly #name: string;
  readonly #module: OpenModule;
  readonly #plain: Module;
  readonly #context: Context;
  /** Instructions that were compared, and how many of them are unreachable. */
  instructions = 0;
  unreachable = 0;

  constructor({ name, bytes }: Sample) {
    this.#name = name;
    this.#module = openModule(bytes);
    this.#plain = plainModule(bytes);
    this.#context = contextOf(this.#plain);
  }

  /** Compares states and liveness at every `step`th instruction of every `stride`th function; throws where they differ. */
  all(stride = 1, step = 1): this {
    const { func } = this.#module.imported;
    for (let k = 0; k < this.#module.bodyCount; k += stride) this.#function(func + k, step);
    return this;
  }

  #function(funcidx: number, step: number): void {
    const C = this.#context;
    const body = this.#plain.body(funcidx);
    const type = this.#module.types[this.#module.funcs[funcidx] ?? -1]?.composite;
    if (type?.kind !== 'func') throw new Error('no function');
    const params = type.params.map((each) => closedType(C, each));
    const locals = localsOf(C, params, body.locals);
    const types = Array.from({ length: locals.count }, (_, x) => locals.type(x));
    const live = liveness(body);
    for (const [n, state] of typeStates(C, funcidx, body).entries())
      if (n % step === 0) this.#state(funcidx, state, types, live[n] ?? -1n);
  }

  #state(funcidx: number, state: State, locals: readonly ValType[], live: bigint): void {
    const { offset, op } = state.instr;
    const found = typeStatesOf(this.#module).at(funcidx, offset);
    const place = `${this.#name}, function ${funcidx}, offset ${offset}, ${op}`;
    if (found.unreachable === isReachable(state)) throw new Error(`${place}: reachable ${isReachable(state)}`);
    this.instructions += 1;
    if (found.unreachable) {
      this.unreachable += 1;
      return;
    }
    const expected = stateText(state, locals);
    const text = packageText(this.#context, found);
    if (text !== expected) throw new Error(`${place}:\n${text}\n${expected}`);
    const set = bits(liveLocalsAt(this.#module, funcidx, offset));
    if (set !== live) throw new Error(`${place}: live ${set.toString(2)}, by the algorithm ${live.toString(2)}`);
  }
}

/** The number of locals of a random body, all of them i32. */
const LOCALS = 8;

/** A random body without operands between its instructions, so that any order of constructs, branches and calls is valid. */
class RandomBody {
  readonly #choices: Random;
  readonly #legacy: boolean;
  readonly instructions: InstructionSyntax[] = [];
  #left: number;

  constructor(choices: Random, legacy: boolean) {
    this.#choices = choices;
    this.#legacy = legacy;
    this.#left = choices.integer(5, 60);
    this.#sequence(0);
    this.#add(instruction('end'));
  }

  #add(...all: InstructionSyntax[]): void {
    this.instructions.push(...all);
    this.#left -= all.length;
  }

  #sequence(depth: number): void {
    for (let count = this.#choices.integer(0, 6); count > 0 && this.#left > 0; count--) this.#one(depth);
  }

  #label(depth: number): number {
    return this.#choices.integer(0, depth);
  }

  #one(depth: number): void {
    const local = this.#choices.integer(0, LOCALS - 1);
    const get = instruction('local.get', local);
    const simple: readonly (() => void)[] = [
      () => this.#add(get, instruction('drop')),
      () => this.#add(instruction('i32.const', 0), instruction('local.set', local)),
      () => this.#add(instruction('i32.const', 0), instruction('local.tee', local), instruction('drop')),
      () => this.#add(instruction('call', 0)),
      () => this.#add(get, instruction('br_if', this.#label(depth))),
    ];
    const leaving: readonly (() => void)[] = [
      () => this.#add(instruction('br', this.#label(depth))),
      () => this.#add(get, instruction('br_table', [this.#label(depth), this.#label(depth)], this.#label(depth))),
      () => this.#add(instruction('throw', 0)),
      () => this.#add(instruction('return_call', 0)),
      () => this.#add(instruction('unreachable')),
    ];
    if (this.#choices.oneIn(9)) this.#choices.pick(leaving)();
    else if (depth > 8 || !this.#choices.oneIn(2)) this.#choices.pick(simple)();
    else this.#construct(depth);
  }

  #construct(depth: number): void {
    const empty = { kind: 'empty' } as const;
    const kind = this.#choices.pick(['block', 'loop', 'if', 'try', 'try']);
    if (kind === 'try') {
      if (this.#legacy) this.#try(depth);
      else this.#tryTable(depth);
      return;
    }
    if (kind === 'if') this.#add(instruction('local.get', this.#choices.integer(0, LOCALS - 1)));
    this.#add(instruction(kind as 'block' | 'loop' | 'if', empty));
    this.#sequence(depth + 1);
    if (kind === 'if' && this.#choices.oneIn(2)) {
      this.#add(instruction('else'));
      this.#sequence(depth + 1);
    }
    this.#add(instruction('end'));
  }

  #tryTable(depth: number): void {
    const clauses = Array.from({ length: this.#choices.integer(0, 2) }, () =>
      this.#choices.oneIn(3)
        ? ({ kind: 'catch_all', tagidx: undefined, labelidx: this.#label(depth) } as const)
        : ({ kind: 'catch', tagidx: 0, labelidx: this.#label(depth) } as const),
    );
    this.#add(instruction('try_table', { kind: 'empty' }, clauses));
    this.#sequence(depth + 1);
    this.#add(instruction('end'));
  }

  #try(depth: number): void {
    this.#add(instruction('try', { kind: 'empty' }));
    this.#sequence(depth + 1);
    if (this.#choices.oneIn(3)) {
      this.#add(instruction('delegate', this.#label(depth)));
      return;
    }
    for (let parts = this.#choices.integer(0, 2); parts > 0; parts--) {
      this.#add(instruction('catch', 0));
      this.#sequence(depth + 1);
      if (this.#choices.oneIn(4)) this.#add(instruction('rethrow', 0));
    }
    if (this.#choices.oneIn(2)) {
      this.#add(instruction('catch_all'));
      this.#sequence(depth + 1);
    }
    this.#add(instruction('end'));
  }
}

const I32 = 0x7f;

function randomModule(choices: Random, bodies: number): Uint8Array {
  const type = { final: true, supers: [], composite: { kind: 'func', params: [], results: [] } } as const;
  const codes = Array.from({ length: bodies }, (_, k) => ({
    locals: [{ count: LOCALS, type: I32 }],
    body: new RandomBody(choices, k % 2 === 0).instructions,
  }));
  return encodeModule({
    sections: [
      { name: 'type', contents: { types: [type], groups: [{ first: 0, size: 1, explicit: false }] } },
      { name: 'function', contents: codes.map(() => 0) },
      { name: 'tag', contents: [{ typeidx: 0 }] },
      { name: 'code', contents: codes },
    ],
  });
}

// clause: digest-liveness, valid-frame-reachable
describe('states and liveness of the algorithm and of packages/wasm are the same at every instruction', () => {
  test('of every valid module of the suite', () => {
    const all = suite.map((sample) => new Comparison(sample).all());
    const sum = (count: (each: Comparison) => number) => all.reduce((total, each) => total + count(each), 0);
    if (suite.length === 0) return;
    expect(sum(({ instructions }) => instructions)).toBeGreaterThan(30_000);
    expect(sum(({ unreachable }) => unreachable)).toBeGreaterThan(1_000);
  });

  test.each(programs)('of functions of $name', (sample) => {
    expect(new Comparison(sample).all(11, 7).instructions).toBeGreaterThan(500);
  });

  test('of random bodies of constructs, branches, calls and handlers', () => {
    const bytes = randomModule(random(2), 400);
    const { instructions, unreachable } = new Comparison({ name: 'random', bytes }).all();
    expect(instructions).toBeGreaterThan(8_000);
    expect(unreachable).toBeGreaterThan(500);
  });
});
