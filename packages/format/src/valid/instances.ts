import type { ExternType, Instance } from '../syntax/index.js';
import type { Checker, ImportCounts, Space } from './checker.js';
import { checkAscending } from './order.js';
import { checkExternType } from './types.js';

/** Checks that modules are distinct and their imports well formed. */
export function checkModules(checker: Checker): void {
  const seen = new Map<string, number>();
  checker.each('modules', checker.checkpoint.modules, (module, index) => {
    const key = String.fromCharCode(...module.digest);
    const other = seen.get(key);
    // clause: syn-module-distinct
    if (other !== undefined) throw checker.fault('CKPT2006', { module: index, other });
    seen.set(key, index);
    checker.each('imports', module.imports, (entry) => {
      checker.field('type', () => checkExternType(checker, entry.type));
    });
  });
}

/** The index spaces that an instance holds whole. */
const spaces = [
  { field: 'tables', space: 'table', kind: 'table' },
  { field: 'memories', space: 'memory', kind: 'memory' },
  { field: 'globals', space: 'global', kind: 'global' },
  { field: 'tags', space: 'tag', kind: 'tag' },
] as const satisfies readonly { field: keyof Instance; space: Space; kind: ExternType['kind'] }[];

type Field = (typeof spaces)[number]['field'];

function checkFuncs(checker: Checker, instance: Instance, index: number, expected: number): void {
  const found = instance.funcs.length;
  checker.field('funcs', () => {
    // clause: syn-binding-count
    if (found !== expected) throw checker.fault('CKPT2008', { space: 'function', found, expected });
  });
  checker.each('funcs', instance.funcs, (ref) => {
    checker.value(ref);
    // clause: syn-order
    if (ref.kind === 'func' && ref.instance >= index) {
      throw checker.fault('CKPT2020', { what: 'instance', index, other: ref.instance });
    }
  });
}

/** Checks instances: bindings, owners, segments, order. */
export function checkInstances(checker: Checker): void {
  const { instances } = checker.checkpoint;
  const owners: Record<Field, Map<number, number>> = {
    tables: new Map(),
    memories: new Map(),
    globals: new Map(),
    tags: new Map(),
  };
  let newest = -1;
  const met = new Set<number>();
  checker.each('instances', instances, (instance, index) => {
    checker.indexIn('module', 'module', instance.module);
    const imports = checker.imports[instance.module] as ImportCounts;
    // clause: syn-order
    if (!met.has(instance.module) && instance.module < newest) {
      throw checker.fault('CKPT2020', { what: 'module', index: newest, other: instance.module });
    }
    met.add(instance.module);
    newest = Math.max(newest, instance.module);
    checkFuncs(checker, instance, index, imports.func);
    for (const { field, space, kind } of spaces) {
      const imported = imports[kind];
      const found = instance[field].length;
      // clause: syn-binding-count
      checker.field(field, () => {
        if (found < imported) throw checker.fault('CKPT2008', { space, found, expected: imported });
      });
      checker.each(field, instance[field], (address, position) => {
        checker.index(space, address);
        if (position < imported) return;
        const first = owners[field].get(address);
        // clause: syn-owner
        if (first !== undefined) throw checker.fault('CKPT2012', { space, address, first, second: index });
        owners[field].set(address, index);
      });
    }
    checkSegments(checker, instance);
  });
  checkBindingOrder(checker, owners);
  checker.each('modules', checker.checkpoint.modules, (_, module) => {
    // clause: syn-module-instance
    if (!met.has(module)) throw checker.fault('CKPT2022', { module });
  });
}

function checkSegments(checker: Checker, instance: Instance): void {
  checkAscending(checker, 'elems', instance.elems, 'element segment', (left, right) => left.index - right.index);
  checker.each('elems', instance.elems, (elem) => {
    if (elem.kind === 'contents') checker.values('refs', elem.refs);
  });
  checkAscending(checker, 'datas', instance.datas, 'data segment', (left, right) => left - right);
}

/** What an import is bound to was there before: the host's, or defined by an earlier instance. */
function checkBindingOrder(checker: Checker, owners: Readonly<Record<Field, ReadonlyMap<number, number>>>): void {
  const { instances } = checker.checkpoint;
  checker.each('instances', instances, (instance, index) => {
    for (const { field, kind } of spaces) {
      const imported = (checker.imports[instance.module] as ImportCounts)[kind];
      if (imported === 0) continue;
      checker.each(field, instance[field].slice(0, imported), (address) => {
        const other = owners[field].get(address);
        // clause: syn-order
        if (other !== undefined && other >= index) throw checker.fault('CKPT2020', { what: 'instance', index, other });
      });
    }
  });
}
