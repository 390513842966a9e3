import type { ExternType, FuncType, RecType } from '@wasm-checkpoint/format';
import { type ClosedExtern, closeCheckpointExtern } from '../externtype.js';
import type { TypeIndices, Types } from '../types.js';
import type { Manifest, Names, OfferedFuncType, OfferedGlobal, OfferedHostState, OfferedObject } from './manifest.js';
import { namesKey } from './manifest-structure.js';

/** The kinds of objects that a host can offer. */
export type ObjectKind = 'memory' | 'table' | 'global' | 'tag';

/** One entry of a manifest with its type closed. */
export interface Offer {
  readonly object: OfferedObject;
  readonly type: ClosedExtern;
  /** The value of a global, where it is stated. */
  readonly value: OfferedGlobal['value'];
}

/** A manifest whose types are in one space with those of the checkpoint, found by names. */
export class HostOffers {
  readonly manifest: Manifest;
  readonly features: ReadonlySet<string>;
  /** The recursive groups of its types, and of those that it writes out, with their indices in the universe. */
  readonly groups: readonly { readonly first: number; readonly size: number }[];
  readonly indices: TypeIndices;
  readonly #functions = new Map<string, number[]>();
  readonly #objects: Readonly<Record<ObjectKind, Map<string, Offer>>> = {
    memory: new Map(),
    table: new Map(),
    global: new Map(),
    tag: new Map(),
  };

  constructor(manifest: Manifest, types: Types) {
    this.manifest = manifest;
    this.features = new Set(manifest.features);
    const added = [...manifest.types, ...writtenOut(manifest)];
    const indices = types.addGroups(added, 'host ');
    this.indices = indices;
    let first = 0;
    this.groups = added.map(({ length: size }) => {
      first += size;
      return { first: first - size, size };
    });
    let next = manifest.types.reduce((count, group) => count + group.length, 0);
    const typeOf = (type: OfferedFuncType): number => (typeof type === 'number' ? type : next++);
    for (const offer of manifest.functions) {
      const key = namesKey(offer);
      const type = indices[typeOf(offer.type)];
      if (type !== undefined) this.#functions.set(key, [...(this.#functions.get(key) ?? []), type]);
    }
    const close = (type: ExternType): ClosedExtern => closeCheckpointExtern(types, indices, type);
    for (const each of manifest.memories) this.#add('memory', each, close({ kind: 'memory', type: each.type }));
    for (const each of manifest.tables) this.#add('table', each, close({ kind: 'table', type: each.type }));
    for (const each of manifest.globals) {
      this.#add('global', each, close({ kind: 'global', type: each.type }), each.value);
    }
    for (const each of manifest.tags) this.#add('tag', each, close({ kind: 'tag', type: typeOf(each.type) }));
  }

  #add(kind: ObjectKind, object: OfferedObject, type: ClosedExtern, value?: OfferedGlobal['value']): void {
    const offer: Offer = { object, type, value };
    for (const names of [object, ...object.aliases]) this.#objects[kind].set(namesKey(names), offer);
  }

  /** The types of the functions that are offered under a pair of names, as indices in the universe. */
  functions(names: Names): readonly number[] {
    return this.#functions.get(namesKey(names)) ?? [];
  }

  /** The object of a kind that is offered under a pair of names. */
  object(kind: ObjectKind, names: Names): Offer | undefined {
    return this.#objects[kind].get(namesKey(names));
  }

  /** The descriptors of a name and version; a manifest may spread their policies over several entries. */
  hostStates(name: string, version: string): readonly OfferedHostState[] {
    return this.manifest.hostStates.filter((known) => known.name === name && known.version === version);
  }
}

/** The function types that functions and then tags write out. */
const writtenOut = (manifest: Manifest): readonly RecType[] =>
  [...manifest.functions, ...manifest.tags].flatMap(({ type }): RecType[] => {
    if (typeof type === 'number') return [];
    const composite: FuncType = { kind: 'func', params: type.params, results: type.results };
    return [[{ final: true, supertypes: [], composite }]];
  });
