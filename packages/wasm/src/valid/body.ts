import { type ByteReader, Diagnostic } from '@wasm-checkpoint/bytes';
import { readLocals } from '../decode/code.js';
import { plainI32 } from '../decode/expr.js';
import { diagnostic } from '../diagnostics.js';
import { checkLimit } from '../limits.js';
import type { Expr } from '../syntax/module.js';
import { BOTTOM, I32, type Valtype } from '../syntax/valtype.js';
import { resultOnly } from './rules/rule.js';
import { scan, scanByRules } from './scan.js';
import type { BodyState } from './state.js';

function declareLocals(state: BodyState, reader: ByteReader): void {
  const { module, types } = state.context;
  const at = reader.offset;
  const locals = readLocals(reader, module.scope);
  checkLimit(
    module.limits,
    'locals',
    locals.reduce((total, { count }) => total + count, state.localCount),
    at,
  );
  for (const { count, type } of locals) state.addLocals(count, types.canon(type));
}

/** Begins a function's body: parameters and declared locals are known, the reader stands at the first instruction. */
export function beginFunction(state: BodyState, funcidx: number): void {
  const { module } = state.context;
  const { start, end } = module.body(funcidx);
  const signature = state.context.functionSignature(funcidx, start);
  state.begin(start, end, signature.results, funcidx);
  for (const type of signature.params) {
    state.addLocals(1, type);
    state.unset[state.localCount - 1] = 0;
  }
  state.anyUnset = false;
  declareLocals(state, state.reader);
}

/** Ends a body: the last `end` must have been seen, exactly at its end. */
export function finishBody(state: BodyState): void {
  const { reader } = state;
  if (state.depth >= 0 || reader.offset > reader.end)
    throw diagnostic('WASM1001', { needed: Math.max(1, reader.offset - reader.end) }, place(state, reader.end));
  if (!reader.atEnd) throw diagnostic('WASM1011', { left: reader.remaining }, place(state, reader.offset));
}

const place = (state: BodyState, offset: number): { offset: number; funcidx?: number } =>
  state.funcidx === undefined ? { offset } : { offset, funcidx: state.funcidx };

/** Runs a part of the checking of a function, so that every diagnostic of it names the function. */
export function inFunction<Result>(funcidx: number, check: () => Result): Result {
  try {
    return check();
  } catch (fault) {
    throw fault instanceof Diagnostic ? fault.inFunction(funcidx) : fault;
  }
}

/** Type-checks a whole function; `quick` false uses the rules alone. */
export function checkFunction(state: BodyState, funcidx: number, quick = true): void {
  inFunction(funcidx, () => {
    beginFunction(state, funcidx);
    if (quick) scan(state, state.reader.end);
    else scanByRules(state, state.reader.end);
    finishBody(state);
  });
}

/** Type-checks a constant expression, which may read the globals below `globalLimit`. Source: core spec, valid-constant. */
export function checkConstant(state: BodyState, expr: Expr, type: Valtype, globalLimit: number): void {
  if (type === I32 && plainI32(state.context.module.bytes, expr.start, expr.end) === expr.end) return;
  state.begin(expr.start, expr.end, type === BOTTOM ? new Int32Array(0) : resultOnly(type).results, undefined);
  state.globalLimit = globalLimit;
  scanByRules(state, expr.end);
  finishBody(state);
}
