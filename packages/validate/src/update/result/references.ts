import type { ArrayObject, Checkpoint, Field, FuncRef, Ref, Slot, TableRun, Value } from '@wasm-checkpoint/format';

/** Where a function of an instance goes. */
export type FuncMap = (ref: Extract<FuncRef, { readonly kind: 'func' }>) => FuncRef;

/** The items mapped; the array itself when none changes. */
export function mapped<Item>(items: readonly Item[], map: (item: Item) => Item): readonly Item[] {
  let changed: Item[] | undefined;
  for (const [index, item] of items.entries()) {
    const image = map(item);
    if (changed === undefined && image !== item) changed = items.slice(0, index);
    changed?.push(image);
  }
  return changed ?? items;
}

/** A value, slot or field with its function mapped, if it is one. */
export const mapValue = <Item extends Value | Slot | Field>(map: FuncMap, item: Item): Item =>
  item.kind === 'func' ? (map(item) as Item) : item;

function mapRun(map: FuncMap, run: TableRun): TableRun {
  if (run.kind === 'base') return run;
  const ref = mapValue(map, run.ref);
  return ref === run.ref ? run : { ...run, ref };
}

function mapArray(map: FuncMap, array: ArrayObject): ArrayObject {
  const { elements } = array;
  if (elements.storage !== 'ref') return array;
  const refs = mapped(elements.refs, (ref: Ref) => mapValue(map, ref));
  return refs === elements.refs ? array : { ...array, elements: { storage: 'ref', refs } };
}

/** The store of a checkpoint and its bindings with all references to functions mapped; frames are not. */
export function mapStore(checkpoint: Checkpoint, map: FuncMap): Checkpoint {
  const value = <Item extends Value | Slot | Field>(item: Item): Item => mapValue(map, item);
  return {
    ...checkpoint,
    instances: checkpoint.instances.map((instance) => ({
      ...instance,
      funcs: mapped(instance.funcs, value),
      elems: mapped(instance.elems, (elem) =>
        elem.kind === 'contents' ? { ...elem, refs: mapped(elem.refs, value) } : elem,
      ),
    })),
    tables: checkpoint.tables.map((table) => ({ ...table, runs: mapped(table.runs, (run) => mapRun(map, run)) })),
    globals: checkpoint.globals.map((global) => ({ ...global, value: value(global.value) })),
    structs: mapped(checkpoint.structs, (struct) => {
      const fields = mapped(struct.fields, value);
      return fields === struct.fields ? struct : { ...struct, fields };
    }),
    arrays: mapped(checkpoint.arrays, (array) => mapArray(map, array)),
    exceptions: mapped(checkpoint.exceptions, (exception) => {
      const args = mapped(exception.args, value);
      return args === exception.args ? exception : { ...exception, args };
    }),
  };
}
