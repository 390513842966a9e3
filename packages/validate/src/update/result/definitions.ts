import type { Ref, TableRun, Value } from '@wasm-checkpoint/format';
import { type Element, type Expr, heapOf, type Valtype } from '@wasm-checkpoint/wasm';
import { type Allocator, evaluate, evaluateAddress, hierarchyOf } from '../../constant.js';
import type { Context } from '../../context.js';
import { closeModuleExtern } from '../../externtype.js';
import { elementLength } from '../../segments.js';
import type { Replaced } from '../update.js';
import { addRun } from './bases.js';
import { BLOCK_SIZE_LOG2 } from './bindings.js';
import type { Draft } from './draft.js';
import type { TypeWriter } from './types.js';

/** Makes the memories, tables, globals and tags of an instance that are new, as instantiation would. */
export class Definitions {
  readonly #draft: Draft;
  /** The draft with the new modules; its types are a space of its own. */
  readonly #context: Context;
  readonly #replaced: Replaced;
  readonly #instance: number;
  readonly #types: TypeWriter;
  readonly #allocate: Allocator;

  constructor(
    draft: Draft,
    context: Context,
    { replaced, instance }: { readonly replaced: Replaced; readonly instance: number },
    types: TypeWriter,
    allocate: Allocator,
  ) {
    this.#draft = draft;
    this.#context = context;
    this.#replaced = replaced;
    this.#instance = instance;
    this.#types = types;
    this.#allocate = allocate;
  }

  /** What an expression evaluates to; undefined where it reads what there is not. */
  evaluate(expr: Expr): Value | undefined {
    const value = evaluate(this.#context, this.#instance, expr, this.#allocate);
    return value === 'allocates' ? undefined : value;
  }

  /** The null reference of a reference type of the module. */
  #null(type: Valtype): Ref {
    const indices = this.#context.instance(this.#instance)?.view.indices ?? new Uint32Array();
    const heap = heapOf(this.#context.types.close(indices, type));
    return { kind: 'null', hierarchy: hierarchyOf(this.#context, heap) };
  }

  /** The references that an element segment holds. */
  elements({ items }: Element): Ref[] {
    if (items.kind === 'expr') return items.exprs.flatMap((expr) => (this.evaluate(expr) as Ref | undefined) ?? []);
    return items.funcs.flatMap((funcidx) => this.#context.func(this.#instance, funcidx) ?? []);
  }

  /** A new global, by its place among the defined ones. */
  global(position: number): number | undefined {
    const { updated } = this.#replaced;
    const defined = updated.module.definedGlobals[position];
    const value = defined && this.evaluate(defined.init);
    if (defined === undefined || value === undefined) return undefined;
    const { type } = defined;
    const extern = this.#types.externtype(
      closeModuleExtern(updated.types, updated.indices, { kind: 'global', ...type }),
    );
    return extern.kind === 'global' ? this.#draft.globals.push({ type: extern.type, value }) - 1 : undefined;
  }

  tag(position: number): number | undefined {
    const { updated } = this.#replaced;
    const type = updated.indices[updated.module.definedTags[position]?.typeidx ?? -1];
    return type === undefined ? undefined : this.#draft.tags.push({ type: this.#types.index(type) }) - 1;
  }

  memory(position: number): number | undefined {
    const { updated } = this.#replaced;
    const type = updated.module.definedMemories[position];
    const extern =
      type && this.#types.externtype(closeModuleExtern(updated.types, updated.indices, { kind: 'memory', ...type }));
    if (extern?.kind !== 'memory') return undefined;
    const memidx = updated.module.imported.memory + position;
    const isInitialised = updated.module.data.some(({ mode }) => mode.kind === 'active' && mode.index === memidx);
    const base = isInitialised ? ({ kind: 'module', instance: this.#instance } as const) : ({ kind: 'zeros' } as const);
    const image = { base, blockSizeLog2: BLOCK_SIZE_LOG2, blocks: [] };
    return this.#draft.memories.push({ type: extern.type, image }) - 1;
  }

  /** A new table, with what the active element segments put into it. */
  table(position: number): number | undefined {
    const { updated } = this.#replaced;
    const defined = updated.module.definedTables[position];
    if (defined === undefined) return undefined;
    const closed = closeModuleExtern(updated.types, updated.indices, { kind: 'table', ...defined.type });
    const extern = this.#types.externtype(closed);
    if (extern.kind !== 'table' || closed.kind !== 'table') return undefined;
    const initial =
      defined.init === undefined ? this.#null(defined.type.element) : (this.evaluate(defined.init) as Ref | undefined);
    if (initial === undefined) return undefined;
    const entries = this.#entries(updated.module.imported.table + position);
    return (
      this.#draft.tables.push({
        type: extern.type,
        base: { kind: 'none' },
        runs: runsOf(extern.type.limits.min, initial, entries),
      }) - 1
    );
  }

  /** What active element segments put into a table, by entry. */
  #entries(tableidx: number): Map<bigint, Ref> {
    const entries = new Map<bigint, Ref>();
    for (const element of this.#replaced.updated.module.elements) {
      const { mode } = element;
      if (mode.kind !== 'active' || mode.index !== tableidx) continue;
      const start = evaluateAddress(this.#context, this.#instance, mode.at) ?? 0n;
      this.#context.spend(elementLength(element), `tables[${this.#draft.tables.length}]`);
      for (const [item, ref] of this.elements(element).entries()) entries.set(start + BigInt(item), ref);
    }
    return entries;
  }
}

/** The runs of a table of which some entries are not the initial value. */
function runsOf(size: bigint, initial: Ref, entries: ReadonlyMap<bigint, Ref>): TableRun[] {
  const runs: TableRun[] = [];
  let next = 0n;
  for (const [entry, ref] of [...entries].sort(([left], [right]) => (left < right ? -1 : 1))) {
    if (entry >= size) break;
    addRun(runs, entry - next, initial);
    addRun(runs, 1n, ref);
    next = entry + 1n;
  }
  addRun(runs, size - next, initial);
  return runs;
}
