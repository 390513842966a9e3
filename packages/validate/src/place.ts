import { type Instruction, liveLocalsAt, type TypeState, typeStates, type Valtype } from '@wasm-checkpoint/wasm';
import type { ModuleView } from './module-view.js';

/** The call that an instruction makes: of a function of the module, or of any of a type, an index of the universe. */
export type Call =
  | { readonly kind: 'func'; readonly funcidx: number }
  | { readonly kind: 'type'; readonly type: number | undefined };

/** An open `catch` or `catch_all` part; without a tag the latter. */
export interface OpenCatch {
  readonly tagidx: number | undefined;
}

/** Operands of `memory.atomic.wait`: address, expected value, timeout. */
const WAIT_OPERANDS = 3;

const immediateOf = (instruction: Instruction, kind: 'funcidx' | 'typeidx'): number | undefined => {
  const found = instruction.immediates.find((immediate) => immediate.kind === kind);
  return found?.kind === kind ? found.value : undefined;
};

/**
 * What a frame that stands at an offset of a function has to do with: the type state there, in closed types, and what the
 * instruction there demands. One object a place, however many frames stand there.
 */
export class Place {
  readonly view: ModuleView;
  readonly funcidx: number;
  readonly offset: number;
  readonly state: TypeState;
  /** Closed types of the locals. */
  readonly locals: readonly Valtype[];
  /** Closed types of the operands, bottom first. */
  readonly operands: readonly Valtype[];
  /** The call at the place, if the instruction is one that leaves its caller behind. */
  readonly call: Call | undefined;
  #belowCall: readonly Valtype[] | undefined;
  #live: Uint8Array | undefined;
  #caught: readonly OpenCatch[] | undefined;
  #portable: boolean | undefined;

  /** Throws as `TypeStates.at`. */
  constructor(view: ModuleView, funcidx: number, offset: number) {
    const close = (type: Valtype): Valtype => view.types.close(view.indices, type);
    this.view = view;
    this.funcidx = funcidx;
    this.offset = offset;
    this.state = typeStates(view.module).at(funcidx, offset);
    this.locals = this.state.locals.map((local) => close(local.type));
    this.operands = this.state.operands.map(close);
    this.call = this.#callOf();
  }

  get instruction(): Instruction {
    return this.state.instruction;
  }

  #callOf(): Call | undefined {
    const { name } = this.instruction.opcode;
    if (name === 'call') return { kind: 'func', funcidx: immediateOf(this.instruction, 'funcidx') ?? -1 };
    if (name !== 'call_indirect' && name !== 'call_ref') return undefined;
    return { kind: 'type', type: this.view.indices[immediateOf(this.instruction, 'typeidx') ?? -1] };
  }

  /** The number of operands that the call at the place takes. */
  #callOperands(call: Call): number {
    const { view } = this;
    const type = call.kind === 'func' ? view.funcType(call.funcidx) : call.type;
    const composite = type === undefined ? undefined : view.types.composite(type);
    const params = composite?.kind === 'func' ? composite.params.length : 0;
    return call.kind === 'func' ? params : params + 1;
  }

  /** The operands below those of the call at the place; undefined where there is none. */
  get belowCall(): readonly Valtype[] | undefined {
    if (this.call === undefined) return undefined;
    this.#belowCall ??= this.operands.slice(0, this.operands.length - this.#callOperands(this.call));
    return this.#belowCall;
  }

  /** The bytes that the `wait` at the place looks at, and its memory; undefined for other instructions. */
  get wait(): { readonly bytes: 4 | 8; readonly memidx: number } | undefined {
    const { opcode, immediates } = this.instruction;
    if (opcode.name !== 'memory.atomic.wait32' && opcode.name !== 'memory.atomic.wait64') return undefined;
    const [memarg] = immediates;
    return {
      bytes: opcode.name === 'memory.atomic.wait32' ? 4 : 8,
      memidx: memarg?.kind === 'memarg' ? memarg.value.memidx : 0,
    };
  }

  /** One byte a local, 1 for live. Clause digest-liveness. */
  get live(): Uint8Array {
    this.#live ??= liveLocalsAt(this.view.module, this.funcidx, this.offset);
    return this.#live;
  }

  /** The legacy `catch` and `catch_all` parts that are open here, outermost first. */
  get caught(): readonly OpenCatch[] {
    this.#caught ??= this.#openCatches();
    return this.#caught;
  }

  /** Whether a thread may stop here without the feature `any-point`. Clause syn-portable. */
  get portable(): boolean {
    this.#portable ??= this.#isPortable();
    return this.#portable;
  }

  #openCatches(): OpenCatch[] {
    const { controls } = this.state;
    if (!controls.some(({ kind }) => kind === 'catch' || kind === 'catch_all')) return [];
    const open: ({ tagidx: number | undefined } | undefined)[] = [];
    for (const { opcode, immediates, offset } of this.view.instructions(this.funcidx)) {
      if (offset >= this.instruction.offset) break;
      const [immediate] = immediates;
      if (immediate?.kind === 'blocktype') open.push(undefined);
      else if (opcode.name === 'end' || opcode.name === 'delegate') open.pop();
      else if (opcode.name === 'catch') {
        open[open.length - 1] = { tagidx: immediate?.kind === 'tagidx' ? immediate.value : -1 };
      } else if (opcode.name === 'catch_all') open[open.length - 1] = { tagidx: undefined };
    }
    return open.filter((each) => each !== undefined);
  }

  #isPortable(): boolean {
    const { role } = this.instruction.opcode;
    if (role === 'call' || role === 'tail_call') return true;
    let previous: Instruction | undefined;
    for (const instruction of this.view.instructions(this.funcidx)) {
      if (instruction.offset >= this.instruction.offset) break;
      previous = instruction;
    }
    if (previous === undefined) return true;
    const { name, role: before } = previous.opcode;
    return name === 'loop' || before === 'call' || before === 'tail_call';
  }
}

/**
 * The closed types of the operands that a frame at a place must have, bottom first; undefined where the instruction is not
 * the one that a frame there needs. Clause valid-frame-operands.
 */
export function demandedOperands(place: Place, innermost: boolean, waiting: boolean): readonly Valtype[] | undefined {
  const { operands } = place;
  if (innermost && !waiting) return operands;
  if (innermost) return place.wait === undefined ? undefined : operands.slice(0, -WAIT_OPERANDS);
  return place.belowCall;
}
