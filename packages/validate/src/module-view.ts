import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Instruction, type Module, openModule, readInstruction, typeStates } from '@wasm-checkpoint/wasm';
import { Place } from './place.js';
import type { TypeIndices, Types } from './types.js';

/** What a tail call of a body passes to: a function of the module, or any of a type, an index of the universe. */
export type TailCall =
  | { readonly kind: 'func'; readonly funcidx: number }
  | { readonly kind: 'type'; readonly type: number };

/** Runs what may find a fault in a module; gives the fault instead of throwing it. */
export function orFault<Result>(run: () => Result): Result | Diagnostic {
  try {
    return run();
  } catch (fault) {
    if (fault instanceof Diagnostic) return fault;
    throw fault;
  }
}

/** A module of the checkpoint, opened, its types in the universe; what is asked of its functions is kept. */
export class ModuleView {
  /** Its index in the checkpoint. */
  readonly index: number;
  readonly module: Module;
  readonly types: Types;
  /** For each type index of the module the index in the universe. */
  readonly indices: TypeIndices;
  readonly #places = new Map<number, Map<number, Place | Diagnostic>>();
  readonly #bodies = new Map<number, Diagnostic | undefined>();
  readonly #tailCalls = new Map<number, readonly TailCall[] | Diagnostic>();
  #byType: ReadonlyMap<number, readonly number[]> | undefined;

  /** Throws a `Diagnostic` of `wasm` when the bytes are no module or its types are not valid. */
  constructor(index: number, bytes: Uint8Array, types: Types, name = `modules[${index}].`) {
    this.index = index;
    this.module = openModule(bytes);
    typeStates(this.module);
    this.types = types;
    this.indices = types.addModule(this.module, name);
  }

  /** The number of imported functions. */
  get importedFuncs(): number {
    return this.module.imported.func;
  }

  /** The defined type of a function, by its index in the universe; undefined where there is no such function. */
  funcType(funcidx: number): number | undefined {
    const typeidx = this.module.funcs[funcidx];
    return typeidx === undefined ? undefined : this.indices[typeidx];
  }

  /** Whether the module defines a function of this index. */
  defines(funcidx: number): boolean {
    return funcidx >= this.importedFuncs && funcidx < this.module.funcs.length;
  }

  /** The functions that the module defines, by their types as indices of the universe. */
  get definedByType(): ReadonlyMap<number, readonly number[]> {
    if (this.#byType === undefined) {
      const byType = new Map<number, number[]>();
      for (let funcidx = this.importedFuncs; funcidx < this.module.funcs.length; funcidx++) {
        const type = this.funcType(funcidx);
        if (type === undefined) continue;
        const known = byType.get(type);
        if (known === undefined) byType.set(type, [funcidx]);
        else known.push(funcidx);
      }
      this.#byType = byType;
    }
    return this.#byType;
  }

  /** What is wrong with the body of a defined function; undefined where it is valid. */
  bodyFault(funcidx: number): Diagnostic | undefined {
    if (!this.#bodies.has(funcidx)) {
      const states = typeStates(this.module);
      const found = orFault(() => states.offsets(funcidx));
      this.#bodies.set(funcidx, found instanceof Diagnostic ? found : undefined);
    }
    return this.#bodies.get(funcidx);
  }

  /** The place at an offset of a defined function, or why there is none: WASM2034 where no instruction begins. */
  place(funcidx: number, offset: number): Place | Diagnostic {
    let places = this.#places.get(funcidx);
    if (places === undefined) {
      places = new Map();
      this.#places.set(funcidx, places);
    }
    let place = places.get(offset);
    if (place === undefined) {
      place = orFault(() => new Place(this, funcidx, offset));
      places.set(offset, place);
    }
    return place;
  }

  /** The tail calls anywhere in the body of a defined function, or what is wrong with it. Clause valid-link-callee. */
  tailCalls(funcidx: number): readonly TailCall[] | Diagnostic {
    let found = this.#tailCalls.get(funcidx);
    if (found === undefined) {
      found = this.bodyFault(funcidx) ?? orFault(() => this.#readTailCalls(funcidx));
      this.#tailCalls.set(funcidx, found);
    }
    return found;
  }

  /** The instructions of a body, which is valid. */
  *instructions(funcidx: number): Generator<Instruction> {
    const { module } = this;
    const { start, end } = module.body(funcidx);
    const [first = end - start] = typeStates(module).offsets(funcidx);
    const reader = module.reader(start + first, end);
    while (!reader.atEnd) yield readInstruction(reader, module.scope);
  }

  #readTailCalls(funcidx: number): TailCall[] {
    const found: TailCall[] = [];
    for (const { opcode, immediates } of this.instructions(funcidx)) {
      if (opcode.role !== 'tail_call') continue;
      const [target] = immediates;
      if (target?.kind === 'funcidx') found.push({ kind: 'func', funcidx: target.value });
      if (target?.kind === 'typeidx') found.push({ kind: 'type', type: this.indices[target.value] ?? -1 });
    }
    return found;
  }
}
