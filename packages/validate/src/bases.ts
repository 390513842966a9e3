import {
  type BaseRun,
  type Checkpoint,
  IMAGE_PAGE_SIZE,
  type MemAddr,
  type ModuleBases,
  memoryBytes,
  type PageSource,
  type Piece,
  pagesOf,
  type Ref,
  type TableAddr,
} from '@wasm-checkpoint/format';
import { heapOf } from '@wasm-checkpoint/wasm';
import { evaluate, evaluateAddress, hierarchyOf } from './constant.js';
import type { Context } from './context.js';
import { elementLength, elementValue } from './segments.js';

/** What a table entry was initialised with: a reference, or what an expression allocated. */
type Initial = Ref | 'allocated';

const asInitial = (value: ReturnType<typeof evaluate>): Initial | undefined =>
  value === 'allocates' ? 'allocated' : (value as Ref | undefined);

/** The initial value of a table in the instance that defines it, and for how many entries; `undefined` elsewhere. */
function initialOf(
  context: Context,
  instanceidx: number,
  address: TableAddr,
): { readonly length: bigint; readonly value: Initial | undefined } | undefined {
  const found = context.instance(instanceidx);
  if (found === undefined) return undefined;
  const { instance, view } = found;
  const { imported, definedTables } = view.module;
  for (const [position, { type, init }] of definedTables.entries()) {
    if (instance.tables[imported.table + position] !== address) continue;
    const element = context.types.close(view.indices, type.element);
    const value: Initial | undefined =
      init === undefined
        ? { kind: 'null', hierarchy: hierarchyOf(context, heapOf(element)) }
        : asInitial(evaluate(context, instanceidx, init));
    return { length: type.limits.min, value };
  }
  return undefined;
}

/**
 * The entries of a table as instantiating an instance left them, run by run from the first on; runs without a reference
 * have no base. Clause valid-base-table.
 */
export function tableBase(context: Context, instanceidx: number, address: TableAddr): BaseRun[] {
  const found = context.instance(instanceidx);
  if (found === undefined) return [];
  const entries = new Map<bigint, Initial | undefined>();
  const { instance, view } = found;
  for (const segment of view.module.elements) {
    const { mode } = segment;
    context.spend(1, `tables[${address}]`);
    if (mode.kind !== 'active' || instance.tables[mode.index] !== address) continue;
    const start = evaluateAddress(context, instanceidx, mode.at);
    if (start === undefined) continue;
    const length = elementLength(segment);
    context.spend(length, `tables[${address}]`);
    for (let item = 0; item < length; item++) {
      entries.set(start + BigInt(item), asInitial(elementValue(context, instanceidx, segment, item)));
    }
  }
  const initial = initialOf(context, instanceidx, address);
  const runs: BaseRun[] = [];
  const add = (length: bigint, value: Initial | undefined): void => {
    if (length > 0n) runs.push(typeof value === 'object' ? { length, ref: value } : { length });
  };
  let next = 0n;
  const fill = (to: bigint): void => {
    const end = initial === undefined ? 0n : initial.length < to ? initial.length : to;
    if (initial !== undefined && next < end) add(end - next, initial.value);
    const from = next > end ? next : end;
    if (from < to) add(to - from, undefined);
    next = to > next ? to : next;
  };
  for (const entry of [...entries.keys()].sort((left, right) => (left < right ? -1 : 1))) {
    fill(entry);
    add(1n, entries.get(entry));
    next = entry + 1n;
  }
  if (initial !== undefined) fill(initial.length);
  return runs;
}

/** One active data segment in a memory. */
interface Placed {
  readonly start: number;
  readonly bytes: Uint8Array;
}

/** Zeros with segments over them, the later over the earlier. */
class SegmentPages implements PageSource {
  readonly size: bigint;
  /** The segments of each page that has any, in their order. */
  readonly #byPage = new Map<number, Placed[]>();

  constructor(size: bigint, placed: readonly Placed[]) {
    this.size = size;
    for (const each of placed) {
      const end = Math.ceil((each.start + each.bytes.length) / IMAGE_PAGE_SIZE);
      for (let page = Math.floor(each.start / IMAGE_PAGE_SIZE); page < end; page++) {
        const others = this.#byPage.get(page);
        if (others === undefined) this.#byPage.set(page, [each]);
        else others.push(each);
      }
    }
  }

  *pieces(from: number, to: number): Iterable<Piece> {
    for (let page = from; page < to; page++) {
      const bytes = this.#page(page);
      yield bytes === undefined ? { page, pages: 1 } : { page, pages: 1, bytes };
    }
  }

  #page(page: number): Uint8Array | undefined {
    const placed = this.#byPage.get(page);
    if (placed === undefined) return undefined;
    const start = page * IMAGE_PAGE_SIZE;
    const end = start + IMAGE_PAGE_SIZE;
    const target = new Uint8Array(IMAGE_PAGE_SIZE);
    for (const { start: at, bytes } of placed) {
      const first = Math.max(start, at);
      const last = Math.min(end, at + bytes.length);
      target.set(bytes.subarray(first - at, last - at), first - start);
    }
    return target;
  }
}

/** The contents that the active data segments of an instance give to a memory. Clause syn-base-module. */
export function memoryBase(context: Context, instanceidx: number, address: MemAddr): PageSource | undefined {
  const found = context.instance(instanceidx);
  const memory = context.checkpoint.memories[address];
  if (found === undefined || memory === undefined) return undefined;
  const { instance, view } = found;
  const size = memoryBytes(memory.type);
  const placed: Placed[] = [];
  let end = 0n;
  for (const { mode, start, end: stop } of view.module.data) {
    if (mode.kind !== 'active' || instance.memories[mode.index] !== address) continue;
    const at = evaluateAddress(context, instanceidx, mode.at);
    const bytes = view.module.bytes.subarray(start, stop);
    if (at === undefined || at + BigInt(bytes.length) > size) continue;
    placed.push({ start: Number(at), bytes });
    const last = at + BigInt(bytes.length);
    if (last > end) end = last;
  }
  return new SegmentPages(BigInt(pagesOf(end) * IMAGE_PAGE_SIZE), placed);
}

/** The bases that the modules of a context give, for `resolveMemory`, `tablePieces`, `checkBases` and digests. */
export function basesOf(context: Context): ModuleBases {
  const instanceOf = (base: { readonly kind: string; readonly instance?: number } | undefined): number =>
    base?.kind === 'module' ? (base.instance ?? -1) : -1;
  return {
    memory: (checkpoint: Checkpoint, address) =>
      memoryBase(context, instanceOf(checkpoint.memories[address]?.image.base), address),
    table: (checkpoint: Checkpoint, address) => {
      const instanceidx = instanceOf(checkpoint.tables[address]?.base);
      return context.instance(instanceidx) === undefined ? undefined : tableBase(context, instanceidx, address);
    },
  };
}
