import type { ExternType, Import, Instance, MemType, RecType, SubType, TypeIdx } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { name } from './names.js';
import { object } from './object.js';
import { allows, type CheckpointOptions } from './options.js';
import { globalType, memType, tableType } from './types.js';

/** The kinds of objects that an instance has index spaces of, besides functions. */
export const spaces = ['tables', 'memories', 'globals', 'tags'] as const;
export type Space = (typeof spaces)[number];

/** What the rest of a checkpoint refers to: how many there are of each kind, and of what types. */
export interface Shape {
  readonly options: CheckpointOptions;
  readonly groups: readonly RecType[];
  /** All defined types in order. */
  readonly types: readonly SubType[];
  readonly funcTypes: readonly TypeIdx[];
  /** The imports of each module. */
  readonly imports: readonly (readonly Import[])[];
  /** The module of each instance. */
  readonly instances: readonly number[];
  /** The number of function imports of each instance. */
  readonly funcImports: readonly number[];
  readonly hostFuncs: number;
  readonly memories: readonly MemType[];
  readonly tags: readonly TypeIdx[];
  readonly structs: readonly TypeIdx[];
  readonly arrays: readonly TypeIdx[];
  readonly counts: Readonly<Record<Space, number>>;
  /** The instance that defines each object, or undefined for the host's; clause syn-owner. */
  readonly owners: Readonly<Record<Space, readonly (number | undefined)[]>>;
  readonly exceptions: number;
  readonly hostRefs: number;
  readonly hostStates: number;
}

const importSpace: Readonly<Record<Exclude<ExternType['kind'], 'func'>, Space>> = {
  table: 'tables',
  memory: 'memories',
  global: 'globals',
  tag: 'tags',
};

function externType(
  options: CheckpointOptions,
  typeCount: number,
  funcTypes: readonly TypeIdx[],
): fc.Arbitrary<ExternType> {
  const choices: fc.Arbitrary<ExternType>[] = [
    object({ kind: fc.constant('table' as const), type: tableType(options, typeCount) }),
    object({ kind: fc.constant('memory' as const), type: memType(options, 'import') }),
    object({ kind: fc.constant('global' as const), type: globalType(options, typeCount) }),
  ];
  if (funcTypes.length > 0) {
    const type = fc.constantFrom(...funcTypes);
    choices.push(
      object({ kind: fc.constant('func' as const), type }),
      object({ kind: fc.constant('func' as const), type }),
    );
    if (allows(options, 'exceptions')) choices.push(object({ kind: fc.constant('tag' as const), type }));
  }
  return fc.oneof(...choices);
}

/** The module of each instance: every module has one, and they stand in the order of their first; clause syn-order. */
function instanceModules(seeds: readonly number[]): number[] {
  const modules: number[] = [];
  let known = 0;
  for (const seed of seeds) {
    const module = seed % (known + 1);
    modules.push(module);
    known = Math.max(known, module + 1);
  }
  return modules;
}

const some = (from: readonly TypeIdx[], maxLength: number): fc.Arbitrary<TypeIdx[]> =>
  from.length === 0 ? fc.constant([]) : fc.array(fc.constantFrom(...from), { maxLength });

/** Shapes over the given types. */
export function shapes(options: CheckpointOptions, groups: readonly RecType[]): fc.Arbitrary<Shape> {
  const types = groups.flat();
  const ofKind = (kind: SubType['composite']['kind']): TypeIdx[] =>
    types.flatMap((type, index) => (type.composite.kind === kind ? [index] : []));
  const funcTypes = ofKind('func');
  const importType = externType(options, types.length, funcTypes);
  const ownerSeeds = fc.array(fc.nat({ max: 5 }), { maxLength: 3 });
  const drafts = object({
    imports: fc.array(fc.array(object<Import>({ module: name, name, type: importType }), { maxLength: 4 }), {
      minLength: 3,
      maxLength: 3,
    }),
    instances: fc.array(fc.nat({ max: 5 }), { maxLength: 3 }),
    hostFuncs: funcTypes.length === 0 ? fc.constant(0) : fc.nat({ max: 3 }),
    tables: ownerSeeds,
    memories: fc.array(fc.tuple(fc.nat({ max: 5 }), memType(options, 'memory')), { maxLength: 3 }),
    globals: ownerSeeds,
    tags: allows(options, 'exceptions') ? some(funcTypes, 2) : fc.constant([]),
    tagOwners: fc.array(fc.nat({ max: 5 }), { minLength: 2, maxLength: 2 }),
    structs: some(ofKind('struct'), 4),
    arrays: some(ofKind('array'), 4),
    exceptions: fc.nat({ max: 2 }),
    hostRefs: allows(options, 'host-references') ? fc.nat({ max: 2 }) : fc.constant(0),
    hostStates: fc.nat({ max: 2 }),
  });
  return drafts.map((draft): Shape => {
    const instances = instanceModules(draft.instances);
    const counts: Record<Space, number> = {
      tables: draft.tables.length,
      memories: draft.memories.length,
      globals: draft.globals.length,
      tags: draft.tags.length,
    };
    const available = (entry: Import): boolean =>
      entry.type.kind === 'func' ? draft.hostFuncs > 0 : counts[importSpace[entry.type.kind]] > 0;
    const imports = draft.imports.slice(0, new Set(instances).size).map((module) => module.filter(available));
    const imported = new Set(
      imports.flat().map((entry) => (entry.type.kind === 'func' ? 'funcs' : importSpace[entry.type.kind])),
    );
    // What is imported anywhere is there for the first instance too: its first object is the host's.
    const owners = (space: Space, seeds: readonly number[]): (number | undefined)[] =>
      seeds.map((seed, address) =>
        instances.length === 0 || (address === 0 && imported.has(space))
          ? undefined
          : [undefined, ...instances.keys()][seed % (instances.length + 1)],
      );
    return {
      options,
      groups,
      types,
      funcTypes,
      imports,
      instances,
      funcImports: instances.map(
        (module) => (imports[module] ?? []).filter((entry) => entry.type.kind === 'func').length,
      ),
      hostFuncs: draft.hostFuncs,
      memories: draft.memories.map(([, type]) => type),
      tags: draft.tags,
      structs: draft.structs,
      arrays: draft.arrays,
      counts,
      owners: {
        tables: owners('tables', draft.tables),
        memories: owners(
          'memories',
          draft.memories.map(([seed]) => seed),
        ),
        globals: owners('globals', draft.globals),
        tags: owners('tags', draft.tagOwners.slice(0, draft.tags.length)),
      },
      exceptions: draft.tags.length === 0 ? 0 : draft.exceptions,
      hostRefs: draft.hostStates === 0 ? 0 : draft.hostRefs,
      hostStates: draft.hostStates,
    };
  });
}

/** The address of each entry of an instance's index space that can be bound to import number `position` of that kind. */
export function importable(shape: Shape, space: Space, instance: number): number[] {
  return shape.owners[space].flatMap((owner, address) => (owner === undefined || owner < instance ? [address] : []));
}

/** The instances whose index space holds each object, in order. */
export function holders(instances: readonly Instance[], space: Space, address: number): number[] {
  return instances.flatMap((instance, index) => (instance[space].includes(address) ? [index] : []));
}
