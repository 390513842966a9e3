import { type WasmLimit, wasmLimits } from '@wasm-checkpoint/tables';
import { diagnostic } from './diagnostics.js';

/** What a reader is willing to take; one field a row of the limit table. */
export type WasmLimits = Readonly<Record<WasmLimit, number>>;

/** The defaults of the limit table. */
export const defaultLimits: WasmLimits = Object.freeze(
  Object.fromEntries(wasmLimits.map((row) => [row.name, row.default])) as Record<WasmLimit, number>,
);

/** Throws WASM9001 when a value exceeds its limit. */
export function checkLimit(limits: WasmLimits, limit: WasmLimit, value: number, offset: number): void {
  if (value > limits[limit]) throw diagnostic('WASM9001', { what: limit, value, limit: limits[limit] }, { offset });
}
