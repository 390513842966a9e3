import { type FeatureSet } from '../features.js';
import { type Opcode, opcodes } from '../syntax/opcode.js';
import { V128 } from '../syntax/valtype.js';
import { signatureOf } from './rules/monomorphic.js';

/** Classes of opcodes that the quick path of `scan` knows; everything else goes by its rule. */
export const SLOW = 0;
export const UNARY = 1;
export const BINARY = 2;
export const LOCAL_GET = 3;
export const LOCAL_SET = 4;
export const LOCAL_TEE = 5;
export const CONST_32 = 6;
export const CONST_64 = 7;
export const CONST_FIXED = 8;
export const LOAD = 9;
export const STORE = 10;
export const ENTER = 11;
export const END = 12;
export const BRANCH = 13;
export const BRANCH_IF = 14;
export const CALL = 15;
export const GLOBAL_GET = 16;
export const GLOBAL_SET = 17;
export const DROP = 18;
export const SELECT = 19;
export const RETURN = 20;
export const BRANCH_TABLE = 21;

/** What the quick path knows of each opcode of one byte, derived from the opcode table. */
export interface QuickTable {
  readonly classes: Uint8Array;
  /** Type of every operand, for unary, binary and store (the stored value). */
  readonly inputs: Int32Array;
  /** Type of the result. */
  readonly outputs: Int32Array;
  /** Natural alignment of loads and stores; bytes of fixed constants. */
  readonly widths: Uint8Array;
}

const byRule: Readonly<Partial<Record<Opcode['rule'], number>>> = {
  'local.get': LOCAL_GET,
  'local.set': LOCAL_SET,
  'local.tee': LOCAL_TEE,
  load: LOAD,
  store: STORE,
  block: ENTER,
  loop: ENTER,
  if: ENTER,
  end: END,
  br: BRANCH,
  br_if: BRANCH_IF,
  br_table: BRANCH_TABLE,
  call: CALL,
  'global.get': GLOBAL_GET,
  'global.set': GLOBAL_SET,
  drop: DROP,
  select: SELECT,
  return: RETURN,
};
const byImmediate: Readonly<Partial<Record<string, number>>> = { i32: CONST_32, i64: CONST_64, f32: CONST_FIXED, f64: CONST_FIXED };

function classOf(opcode: Opcode): number {
  if (opcode.rule !== 'monomorphic') return byRule[opcode.rule] ?? SLOW;
  const [immediate] = opcode.immediates;
  if (immediate !== undefined) return byImmediate[immediate] ?? SLOW;
  const { params, results } = signatureOf(opcode);
  if (results.length !== 1) return SLOW;
  if (params.length === 1) return UNARY;
  return params.length === 2 && params[0] === params[1] ? BINARY : SLOW;
}

function makeTable(features: FeatureSet): QuickTable {
  const table = { classes: new Uint8Array(256), inputs: new Int32Array(256), outputs: new Int32Array(256), widths: new Uint8Array(256) };
  for (const opcode of opcodes) {
    if (opcode.prefix !== 0 || !features.has(opcode.feature)) continue;
    const kind = classOf(opcode);
    table.classes[opcode.opcode] = kind;
    if (opcode.rule !== 'monomorphic' && kind !== LOAD && kind !== STORE) continue;
    const { params, results } = signatureOf(opcode);
    table.inputs[opcode.opcode] = params[0] ?? 0;
    table.outputs[opcode.opcode] = results[0] ?? 0;
    table.widths[opcode.opcode] = kind === CONST_FIXED ? (opcode.immediates[0] === 'f64' ? 8 : 4) : Math.max(0, opcode.align);
  }
  return table;
}

const tables = new WeakMap<FeatureSet, QuickTable>();

/** The table of a feature set, made once. */
export function quickTable(features: FeatureSet): QuickTable {
  let table = tables.get(features);
  if (table === undefined) {
    table = makeTable(features);
    tables.set(features, table);
  }
  return table;
}

/** Value types of one byte that a block type may name without further checks; vectors only with their feature. */
export const isPlainValtype = (code: number, features: FeatureSet): boolean => code > V128 || (code === V128 && features.has('simd'));
