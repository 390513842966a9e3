/** One table under `schema/` and the TypeScript file generated from it. */
export interface Table {
  /** Rows, a JSON array with one row a line, relative to `schema/`. */
  readonly rows: string;
  /** JSON Schema of the rows, relative to `schema/`. */
  readonly schema: string;
  /** Generated file, relative to `packages/tables/src/gen/`. */
  readonly out: string;
  /** Name of the exported constant. */
  readonly constant: string;
  /** Name of the exported union of all keys. */
  readonly keyType: string;
  /** The field that identifies a row. */
  readonly key: string;
  /** `errors` adds the typed parameters of each code. */
  readonly kind: 'rows' | 'errors';
}

/** Every table of the project, in the order in which they are generated. */
export const catalogue: readonly Table[] = [
  {
    rows: 'wasm/opcodes.json',
    schema: 'rows/opcodes.schema.json',
    out: 'wasm-opcodes.ts',
    constant: 'wasmOpcodes',
    keyType: 'Mnemonic',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'wasm/sections.json',
    schema: 'rows/wasm-sections.schema.json',
    out: 'wasm-sections.ts',
    constant: 'wasmSections',
    keyType: 'WasmSection',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'wasm/types.json',
    schema: 'rows/wasm-types.schema.json',
    out: 'wasm-types.ts',
    constant: 'wasmTypes',
    keyType: 'WasmTypeName',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'wasm/features.json',
    schema: 'rows/features.schema.json',
    out: 'wasm-features.ts',
    constant: 'wasmFeatures',
    keyType: 'WasmFeature',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'wasm/limits.json',
    schema: 'rows/limits.schema.json',
    out: 'wasm-limits.ts',
    constant: 'wasmLimits',
    keyType: 'WasmLimit',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'wasm/errors.json',
    schema: 'rows/errors.schema.json',
    out: 'wasm-errors.ts',
    constant: 'wasmErrors',
    keyType: 'WasmErrorCode',
    key: 'code',
    kind: 'errors',
  },
  {
    rows: 'checkpoint/sections.json',
    schema: 'rows/checkpoint-sections.schema.json',
    out: 'checkpoint-sections.ts',
    constant: 'checkpointSections',
    keyType: 'CheckpointSection',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/values.json',
    schema: 'rows/checkpoint-values.schema.json',
    out: 'checkpoint-values.ts',
    constant: 'checkpointValues',
    keyType: 'CheckpointValueTag',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/types.json',
    schema: 'rows/checkpoint-types.schema.json',
    out: 'checkpoint-types.ts',
    constant: 'checkpointTypes',
    keyType: 'CheckpointTypeCode',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/policies.json',
    schema: 'rows/checkpoint-policies.schema.json',
    out: 'checkpoint-policies.ts',
    constant: 'checkpointPolicies',
    keyType: 'HostStatePolicy',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/features.json',
    schema: 'rows/features.schema.json',
    out: 'checkpoint-features.ts',
    constant: 'checkpointFeatures',
    keyType: 'CheckpointFeature',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/limits.json',
    schema: 'rows/limits.schema.json',
    out: 'checkpoint-limits.ts',
    constant: 'checkpointLimits',
    keyType: 'CheckpointLimit',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/validator-limits.json',
    schema: 'rows/limits.schema.json',
    out: 'validator-limits.ts',
    constant: 'validatorLimits',
    keyType: 'ValidatorLimit',
    key: 'name',
    kind: 'rows',
  },
  {
    rows: 'checkpoint/errors.json',
    schema: 'rows/errors.schema.json',
    out: 'checkpoint-errors.ts',
    constant: 'checkpointErrors',
    keyType: 'CheckpointErrorCode',
    key: 'code',
    kind: 'errors',
  },
];
