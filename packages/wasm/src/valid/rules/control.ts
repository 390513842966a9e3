import { readHeaptype } from '../../decode/heaptype.js';
import { immediateReaders } from '../../decode/immediates.js';
import { checkLimit } from '../../limits.js';
import { BOTTOM, heapOf, I32, isRef, REF, reftype, type Valtype, valtypeText } from '../../syntax/valtype.js';
import { BLOCK, BODY, type BodyState, ELSE, IF, LOOP } from '../state.js';
import { type RuleFunction, readBlockSignature } from './rule.js';

const enter =
  (kind: number): RuleFunction =>
  (state) => {
    const { params, results } = readBlockSignature(state);
    state.popAll(params);
    state.pushControl(kind, params, results);
  };

/** A reference type without null; BOTTOM becomes the bottom reference. */
const nonNull = (type: Valtype): Valtype => (type === BOTTOM ? REF : reftype(heapOf(type), false));

/** Pops and pushes the types of a label, which replaces what is there by what the label says. */
function passThrough(state: BodyState, types: Int32Array): void {
  state.popAll(types);
  state.pushAll(types);
}

function checkBranchTable(state: BodyState): void {
  const { reader } = state;
  const at = reader.offset;
  const count = reader.count(1);
  checkLimit(state.context.module.limits, 'brTableSize', count, at);
  const labelidxs: number[] = [];
  for (let index = 0; index < count; index++) labelidxs.push(reader.u32());
  const fallback = state.label(reader.u32());
  state.pop(I32);
  let last: Int32Array | undefined;
  for (const labelidx of labelidxs) {
    const types = state.label(labelidx);
    if (types === last) continue;
    if (types.length !== fallback.length)
      throw state.fail('WASM2025', { label: labelidx, found: types.length, expected: fallback.length });
    if (types.length > 0) checkOperands(state, types);
    last = types;
  }
  state.popAll(fallback);
  state.unreachable();
}

/** Checks the operands on top against types and leaves them as they are. */
function checkOperands(state: BodyState, types: Int32Array): void {
  const popped: Valtype[] = [];
  for (let index = types.length - 1; index >= 0; index--) popped.push(state.pop(types[index] ?? BOTTOM));
  for (const type of popped.reverse()) state.push(type);
}

/** The last type of a label that must take a reference. */
function labelReference(state: BodyState, types: Int32Array): Valtype {
  const last = types.at(-1);
  if (last === undefined || !isRef(last))
    throw state.mismatch('a label that takes a reference', last === undefined ? 'nothing' : valtypeText(last));
  return last;
}

function readCast(state: BodyState): { types: Int32Array; source: Valtype; target: Valtype } {
  const { reader, context } = state;
  const flags = immediateReaders.castflags(reader, context.module.scope);
  const types = state.label(reader.u32());
  const source = context.types.canon(reftype(readHeaptype(reader, context.module.scope), flags.sourceNullable));
  const target = context.types.canon(reftype(readHeaptype(reader, context.module.scope), flags.targetNullable));
  if (!context.types.matches(target, source))
    throw state.fail('WASM2027', { target: valtypeText(target), source: valtypeText(source) });
  labelReference(state, types);
  return { types, source, target };
}

/** Rules of blocks, branches and the ends of sequences. Source: core spec, valid-instr-control. */
export const controlRules = {
  unreachable: (state) => state.unreachable(),
  block: enter(BLOCK),
  loop: enter(LOOP),
  if: (state) => {
    const { params, results } = readBlockSignature(state);
    state.pop(I32);
    state.popAll(params);
    state.pushControl(IF, params, results);
  },
  else: (state, opcode) => {
    if (state.kinds[state.depth] !== IF) throw state.fail('WASM1020', { instruction: opcode.name });
    const params = state.params[state.depth] ?? new Int32Array(0);
    const results = state.results[state.depth] ?? new Int32Array(0);
    const start = state.starts[state.depth] ?? 0;
    state.popControl();
    state.pushControl(ELSE, params, results);
    state.starts[state.depth] = start;
  },
  end: (state) => {
    const { depth } = state;
    const params = state.params[depth] ?? new Int32Array(0);
    const results = state.results[depth] ?? new Int32Array(0);
    const kind = state.popControl();
    if (kind === IF && !state.context.types.matchesAll(params, results)) {
      throw state.mismatch('an else that makes the results of the if', 'none');
    }
    if (kind !== BODY) state.pushAll(results);
  },
  br: (state) => {
    state.popAll(state.label(state.reader.u32()));
    state.unreachable();
  },
  br_if: (state) => {
    const types = state.label(state.reader.u32());
    state.pop(I32);
    passThrough(state, types);
  },
  br_table: checkBranchTable,
  return: (state) => {
    state.popAll(state.results[0] ?? new Int32Array(0));
    state.unreachable();
  },
  br_on_null: (state) => {
    const types = state.label(state.reader.u32());
    const found = state.popRef();
    passThrough(state, types);
    state.push(nonNull(found));
  },
  br_on_non_null: (state) => {
    const types = state.label(state.reader.u32());
    labelReference(state, types);
    state.push(nonNull(state.popRef()));
    passThrough(state, types);
    state.popAny();
  },
  br_on_cast: (state) => {
    const { types, source, target } = readCast(state);
    state.pop(source);
    state.push(target);
    passThrough(state, types);
    state.popAny();
    state.push(state.context.types.difference(source, target));
  },
  br_on_cast_fail: (state) => {
    const { types, source, target } = readCast(state);
    state.pop(source);
    state.push(state.context.types.difference(source, target));
    passThrough(state, types);
    state.popAny();
    state.push(target);
  },
} as const satisfies Record<string, RuleFunction>;
