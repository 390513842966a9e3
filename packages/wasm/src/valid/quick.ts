import type { FeatureSet } from '../features.js';
import { type Opcode, opcodes } from '../syntax/opcode.js';
import { signatureOf } from './rules/monomorphic.js';

/** Classes of opcodes that the quick path of `scan` knows, by the number it switches on; all that is SLOW goes by its rule. */
export const quickClasses = [
  'SLOW',
  'UNARY',
  'BINARY',
  'LOCAL_GET',
  'LOCAL_SET',
  'LOCAL_TEE',
  'CONST_32',
  'CONST_64',
  'CONST_FIXED',
  'LOAD',
  'STORE',
  'ENTER',
  'END',
  'BRANCH',
  'BRANCH_IF',
  'CALL',
  'GLOBAL_GET',
  'GLOBAL_SET',
  'DROP',
  'SELECT',
  'RETURN',
  'BRANCH_TABLE',
] as const;
export type QuickClass = (typeof quickClasses)[number];

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

const byRule: Readonly<Partial<Record<Opcode['rule'], QuickClass>>> = {
  'local.get': 'LOCAL_GET',
  'local.set': 'LOCAL_SET',
  'local.tee': 'LOCAL_TEE',
  load: 'LOAD',
  store: 'STORE',
  block: 'ENTER',
  loop: 'ENTER',
  if: 'ENTER',
  end: 'END',
  br: 'BRANCH',
  br_if: 'BRANCH_IF',
  br_table: 'BRANCH_TABLE',
  call: 'CALL',
  'global.get': 'GLOBAL_GET',
  'global.set': 'GLOBAL_SET',
  drop: 'DROP',
  select: 'SELECT',
  return: 'RETURN',
};
const byImmediate: Readonly<Partial<Record<string, QuickClass>>> = {
  i32: 'CONST_32',
  i64: 'CONST_64',
  f32: 'CONST_FIXED',
  f64: 'CONST_FIXED',
};

function classOf(opcode: Opcode): QuickClass {
  if (opcode.rule !== 'monomorphic') return byRule[opcode.rule] ?? 'SLOW';
  const [immediate] = opcode.immediates;
  if (immediate !== undefined) return byImmediate[immediate] ?? 'SLOW';
  const { params, results } = signatureOf(opcode);
  if (results.length !== 1) return 'SLOW';
  if (params.length === 1) return 'UNARY';
  return params.length === 2 && params[0] === params[1] ? 'BINARY' : 'SLOW';
}

function makeTable(features: FeatureSet): QuickTable {
  const table = {
    classes: new Uint8Array(256),
    inputs: new Int32Array(256),
    outputs: new Int32Array(256),
    widths: new Uint8Array(256),
  };
  for (const opcode of opcodes) {
    if (opcode.prefix !== 0 || !features.has(opcode.feature)) continue;
    const kind = classOf(opcode);
    table.classes[opcode.opcode] = quickClasses.indexOf(kind);
    if (opcode.rule !== 'monomorphic' && kind !== 'LOAD' && kind !== 'STORE') continue;
    const { params, results } = signatureOf(opcode);
    table.inputs[opcode.opcode] = params[0] ?? 0;
    table.outputs[opcode.opcode] = results[0] ?? 0;
    table.widths[opcode.opcode] =
      kind === 'CONST_FIXED' ? (opcode.immediates[0] === 'f64' ? 8 : 4) : Math.max(0, opcode.align);
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
