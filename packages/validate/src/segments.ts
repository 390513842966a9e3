import type { Value } from '@wasm-checkpoint/format';
import type { Element, Expr } from '@wasm-checkpoint/wasm';
import { allocates, evaluate } from './constant.js';
import type { Context } from './context.js';
import type { ModuleView } from './module-view.js';

/** The number of items of an element segment. */
export const elementLength = ({ items }: Element): number =>
  items.kind === 'funcidx' ? items.funcs.length : items.exprs.length;

const known = new WeakMap<ModuleView, ReadonlySet<number>>();

/** The passive element segments of a module that have an expression that allocates. Clause valid-elem-contents. */
export function allocatingElements(view: ModuleView): ReadonlySet<number> {
  let found = known.get(view);
  if (found === undefined) {
    const { module } = view;
    const makes = (expr: Expr): boolean => allocates(module, expr);
    found = new Set(
      module.elements.flatMap(({ mode, items }, index) =>
        mode.kind === 'passive' && items.kind === 'expr' && items.exprs.some(makes) ? [index] : [],
      ),
    );
    known.set(view, found);
  }
  return found;
}

/** What an item of an element segment evaluates to in an instance. */
export function elementValue(
  context: Context,
  instanceidx: number,
  { items }: Element,
  item: number,
): Value | 'allocates' | undefined {
  if (items.kind === 'funcidx') {
    const funcidx = items.funcs[item];
    return funcidx === undefined ? undefined : context.func(instanceidx, funcidx);
  }
  const expr = items.exprs[item];
  return expr === undefined ? undefined : evaluate(context, instanceidx, expr);
}
