import {
  type DataSyntax,
  type ElementSyntax,
  type FunctionDefinition,
  type GlobalSyntax,
  type Memtype,
  type Module,
  Reencoder,
  type SectionContents,
  type TableSyntax,
  type Tagtype,
} from '@wasm-checkpoint/wasm';

/** For each index space the new places of what is defined, as places among definitions. */
export interface Permutation {
  readonly funcs: readonly number[];
  readonly tables: readonly number[];
  readonly memories: readonly number[];
  readonly globals: readonly number[];
  readonly tags: readonly number[];
  readonly elements: readonly number[];
  readonly data: readonly number[];
}

/** Numbers the definitions of a module anew; everything else says the same. */
export class Permuter extends Reencoder {
  readonly #permutation: Permutation;
  readonly #strip: boolean;

  /** With `strip` there is no name section in the new module. */
  constructor(module: Module, permutation: Permutation, strip = false) {
    super(module);
    this.#permutation = permutation;
    this.#strip = strip;
  }

  #index(imported: number, places: readonly number[], index: number): number {
    return index < imported ? index : imported + (places[index - imported] ?? index - imported);
  }

  #items<Item>(items: readonly Item[], places: readonly number[]): Item[] {
    const moved = [...items];
    for (const [place, item] of items.entries()) moved[places[place] ?? place] = item;
    return moved;
  }

  override funcidx(index: number): number {
    return this.#index(this.module.imported.func, this.#permutation.funcs, index);
  }
  override tableidx(index: number): number {
    return this.#index(this.module.imported.table, this.#permutation.tables, index);
  }
  override memidx(index: number): number {
    return this.#index(this.module.imported.memory, this.#permutation.memories, index);
  }
  override globalidx(index: number): number {
    return this.#index(this.module.imported.global, this.#permutation.globals, index);
  }
  override tagidx(index: number): number {
    return this.#index(this.module.imported.tag, this.#permutation.tags, index);
  }
  override elemidx(index: number): number {
    return this.#index(0, this.#permutation.elements, index);
  }
  override dataidx(index: number): number {
    return this.#index(0, this.#permutation.data, index);
  }

  override functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return this.#items(functions, this.#permutation.funcs);
  }
  override tables(tables: readonly TableSyntax[]): readonly TableSyntax[] {
    return this.#items(tables, this.#permutation.tables);
  }
  override memories(memories: readonly Memtype[]): readonly Memtype[] {
    return this.#items(memories, this.#permutation.memories);
  }
  override tags(tags: readonly Tagtype[]): readonly Tagtype[] {
    return this.#items(tags, this.#permutation.tags);
  }
  override globals(globals: readonly GlobalSyntax[]): readonly GlobalSyntax[] {
    return this.#items(globals, this.#permutation.globals);
  }
  override elements(elements: readonly ElementSyntax[]): readonly ElementSyntax[] {
    return this.#items(elements, this.#permutation.elements);
  }
  override data(data: readonly DataSyntax[]): readonly DataSyntax[] {
    return this.#items(data, this.#permutation.data);
  }

  override custom(name: string, contents: Uint8Array): SectionContents['custom']['bytes'] | undefined {
    return this.#strip && name === 'name' ? undefined : contents;
  }
}
