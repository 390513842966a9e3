import type { WasmFeature } from '@wasm-checkpoint/tables';
import type { FeatureSet } from '@wasm-checkpoint/wasm';
import { assemble } from '../assembler.js';

/** For each feature the text of a module that is valid with it and with nothing but it and older ones. */
export const featureProbes: Readonly<Record<WasmFeature, string>> = {
  core: '(module)',
  'sign-extension': '(module (func (result i32) (i32.extend8_s (i32.const 0))))',
  'saturating-conversions': '(module (func (result i32) (i32.trunc_sat_f32_s (f32.const 0))))',
  'multi-value': '(module (func (result i32 i32) (i32.const 0) (i32.const 0)))',
  'reference-types': '(module (table 1 externref) (func (result externref) (table.get 0 (i32.const 0))))',
  'bulk-memory': '(module (memory 1) (func (memory.fill (i32.const 0) (i32.const 0) (i32.const 0))))',
  simd: '(module (func (result v128) (v128.const i64x2 0 0)))',
  'relaxed-simd': '(module (func (param v128) (result v128) (i8x16.relaxed_swizzle (local.get 0) (local.get 0))))',
  'tail-calls': '(module (func (return_call 0)))',
  exceptions: '(module (tag) (func (try_table (catch_all 0) (throw 0))))',
  'function-references': '(module (type $t (func)) (func (param (ref $t)) (call_ref $t (local.get 0))))',
  gc: '(module (type $s (struct (field i32))) (func (result (ref $s)) (struct.new_default $s)))',
  memory64: '(module (memory i64 1) (func (result i32) (i32.load (i64.const 0))))',
  'multi-memory': '(module (memory 1) (memory 1) (func (result i32) (i32.load 1 (i32.const 0))))',
  'extended-const': '(module (global i32 (i32.add (i32.const 1) (i32.const 2))))',
  threads: '(module (memory 1 1 shared) (func (result i32) (i32.atomic.load (i32.const 0))))',
  'legacy-exceptions': '(module (func try catch_all end))',
  'custom-page-sizes': '(module (memory 1 (pagesize 1)))',
};

/** The features whose probe a validator accepts. */
export async function probeFeatures(accepts: (bytes: Uint8Array) => boolean): Promise<FeatureSet> {
  const features = new Set<WasmFeature>();
  for (const [feature, text] of Object.entries(featureProbes) as [WasmFeature, string][]) {
    const assembled = await assemble({ kind: 'text', text }, 'wasm-tools');
    if (!('bytes' in assembled)) throw new Error(`the probe of ${feature} does not assemble: ${assembled.refusal}`);
    if (accepts(assembled.bytes)) features.add(feature);
  }
  return features;
}
