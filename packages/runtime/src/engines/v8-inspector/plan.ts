import { isRef, type Module, readLocals, typeStateAt, typeStates, type Valtype } from '@wasm-checkpoint/wasm';
import type { FramePlan, InstanceCounts } from './recorder.js';
import type { CodePlace } from './scripts.js';
import { hierarchyOf } from './values.js';

const isObject = (module: Module, type: Valtype): boolean => isRef(type) && hierarchyOf(module, type) === 'any';

/** The places of references to structures and arrays. */
const objectsAmong = (module: Module, types: readonly Valtype[]): number[] =>
  types.flatMap((type, index) => (isObject(module, type) ? [index] : []));

/** What is to be read of an instance. */
export function countsOf(module: Module): InstanceCounts {
  const { imported, globals, memories, tables } = module;
  const hidden = objectsAmong(
    module,
    globals.map(({ type }) => type),
  );
  return { funcs: imported.func, globals: globals.length, hidden, memories: memories.length, tables: tables.length };
}

/** What is to be read of a frame at a place. */
export function framePlan(place: CodePlace, instance: number): FramePlan {
  const { module, funcidx, offset } = place;
  const types = localTypes(place);
  const plan = { instance, locals: types.length, hiddenLocals: objectsAmong(module, types) };
  // Without types of that kind in the module there is nothing to look for among the operands.
  if (module.types.every(({ composite }) => composite.kind === 'func') && plan.hiddenLocals.length === 0) {
    return { ...plan, hiddenOperands: [] };
  }
  const { operands, controls } = typeStateAt(module, funcidx, offset);
  const caught = controls.filter(({ kind }) => kind === 'catch' || kind === 'catch_all').map(({ height }) => height);
  // V8 has an entry more for each open `catch`, under the operands of that block.
  const shown = objectsAmong(module, operands).map((at) => at + caught.filter((height) => height <= at).length);
  return { ...plan, hiddenOperands: shown };
}

/** The types of the parameters and declared locals of a function. */
function localTypes({ module, funcidx }: CodePlace): readonly Valtype[] {
  const { start, end } = module.body(funcidx);
  const params = typeStates(module).context.signatures[module.funcs[funcidx] ?? -1]?.params ?? [];
  const types: Valtype[] = [...params];
  for (const { count, type } of readLocals(module.reader(start, end), module.scope)) {
    for (let index = 0; index < count; index++) types.push(type);
  }
  return types;
}
