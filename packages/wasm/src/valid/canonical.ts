import type { Comptype, Fieldtype, Recgroup, Subtype } from '../syntax/types.js';
import { CONCRETE, concrete, heapOf, isConcrete, isRef, typeidxOf, type Valtype } from '../syntax/valtype.js';

/** How a type reads inside its recursive group: its own members by their place, all others by their canonical index. */
class GroupText {
  readonly #canonical: Uint32Array;
  readonly #group: Recgroup;

  constructor(canonical: Uint32Array, group: Recgroup) {
    this.#canonical = canonical;
    this.#group = group;
  }

  #index(typeidx: number): string {
    const member = typeidx - this.#group.first;
    return member >= 0 && member < this.#group.size ? `.${member}` : String(this.#canonical[typeidx] ?? typeidx);
  }

  #valtype(type: Valtype): string {
    if (!isRef(type) || !isConcrete(heapOf(type))) return String(type);
    return `${type & ~(CONCRETE | 0x0fff_ffff)}@${this.#index(typeidxOf(heapOf(type)))}`;
  }

  #field(field: Fieldtype): string {
    return `${field.mutable ? 'm' : 'c'}${this.#valtype(field.storage)}`;
  }

  #composite(type: Comptype): string {
    switch (type.kind) {
      case 'func':
        return `f${type.params.map((each) => this.#valtype(each)).join(',')}>${type.results.map((each) => this.#valtype(each)).join(',')}`;
      case 'struct':
        return `s${type.fields.map((each) => this.#field(each)).join(',')}`;
      case 'array':
        return `a${this.#field(type.field)}`;
    }
  }

  subtype(type: Subtype): string {
    return `${type.final ? 'F' : 'O'}${type.supers.map((each) => this.#index(each)).join(',')}:${this.#composite(type.composite)}`;
  }
}

/** A text that is the same for equal groups, where `canonical` has the canonical indices of all earlier types. */
export function groupKey(canonical: Uint32Array, types: readonly Subtype[], group: Recgroup): string {
  const text = new GroupText(canonical, group);
  const members = types.slice(group.first, group.first + group.size);
  return members.map((type) => text.subtype(type)).join(';');
}

/**
 * For every type index the lowest index of an equivalent type, so that equality of types is equality of indices.
 *
 * Iso-recursive equivalence: groups are equal when their members are, position by position. Source: core spec, valid-deftype
 * and aux-roll-rectype.
 */
export function canonicalTypes(types: readonly Subtype[], groups: readonly Recgroup[]): Uint32Array {
  const canonical = new Uint32Array(types.length);
  const firsts = new Map<string, number>();
  for (const group of groups) {
    const key = groupKey(canonical, types, group);
    const first = firsts.get(key) ?? group.first;
    if (first === group.first) firsts.set(key, first);
    for (let member = 0; member < group.size; member++) canonical[group.first + member] = first + member;
  }
  return canonical;
}

/** A value type with its type index, if any, replaced by the canonical one. */
export function canonicalValtype(canonical: Uint32Array, type: Valtype): Valtype {
  if ((type & CONCRETE) === 0 || !isRef(type)) return type;
  const typeidx = typeidxOf(heapOf(type));
  return (type & ~(CONCRETE | 0x0fff_ffff)) | concrete(canonical[typeidx] ?? typeidx);
}
