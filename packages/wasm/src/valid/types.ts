import type { Module } from '../decode/module.js';
import { diagnostic } from '../diagnostics.js';
import { checkLimit } from '../limits.js';
import type { Comptype, Fieldtype } from '../syntax/types.js';
import { TypeSpace } from './subtyping.js';

function matchesField(types: TypeSpace, sub: Fieldtype, sup: Fieldtype): boolean {
  const from = types.canon(sub.storage);
  const to = types.canon(sup.storage);
  return sub.mutable === sup.mutable && types.matches(from, to) && (!sub.mutable || types.matches(to, from));
}

/** Whether a composite type matches another, both with types of the space. Source: core spec, match-comptype. */
export function matchesComposite(types: TypeSpace, sub: Comptype, sup: Comptype): boolean {
  if (sub.kind === 'func' && sup.kind === 'func') {
    const canon = (list: readonly number[]): Int32Array => Int32Array.from(list, (type) => types.canon(type));
    return (
      types.matchesAll(canon(sup.params), canon(sub.params)) && types.matchesAll(canon(sub.results), canon(sup.results))
    );
  }
  if (sub.kind === 'struct' && sup.kind === 'struct') {
    return sup.fields.every((field, index) => {
      const own = sub.fields[index];
      return own !== undefined && matchesField(types, own, field);
    });
  }
  return sub.kind === 'array' && sup.kind === 'array' && matchesField(types, sub.field, sup.field);
}

/** Checks the declared supertypes of all types, and gives the types made canonical. Source: core spec, valid-subtype and valid-rectype. */
export function checkTypes(module: Module): TypeSpace {
  const space = new TypeSpace(module.types, module.recgroups);
  const offset = module.section('type')?.start ?? 0;
  const depths = new Uint32Array(module.types.length);
  module.types.forEach((type, typeidx) => {
    const location = { offset, path: `types[${typeidx}]` };
    const [parent] = type.supers;
    if (parent === undefined) return;
    if (type.supers.length > 1) throw diagnostic('WASM2011', { typeidx, super: type.supers[1] ?? 0 }, location);
    const sup = parent < typeidx ? module.types[parent] : undefined;
    if (sup === undefined) throw diagnostic('WASM2013', { typeidx, super: parent }, location);
    if (sup.final) throw diagnostic('WASM2012', { typeidx, super: parent }, location);
    depths[typeidx] = (depths[parent] ?? 0) + 1;
    checkLimit(module.limits, 'subtypingDepth', depths[typeidx] ?? 0, offset);
    if (!matchesComposite(space, type.composite, sup.composite))
      throw diagnostic('WASM2011', { typeidx, super: parent }, location);
  });
  return space;
}
