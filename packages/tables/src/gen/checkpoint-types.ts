// Generated from schema/checkpoint/types.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/types.json, in its order. */
export const checkpointTypes = [
  { name: 'i32', code: 127, group: 'number', status: 'assigned', doc: '32-bit integer.' },
  { name: 'i64', code: 126, group: 'number', status: 'assigned', doc: '64-bit integer.' },
  { name: 'f32', code: 125, group: 'number', status: 'assigned', doc: '32-bit float.' },
  { name: 'f64', code: 124, group: 'number', status: 'assigned', doc: '64-bit float.' },
  { name: 'v128', code: 123, group: 'vector', status: 'assigned', doc: '128-bit vector.' },
  { name: 'i8', code: 120, group: 'packed', status: 'assigned', doc: 'Packed 8-bit storage.' },
  { name: 'i16', code: 119, group: 'packed', status: 'assigned', doc: 'Packed 16-bit storage.' },
  { name: 'heap-nocont', code: 117, group: 'heap', bottom: 'heap-nocont', status: 'reserved', doc: 'Reserved for stack switching.' },
  { name: 'heap-noexn', code: 116, group: 'heap', bottom: 'heap-noexn', status: 'assigned', doc: 'Bottom of exceptions.' },
  { name: 'heap-nofunc', code: 115, group: 'heap', bottom: 'heap-nofunc', status: 'assigned', doc: 'Bottom of functions.' },
  { name: 'heap-noextern', code: 114, group: 'heap', bottom: 'heap-noextern', status: 'assigned', doc: 'Bottom of external references.' },
  { name: 'heap-none', code: 113, group: 'heap', bottom: 'heap-none', status: 'assigned', doc: 'Bottom of internal references.' },
  { name: 'heap-func', code: 112, group: 'heap', bottom: 'heap-nofunc', status: 'assigned', doc: 'Any function.' },
  { name: 'heap-extern', code: 111, group: 'heap', bottom: 'heap-noextern', status: 'assigned', doc: 'Any external reference.' },
  { name: 'heap-any', code: 110, group: 'heap', bottom: 'heap-none', status: 'assigned', doc: 'Any internal reference.' },
  { name: 'heap-eq', code: 109, group: 'heap', bottom: 'heap-none', status: 'assigned', doc: 'Comparable internal references.' },
  { name: 'heap-i31', code: 108, group: 'heap', bottom: 'heap-none', status: 'assigned', doc: '31-bit integers as references.' },
  { name: 'heap-struct', code: 107, group: 'heap', bottom: 'heap-none', status: 'assigned', doc: 'Any structure.' },
  { name: 'heap-array', code: 106, group: 'heap', bottom: 'heap-none', status: 'assigned', doc: 'Any array.' },
  { name: 'heap-exn', code: 105, group: 'heap', bottom: 'heap-noexn', status: 'assigned', doc: 'Any exception.' },
  { name: 'heap-cont', code: 104, group: 'heap', bottom: 'heap-nocont', status: 'reserved', doc: 'Reserved for stack switching.' },
  { name: 'ref', code: 100, group: 'reference', status: 'assigned', doc: 'Non-null reference; a heap type follows.' },
  { name: 'ref-null', code: 99, group: 'reference', status: 'assigned', doc: 'Nullable reference; a type index follows, since an abstract heap type has the short form.' },
  { name: 'comp-func', code: 96, group: 'composite', status: 'assigned', doc: 'Function type: parameters, results.' },
  { name: 'comp-struct', code: 95, group: 'composite', status: 'assigned', doc: 'Structure type: fields.' },
  { name: 'comp-array', code: 94, group: 'composite', status: 'assigned', doc: 'Array type: one field.' },
  { name: 'comp-cont', code: 93, group: 'composite', status: 'reserved', doc: 'Reserved for stack switching.' },
  { name: 'sub', code: 80, group: 'sub', status: 'assigned', doc: 'Subtype that is not final.' },
  { name: 'sub-final', code: 79, group: 'sub', status: 'assigned', doc: 'Final subtype with a supertype.' },
  { name: 'rec', code: 78, group: 'recursive', status: 'assigned', doc: 'Recursive group of two or more types.' },
  { name: 'extern-func', code: 0, group: 'extern', status: 'assigned', doc: 'Import of a function.' },
  { name: 'extern-table', code: 1, group: 'extern', status: 'assigned', doc: 'Import of a table.' },
  { name: 'extern-memory', code: 2, group: 'extern', status: 'assigned', doc: 'Import of a memory.' },
  { name: 'extern-global', code: 3, group: 'extern', status: 'assigned', doc: 'Import of a global.' },
  { name: 'extern-tag', code: 4, group: 'extern', status: 'assigned', doc: 'Import of a tag.' },
] as const;

/** The `name` of a row. */
export type CheckpointTypeCode =
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'v128'
  | 'i8'
  | 'i16'
  | 'heap-nocont'
  | 'heap-noexn'
  | 'heap-nofunc'
  | 'heap-noextern'
  | 'heap-none'
  | 'heap-func'
  | 'heap-extern'
  | 'heap-any'
  | 'heap-eq'
  | 'heap-i31'
  | 'heap-struct'
  | 'heap-array'
  | 'heap-exn'
  | 'heap-cont'
  | 'ref'
  | 'ref-null'
  | 'comp-func'
  | 'comp-struct'
  | 'comp-array'
  | 'comp-cont'
  | 'sub'
  | 'sub-final'
  | 'rec'
  | 'extern-func'
  | 'extern-table'
  | 'extern-memory'
  | 'extern-global'
  | 'extern-tag';
