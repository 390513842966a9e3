import type { Checkpoint, ExternType } from '@wasm-checkpoint/format';
import type { Names } from './manifest.js';
import type { ObjectKind } from './offers.js';

/** An import that is bound to an object. */
export interface Binding extends Names {
  readonly instance: number;
  /** The index of the import among those of its kind, and so in the index space. */
  readonly position: number;
}

/** The index spaces of instances, and the lists of the checkpoint, of each kind of object. */
export const spaceOf = { memory: 'memories', table: 'tables', global: 'globals', tag: 'tags' } as const;
export const objectKinds: readonly ObjectKind[] = ['table', 'memory', 'global', 'tag'];

/** Who defines and who imports the objects of one kind. */
export interface Ownership {
  /** By address: the instance that defines the object; undefined for objects of the host. */
  readonly owners: readonly (number | undefined)[];
  /** By address: the imports that are bound to the object, by instance and then by import. */
  readonly bindings: readonly (readonly Binding[])[];
}

/** Who defines and who imports the objects of a kind, by the imports that the checkpoint states. Clause syn-owner. */
export function ownership(checkpoint: Checkpoint, kind: ObjectKind): Ownership {
  const owners: (number | undefined)[] = checkpoint[spaceOf[kind]].map(() => undefined);
  const bindings = owners.map((): Binding[] => []);
  checkpoint.instances.forEach((instance, index) => {
    const imports = (checkpoint.modules[instance.module]?.imports ?? []).filter((each) => isOf(each.type, kind));
    instance[spaceOf[kind]].forEach((address, position) => {
      const bound = imports[position];
      if (bound === undefined) owners[address] = index;
      else bindings[address]?.push({ instance: index, position, module: bound.module, name: bound.name });
    });
  });
  return { owners, bindings };
}

const isOf = (type: ExternType, kind: ObjectKind): boolean => type.kind === kind;
