import { wasmOpcodes, wasmSections } from '@wasm-checkpoint/tables';
import type { NumType, VecType } from '../syntax/index.js';

/** The bytes that start every WebAssembly module: magic and version 1. */
export const MODULE_HEADER: Uint8Array = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);

const idOf = (name: string): number => wasmSections.find((row) => row.name === name)?.id ?? -1;

/** Ids of the module sections that a core dump is made of. */
export const moduleSection = {
  custom: idOf('custom'),
  import: idOf('import'),
  memory: idOf('memory'),
  global: idOf('global'),
  data: idOf('data'),
} as const;

/** Names of the custom sections that a core dump is made of. */
export const dumpSection = {
  core: 'core',
  modules: 'coremodules',
  instances: 'coreinstances',
  stack: 'corestack',
} as const;

const opcodeOf = (name: string): { readonly prefix: number; readonly opcode: number } => {
  const row = wasmOpcodes.find((candidate) => candidate.name === name);
  return { prefix: row?.prefix ?? 0, opcode: row?.opcode ?? 0 };
};

/** The instruction that makes a constant of each type. */
export const constOpcode: Readonly<
  Record<NumType | VecType | 'ref', { readonly prefix: number; readonly opcode: number }>
> = {
  i32: opcodeOf('i32.const'),
  i64: opcodeOf('i64.const'),
  f32: opcodeOf('f32.const'),
  f64: opcodeOf('f64.const'),
  v128: opcodeOf('v128.const'),
  ref: opcodeOf('ref.null'),
};

export const END = opcodeOf('end').opcode;

/** The tag of a value that the dump does not have. */
export const MISSING = 0x01;

/** Bits of the flags of a memory type. */
export const limitsFlag = { max: 1, shared: 2, address64: 4, pageSize: 8 } as const;

/** Engines refuse modules with more data segments; JavaScript API, implementation limits. */
export const MAX_DATA_SEGMENTS = 100_000;
