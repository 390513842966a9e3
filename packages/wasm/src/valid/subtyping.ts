import type { Recgroup, Subtype } from '../syntax/types.js';
import {
  absheaptypes,
  BOTTOM,
  type Heaptype,
  heapOf,
  heaptypeOf,
  isConcrete,
  isNullable,
  isRef,
  REF,
  reftype,
  typeidxOf,
  type Valtype,
} from '../syntax/valtype.js';
import { canonicalTypes, canonicalValtype } from './canonical.js';

const byName = new Map<string, (typeof absheaptypes)[number]>(absheaptypes.map((row) => [row.name, row]));

/** All abstract heap types above one, itself included, from the table's direct supertypes. */
function above(name: string): Set<number> {
  const row = byName.get(name);
  const found = new Set<number>();
  if (row === undefined) return found;
  found.add(row.code);
  for (const parent of row.super) for (const code of above(parent)) found.add(code);
  return found;
}

const supers = new Map<number, ReadonlySet<number>>(absheaptypes.map((row) => [row.code, above(row.name)]));
const NONE = heaptypeOf('none');
const NOFUNC = heaptypeOf('nofunc');
const kindHeaps = { func: heaptypeOf('func'), struct: heaptypeOf('struct'), array: heaptypeOf('array') } as const;

/** A function type with canonical value types, as the checkers use it. */
export interface Signature {
  readonly params: Int32Array;
  readonly results: Int32Array;
}

/** The types of one module, made canonical, and the subtype relation over them. Source: core spec, valid-subtype and match-*. */
export class TypeSpace {
  readonly types: readonly Subtype[];
  readonly canonical: Uint32Array;
  readonly #signatures: (Signature | undefined)[];

  constructor(types: readonly Subtype[], groups: readonly Recgroup[]) {
    this.types = types;
    this.canonical = canonicalTypes(types, groups);
    this.#signatures = new Array<Signature | undefined>(types.length).fill(undefined);
  }

  canon(type: Valtype): Valtype {
    return canonicalValtype(this.canonical, type);
  }

  /** The signature of a function type; undefined for other types and unknown indices. */
  signature(typeidx: number): Signature | undefined {
    const known = this.#signatures[typeidx];
    if (known !== undefined) return known;
    const composite = this.types[typeidx]?.composite;
    if (composite?.kind !== 'func') return undefined;
    const made = {
      params: Int32Array.from(composite.params, (type) => this.canon(type)),
      results: Int32Array.from(composite.results, (type) => this.canon(type)),
    };
    this.#signatures[typeidx] = made;
    return made;
  }

  /** Whether canonical heap type `sub` matches canonical heap type `sup`. */
  matchesHeap(sub: Heaptype, sup: Heaptype): boolean {
    if (sub === sup || sub === BOTTOM) return true;
    if (!isConcrete(sub)) {
      if (!isConcrete(sup)) return supers.get(sub)?.has(sup) ?? false;
      const kind = this.types[typeidxOf(sup)]?.composite.kind;
      return kind === 'func' ? sub === NOFUNC : sub === NONE;
    }
    if (!isConcrete(sup)) {
      const kind = this.types[typeidxOf(sub)]?.composite.kind;
      return kind !== undefined && (supers.get(kindHeaps[kind])?.has(sup) ?? false);
    }
    return this.#descends(typeidxOf(sub), typeidxOf(sup));
  }

  #descends(sub: number, sup: number): boolean {
    let at: number | undefined = sub;
    // Declared supertypes have lower indices (WASM2013), so this ends.
    while (at !== undefined && at > sup) {
      const parent: number | undefined = this.types[at]?.supers[0];
      const next: number | undefined = parent === undefined ? undefined : (this.canonical[parent] ?? parent);
      if (next === undefined || next >= at) return false;
      at = next;
    }
    return at === sup;
  }

  /** Whether canonical value type `sub` matches canonical value type `sup`. */
  matches(sub: Valtype, sup: Valtype): boolean {
    if (sub === sup || sub === BOTTOM) return true;
    if ((sub & sup & REF) === 0) return false;
    return (isNullable(sup) || !isNullable(sub)) && this.matchesHeap(heapOf(sub), heapOf(sup));
  }

  /** Whether a list of value types matches another, one by one. */
  matchesAll(subs: Int32Array, sups: Int32Array): boolean {
    return subs.length === sups.length && subs.every((sub, index) => this.matches(sub, sups[index] ?? BOTTOM));
  }

  /** The top of a heap type's hierarchy, as a nullable reference. */
  top(heap: Heaptype): Valtype {
    const abstract = isConcrete(heap) ? kindHeaps[this.types[typeidxOf(heap)]?.composite.kind ?? 'func'] : heap;
    const row = absheaptypes.find((each) => each.code === abstract);
    return reftype(byName.get(row?.top ?? '')?.code ?? 0, true);
  }

  /** What is left of reference type `source` when a cast to `target` has failed. Source: core spec, aux-reftypediff. */
  difference(source: Valtype, target: Valtype): Valtype {
    return isRef(source) && isNullable(target) ? reftype(heapOf(source), false) : source;
  }
}
