import type { Checkpoint, FieldType } from '@wasm-checkpoint/format';
import { storageOf } from '@wasm-checkpoint/validate';
import type { Fieldtype, Recgroup, SectionContents, Subtype } from '@wasm-checkpoint/wasm';

const fieldOf = ({ storage, mutable }: FieldType): Fieldtype => ({ storage: storageOf(storage), mutable });

function compositeOf(type: Checkpoint['types'][number][number]['composite']): Subtype['composite'] {
  switch (type.kind) {
    case 'func':
      return { kind: 'func', params: type.params.map(storageOf), results: type.results.map(storageOf) };
    case 'struct':
      return { kind: 'struct', fields: type.fields.map(fieldOf) };
    case 'array':
      return { kind: 'array', field: fieldOf(type.element) };
  }
}

/** The types of a checkpoint as those of a module, under the same indices. */
export function moduleTypes({ types: groups }: Checkpoint): SectionContents['type'] {
  const types: Subtype[] = [];
  const recgroups: Recgroup[] = [];
  for (const group of groups) {
    recgroups.push({ first: types.length, size: group.length, explicit: group.length !== 1 });
    for (const { final, supertypes, composite } of group) {
      types.push({ final, supers: supertypes, composite: compositeOf(composite) });
    }
  }
  return { types, groups: recgroups };
}
