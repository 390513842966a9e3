import { readTableidx } from '../../decode/immediates.js';
import { concrete, FUNCREF, reftype, valtypeText } from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import type { Signature } from '../subtyping.js';
import type { RuleFunction } from './rule.js';

function indirect(state: BodyState): Signature {
  const { reader, context } = state;
  const signature = context.signature(reader.u32(), state.at);
  const at = reader.offset;
  const tableidx = readTableidx(reader, context.module.features);
  const { tableElement, tableAddress } = context;
  context.bound('table', tableidx, tableElement.length, at, state.funcidx);
  const element = tableElement[tableidx] ?? 0;
  if (!context.types.matches(element, FUNCREF)) throw state.mismatch('a table of funcref', valtypeText(element));
  state.pop(tableAddress[tableidx] ?? 0);
  return signature;
}

function direct(state: BodyState): Signature {
  return state.context.functionSignature(state.reader.u32(), state.at);
}

function reference(state: BodyState): Signature {
  const typeidx = state.reader.u32();
  const signature = state.context.signature(typeidx, state.at);
  state.pop(state.context.types.canon(reftype(concrete(typeidx), true)));
  return signature;
}

const call =
  (callee: (state: BodyState) => Signature): RuleFunction =>
  (state) => {
    const { params, results } = callee(state);
    state.popAll(params);
    state.pushAll(results);
  };

const tailCall =
  (callee: (state: BodyState) => Signature): RuleFunction =>
  (state) => {
    const { params, results } = callee(state);
    const own = state.results[0] ?? new Int32Array(0);
    if (!state.context.types.matchesAll(results, own)) {
      const text = (types: Int32Array): string => `[${Array.from(types, (type) => valtypeText(type)).join(' ')}]`;
      throw state.mismatch(`results ${text(own)} of the callee`, text(results));
    }
    state.popAll(params);
    state.unreachable();
  };

/** Rules of calls. Source: core spec, valid-call and its neighbours. */
export const callRules = {
  call: call(direct),
  call_indirect: call(indirect),
  call_ref: call(reference),
  return_call: tailCall(direct),
  return_call_indirect: tailCall(indirect),
  return_call_ref: tailCall(reference),
} as const satisfies Record<string, RuleFunction>;
