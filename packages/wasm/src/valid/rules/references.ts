import { readHeaptype } from '../../decode/heaptype.js';
import {
  BOTTOM,
  concrete,
  EXTERNREF,
  heapOf,
  heaptypeOf,
  I32,
  isNullable,
  REF,
  reftype,
  type Valtype,
} from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import type { RuleFunction } from './rule.js';

const ANYREF = reftype(heaptypeOf('any'), true);

const readHeap = (state: BodyState): Valtype =>
  state.context.types.canon(reftype(readHeaptype(state.reader, state.context.module.scope), true));

/** Converts between the extern and any hierarchies; whether null may occur carries over. */
const convert =
  (from: Valtype, to: Valtype): RuleFunction =>
  (state) => {
    const found = state.pop(from);
    state.push(reftype(heapOf(to), found !== BOTTOM && isNullable(found)));
  };

/** Rules of references. Source: core spec, valid-instr-ref. */
export const referenceRules = {
  'ref.null': (state) => {
    state.push(readHeap(state));
  },
  'ref.is_null': (state) => {
    state.popRef();
    state.push(I32);
  },
  'ref.as_non_null': (state) => {
    const found = state.popRef();
    state.push(found === BOTTOM ? REF : reftype(heapOf(found), false));
  },
  'ref.func': (state) => {
    const funcidx = state.reader.u32();
    const { context } = state;
    context.functionSignature(funcidx, state.at);
    // Constant expressions declare what they name. clause: valid-ref.func
    if (state.globalLimit < 0 && !context.declaredFunctions.has(funcidx)) throw state.fail('WASM2009', { funcidx });
    state.push(context.types.canon(reftype(concrete(context.module.funcs[funcidx] ?? 0), false)));
  },
  'ref.test': (state) => {
    state.pop(state.context.types.top(heapOf(readHeap(state))));
    state.push(I32);
  },
  'ref.cast': (state) => {
    const target = readHeap(state);
    state.pop(state.context.types.top(heapOf(target)));
    state.push(reftype(heapOf(target), false));
  },
  'ref.cast_null': (state) => {
    const target = readHeap(state);
    state.pop(state.context.types.top(heapOf(target)));
    state.push(target);
  },
  'any.convert_extern': convert(EXTERNREF, ANYREF),
  'extern.convert_any': convert(ANYREF, EXTERNREF),
} as const satisfies Record<string, RuleFunction>;
