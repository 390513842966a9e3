import type {
  BaseRun,
  Checkpoint,
  FuncRef,
  InstanceIdx,
  MemAddr,
  ModuleBases,
  ModuleIdx,
  PageSource,
  Ref,
  TableAddr,
  Value,
} from '@wasm-checkpoint/format';
import { type Element, type Expr, heapOf, type Module } from '@wasm-checkpoint/wasm';
import { type ConstantScope, constantAddress, constantValue, hierarchyOf, plainAddress } from './constants.js';
import { initialPages, type PlacedData } from './initial-memory.js';

/** The module of a checkpoint by its index; undefined where it is not at hand. */
export type ModuleLookup = (checkpoint: Checkpoint, module: ModuleIdx) => Module | undefined;

const isRef = (value: Value): value is Ref =>
  value.kind !== 'i32' && value.kind !== 'i64' && value.kind !== 'f32' && value.kind !== 'f64' && value.kind !== 'v128';

/** What the constant expressions of an instance of a checkpoint read. */
function scopeOf(checkpoint: Checkpoint, instanceidx: InstanceIdx, module: Module): ConstantScope {
  const instance = checkpoint.instances[instanceidx];
  return {
    func: (funcidx): FuncRef | undefined =>
      funcidx < module.imported.func ? instance?.funcs[funcidx] : { kind: 'func', instance: instanceidx, funcidx },
    global: (globalidx) => checkpoint.globals[instance?.globals[globalidx] ?? -1]?.value,
  };
}

/** An active data segment with its memory; without address where that depends on the instance. */
interface ActiveData {
  readonly memidx: number;
  readonly at: Expr;
  readonly placed: PlacedData | undefined;
  readonly start: number;
  readonly end: number;
}

const activeData = new WeakMap<Module, readonly ActiveData[]>();

/** The active data segments of a module that are not empty, looked at once: some modules have a hundred thousand. */
function activeDataOf(module: Module): readonly ActiveData[] {
  let found = activeData.get(module);
  if (found === undefined) {
    found = module.data.flatMap(({ mode, start, end }): ActiveData[] => {
      if (mode.kind !== 'active' || start === end) return [];
      const address = plainAddress(module, mode.at);
      const placed = address === undefined ? undefined : { address, start, end };
      return [{ memidx: mode.index, at: mode.at, placed, start, end }];
    });
    activeData.set(module, found);
  }
  return found;
}

/** The active data segments of an instance that refer to a memory, in order; undefined where the instance lacks what they read. */
export function placedData(
  checkpoint: Checkpoint,
  instanceidx: InstanceIdx,
  module: Module,
  address: MemAddr,
): readonly PlacedData[] | undefined {
  const scope = scopeOf(checkpoint, instanceidx, module);
  const memories = checkpoint.instances[instanceidx]?.memories;
  const all: PlacedData[] = [];
  for (const { memidx, at, placed, start, end } of activeDataOf(module)) {
    if (memories?.[memidx] !== address) continue;
    if (placed !== undefined) all.push(placed);
    else {
      const found = constantAddress(module, at, scope);
      if (found === undefined) return undefined;
      all.push({ address: found, start, end });
    }
  }
  return all;
}

/** Initial entries of a table: `length` times what `fill` is, then what segments wrote over it, by index. */
class InitialTable {
  readonly #fill: BaseRun;
  readonly #written = new Map<bigint, Ref | undefined>();

  constructor(fill: BaseRun) {
    this.#fill = fill;
  }

  write(index: bigint, ref: Ref | undefined): void {
    this.#written.set(index, ref);
  }

  runs(): readonly BaseRun[] {
    const runs: BaseRun[] = [];
    let at = 0n;
    /** Entries up to an index that no segment wrote. */
    const fill = (to: bigint): void => {
      const filled = to < this.#fill.length ? to : this.#fill.length;
      if (filled > at) runs.push({ ...this.#fill, length: filled - at });
      const from = filled > at ? filled : at;
      if (to > from) runs.push({ length: to - from });
    };
    const indices = [...this.#written.keys()].sort((left, right) => (left < right ? -1 : 1));
    for (const index of indices) {
      fill(index);
      const ref = this.#written.get(index);
      runs.push(ref === undefined ? { length: 1n } : { length: 1n, ref });
      at = index + 1n;
    }
    if (this.#fill.length > at) fill(this.#fill.length);
    return runs;
  }
}

/**
 * What the modules of checkpoints give memories and tables at instantiation: their active segments, and initial values.
 *
 * Spec: syntax, Store; memory images, Base.
 */
export class InitialContents implements ModuleBases {
  readonly #modules: ModuleLookup;
  readonly #pages = new WeakMap<Module, Map<string, PageSource>>();

  constructor(modules: ModuleLookup) {
    this.#modules = modules;
  }

  memory(checkpoint: Checkpoint, address: MemAddr): PageSource | undefined {
    const base = checkpoint.memories[address]?.image.base;
    if (base?.kind !== 'module') return undefined;
    const module = this.#modules(checkpoint, checkpoint.instances[base.instance]?.module ?? -1);
    const placed = module === undefined ? undefined : placedData(checkpoint, base.instance, module, address);
    return module === undefined || placed === undefined ? undefined : this.#pagesOf(module, placed);
  }

  table(checkpoint: Checkpoint, address: TableAddr): readonly BaseRun[] | undefined {
    const base = checkpoint.tables[address]?.base;
    if (base?.kind !== 'module') return undefined;
    const instance = checkpoint.instances[base.instance];
    const module = this.#modules(checkpoint, instance?.module ?? -1);
    if (instance === undefined || module === undefined) return undefined;
    const scope = scopeOf(checkpoint, base.instance, module);
    const table = new InitialTable(initialFill(module, instance.tables.indexOf(address), scope));
    for (const { mode, items } of module.elements) {
      if (mode.kind !== 'active' || instance.tables[mode.index] !== address) continue;
      const at = constantAddress(module, mode.at, scope);
      if (at === undefined) return undefined;
      references(module, items, scope).forEach((ref, index) => {
        table.write(at + BigInt(index), ref);
      });
    }
    return table.runs();
  }

  /** The pages of segments at these addresses, made once. */
  #pagesOf(module: Module, placed: readonly PlacedData[]): PageSource {
    const known = this.#pages.get(module) ?? new Map<string, PageSource>();
    this.#pages.set(module, known);
    const key = placed.map(({ address, start }) => `${address}@${start}`).join();
    let pages = known.get(key);
    if (pages === undefined) {
      pages = initialPages(module, placed);
      known.set(key, pages);
    }
    return pages;
  }
}

/** The initial value of a table, as often as its declared minimum; no entries for an imported table. */
function initialFill(module: Module, tableidx: number, scope: ConstantScope): BaseRun {
  const table = module.definedTables[tableidx - module.imported.table];
  if (table === undefined) return { length: 0n };
  const length = table.type.limits.min;
  if (table.init === undefined) {
    const value: Ref = { kind: 'null', hierarchy: hierarchyOf(module, heapOf(table.type.element)) };
    return { length, ref: value };
  }
  const value = constantValue(module, table.init, scope);
  return value !== undefined && isRef(value) ? { length, ref: value } : { length };
}

/** What the items of an element segment evaluate to; undefined for those that allocate. */
function references(module: Module, items: Element['items'], scope: ConstantScope): readonly (Ref | undefined)[] {
  if (items.kind === 'funcidx') return items.funcs.map((funcidx) => scope.func(funcidx));
  return items.exprs.map((expr) => {
    const value = constantValue(module, expr, scope);
    return value !== undefined && isRef(value) ? value : undefined;
  });
}
