import { type WasmFeature, wasmFeatures } from '@wasm-checkpoint/tables';
import { diagnostic } from './diagnostics.js';
import type { Opcode } from './syntax/opcode.js';

/** The features a module may use. */
export type FeatureSet = ReadonlySet<WasmFeature>;

/** All of WebAssembly 3.0. */
export const wasm3: FeatureSet = new Set(
  wasmFeatures.filter((row) => row.standard !== 'proposal').map((row) => row.name),
);

/** Everything the tables know, proposals included. */
export const allFeatures: FeatureSet = new Set(wasmFeatures.map((row) => row.name));

/** Throws WASM1021 unless the feature is in the set. */
export function requireFeature(features: FeatureSet, feature: WasmFeature, what: string, offset: number): void {
  if (!features.has(feature)) throw diagnostic('WASM1021', { what, feature }, { offset });
}

/** Whether an opcode may be used with a set of features; legacy exceptions share `throw`. */
export const hasOpcode = (features: FeatureSet, opcode: Opcode): boolean =>
  features.has(opcode.feature) || (opcode.rule === 'throw' && features.has('legacy-exceptions'));

/** Throws WASM1021 unless the opcode may be used with the features. */
export function requireOpcodeFeature(features: FeatureSet, opcode: Opcode, offset: number): void {
  if (!hasOpcode(features, opcode))
    throw diagnostic('WASM1021', { what: opcode.name, feature: opcode.feature }, { offset });
}
