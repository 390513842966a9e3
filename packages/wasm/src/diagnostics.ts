import { Diagnostic, type ErrorRow, type Faults, type Location } from '@wasm-checkpoint/bytes';
import { type WasmErrorCode, type WasmErrorParams, wasmErrors } from '@wasm-checkpoint/tables';

const rows = new Map<WasmErrorCode, ErrorRow>(wasmErrors.map((row) => [row.code, row]));

/** The diagnostic of a code of the module side, with its typed parameters. */
export function diagnostic<Code extends WasmErrorCode>(
  code: Code,
  params: WasmErrorParams[Code],
  location: Location,
): Diagnostic {
  const row = rows.get(code);
  if (row === undefined) throw new RangeError(`no such error code: ${code}`);
  return new Diagnostic(row, params as Readonly<Record<string, string | number | bigint>>, location);
}

/** A byte or opcode as messages show it. */
export const hex = (value: number): string => `0x${value.toString(16).padStart(2, '0')}`;

/** Faults of the primitive items, in the codes of the module side. */
export const faults: Faults = {
  unexpectedEnd: (offset, needed) => diagnostic('WASM1001', { needed }, { offset }),
  lebTooLong: (offset, bits) => diagnostic('WASM1002', { bits }, { offset }),
  lebTooLarge: (offset, bits) => diagnostic('WASM1003', { bits }, { offset }),
  lebNotMinimal: (offset) => diagnostic('WASM1002', { bits: 0 }, { offset }),
  notUtf8: (offset) => diagnostic('WASM1004', {}, { offset }),
  countTooLarge: (offset, count, remaining) => diagnostic('WASM1005', { count, remaining }, { offset }),
};
