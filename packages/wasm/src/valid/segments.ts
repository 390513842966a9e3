import { diagnostic } from '../diagnostics.js';
import type { SegmentMode } from '../syntax/module.js';
import type { Externkind } from '../syntax/types.js';
import { I32, valtypeText } from '../syntax/valtype.js';
import { checkConstant } from './body.js';
import type { ModuleContext, Space } from './context.js';
import type { BodyState } from './state.js';

const spaces: Readonly<Record<Externkind, Space>> = {
  func: 'function',
  table: 'table',
  memory: 'memory',
  global: 'global',
  tag: 'tag',
};

/** Checks that exports name what exists, each by a name of its own. Source: core spec, valid-export. */
export function checkExports(context: ModuleContext): void {
  const { module } = context;
  const counts: Readonly<Record<Externkind, number>> = {
    func: module.funcs.length,
    table: module.tables.length,
    memory: module.memories.length,
    global: module.globals.length,
    tag: module.tags.length,
  };
  const names = new Set<string>();
  for (const { name, kind, index, offset } of module.exports) {
    context.bound(spaces[kind], index, counts[kind], offset);
    if (names.has(name)) throw diagnostic('WASM2017', { export: JSON.stringify(name) }, { offset });
    names.add(name);
  }
}

function checkActive(state: BodyState, mode: SegmentMode, addresses: Int32Array, space: Space, offset: number): void {
  if (mode.kind !== 'active') return;
  const { context } = state;
  context.bound(space, mode.index, addresses.length, offset);
  checkConstant(state, mode.at, addresses[mode.index] ?? I32, context.module.globals.length);
}

/** Checks element segments. Source: core spec, valid-elem. */
export function checkElements(context: ModuleContext, state: BodyState): void {
  const { module, types } = context;
  for (const { type, mode, items, offset } of module.elements) {
    const canonical = types.canon(type);
    if (items.kind === 'funcidx')
      for (const funcidx of items.funcs) context.bound('function', funcidx, module.funcs.length, offset);
    else for (const expr of items.exprs) checkConstant(state, expr, canonical, module.globals.length);
    checkActive(state, mode, context.tableAddress, 'table', offset);
    if (mode.kind !== 'active') continue;
    const element = context.tableElement[mode.index] ?? 0;
    if (!types.matches(canonical, element)) {
      throw diagnostic(
        'WASM2001',
        {
          what: 'element segment',
          expected: `elements of type ${valtypeText(element)}`,
          found: valtypeText(canonical),
        },
        { offset },
      );
    }
  }
}

/** Checks data segments. Source: core spec, valid-data. */
export function checkSegments(context: ModuleContext, state: BodyState): void {
  for (const { mode, offset } of context.module.data) checkActive(state, mode, context.memoryAddress, 'memory', offset);
}
