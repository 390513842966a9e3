import { type Mnemonic, type WasmFeature, wasmOpcodes } from '@wasm-checkpoint/tables';

/** One row of the opcode table. */
export type OpcodeRow = (typeof wasmOpcodes)[number];
/** Kinds of immediates, named as in the binary grammar. */
export type ImmediateKind = OpcodeRow['immediates'][number];
/** Typing rules; `monomorphic` when the row's type says all. */
export type Rule = OpcodeRow['rule'];
/** What an instruction means to a capture. */
export type Role = OpcodeRow['role'];

/** A row of the opcode table with its optional columns made explicit; `index` is its place in the table. */
export interface Opcode {
  readonly index: number;
  readonly name: Mnemonic;
  /** 0 for opcodes of one byte. */
  readonly prefix: number;
  readonly opcode: number;
  readonly immediates: readonly ImmediateKind[];
  /** Operands and results as written in the table. */
  readonly type: string;
  readonly rule: Rule;
  readonly feature: WasmFeature;
  readonly role: Role;
  readonly clause: string;
  /** Natural alignment as exponent of two; -1 where there is none. */
  readonly align: number;
  /** Lane indices are below this; 0 where there are none. */
  readonly lanes: number;
  /** The feature with which it is allowed in constant expressions, if it ever is. */
  readonly constant: WasmFeature | undefined;
}

/** All opcodes, in the table's order. */
export const opcodes: readonly Opcode[] = wasmOpcodes.map((row, index) => ({
  index,
  name: row.name,
  prefix: row.prefix,
  opcode: row.opcode,
  immediates: row.immediates,
  type: row.type,
  rule: row.rule,
  feature: row.feature,
  role: row.role,
  clause: row.clause,
  align: 'align' in row ? row.align : -1,
  lanes: 'lanes' in row ? row.lanes : 0,
  constant: 'constant' in row ? row.constant : undefined,
}));

const byName = new Map<Mnemonic, Opcode>(opcodes.map((row) => [row.name, row]));

/** The row of a mnemonic. */
export function opcodeOf(name: Mnemonic): Opcode {
  const row = byName.get(name);
  if (row === undefined) throw new RangeError(`no opcode is named ${name}`);
  return row;
}

/** Prefix bytes, each followed by the opcode as u32. */
export const prefixes: readonly number[] = [...new Set(opcodes.map((row) => row.prefix))].filter(
  (prefix) => prefix !== 0,
);

function pageOf(prefix: number): readonly (Opcode | undefined)[] {
  const rows = opcodes.filter((row) => row.prefix === prefix);
  const page: (Opcode | undefined)[] = new Array<Opcode | undefined>(
    Math.max(256, ...rows.map((row) => row.opcode + 1)),
  ).fill(undefined);
  for (const row of rows) page[row.opcode] = row;
  return page;
}

/** Opcode rows by prefix (0 for none), then by opcode. */
export const opcodePages: ReadonlyMap<number, readonly (Opcode | undefined)[]> = new Map(
  [0, ...prefixes].map((prefix) => [prefix, pageOf(prefix)]),
);

const onePage = pageOf(0);

/** The row of an opcode of one byte, if there is one. */
export const singleByteOpcode = (byte: number): Opcode | undefined => onePage[byte];
