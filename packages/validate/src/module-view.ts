import { type Module, openModule, typeStates } from '@wasm-checkpoint/wasm';
import type { TypeIndices, Types } from './types.js';

/** A module of the checkpoint, opened, its types in the universe. */
export class ModuleView {
  /** Its index in the checkpoint. */
  readonly index: number;
  readonly module: Module;
  readonly types: Types;
  /** For each type index of the module the index in the universe. */
  readonly indices: TypeIndices;

  /** Throws a `Diagnostic` of `wasm` when the bytes are no module or its types are not valid. */
  constructor(index: number, bytes: Uint8Array, types: Types) {
    this.index = index;
    this.module = openModule(bytes);
    typeStates(this.module);
    this.types = types;
    this.indices = types.addModule(this.module, `modules[${index}].`);
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
}
