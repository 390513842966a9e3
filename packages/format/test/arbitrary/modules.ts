import type { ElemState, FuncRef, HostFunc, Instance, Module } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { digest, u32, u64 } from './bits.js';
import { name } from './names.js';
import { object } from './object.js';
import { importable, type Shape, type Space } from './shape.js';
import type { Values } from './values.js';

export function modules(shape: Shape): fc.Arbitrary<Module[]> {
  const identities = fc.uniqueArray(object({ digest, length: u64 }), {
    minLength: shape.imports.length,
    maxLength: shape.imports.length,
    selector: (identity) => identity.digest.join(),
  });
  return identities.map((all) => all.map((identity, index) => ({ ...identity, imports: shape.imports[index] ?? [] })));
}

const kinds: Readonly<Record<Space, string>> = { tables: 'table', memories: 'memory', globals: 'global', tags: 'tag' };

function indexSpace(shape: Shape, space: Space, instance: number, imports: number): fc.Arbitrary<number[]> {
  const own = shape.owners[space].flatMap((owner, address) => (owner === instance ? [address] : []));
  if (imports === 0) return fc.constant(own);
  const bound = fc.constantFrom(...importable(shape, space, instance));
  return fc.array(bound, { minLength: imports, maxLength: imports }).map((addresses) => [...addresses, ...own]);
}

function ascending<T extends { readonly index: number }>(items: readonly T[]): T[] {
  return [...items].sort((left, right) => left.index - right.index);
}

function elems(values: Values): fc.Arbitrary<ElemState[]> {
  const index = fc.oneof(fc.nat({ max: 9 }), u32);
  const state = fc.oneof(
    object<ElemState>({ kind: fc.constant('dropped' as const), index }),
    object<ElemState>({
      kind: fc.constant('contents' as const),
      index,
      refs: fc.array(values.anyRef(), { maxLength: 3 }),
    }),
  );
  return fc.uniqueArray(state, { maxLength: 3, selector: (elem) => elem.index }).map(ascending);
}

function instance(shape: Shape, values: Values, number: number): fc.Arbitrary<Instance> {
  const module = shape.instances[number] ?? 0;
  const imports = shape.imports[module] ?? [];
  const space = (of: Space): fc.Arbitrary<number[]> =>
    indexSpace(shape, of, number, imports.filter((entry) => entry.type.kind === kinds[of]).length);
  const funcImports = shape.funcImports[number] ?? 0;
  const binding = values.funcRef(number);
  return object<Instance>({
    module: fc.constant(module),
    funcs:
      binding === undefined || funcImports === 0
        ? fc.constant<FuncRef[]>([])
        : fc.array(binding, { minLength: funcImports, maxLength: funcImports }),
    tables: space('tables'),
    memories: space('memories'),
    globals: space('globals'),
    tags: space('tags'),
    elems: elems(values),
    datas: fc
      .uniqueArray(fc.oneof(fc.nat({ max: 9 }), u32), { maxLength: 3 })
      .map((all) => [...all].sort((a, b) => a - b)),
  });
}

export function instances(shape: Shape, values: Values): fc.Arbitrary<Instance[]> {
  return fc.tuple(...shape.instances.map((_module, number) => instance(shape, values, number)));
}

export function hostFuncs(shape: Shape): fc.Arbitrary<HostFunc[]> {
  if (shape.hostFuncs === 0) return fc.constant([]);
  const hostFunc = object<HostFunc>({ module: name, name, type: fc.constantFrom(...shape.funcTypes) });
  return fc.array(hostFunc, { minLength: shape.hostFuncs, maxLength: shape.hostFuncs });
}
