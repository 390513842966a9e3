// Generated from schema/wasm/limits.json by `npm run gen`; never edited.

/** The rows of schema/wasm/limits.json, in its order. */
export const wasmLimits = [
  { name: 'moduleSize', default: 1073741824, unit: 'bytes', doc: 'Size of a module.' },
  { name: 'types', default: 1000000, unit: 'types', doc: 'Defined types.' },
  { name: 'recGroupSize', default: 1000000, unit: 'types', doc: 'Types of one recursive group.' },
  { name: 'subtypingDepth', default: 63, unit: 'types', doc: 'Length of a chain of declared supertypes.' },
  { name: 'params', default: 1000, unit: 'types', doc: 'Parameters of a function type.' },
  { name: 'results', default: 1000, unit: 'types', doc: 'Results of a function type.' },
  { name: 'structFields', default: 10000, unit: 'fields', doc: 'Fields of a struct type.' },
  { name: 'imports', default: 1000000, unit: 'imports', doc: 'Imports.' },
  { name: 'functions', default: 1000000, unit: 'functions', doc: 'Functions, imported and defined.' },
  { name: 'tables', default: 100000, unit: 'tables', doc: 'Tables, imported and defined.' },
  { name: 'memories', default: 100000, unit: 'memories', doc: 'Memories, imported and defined.' },
  { name: 'globals', default: 1000000, unit: 'globals', doc: 'Globals, imported and defined.' },
  { name: 'tags', default: 1000000, unit: 'tags', doc: 'Tags, imported and defined.' },
  { name: 'exports', default: 1000000, unit: 'exports', doc: 'Exports.' },
  { name: 'elements', default: 10000000, unit: 'segments', doc: 'Element segments.' },
  { name: 'elementItems', default: 10000000, unit: 'items', doc: 'Items of one element segment.' },
  { name: 'data', default: 100000, unit: 'segments', doc: 'Data segments.' },
  { name: 'bodySize', default: 7654321, unit: 'bytes', doc: 'Size of a function body.' },
  { name: 'locals', default: 50000, unit: 'locals', doc: 'Locals of a function, its parameters included.' },
  { name: 'brTableSize', default: 65520, unit: 'labels', doc: 'Labels of a br_table, the default not included.' },
  { name: 'arrayNewFixed', default: 10000, unit: 'operands', doc: 'Operands of array.new_fixed.' },
  { name: 'nameBytes', default: 100000, unit: 'bytes', doc: 'Bytes of an import or export name.' },
  { name: 'catches', default: 1000, unit: 'clauses', doc: 'Catch clauses of a try_table.' },
  { name: 'livenessWords', default: 67108864, unit: 'words', doc: 'Working memory of the liveness analysis of one function: three sets a block.' },
] as const;

/** The `name` of a row. */
export type WasmLimit =
  | 'moduleSize'
  | 'types'
  | 'recGroupSize'
  | 'subtypingDepth'
  | 'params'
  | 'results'
  | 'structFields'
  | 'imports'
  | 'functions'
  | 'tables'
  | 'memories'
  | 'globals'
  | 'tags'
  | 'exports'
  | 'elements'
  | 'elementItems'
  | 'data'
  | 'bodySize'
  | 'locals'
  | 'brTableSize'
  | 'arrayNewFixed'
  | 'nameBytes'
  | 'catches'
  | 'livenessWords';
