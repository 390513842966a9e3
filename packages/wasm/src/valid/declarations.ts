import { diagnostic } from '../diagnostics.js';
import type { Limits, Memtype, Tabletype } from '../syntax/types.js';
import { isDefaultable, valtypeText } from '../syntax/valtype.js';
import { checkConstant } from './body.js';
import type { ModuleContext } from './context.js';
import type { BodyState } from './state.js';

function checkOrder({ min, max }: Limits, offset: number): void {
  if (max !== undefined && min > max) throw diagnostic('WASM2014', { min: String(min), max: String(max) }, { offset });
}

/** clause: valid-memtype */
function checkMemory({ limits, addrtype, shared, pageSizeLog2 = 16 }: Memtype, offset: number): void {
  if (pageSizeLog2 !== 0 && pageSizeLog2 !== 16)
    throw diagnostic('WASM2031', { size: String(1n << BigInt(pageSizeLog2)) }, { offset });
  const bits = BigInt((addrtype === 'i64' ? 64 : 32) - pageSizeLog2);
  const most = pageSizeLog2 === 0 ? (1n << bits) - 1n : 1n << bits;
  for (const pages of [limits.min, limits.max ?? 0n]) {
    if (pages > most) throw diagnostic('WASM2015', { pages: String(pages), most: String(most) }, { offset });
  }
  checkOrder(limits, offset);
  if (shared && limits.max === undefined) throw diagnostic('WASM2028', {}, { offset });
}

/** clause: valid-tabletype */
function checkTable({ limits, addrtype }: Tabletype, offset: number): void {
  const most = (1n << (addrtype === 'i64' ? 64n : 32n)) - 1n;
  for (const size of [limits.min, limits.max ?? 0n]) {
    if (size > most) throw diagnostic('WASM2016', { size: String(size), most: String(most) }, { offset });
  }
  checkOrder(limits, offset);
}

function checkTag(context: ModuleContext, typeidx: number, offset: number): void {
  const { results } = context.signature(typeidx, offset);
  if (results.length > 0) throw diagnostic('WASM2026', { typeidx }, { offset });
}

/** Checks imports and the declarations of functions, tables, memories and tags. Source: core spec, valid-module. */
export function checkDeclarations(context: ModuleContext, state: BodyState): void {
  const { module } = context;
  const sectionStart = (name: 'function' | 'table' | 'memory' | 'tag'): number => module.section(name)?.start ?? 0;
  for (const { type, offset } of module.imports) {
    if (type.kind === 'func') context.signature(type.typeidx, offset);
    else if (type.kind === 'table') checkTable(type, offset);
    else if (type.kind === 'memory') checkMemory(type, offset);
    else if (type.kind === 'tag') checkTag(context, type.typeidx, offset);
  }
  for (let funcidx = module.imported.func; funcidx < module.funcs.length; funcidx++) {
    context.signature(module.funcs[funcidx] ?? 0, sectionStart('function'));
  }
  for (const { type, init, offset } of module.definedTables) {
    checkTable(type, offset);
    // clause: valid-tabletype
    if (init === undefined && !isDefaultable(type.element))
      throw diagnostic(
        'WASM2001',
        { what: 'table', expected: 'an initialiser', found: valtypeText(type.element) },
        { offset, clause: 'valid-tabletype' },
      );
    if (init !== undefined) checkConstant(state, init, context.types.canon(type.element), module.imported.global);
  }
  for (const memory of module.definedMemories) checkMemory(memory, sectionStart('memory'));
  if (module.memories.length > 1 && !module.features.has('multi-memory'))
    throw diagnostic('WASM2033', { space: 'memories' }, { offset: sectionStart('memory') });
  if (module.tables.length > 1 && !module.features.has('reference-types'))
    throw diagnostic('WASM2033', { space: 'tables' }, { offset: sectionStart('table') });
  for (const { typeidx } of module.definedTags) checkTag(context, typeidx, sectionStart('tag'));
}
