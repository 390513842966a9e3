import { immediateReaders } from '../../decode/immediates.js';
import { requireFeature } from '../../features.js';
import { BOTTOM, I32, isRef, type Valtype, valtypeText } from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import type { RuleFunction } from './rule.js';

function readLocal(state: BodyState): number {
  const localidx = state.reader.u32();
  if (localidx >= state.localCount)
    throw state.fail('WASM2003', { space: 'local', index: localidx, count: state.localCount });
  return localidx;
}

function readGlobal(state: BodyState): number {
  const globalidx = state.reader.u32();
  const { length } = state.context.globalTypes;
  const count = state.globalLimit < 0 ? length : state.globalLimit;
  state.context.bound('global', globalidx, count, state.at, state.funcidx);
  // Constant expressions read constants only. clause: valid-constant
  if (state.globalLimit >= 0 && state.context.globalMutable[globalidx] === 1)
    throw state.fail('WASM2010', { instruction: `global.get ${globalidx}` });
  return globalidx;
}

function checkSelect(state: BodyState): void {
  state.pop(I32);
  const second = state.popAny();
  const first = state.popAny();
  for (const type of [first, second]) {
    if (isRef(type)) throw state.fail('WASM2023', { found: valtypeText(type) });
  }
  if (first !== second && first !== BOTTOM && second !== BOTTOM)
    throw state.mismatch(valtypeText(first), valtypeText(second));
  state.push(first === BOTTOM ? second : first);
}

function checkTypedSelect(state: BodyState): void {
  const { reader, context } = state;
  const types = immediateReaders['valtype*'](reader, context.module.scope);
  const [type] = types;
  if (types.length !== 1 || type === undefined) throw state.fail('WASM2024', { count: types.length });
  const canonical: Valtype = context.types.canon(type);
  state.pop(I32);
  state.pop(canonical);
  state.pop(canonical);
  state.push(canonical);
}

/** Rules of locals, globals and the parametric instructions. Source: core spec, valid-instr-variable, valid-instr-parametric. */
export const variableRules = {
  drop: (state) => {
    state.popAny();
  },
  select: checkSelect,
  select_t: checkTypedSelect,
  'local.get': (state) => {
    const localidx = readLocal(state);
    if (state.unset[localidx] === 1) throw state.fail('WASM2004', { localidx });
    state.push(state.locals[localidx] ?? BOTTOM);
  },
  'local.set': (state) => {
    const localidx = readLocal(state);
    state.pop(state.locals[localidx] ?? BOTTOM);
    state.setLocal(localidx);
  },
  'local.tee': (state) => {
    const localidx = readLocal(state);
    const type = state.locals[localidx] ?? BOTTOM;
    state.pop(type);
    state.setLocal(localidx);
    state.push(type);
  },
  'global.get': (state) => {
    const globalidx = readGlobal(state);
    if (state.globalLimit >= 0 && globalidx >= state.context.module.imported.global) {
      requireFeature(
        state.context.module.features,
        'gc',
        'global.get of a defined global in a constant expression',
        state.at,
      );
    }
    state.push(state.context.globalTypes[globalidx] ?? BOTTOM);
  },
  'global.set': (state) => {
    const globalidx = readGlobal(state);
    if (state.context.globalMutable[globalidx] !== 1) throw state.fail('WASM2005', { globalidx });
    state.pop(state.context.globalTypes[globalidx] ?? BOTTOM);
  },
} as const satisfies Record<string, RuleFunction>;
