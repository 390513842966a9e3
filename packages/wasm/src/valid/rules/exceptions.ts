import { immediateReaders } from '../../decode/immediates.js';
import { checkLimit } from '../../limits.js';
import type { Catch } from '../../syntax/instruction.js';
import { EXNREF, heaptypeOf, reftype, valtypeText } from '../../syntax/valtype.js';
import { type BodyState, CATCH, CATCH_ALL, TRY, TRY_TABLE } from '../state.js';
import { type RuleFunction, readBlockSignature } from './rule.js';

const NONE = new Int32Array(0);
const EXN = reftype(heaptypeOf('exn'), false);

function checkCatch(state: BodyState, clause: Catch): void {
  const label = state.label(clause.labelidx);
  const params = clause.tagidx === undefined ? NONE : state.context.tagParams(clause.tagidx, state.at);
  const withReference = clause.kind === 'catch_ref' || clause.kind === 'catch_all_ref';
  const given = withReference ? Int32Array.of(...params, EXN) : params;
  if (!state.context.types.matchesAll(given, label)) {
    const text = (types: Int32Array): string => `[${Array.from(types, (type) => valtypeText(type)).join(' ')}]`;
    throw state.mismatch(`${text(label)} for the label of ${clause.kind}`, text(given));
  }
}

/** Begins a handler of a legacy try: the part before must be complete. */
function handler(state: BodyState, name: string, kind: number, params: Int32Array): void {
  const { depth } = state;
  const before = state.kinds[depth];
  if (before !== TRY && before !== CATCH) throw state.fail('WASM1020', { instruction: name });
  const results = state.results[depth] ?? NONE;
  const start = state.starts[depth] ?? 0;
  state.popControl();
  state.pushControl(kind, NONE, results);
  state.starts[state.depth] = start;
  state.pushAll(params);
}

/** Rules of exceptions, present and legacy. Source: core spec, valid-throw, valid-try_table; the legacy proposal. */
export const exceptionRules = {
  throw: (state) => {
    state.popAll(state.context.tagParams(state.reader.u32(), state.at));
    state.unreachable();
  },
  throw_ref: (state) => {
    state.pop(EXNREF);
    state.unreachable();
  },
  try_table: (state) => {
    const { params, results } = readBlockSignature(state);
    const at = state.reader.offset;
    const clauses = immediateReaders['catch*'](state.reader, state.context.module.scope);
    checkLimit(state.context.module.limits, 'catches', clauses.length, at);
    for (const clause of clauses) checkCatch(state, clause);
    state.popAll(params);
    state.pushControl(TRY_TABLE, params, results);
  },
  try: (state) => {
    const { params, results } = readBlockSignature(state);
    state.popAll(params);
    state.pushControl(TRY, params, results);
  },
  catch: (state, opcode) => {
    handler(state, opcode.name, CATCH, state.context.tagParams(state.reader.u32(), state.at));
  },
  catch_all: (state, opcode) => {
    handler(state, opcode.name, CATCH_ALL, NONE);
  },
  rethrow: (state) => {
    const labelidx = state.reader.u32();
    const kind = state.kinds[state.frameOf(labelidx)];
    if (kind !== CATCH && kind !== CATCH_ALL) throw state.fail('WASM2030', { label: labelidx });
    state.unreachable();
  },
  delegate: (state, opcode) => {
    if (state.kinds[state.depth] !== TRY) throw state.fail('WASM1020', { instruction: opcode.name });
    const results = state.results[state.depth] ?? NONE;
    const labelidx = state.reader.u32();
    // The label counts from outside the try that ends here.
    if (labelidx >= state.depth) throw state.fail('WASM2003', { space: 'label', index: labelidx, count: state.depth });
    state.popControl();
    state.pushAll(results);
  },
} as const satisfies Record<string, RuleFunction>;
