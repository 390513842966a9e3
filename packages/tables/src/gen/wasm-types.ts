// Generated from schema/wasm/types.json by `npm run gen`; never edited.

/** The rows of schema/wasm/types.json, in its order. */
export const wasmTypes = [
  { name: 'i32', code: 127, kind: 'numtype', feature: 'core' },
  { name: 'i64', code: 126, kind: 'numtype', feature: 'core' },
  { name: 'f32', code: 125, kind: 'numtype', feature: 'core' },
  { name: 'f64', code: 124, kind: 'numtype', feature: 'core' },
  { name: 'v128', code: 123, kind: 'vectype', feature: 'simd' },
  { name: 'i8', code: 120, kind: 'packedtype', feature: 'gc' },
  { name: 'i16', code: 119, kind: 'packedtype', feature: 'gc' },
  { name: 'func', code: 112, kind: 'absheaptype', feature: 'core', short: 'funcref', top: 'func', super: [] },
  { name: 'extern', code: 111, kind: 'absheaptype', feature: 'reference-types', short: 'externref', top: 'extern', super: [] },
  { name: 'any', code: 110, kind: 'absheaptype', feature: 'gc', short: 'anyref', top: 'any', super: [] },
  { name: 'eq', code: 109, kind: 'absheaptype', feature: 'gc', short: 'eqref', top: 'any', super: ['any'] },
  { name: 'i31', code: 108, kind: 'absheaptype', feature: 'gc', short: 'i31ref', top: 'any', super: ['eq'] },
  { name: 'struct', code: 107, kind: 'absheaptype', feature: 'gc', short: 'structref', top: 'any', super: ['eq'] },
  { name: 'array', code: 106, kind: 'absheaptype', feature: 'gc', short: 'arrayref', top: 'any', super: ['eq'] },
  { name: 'none', code: 113, kind: 'absheaptype', feature: 'gc', short: 'nullref', top: 'any', super: ['i31', 'struct', 'array'] },
  { name: 'nofunc', code: 115, kind: 'absheaptype', feature: 'gc', short: 'nullfuncref', top: 'func', super: ['func'] },
  { name: 'noextern', code: 114, kind: 'absheaptype', feature: 'gc', short: 'nullexternref', top: 'extern', super: ['extern'] },
  { name: 'exn', code: 105, kind: 'absheaptype', feature: 'exceptions', short: 'exnref', top: 'exn', super: [] },
  { name: 'noexn', code: 116, kind: 'absheaptype', feature: 'exceptions', short: 'nullexnref', top: 'exn', super: ['exn'] },
  { name: 'ref', code: 100, kind: 'constructor', feature: 'function-references' },
  { name: 'ref null', code: 99, kind: 'constructor', feature: 'function-references' },
  { name: 'functype', code: 96, kind: 'constructor', feature: 'core' },
  { name: 'structtype', code: 95, kind: 'constructor', feature: 'gc' },
  { name: 'arraytype', code: 94, kind: 'constructor', feature: 'gc' },
  { name: 'sub', code: 80, kind: 'constructor', feature: 'gc' },
  { name: 'sub final', code: 79, kind: 'constructor', feature: 'gc' },
  { name: 'rec', code: 78, kind: 'constructor', feature: 'gc' },
  { name: 'empty', code: 64, kind: 'constructor', feature: 'core' },
] as const;

/** The `name` of a row. */
export type WasmTypeName =
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'v128'
  | 'i8'
  | 'i16'
  | 'func'
  | 'extern'
  | 'any'
  | 'eq'
  | 'i31'
  | 'struct'
  | 'array'
  | 'none'
  | 'nofunc'
  | 'noextern'
  | 'exn'
  | 'noexn'
  | 'ref'
  | 'ref null'
  | 'functype'
  | 'structtype'
  | 'arraytype'
  | 'sub'
  | 'sub final'
  | 'rec'
  | 'empty';
