import { emptyCheckpoint } from '@wasm-checkpoint/format';
import { Checker, checkGlobalType, checkMemType, checkTableType, checkTypes } from '@wasm-checkpoint/format/shapes';
import type { Manifest, Names, OfferedFuncType, OfferedObject } from './manifest.js';

function checkFuncType(checker: Checker, type: OfferedFuncType): void {
  if (typeof type === 'number') {
    checker.typeOf('func', type);
    return;
  }
  checker.each('params', type.params, (each) => checkGlobalType(checker, { type: each, mutable: false }));
  checker.each('results', type.results, (each) => checkGlobalType(checker, { type: each, mutable: false }));
}

/** The objects that a manifest lists, by the names that messages give their kinds. */
export const objectLists = { memories: 'memory', tables: 'table', globals: 'global', tags: 'tag' } as const;
export type ObjectList = keyof typeof objectLists;

/** A text that is the same for equal pairs of names. */
export const namesKey = ({ module, name }: Names): string => `${module.length}:${module}.${name}`;

function checkNames(checker: Checker, field: ObjectList, objects: readonly OfferedObject[]): void {
  const taken = new Set<string>();
  const take = (names: Names): void => {
    const key = namesKey(names);
    // clause: emb-manifest-names
    if (taken.has(key)) {
      throw checker.fault('CKPT1114', { kind: objectLists[field], module: names.module, name: names.name });
    }
    taken.add(key);
  };
  checker.each(field, objects, (object) => {
    take(object);
    checker.each('aliases', object.aliases, take);
  });
}

/** Throws the `Diagnostic` of the first type that is not valid, or of two objects under the same names. */
export function checkManifest(manifest: Manifest): void {
  const { functions, memories, tables, globals, tags } = manifest;
  // Types are checked as those of a checkpoint that has nothing else.
  const checker = new Checker({ ...emptyCheckpoint, types: manifest.types });
  // clause: emb-manifest-types
  checkTypes(checker);
  checker.each('functions', functions, ({ type }) => checker.field('type', () => checkFuncType(checker, type)));
  checker.each('memories', memories, ({ type }) => checker.field('type', () => checkMemType(checker, type)));
  checker.each('tables', tables, ({ type }) => checker.field('type', () => checkTableType(checker, type)));
  checker.each('globals', globals, ({ type }) => checker.field('type', () => checkGlobalType(checker, type)));
  checker.each('tags', tags, ({ type }) => checker.field('type', () => checkFuncType(checker, type)));
  checkNames(checker, 'memories', memories);
  checkNames(checker, 'tables', tables);
  checkNames(checker, 'globals', globals);
  checkNames(checker, 'tags', tags);
}
