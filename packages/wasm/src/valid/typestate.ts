import { readInstruction } from '../decode/immediates.js';
import type { Module } from '../decode/module.js';
import { bodyOffset, moduleOffset } from '../decode/offsets.js';
import { diagnostic } from '../diagnostics.js';
import type { Instruction } from '../syntax/instruction.js';
import type { BodyRange } from '../syntax/module.js';
import { BOTTOM, type Valtype } from '../syntax/valtype.js';
import { beginFunction, finishBody, inFunction } from './body.js';
import { ModuleContext } from './context.js';
import { scan } from './scan.js';
import { restoreSnapshot, type Snapshot, snapshotSize, takeSnapshot } from './snapshot.js';
import { BodyState, type ControlKind, controlKinds } from './state.js';

/** A local: its type, and whether the type system lets it be read here. */
export interface LocalState {
  readonly type: Valtype;
  readonly initialised: boolean;
}

/** A control frame; `height` is the number of operands below it. */
export interface ControlFrame {
  readonly kind: ControlKind;
  readonly params: readonly Valtype[];
  readonly results: readonly Valtype[];
  /** What a branch to it takes. */
  readonly labelTypes: readonly Valtype[];
  readonly height: number;
  /** Body offset of the instruction that opened it; of the first instruction for the body itself. */
  readonly start: number;
  /** True when the rest of it cannot be reached; its operand stack is then polymorphic. */
  readonly unreachable: boolean;
}

/** Everything the type system knows just before an instruction. Types are canonical: equal types have equal numbers. */
export interface TypeState {
  readonly funcidx: number;
  /** Offset of the instruction from the first byte of the function's body. */
  readonly offset: number;
  readonly instruction: Instruction;
  /** Parameters, then declared locals. */
  readonly locals: readonly LocalState[];
  /** Operands, the deepest first; `BOTTOM` for those that unreachable code makes up. */
  readonly operands: readonly Valtype[];
  /** Control frames, the body first; label index 0 is the last. */
  readonly controls: readonly ControlFrame[];
  /** True when no execution reaches the instruction by the type system's own reckoning. */
  readonly unreachable: boolean;
}

/** At least this many bytes lie between two snapshots; more where the state is larger, so that memory stays linear. */
const SNAPSHOT_BYTES = 256;

/** The type states of one body: found in one pass, asked for at any instruction. */
class BodyTypes {
  readonly #funcidx: number;
  readonly #range: BodyRange;
  readonly #snapshots: Snapshot[] = [];
  readonly #cache = new Map<number, TypeState>();

  constructor(state: BodyState, funcidx: number) {
    this.#funcidx = funcidx;
    this.#range = state.context.module.body(funcidx);
    beginFunction(state, funcidx);
    while (state.depth >= 0 && !state.reader.atEnd) {
      this.#snapshots.push(takeSnapshot(state));
      scan(state, Math.min(state.reader.end, state.reader.offset + SNAPSHOT_BYTES + 4 * snapshotSize(state)));
    }
    finishBody(state);
  }

  at(state: BodyState, offset: number): TypeState {
    const known = this.#cache.get(offset);
    if (known !== undefined) return known;
    const target = moduleOffset(this.#range, offset);
    const snapshot = this.#before(target);
    if (snapshot === undefined || target >= this.#range.end) throw this.#notInstruction(offset, target);
    beginFunction(state, this.#funcidx);
    restoreSnapshot(state, snapshot);
    scan(state, target);
    if (state.reader.offset !== target || state.depth < 0) throw this.#notInstruction(offset, target);
    const found = readState(state, this.#range, offset);
    this.#cache.set(offset, found);
    return found;
  }

  /** Body offsets of all instructions, ascending. */
  *offsets(state: BodyState): Generator<number> {
    const reader = state.context.module.reader(this.#snapshots[0]?.offset ?? this.#range.end, this.#range.end);
    while (!reader.atEnd) {
      yield bodyOffset(this.#range, reader.offset);
      readInstruction(reader, state.context.module.scope);
    }
  }

  #before(target: number): Snapshot | undefined {
    let low = 0;
    let high = this.#snapshots.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#snapshots[middle]?.offset ?? 0) <= target) low = middle + 1;
      else high = middle;
    }
    return this.#snapshots[low - 1];
  }

  #notInstruction(offset: number, target: number): Error {
    return diagnostic(
      'WASM2034',
      { bodyOffset: offset, funcidx: this.#funcidx },
      { offset: target, funcidx: this.#funcidx },
    );
  }
}

function readState(state: BodyState, range: BodyRange, offset: number): TypeState {
  const { module } = state.context;
  const instruction = readInstruction(module.reader(state.reader.offset, range.end), module.scope);
  const controls = Array.from({ length: state.depth + 1 }, (_, depth) => ({
    kind: controlKinds[state.kinds[depth] ?? 0] ?? 'body',
    params: Array.from(state.params[depth] ?? []),
    results: Array.from(state.results[depth] ?? []),
    labelTypes: Array.from(state.labels[depth] ?? []),
    height: state.bases[depth] ?? 0,
    start: bodyOffset(range, state.starts[depth] ?? range.start),
    unreachable: state.dead[depth] === 1,
  }));
  return {
    funcidx: state.funcidx ?? 0,
    offset,
    instruction,
    locals: Array.from({ length: state.localCount }, (_, localidx) => ({
      type: state.locals[localidx] ?? BOTTOM,
      initialised: state.unset[localidx] !== 1,
    })),
    operands: Array.from(state.stack.subarray(0, state.height)),
    controls,
    unreachable: controls.some((frame) => frame.unreachable),
  };
}

/** The type states of a module's functions; each body is checked once, when first asked about. */
export class TypeStates {
  readonly context: ModuleContext;
  readonly #state: BodyState;
  readonly #bodies = new Map<number, BodyTypes>();

  constructor(module: Module) {
    this.context = new ModuleContext(module);
    this.#state = new BodyState(this.context);
  }

  /**
   * The type state before the instruction at a body offset; throws what is wrong with the body, WASM2034 where no
   * instruction begins, WASM2035 for an imported function.
   */
  at(funcidx: number, offset: number): TypeState {
    return this.#body(funcidx).at(this.#state, offset);
  }

  /** Body offsets of all instructions of a function, ascending. */
  offsets(funcidx: number): Iterable<number> {
    return this.#body(funcidx).offsets(this.#state);
  }

  #body(funcidx: number): BodyTypes {
    let body = this.#bodies.get(funcidx);
    if (body === undefined) {
      body = inFunction(funcidx, () => new BodyTypes(this.#state, funcidx));
      this.#bodies.set(funcidx, body);
    }
    return body;
  }
}

const known = new WeakMap<Module, TypeStates>();

/** The type states of a module, one object a module. */
export function typeStates(module: Module): TypeStates {
  let states = known.get(module);
  if (states === undefined) {
    states = new TypeStates(module);
    known.set(module, states);
  }
  return states;
}

/** The type state before the instruction at a body offset; errors as `TypeStates.at`. */
export const typeStateAt = (module: Module, funcidx: number, offset: number): TypeState =>
  typeStates(module).at(funcidx, offset);
