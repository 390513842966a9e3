import type { Comptype, Fieldtype, Recgroup, Subtype } from '../syntax/types.js';
import type { Valtype } from '../syntax/valtype.js';
import { canonicalValtype, groupKey } from './canonical.js';
import { TypeSpace } from './subtyping.js';

/** A composite type with its type indices replaced by those of `indices`. */
function reindexed(indices: Uint32Array, type: Comptype): Comptype {
  const valtype = (each: Valtype): Valtype => canonicalValtype(indices, each);
  const field = ({ storage, mutable }: Fieldtype): Fieldtype => ({ storage: valtype(storage), mutable });
  switch (type.kind) {
    case 'func':
      return { kind: 'func', params: type.params.map(valtype), results: type.results.map(valtype) };
    case 'struct':
      return { kind: 'struct', fields: type.fields.map(field) };
    case 'array':
      return { kind: 'array', field: field(type.field) };
  }
}

/**
 * One space for the types of several sources, in which types are equal exactly when their indices are, and the subtype
 * relation over it.
 *
 * Each group stands once, under the index that it got when the first source that has it was added. So value types that
 * went through `valtype` can be compared as numbers, whatever source they are from.
 */
export class TypeUniverse extends TypeSpace {
  readonly #types: Subtype[];
  readonly #groups = new Map<string, number>();

  constructor() {
    const types: Subtype[] = [];
    super(types, []);
    this.#types = types;
  }

  /** Adds the types of a source, whose groups refer to themselves and earlier ones; gives the index of each of them here. */
  add(types: readonly Subtype[], groups: readonly Recgroup[]): Uint32Array {
    const indices = new Uint32Array(types.length);
    for (const group of groups) {
      const key = groupKey(indices, types, group);
      const known = this.#groups.get(key);
      const first = known ?? this.#types.length;
      for (let member = 0; member < group.size; member++) indices[group.first + member] = first + member;
      if (known !== undefined) continue;
      this.#groups.set(key, first);
      for (const { final, supers, composite } of types.slice(group.first, group.first + group.size)) {
        this.#types.push({
          final,
          supers: supers.map((each) => indices[each] ?? each),
          composite: reindexed(indices, composite),
        });
      }
    }
    return indices;
  }

  /** A value type of a source, in this space. */
  valtype(indices: Uint32Array, type: Valtype): Valtype {
    return canonicalValtype(indices, type);
  }
}
