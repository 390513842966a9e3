// Generated from schema/wasm/sections.json by `npm run gen`; never edited.

/** The rows of schema/wasm/sections.json, in its order. */
export const wasmSections = [
  { name: 'custom', id: 0, order: -1, feature: 'core', doc: 'Uninterpreted, anywhere, any number of times.', clause: 'binary-customsec' },
  { name: 'type', id: 1, order: 1, feature: 'core', doc: 'Recursive types.', clause: 'binary-typesec' },
  { name: 'import', id: 2, order: 2, feature: 'core', doc: 'Imports.', clause: 'binary-importsec' },
  { name: 'function', id: 3, order: 3, feature: 'core', doc: 'Type indices of the defined functions.', clause: 'binary-functionsec' },
  { name: 'table', id: 4, order: 4, feature: 'core', doc: 'Tables.', clause: 'binary-tablesec' },
  { name: 'memory', id: 5, order: 5, feature: 'core', doc: 'Memories.', clause: 'binary-memorysec' },
  { name: 'tag', id: 13, order: 6, feature: 'exceptions', doc: 'Tags.', clause: 'binary-tagsec' },
  { name: 'global', id: 6, order: 7, feature: 'core', doc: 'Globals.', clause: 'binary-globalsec' },
  { name: 'export', id: 7, order: 8, feature: 'core', doc: 'Exports.', clause: 'binary-exportsec' },
  { name: 'start', id: 8, order: 9, feature: 'core', doc: 'The start function.', clause: 'binary-startsec' },
  { name: 'element', id: 9, order: 10, feature: 'core', doc: 'Element segments.', clause: 'binary-elementsec' },
  { name: 'data count', id: 12, order: 11, feature: 'bulk-memory', doc: 'Number of data segments, so that bodies can be checked in one pass.', clause: 'binary-datacountsec' },
  { name: 'code', id: 10, order: 12, feature: 'core', doc: 'Bodies of the defined functions.', clause: 'binary-codesec' },
  { name: 'data', id: 11, order: 13, feature: 'core', doc: 'Data segments.', clause: 'binary-datasec' },
] as const;

/** The `name` of a row. */
export type WasmSection =
  | 'custom'
  | 'type'
  | 'import'
  | 'function'
  | 'table'
  | 'memory'
  | 'tag'
  | 'global'
  | 'export'
  | 'start'
  | 'element'
  | 'data count'
  | 'code'
  | 'data';
