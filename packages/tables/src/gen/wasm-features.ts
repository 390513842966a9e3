// Generated from schema/wasm/features.json by `npm run gen`; never edited.

/** The rows of schema/wasm/features.json, in its order. */
export const wasmFeatures = [
  { name: 'core', id: 0, standard: '1.0', doc: 'The first version of WebAssembly.' },
  { name: 'sign-extension', id: 1, standard: '2.0', doc: 'i32.extend8_s and its relatives.' },
  { name: 'saturating-conversions', id: 2, standard: '2.0', doc: 'i32.trunc_sat_f32_s and its relatives.' },
  { name: 'multi-value', id: 3, standard: '2.0', doc: 'Several results, and block types with parameters.' },
  { name: 'reference-types', id: 4, standard: '2.0', doc: 'Reference values, several tables, table instructions.' },
  { name: 'bulk-memory', id: 5, standard: '2.0', doc: 'memory.copy and relatives, passive segments.' },
  { name: 'simd', id: 6, standard: '2.0', doc: '128-bit vectors.' },
  { name: 'relaxed-simd', id: 7, standard: '3.0', doc: 'Vector instructions with a choice of results.' },
  { name: 'tail-calls', id: 8, standard: '3.0', doc: 'return_call and its relatives.' },
  { name: 'exceptions', id: 9, standard: '3.0', doc: 'Tags, throw, try_table, exnref.' },
  { name: 'function-references', id: 10, standard: '3.0', doc: 'Typed function references and call_ref.' },
  { name: 'gc', id: 11, standard: '3.0', doc: 'Structs, arrays, i31, recursive types and casts.' },
  { name: 'memory64', id: 12, standard: '3.0', doc: '64-bit addresses of memories and tables.' },
  { name: 'multi-memory', id: 13, standard: '3.0', doc: 'Several memories.' },
  { name: 'extended-const', id: 14, standard: '3.0', doc: 'Arithmetic in constant expressions.' },
  { name: 'threads', id: 15, standard: 'proposal', doc: 'Shared memories and atomic accesses.' },
  { name: 'legacy-exceptions', id: 16, standard: 'proposal', doc: 'try, catch, delegate and rethrow, as engines shipped them first.' },
  { name: 'custom-page-sizes', id: 17, standard: 'proposal', doc: 'Memories with pages of one byte.' },
] as const;

/** The `name` of a row. */
export type WasmFeature =
  | 'core'
  | 'sign-extension'
  | 'saturating-conversions'
  | 'multi-value'
  | 'reference-types'
  | 'bulk-memory'
  | 'simd'
  | 'relaxed-simd'
  | 'tail-calls'
  | 'exceptions'
  | 'function-references'
  | 'gc'
  | 'memory64'
  | 'multi-memory'
  | 'extended-const'
  | 'threads'
  | 'legacy-exceptions'
  | 'custom-page-sizes';
