// Generated from schema/wasm/errors.json by `npm run gen`; never edited.

/** The rows of schema/wasm/errors.json, in its order. */
export const wasmErrors = [
  { code: 'WASM1001', name: 'unexpected-end', phase: 'malformed', clause: 'binary-grammar', template: 'unexpected end: {needed} more bytes needed', params: { needed: 'number' }, doc: 'The file, section or body ends in the middle of an item. The file may be cut short.' },
  { code: 'WASM1002', name: 'integer-too-long', phase: 'malformed', clause: 'binary-int', template: 'integer representation too long for {bits} bits', params: { bits: 'number' }, doc: 'A LEB128 integer has more bytes than its type allows.' },
  { code: 'WASM1003', name: 'integer-too-large', phase: 'malformed', clause: 'binary-int', template: 'integer too large for {bits} bits', params: { bits: 'number' }, doc: 'The last byte of a LEB128 integer has bits outside its type.' },
  { code: 'WASM1004', name: 'not-utf8', phase: 'malformed', clause: 'binary-utf8', template: 'malformed UTF-8 encoding', params: {}, doc: 'A name is not UTF-8.' },
  { code: 'WASM1005', name: 'count-too-large', phase: 'malformed', clause: 'binary-list', template: '{count} items declared where {remaining} bytes remain', params: { count: 'number', remaining: 'number' }, doc: 'A list declares more items than the bytes that follow can hold.' },
  { code: 'WASM1006', name: 'bad-magic', phase: 'malformed', clause: 'binary-magic', template: 'magic header not detected', params: {}, doc: 'The first four bytes are not those of a WebAssembly module.' },
  { code: 'WASM1007', name: 'unknown-version', phase: 'malformed', clause: 'binary-version', template: 'unknown binary version {version}', params: { version: 'number' }, doc: 'The version after the magic is not 1. Components have another one and are not modules.' },
  { code: 'WASM1008', name: 'unknown-section', phase: 'malformed', clause: 'binary-section', template: 'unknown section id {id}', params: { id: 'number' }, doc: 'No section of WebAssembly has this id.' },
  { code: 'WASM1009', name: 'section-order', phase: 'malformed', clause: 'binary-module', template: 'section {section} is out of order or stands twice', params: { section: 'string' }, doc: 'Sections other than custom ones stand at most once and in a fixed order.' },
  { code: 'WASM1010', name: 'section-size', phase: 'malformed', clause: 'binary-section', template: 'section {section}: {left} bytes left over', params: { section: 'string', left: 'number' }, doc: 'The contents of a section end before its declared size.' },
  { code: 'WASM1011', name: 'body-size', phase: 'malformed', clause: 'binary-code', template: 'function body: {left} bytes left after its end', params: { left: 'number' }, doc: 'A body goes on after the end that closes it, or is not closed by one.' },
  { code: 'WASM1012', name: 'unknown-opcode', phase: 'malformed', clause: 'binary-instr', template: 'unknown opcode {opcode}', params: { opcode: 'string' }, doc: 'No instruction has this opcode.' },
  { code: 'WASM1013', name: 'unknown-type-code', phase: 'malformed', clause: 'binary-types', template: '{what}: unknown code {found}', params: { what: 'string', found: 'string' }, doc: 'This byte begins no type of the kind expected here.' },
  { code: 'WASM1014', name: 'bad-flags', phase: 'malformed', clause: 'binary-grammar', template: '{what}: unknown flags or kind {flags}', params: { what: 'string', flags: 'string' }, doc: 'A flags or kind byte has a value that the grammar does not list.' },
  { code: 'WASM1015', name: 'function-code-counts', phase: 'malformed', clause: 'binary-module', template: '{functions} functions declared but {bodies} bodies given', params: { functions: 'number', bodies: 'number' }, doc: 'The function and code sections must have the same length.' },
  { code: 'WASM1016', name: 'data-count', phase: 'malformed', clause: 'binary-module', template: 'data count section says {declared} but there are {segments} data segments', params: { declared: 'number', segments: 'number' }, doc: 'The data count section and the data section must agree.' },
  { code: 'WASM1017', name: 'data-count-required', phase: 'malformed', clause: 'binary-module', template: '{instruction} needs a data count section', params: { instruction: 'string' }, doc: 'Bodies that name data segments are only allowed after a data count section.' },
  { code: 'WASM1018', name: 'too-many-locals', phase: 'malformed', clause: 'binary-code', template: '{count} locals: more than 2^32 - 1', params: { count: 'number' }, doc: 'The local declarations add up beyond the index space.' },
  { code: 'WASM1019', name: 'zero-byte-expected', phase: 'malformed', clause: 'binary-instr', template: 'zero byte expected, found {found}', params: { found: 'string' }, doc: 'A reserved byte of an instruction is not zero.' },
  { code: 'WASM1020', name: 'misplaced-instruction', phase: 'malformed', clause: 'binary-instr', template: '{instruction} does not belong here', params: { instruction: 'string' }, doc: 'else, catch, catch_all and delegate stand only inside the construct they are part of.' },
  { code: 'WASM1021', name: 'feature-disabled', phase: 'malformed', clause: 'binary-grammar', template: '{what} needs the feature {feature}', params: { what: 'string', feature: 'string' }, doc: 'The module uses a feature that is not in the feature set given to the reader.' },
  { code: 'WASM1022', name: 'constant-expression-end', phase: 'malformed', clause: 'binary-expr', template: 'constant expression is not closed by end', params: {}, doc: 'An initialiser or offset expression runs on to the end of its section.' },
  { code: 'WASM2001', name: 'type-mismatch', phase: 'invalid', clause: 'valid-instr', template: 'type mismatch in {what}: expected {expected}, found {found}', params: { what: 'string', expected: 'string', found: 'string' }, doc: 'An operand, result or initialiser has another type than its rule demands.' },
  { code: 'WASM2002', name: 'operands-left', phase: 'invalid', clause: 'valid-instr-seq', template: 'type mismatch: {left} operands left at the end of the block', params: { left: 'number' }, doc: 'At its end a block must hold exactly its results.' },
  { code: 'WASM2003', name: 'unknown-index', phase: 'invalid', clause: 'valid-context', template: 'unknown {space} {index}: there are {count}', params: { space: 'string', index: 'number', count: 'number' }, doc: 'An index lies outside its index space.' },
  { code: 'WASM2004', name: 'uninitialised-local', phase: 'invalid', clause: 'valid-local.get', template: 'uninitialised local {localidx}', params: { localidx: 'number' }, doc: 'A local without default value is read before it was surely set.' },
  { code: 'WASM2005', name: 'immutable-global', phase: 'invalid', clause: 'valid-global.set', template: 'global {globalidx} is immutable', params: { globalidx: 'number' }, doc: 'global.set on a global that is not declared mutable.' },
  { code: 'WASM2006', name: 'alignment', phase: 'invalid', clause: 'valid-memarg', template: 'alignment 2^{alignment} must not be larger than natural (2^{natural})', params: { alignment: 'number', natural: 'number' }, doc: 'The alignment hint exceeds the access width.' },
  { code: 'WASM2007', name: 'offset-range', phase: 'invalid', clause: 'valid-memarg', template: 'offset {memoffset} out of range of a 32-bit memory', params: { memoffset: 'string' }, doc: 'The static offset does not fit the address type of the memory.' },
  { code: 'WASM2008', name: 'lane-range', phase: 'invalid', clause: 'valid-vec-lane', template: 'lane index {lane}: there are {lanes}', params: { lane: 'number', lanes: 'number' }, doc: 'The vector has fewer lanes.' },
  { code: 'WASM2009', name: 'undeclared-function-reference', phase: 'invalid', clause: 'valid-ref.func', template: 'undeclared function reference {funcidx}', params: { funcidx: 'number' }, doc: 'ref.func in a body may only name functions that occur outside bodies: in exports, globals, elements.' },
  { code: 'WASM2010', name: 'constant-expression', phase: 'invalid', clause: 'valid-constant', template: '{instruction}: constant expression required', params: { instruction: 'string' }, doc: 'Initialisers and offsets allow a few instructions only.' },
  { code: 'WASM2011', name: 'supertype-mismatch', phase: 'invalid', clause: 'valid-subtype', template: 'sub type {typeidx} does not match super type {super}', params: { typeidx: 'number', super: 'number' }, doc: 'A declared subtype must be a structural subtype of its supertype.' },
  { code: 'WASM2012', name: 'supertype-final', phase: 'invalid', clause: 'valid-subtype', template: 'type {typeidx}: super type {super} is final', params: { typeidx: 'number', super: 'number' }, doc: 'A final type has no subtypes.' },
  { code: 'WASM2013', name: 'supertype-order', phase: 'invalid', clause: 'valid-subtype', template: 'type {typeidx}: unknown type {super} as super type, it must be defined before', params: { typeidx: 'number', super: 'number' }, doc: 'A supertype must stand before its subtypes.' },
  { code: 'WASM2014', name: 'limits-order', phase: 'invalid', clause: 'valid-limits', template: 'size minimum must not be greater than maximum: {min} > {max}', params: { min: 'string', max: 'string' }, doc: 'The maximum of a memory or table is below its minimum.' },
  { code: 'WASM2015', name: 'memory-size', phase: 'invalid', clause: 'valid-memtype', template: 'memory size must be at most {most} pages, not {pages}', params: { pages: 'string', most: 'string' }, doc: 'A memory cannot have so many pages.' },
  { code: 'WASM2016', name: 'table-size', phase: 'invalid', clause: 'valid-tabletype', template: 'table size must be at most {most}, not {size}', params: { size: 'string', most: 'string' }, doc: 'A table cannot have so many elements.' },
  { code: 'WASM2017', name: 'duplicate-export', phase: 'invalid', clause: 'valid-module', template: 'duplicate export name {export}', params: { export: 'string' }, doc: 'Every export has a name of its own.' },
  { code: 'WASM2018', name: 'start-type', phase: 'invalid', clause: 'valid-start', template: 'start function {funcidx} must take and return nothing', params: { funcidx: 'number' }, doc: 'The start function has type [] -> [].' },
  { code: 'WASM2019', name: 'type-kind', phase: 'invalid', clause: 'valid-context', template: 'type {typeidx} is not a {expected} type', params: { typeidx: 'number', expected: 'string' }, doc: 'A type index names a function, struct or array type where another kind is needed.' },
  { code: 'WASM2020', name: 'immutable-field', phase: 'invalid', clause: 'valid-struct.set', template: 'field {fieldidx} of type {typeidx} is immutable', params: { typeidx: 'number', fieldidx: 'number' }, doc: 'A write to a struct field or array element that is not mutable.' },
  { code: 'WASM2021', name: 'packed-field', phase: 'invalid', clause: 'valid-struct.get', template: '{instruction}: the field is {packed}', params: { instruction: 'string', packed: 'string' }, doc: 'Packed fields are read with _s or _u, all others without.' },
  { code: 'WASM2022', name: 'not-defaultable', phase: 'invalid', clause: 'valid-defaultable', template: 'type {type} has no default value', params: { type: 'string' }, doc: 'new_default and tables without initialiser need types with default.' },
  { code: 'WASM2023', name: 'select-operands', phase: 'invalid', clause: 'valid-select', template: 'select without type needs numeric or vector operands, found {found}', params: { found: 'string' }, doc: 'References are selected with an explicit type.' },
  { code: 'WASM2024', name: 'select-arity', phase: 'invalid', clause: 'valid-select', template: 'select with {count} types: invalid result arity', params: { count: 'number' }, doc: 'select takes exactly one type.' },
  { code: 'WASM2025', name: 'label-arity', phase: 'invalid', clause: 'valid-br_table', template: 'type mismatch: label {label} takes {found} values, the default label {expected}', params: { label: 'number', found: 'number', expected: 'number' }, doc: 'All labels of a br_table have the same number of types.' },
  { code: 'WASM2026', name: 'tag-results', phase: 'invalid', clause: 'valid-tagtype', template: 'tag type {typeidx} must have no results', params: { typeidx: 'number' }, doc: 'Exceptions carry parameters only.' },
  { code: 'WASM2027', name: 'cast-types', phase: 'invalid', clause: 'valid-br_on_cast', template: 'type mismatch: {target} does not match {source}', params: { target: 'string', source: 'string' }, doc: 'The target of a cast branch must be a subtype of its source.' },
  { code: 'WASM2028', name: 'shared-maximum', phase: 'invalid', clause: 'valid-memtype', template: 'shared memory must have maximum', params: {}, doc: 'A shared memory without maximum.' },
  { code: 'WASM2029', name: 'atomic-alignment', phase: 'invalid', clause: 'valid-atomic', template: 'atomic alignment 2^{alignment} must be natural (2^{natural})', params: { alignment: 'number', natural: 'number' }, doc: 'Atomic accesses state exactly their natural alignment.' },
  { code: 'WASM2030', name: 'rethrow-label', phase: 'invalid', clause: 'valid-rethrow', template: 'label {label} is not a catch', params: { label: 'number' }, doc: 'rethrow names the label of an enclosing catch or catch_all.' },
  { code: 'WASM2031', name: 'page-size', phase: 'invalid', clause: 'valid-memtype', template: 'invalid custom page size {size}', params: { size: 'string' }, doc: 'A page has 1 or 65536 bytes.' },
  { code: 'WASM2032', name: 'array-segment', phase: 'invalid', clause: 'valid-array.new_data', template: 'array type {typeidx} is not numeric or vector', params: { typeidx: 'number' }, doc: 'Only numbers and vectors are read from data segments.' },
  { code: 'WASM2033', name: 'multiple-instances', phase: 'invalid', clause: 'valid-module', template: 'multiple {space}', params: { space: 'string' }, doc: 'More than one memory or table, without the feature multi-memory or reference-types.' },
  { code: 'WASM2034', name: 'frame-offset', phase: 'invalid', clause: 'valid-func', template: 'offset {bodyOffset} is not an instruction of function {funcidx}', params: { bodyOffset: 'number', funcidx: 'number' }, doc: 'A body offset that does not point at the first byte of an instruction.' },
  { code: 'WASM2035', name: 'imported-function', phase: 'invalid', clause: 'valid-func', template: 'function {funcidx} is imported and has no body', params: { funcidx: 'number' }, doc: 'Type states exist for functions with a body only.' },
  { code: 'WASM9001', name: 'limit', phase: 'limit', clause: 'implementation-limits', template: '{what}: {value} exceeds the limit of {limit}', params: { what: 'string', value: 'number', limit: 'number' }, doc: 'The module is larger than the limits given to the reader.' },
] as const;

/** The `code` of a row. */
export type WasmErrorCode =
  | 'WASM1001'
  | 'WASM1002'
  | 'WASM1003'
  | 'WASM1004'
  | 'WASM1005'
  | 'WASM1006'
  | 'WASM1007'
  | 'WASM1008'
  | 'WASM1009'
  | 'WASM1010'
  | 'WASM1011'
  | 'WASM1012'
  | 'WASM1013'
  | 'WASM1014'
  | 'WASM1015'
  | 'WASM1016'
  | 'WASM1017'
  | 'WASM1018'
  | 'WASM1019'
  | 'WASM1020'
  | 'WASM1021'
  | 'WASM1022'
  | 'WASM2001'
  | 'WASM2002'
  | 'WASM2003'
  | 'WASM2004'
  | 'WASM2005'
  | 'WASM2006'
  | 'WASM2007'
  | 'WASM2008'
  | 'WASM2009'
  | 'WASM2010'
  | 'WASM2011'
  | 'WASM2012'
  | 'WASM2013'
  | 'WASM2014'
  | 'WASM2015'
  | 'WASM2016'
  | 'WASM2017'
  | 'WASM2018'
  | 'WASM2019'
  | 'WASM2020'
  | 'WASM2021'
  | 'WASM2022'
  | 'WASM2023'
  | 'WASM2024'
  | 'WASM2025'
  | 'WASM2026'
  | 'WASM2027'
  | 'WASM2028'
  | 'WASM2029'
  | 'WASM2030'
  | 'WASM2031'
  | 'WASM2032'
  | 'WASM2033'
  | 'WASM2034'
  | 'WASM2035'
  | 'WASM9001';

/** The parameters of each error's message. */
export interface WasmErrorParams {
  'WASM1001': { readonly needed: number };
  'WASM1002': { readonly bits: number };
  'WASM1003': { readonly bits: number };
  'WASM1004': Record<never, never>;
  'WASM1005': { readonly count: number; readonly remaining: number };
  'WASM1006': Record<never, never>;
  'WASM1007': { readonly version: number };
  'WASM1008': { readonly id: number };
  'WASM1009': { readonly section: string };
  'WASM1010': { readonly section: string; readonly left: number };
  'WASM1011': { readonly left: number };
  'WASM1012': { readonly opcode: string };
  'WASM1013': { readonly what: string; readonly found: string };
  'WASM1014': { readonly what: string; readonly flags: string };
  'WASM1015': { readonly functions: number; readonly bodies: number };
  'WASM1016': { readonly declared: number; readonly segments: number };
  'WASM1017': { readonly instruction: string };
  'WASM1018': { readonly count: number };
  'WASM1019': { readonly found: string };
  'WASM1020': { readonly instruction: string };
  'WASM1021': { readonly what: string; readonly feature: string };
  'WASM1022': Record<never, never>;
  'WASM2001': { readonly what: string; readonly expected: string; readonly found: string };
  'WASM2002': { readonly left: number };
  'WASM2003': { readonly space: string; readonly index: number; readonly count: number };
  'WASM2004': { readonly localidx: number };
  'WASM2005': { readonly globalidx: number };
  'WASM2006': { readonly alignment: number; readonly natural: number };
  'WASM2007': { readonly memoffset: string };
  'WASM2008': { readonly lane: number; readonly lanes: number };
  'WASM2009': { readonly funcidx: number };
  'WASM2010': { readonly instruction: string };
  'WASM2011': { readonly typeidx: number; readonly super: number };
  'WASM2012': { readonly typeidx: number; readonly super: number };
  'WASM2013': { readonly typeidx: number; readonly super: number };
  'WASM2014': { readonly min: string; readonly max: string };
  'WASM2015': { readonly pages: string; readonly most: string };
  'WASM2016': { readonly size: string; readonly most: string };
  'WASM2017': { readonly export: string };
  'WASM2018': { readonly funcidx: number };
  'WASM2019': { readonly typeidx: number; readonly expected: string };
  'WASM2020': { readonly typeidx: number; readonly fieldidx: number };
  'WASM2021': { readonly instruction: string; readonly packed: string };
  'WASM2022': { readonly type: string };
  'WASM2023': { readonly found: string };
  'WASM2024': { readonly count: number };
  'WASM2025': { readonly label: number; readonly found: number; readonly expected: number };
  'WASM2026': { readonly typeidx: number };
  'WASM2027': { readonly target: string; readonly source: string };
  'WASM2028': Record<never, never>;
  'WASM2029': { readonly alignment: number; readonly natural: number };
  'WASM2030': { readonly label: number };
  'WASM2031': { readonly size: string };
  'WASM2032': { readonly typeidx: number };
  'WASM2033': { readonly space: string };
  'WASM2034': { readonly bodyOffset: number; readonly funcidx: number };
  'WASM2035': { readonly funcidx: number };
  'WASM9001': { readonly what: string; readonly value: number; readonly limit: number };
}
