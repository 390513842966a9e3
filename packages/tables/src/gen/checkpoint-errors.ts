// Generated from schema/checkpoint/errors.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/errors.json, in its order. */
export const checkpointErrors = [
  { code: 'CKPT1001', name: 'unexpected-end', phase: 'malformed', clause: 'conv-bytes', template: 'unexpected end: {needed} more bytes are needed', params: { needed: 'number' }, doc: 'The file, section or item ends before what it declares; the file was probably cut.' },
  { code: 'CKPT1002', name: 'leb-too-long', phase: 'malformed', clause: 'conv-leb-length', template: 'integer of {bits} bits is longer than its type allows', params: { bits: 'number' }, doc: 'A LEB128 integer has more bytes than its width can need.' },
  { code: 'CKPT1003', name: 'leb-too-large', phase: 'malformed', clause: 'conv-leb-length', template: 'integer does not fit into {bits} bits', params: { bits: 'number' }, doc: 'The last byte of a LEB128 integer has bits beyond its width.' },
  { code: 'CKPT1004', name: 'leb-not-minimal', phase: 'malformed', clause: 'conv-leb-minimal', template: 'integer is not in its shortest form', params: {}, doc: 'A LEB128 integer could have been written with fewer bytes; a canonical file has one encoding of each integer.' },
  { code: 'CKPT1005', name: 'name-not-utf8', phase: 'malformed', clause: 'conv-name', template: 'name is not UTF-8', params: {}, doc: 'A name holds bytes that are not UTF-8.' },
  { code: 'CKPT1006', name: 'count-too-large', phase: 'malformed', clause: 'conv-count', template: '{count} items cannot fit into the remaining {remaining} bytes', params: { count: 'number', remaining: 'number' }, doc: 'A vector declares more items than the rest of its section can hold.' },
  { code: 'CKPT1010', name: 'magic', phase: 'malformed', clause: 'bin-magic', template: 'not a checkpoint: the file starts with {found}', params: { found: 'string' }, doc: 'The first four bytes are not those of a checkpoint; found is hexadecimal.' },
  { code: 'CKPT1011', name: 'section-order', phase: 'malformed', clause: 'bin-section-order', template: 'section {id} cannot follow section {previous}', params: { id: 'number', previous: 'number' }, doc: 'Sections stand in ascending order of their place number, and only some may be repeated.' },
  { code: 'CKPT1012', name: 'section-empty', phase: 'malformed', clause: 'bin-section-empty', template: 'section {section} is empty', params: { section: 'string' }, doc: 'A section whose value is empty is left out.' },
  { code: 'CKPT1013', name: 'section-rest', phase: 'malformed', clause: 'bin-section-size', template: '{left} bytes of section {section} are left over', params: { section: 'string', left: 'number' }, doc: 'The contents of a section end before its size says.' },
  { code: 'CKPT1014', name: 'checksum', phase: 'malformed', clause: 'bin-section-checksum', template: 'checksum of section {section} is {found}, its bytes give {computed}', params: { section: 'string', found: 'string', computed: 'string' }, doc: 'The bytes of a section were changed after it was written. The checksums are hexadecimal.' },
  { code: 'CKPT1015', name: 'end-missing', phase: 'malformed', clause: 'bin-end', template: 'the file does not end with an end section', params: {}, doc: 'The last 18 bytes of the file are not an end section; the file was probably cut.' },
  { code: 'CKPT1016', name: 'after-end', phase: 'malformed', clause: 'bin-end', template: '{left} bytes follow the end section', params: { left: 'number' }, doc: 'Nothing may follow the end section.' },
  { code: 'CKPT1017', name: 'chain-checksum', phase: 'malformed', clause: 'bin-end-chain', template: 'checksum of checksums is {found}, the sections give {computed}', params: { found: 'string', computed: 'string' }, doc: 'A section was exchanged, added or removed as a whole. The checksums are hexadecimal.' },
  { code: 'CKPT1018', name: 'index-offset', phase: 'malformed', clause: 'bin-end-index', template: 'the end section says that the index is at {found}, it is at {computed}', params: { found: 'bigint', computed: 'bigint' }, doc: 'The offset in the end section is not that of the index section.' },
  { code: 'CKPT1019', name: 'index-mismatch', phase: 'malformed', clause: 'bin-index-exact', template: 'the index does not describe the sections of the file ({what})', params: { what: 'string' }, doc: 'The index disagrees with the sections it lists.' },
  { code: 'CKPT1020', name: 'section-id', phase: 'malformed', clause: 'bin-section-id', template: '{id} is not a section id', params: { id: 'number' }, doc: 'Ids 0, 128, 192, 254 and 255 are never used.' },
  { code: 'CKPT1030', name: 'unknown-code', phase: 'malformed', clause: 'conv-codes', template: '{code} is not a {what}', params: { what: 'string', code: 'number' }, doc: 'A byte that selects an alternative selects none.' },
  { code: 'CKPT1031', name: 'wrong-place', phase: 'malformed', clause: 'syn-value-place', template: 'a {found} cannot stand here, where a {expected} is wanted', params: { found: 'string', expected: 'string' }, doc: 'A value tag is known but not allowed at this place.' },
  { code: 'CKPT1032', name: 'i31-range', phase: 'malformed', clause: 'bin-ref-i31', template: 'i31 value {value} has more than 31 bits', params: { value: 'number' }, doc: 'An i31 reference holds an unsigned integer below 2^31.' },
  { code: 'CKPT1033', name: 'order', phase: 'malformed', clause: 'conv-ascending', template: '{what} is not in ascending order', params: { what: 'string' }, doc: 'The items of a set or map stand in strictly ascending order, each once.' },
  { code: 'CKPT1040', name: 'type-form', phase: 'malformed', clause: 'bin-type-canonical', template: 'type is not in its shortest form ({what})', params: { what: 'string' }, doc: 'A type could have been written in an abbreviated form.' },
  { code: 'CKPT1041', name: 'limits-flags', phase: 'malformed', clause: 'bin-limits', template: 'limits flags {flags} are not allowed for a {what}', params: { flags: 'number', what: 'string' }, doc: 'A bit of a limits flags byte has no meaning for this kind of type.' },
  { code: 'CKPT1050', name: 'run-empty', phase: 'malformed', clause: 'bin-run', template: 'run is empty', params: {}, doc: 'A run covers at least one page or entry.' },
  { code: 'CKPT1051', name: 'run-not-maximal', phase: 'malformed', clause: 'bin-run-maximal', template: 'two runs of the same kind follow each other', params: {}, doc: 'Neighbouring runs that could be one are one.' },
  { code: 'CKPT1052', name: 'run-trailing', phase: 'malformed', clause: 'bin-run-trailing', template: 'last run is a base run', params: {}, doc: 'Pages after the last run are base pages without saying so.' },
  { code: 'CKPT1053', name: 'run-outside', phase: 'malformed', clause: 'bin-run-outside', template: 'runs cover {pages} pages, the block has {limit}', params: { pages: 'number', limit: 'number' }, doc: 'The runs of a block go beyond the block or the memory.' },
  { code: 'CKPT1054', name: 'run-equals-base', phase: 'malformed', clause: 'bin-run-base', template: 'run of zero pages over a base of zeros', params: {}, doc: 'A run never says what the base says already.' },
  { code: 'CKPT1055', name: 'page-zero', phase: 'malformed', clause: 'bin-page-zero', template: 'data page {page} is all zero', params: { page: 'number' }, doc: 'A page of zeros is stored as a zero run or as part of the base, never as data.' },
  { code: 'CKPT1056', name: 'block-order', phase: 'malformed', clause: 'bin-block-order', template: 'block {block} of memory {memory} is out of order', params: { memory: 'number', block: 'bigint' }, doc: 'Blocks stand in ascending order of memory, then of block number.' },
  { code: 'CKPT1057', name: 'block-outside', phase: 'malformed', clause: 'bin-block-outside', template: 'block {block} lies outside memory {memory}', params: { memory: 'number', block: 'bigint' }, doc: 'The block starts at or after the end of its memory.' },
  { code: 'CKPT1058', name: 'block-size', phase: 'malformed', clause: 'bin-block-size', template: 'block size exponent {exponent} is not within {min} to {max}', params: { exponent: 'number', min: 'number', max: 'number' }, doc: 'The block size of a memory lies between 4 KiB and 4 MiB.' },
  { code: 'CKPT1059', name: 'payload-size', phase: 'malformed', clause: 'bin-payload', template: 'payload of {found} bytes where the runs need {expected}', params: { found: 'number', expected: 'number' }, doc: 'A raw payload is exactly as long as the pages of its data runs.' },
  { code: 'CKPT1060', name: 'coding-without-data', phase: 'malformed', clause: 'bin-coding', template: 'block without data runs is not raw', params: {}, doc: 'A block that stores no data has the coding raw.' },
  { code: 'CKPT1061', name: 'zstd-frame', phase: 'malformed', clause: 'bin-zstd-frame', template: 'payload is not one zstd frame of {expected} bytes ({what})', params: { expected: 'number', what: 'string' }, doc: 'A compressed payload is exactly one zstd frame with its content size and without a dictionary.' },
  { code: 'CKPT1062', name: 'zstd-no-gain', phase: 'malformed', clause: 'bin-zstd-gain', template: 'compressed payload of {found} bytes is not smaller than its {expected} bytes', params: { found: 'number', expected: 'number' }, doc: 'A payload that compression does not shorten is stored raw.' },
  { code: 'CKPT1063', name: 'block-no-runs', phase: 'malformed', clause: 'bin-block-runs', template: 'block has no runs', params: {}, doc: 'A block that does not differ from its base is left out.' },
  { code: 'CKPT1070', name: 'table-size', phase: 'malformed', clause: 'bin-table-runs', template: 'runs cover {found} entries of a table of {expected}', params: { found: 'bigint', expected: 'bigint' }, doc: 'The runs of a table cover each entry once.' },
  { code: 'CKPT1071', name: 'table-base-run', phase: 'malformed', clause: 'bin-table-base', template: 'base run in a table without base', params: {}, doc: 'Only a table with a module base has entries equal to its base.' },
  { code: 'CKPT1072', name: 'caught-empty', phase: 'malformed', clause: 'bin-frame-caught', template: 'frame has no caught exceptions but says so', params: {}, doc: 'A frame without caught exceptions is written without their vector.' },
  { code: 'CKPT1101', name: 'json-type', phase: 'malformed', clause: 'json-shape', template: 'expected {expected}, found {found}', params: { expected: 'string', found: 'string' }, doc: 'A value of a JSON twin has another JSON type than its place wants.' },
  { code: 'CKPT1102', name: 'json-member-missing', phase: 'malformed', clause: 'json-member', template: 'member {member} is missing', params: { member: 'string' }, doc: 'An object of a JSON twin lacks a member; only lists, maxima and the parent may be left out.' },
  { code: 'CKPT1103', name: 'json-member-unknown', phase: 'malformed', clause: 'json-member', template: 'unknown member {member}', params: { member: 'string' }, doc: 'An object of a JSON twin has a member that means nothing there; what is for people goes into a member named comment.' },
  { code: 'CKPT1104', name: 'json-choice', phase: 'malformed', clause: 'json-choice', template: '{found} is not a {what}', params: { found: 'string', what: 'string' }, doc: 'A text or number that selects an alternative selects none that can stand here.' },
  { code: 'CKPT1105', name: 'json-range', phase: 'malformed', clause: 'json-integer', template: '{value} is not an integer from {min} to {max}', params: { value: 'string', min: 'bigint', max: 'bigint' }, doc: 'An integer of a JSON twin has a fraction or lies outside of its range.' },
  { code: 'CKPT1106', name: 'json-decimal', phase: 'malformed', clause: 'json-decimal', template: '{text} is not an integer of 64 bits in shortest decimal form', params: { text: 'string' }, doc: '64-bit integers are texts of decimal digits: no leading zeros, no plus sign, no exponent.' },
  { code: 'CKPT1107', name: 'json-bits', phase: 'malformed', clause: 'json-bits', template: '{text} is not 0x and {digits} lower-case hexadecimal digits', params: { text: 'string', digits: 'number' }, doc: 'Floats and vectors are texts of all of their bits; the readable form belongs into the comment.' },
  { code: 'CKPT1108', name: 'json-bytes', phase: 'malformed', clause: 'json-bytes', template: '{text} is not {form}', params: { text: 'string', form: 'string' }, doc: 'Bytes are base64 with padding and zero unused bits, digests 64 lower-case hexadecimal digits.' },
  { code: 'CKPT1109', name: 'json-name', phase: 'malformed', clause: 'json-name', template: 'text holds half of a surrogate pair', params: {}, doc: 'A name is a sequence of Unicode scalar values; JSON can state texts that are none.' },
  { code: 'CKPT1110', name: 'json-elements', phase: 'malformed', clause: 'json-elements', template: '{length} bytes are no whole number of elements of {size} bytes', params: { length: 'number', size: 'number' }, doc: 'The bytes of an array end within an element.' },
  { code: 'CKPT1111', name: 'json-views', phase: 'malformed', clause: 'json-views', template: '{found} views for {expected} data runs', params: { found: 'number', expected: 'number' }, doc: 'A raw block has one text for each of its data runs, with the bytes of the pages of that run.' },
  { code: 'CKPT1112', name: 'json-text', phase: 'malformed', clause: 'json-text', template: 'not JSON: {reason}', params: { reason: 'string' }, doc: 'The text is not JSON; the reason is in the words of the parser.' },
  { code: 'CKPT1113', name: 'json-duplicate', phase: 'malformed', clause: 'json-duplicate', template: 'member {member} stands twice', params: { member: 'string' }, doc: 'Two members of one object have the same name, of which parsers take either.' },
  { code: 'CKPT1114', name: 'manifest-names', phase: 'malformed', clause: 'emb-manifest-names', template: 'two {kind} are offered as {module}.{name}', params: { kind: 'string', module: 'string', name: 'string' }, doc: 'A host manifest offers one object, not two, under a pair of names.' },
  { code: 'CKPT1200', name: 'dump-magic', phase: 'malformed', clause: 'dump-module', template: 'not a core dump: the file is no WebAssembly module of version 1', params: {}, doc: 'A core dump is a WebAssembly module by its first eight bytes.' },
  { code: 'CKPT1201', name: 'dump-section-twice', phase: 'malformed', clause: 'dump-once', template: 'section {section} of a core dump stands twice', params: { section: 'string' }, doc: 'Only corestack sections and custom sections of other names may be repeated in a core dump.' },
  { code: 'CKPT1202', name: 'dump-none', phase: 'malformed', clause: 'dump-core', template: 'not a core dump: it has no section {section}', params: { section: 'string' }, doc: 'A module without a core or corestack section is no core dump.' },
  { code: 'CKPT1203', name: 'dump-index', phase: 'malformed', clause: 'dump-index', template: 'unknown {space} {index}: the core dump has {count}', params: { space: 'string', index: 'number', count: 'number' }, doc: 'An index in a core dump points past the end of what it indexes.' },
  { code: 'CKPT1204', name: 'dump-constant', phase: 'malformed', clause: 'dump-constant', template: '{what} is not a constant of type {type}', params: { what: 'string', type: 'string' }, doc: 'Globals and offsets of a core dump are single constants of the right type.' },
  { code: 'CKPT1205', name: 'dump-segment', phase: 'malformed', clause: 'dump-segment', template: 'data segment {segment} reaches to byte {end} of a memory of {size}', params: { segment: 'number', end: 'bigint', size: 'bigint' }, doc: 'The data segments of a core dump lie within its memories.' },
  { code: 'CKPT1206', name: 'dump-rest', phase: 'malformed', clause: 'dump-size', template: '{left} bytes of section {section} of a core dump are left over', params: { section: 'string', left: 'number' }, doc: 'The contents of a section of a core dump end before its size says.' },
  { code: 'CKPT1207', name: 'dump-imports', phase: 'malformed', clause: 'dump-imports', template: 'a core dump has no imports', params: {}, doc: 'Imports would shift the index spaces that instances and segments refer to.' },
  { code: 'CKPT1300', name: 'wasi-rest', phase: 'malformed', clause: 'wasi-payload', template: '{left} bytes of the state of WASI are left over', params: { left: 'number' }, doc: 'The payload of the descriptor wasi_snapshot_preview1 ends before its last byte.' },
  { code: 'CKPT1301', name: 'wasi-string', phase: 'malformed', clause: 'wasi-string', template: '{text} is no {what} of WASI', params: { text: 'string', what: 'string' }, doc: 'Strings of WASI end with a zero byte and so hold none; variables have a name, directories and entries too.' },
  { code: 'CKPT1302', name: 'wasi-fd', phase: 'malformed', clause: 'wasi-fd', template: 'fd {fd} {what}', params: { fd: 'number', what: 'string' }, doc: 'The fds of WASI are ascending, and each standard stream is the object of at most one of them.' },
  { code: 'CKPT1303', name: 'wasi-bits', phase: 'malformed', clause: 'wasi-bits', template: '{what} {bits} of fd {fd} have bits without a meaning', params: { what: 'string', bits: 'string', fd: 'number' }, doc: 'Rights and flags of WASI preview 1 leave their higher bits zero.' },
  { code: 'CKPT1304', name: 'wasi-directory', phase: 'malformed', clause: 'wasi-directory', template: 'preopened directory {directory} {what}', params: { directory: 'string', what: 'string' }, doc: 'The directories of WASI are distinct, and listed in the order in which descriptors name them.' },
  { code: 'CKPT1305', name: 'wasi-path', phase: 'malformed', clause: 'wasi-path', template: '{path} is no path inside a directory', params: { path: 'string' }, doc: 'Paths are relative and written in one way: no empty components, no dots.' },
  { code: 'CKPT1306', name: 'wasi-cookie', phase: 'malformed', clause: 'wasi-cookie', template: 'cookie {cookie} of the listing of fd {fd} {what}', params: { cookie: 'bigint', fd: 'number', what: 'string' }, doc: 'Each entry of a listing has a cookie of its own; 0 stands for the start.' },
  { code: 'CKPT1307', name: 'wasi-arguments', phase: 'malformed', clause: 'wasi-arguments', template: 'argument {value} of the owed call {call} {what}', params: { value: 'bigint', call: 'string', what: 'string' }, doc: 'A call that was answered early is made again with arguments that the program could have given.' },
  { code: 'CKPT2001', name: 'unknown-index', phase: 'invalid', clause: 'syn-index', template: 'unknown {space} {index}: there are {count}', params: { space: 'string', index: 'bigint', count: 'number' }, doc: 'An index or address points past the end of what it indexes.' },
  { code: 'CKPT2002', name: 'undeclared-feature', phase: 'invalid', clause: 'syn-feature-declared', template: 'feature {feature} is used but not declared', params: { feature: 'string' }, doc: 'Every feature that the contents use is listed in the features section.' },
  { code: 'CKPT2003', name: 'duplicate-type', phase: 'invalid', clause: 'syn-type-distinct', template: 'recursive group {group} equals group {other}', params: { group: 'number', other: 'number' }, doc: 'Equal types have one index, so that types can be compared by index.' },
  { code: 'CKPT2004', name: 'type-forward', phase: 'invalid', clause: 'syn-type-closed', template: 'type {type} refers to type {target}, which is defined later', params: { type: 'number', target: 'number' }, doc: 'A type refers to its own recursive group and to earlier ones.' },
  { code: 'CKPT2005', name: 'type-kind', phase: 'invalid', clause: 'syn-type-kind', template: 'type {type} is not a {expected} type', params: { type: 'number', expected: 'string' }, doc: 'A type index points to the wrong kind of composite type.' },
  { code: 'CKPT2006', name: 'duplicate-module', phase: 'invalid', clause: 'syn-module-distinct', template: 'module {module} equals module {other}', params: { module: 'number', other: 'number' }, doc: 'Each module is listed once.' },
  { code: 'CKPT2007', name: 'function-imported', phase: 'invalid', clause: 'syn-func-defined', template: 'function {funcidx} of instance {instance} is an import', params: { funcidx: 'number', instance: 'number' }, doc: 'A function is named by the instance that defines it, never through an import.' },
  { code: 'CKPT2008', name: 'binding-kind', phase: 'invalid', clause: 'syn-binding-count', template: 'instance binds {found} {space} imports, its module has {expected}', params: { space: 'string', found: 'number', expected: 'number' }, doc: 'An instance has one binding for each import of its module, and its index spaces start with the imports.' },
  { code: 'CKPT2009', name: 'limits-order', phase: 'invalid', clause: 'syn-limits', template: 'minimum {min} is above maximum {max}', params: { min: 'bigint', max: 'bigint' }, doc: 'The current size or the minimum of a type exceeds its maximum.' },
  { code: 'CKPT2010', name: 'limits-range', phase: 'invalid', clause: 'syn-limits-range', template: '{value} is above the largest {what} of {max}', params: { value: 'bigint', what: 'string', max: 'bigint' }, doc: 'A size exceeds what the address type or the page size allows.' },
  { code: 'CKPT2011', name: 'shared-maximum', phase: 'invalid', clause: 'syn-shared', template: 'shared memory has no maximum', params: {}, doc: 'The type of a shared memory states a maximum.' },
  { code: 'CKPT2012', name: 'two-owners', phase: 'invalid', clause: 'syn-owner', template: '{space} {address} is defined by instances {first} and {second}', params: { space: 'string', address: 'number', first: 'number', second: 'number' }, doc: 'At most one instance defines a memory, table, global or tag; all others import it.' },
  { code: 'CKPT2013', name: 'parent-use', phase: 'invalid', clause: 'syn-parent', template: 'parent is {found} but memories with a parent base are {expected}', params: { found: 'string', expected: 'string' }, doc: 'A checkpoint names a parent exactly when one of its memories has a parent base.' },
  { code: 'CKPT2014', name: 'waiting-thread', phase: 'invalid', clause: 'syn-waiting', template: '{what} of a waiting thread is wrong', params: { what: 'string' }, doc: 'A waiting thread has a frame, waits at an aligned address inside a shared memory, and has its own place in the queue.' },
  { code: 'CKPT2015', name: 'supertypes', phase: 'invalid', clause: 'syn-supertype', template: 'type {type} has {count} supertypes', params: { type: 'number', count: 'number' }, doc: 'A type has at most one supertype.' },
  { code: 'CKPT2016', name: 'memories-digest', phase: 'invalid', clause: 'digest-section-memories', template: 'memories digest is {found}, the memories give {computed}', params: { found: 'string', computed: 'string' }, doc: 'The stored digest of the memories is not that of their contents.' },
  { code: 'CKPT2017', name: 'state-digest', phase: 'invalid', clause: 'digest-section-state', template: '{kind} digest is {found}, the state gives {computed}', params: { kind: 'string', found: 'string', computed: 'string' }, doc: 'The stored digest is not that of the configuration.' },
  { code: 'CKPT2018', name: 'thread-empty', phase: 'invalid', clause: 'syn-thread-frames', template: 'thread has no frames', params: {}, doc: 'A thread has at least one frame; no threads at all is the quiescent state.' },
  { code: 'CKPT2019', name: 'base-instance', phase: 'invalid', clause: 'bin-base-module', template: '{space} {address} is not one of instance {instance}', params: { space: 'string', address: 'number', instance: 'number' }, doc: 'The instance of a module base has the memory or table in its index space.' },
  { code: 'CKPT2020', name: 'instantiation-order', phase: 'invalid', clause: 'syn-order', template: '{what} {index} stands before {what} {other}, which came first', params: { what: 'string', index: 'number', other: 'number' }, doc: 'Instances stand in the order of their instantiation, so that an import is bound to the host or to an earlier instance; modules stand in the order of their first instance.' },
  { code: 'CKPT2021', name: 'value-range', phase: 'invalid', clause: 'syn-range', template: '{value} is not a {what}', params: { value: 'string', what: 'string' }, doc: 'A number, text or byte string of a checkpoint lies outside what its type holds; no file can state it.' },
  { code: 'CKPT2022', name: 'module-unused', phase: 'invalid', clause: 'syn-module-instance', template: 'module {module} has no instance', params: { module: 'number' }, doc: 'A checkpoint lists the modules of its instances and no others.' },
  { code: 'CKPT2101', name: 'value-type', phase: 'invalid', clause: 'valid-value', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'A number or vector stands at a place of another type.' },
  { code: 'CKPT2102', name: 'null-type', phase: 'invalid', clause: 'valid-ref-null', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'A null stands at a place whose type is not nullable or of another hierarchy.' },
  { code: 'CKPT2103', name: 'object-type', phase: 'invalid', clause: 'valid-ref-object', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'A reference to a structure or array stands where the type of the object does not match.' },
  { code: 'CKPT2104', name: 'scalar-type', phase: 'invalid', clause: 'valid-ref-scalar', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'An i31 stands where the type i31 does not match.' },
  { code: 'CKPT2105', name: 'function-type', phase: 'invalid', clause: 'valid-ref-func', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'A reference to a function stands where the type of the function does not match.' },
  { code: 'CKPT2106', name: 'function-unknown', phase: 'invalid', clause: 'valid-ref-func', template: '{place} refers to function {funcidx} of instance {instance}, whose module defines no such function', params: { place: 'string', funcidx: 'number', instance: 'number' }, doc: 'The function index of a reference is beyond the functions of its module.' },
  { code: 'CKPT2107', name: 'exception-type', phase: 'invalid', clause: 'valid-ref-exn', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'A reference to an exception stands outside of the hierarchy of exn.' },
  { code: 'CKPT2108', name: 'host-type', phase: 'invalid', clause: 'valid-ref-host', template: '{place} is {expected}, found {found}', params: { place: 'string', expected: 'string', found: 'string' }, doc: 'An object of the host stands at another type than any, an external reference at another than extern.' },
  { code: 'CKPT2110', name: 'field-count', phase: 'invalid', clause: 'valid-structinst', template: 'structure has {found} fields, its type {expected}', params: { found: 'number', expected: 'number' }, doc: 'A structure has as many fields as its type.' },
  { code: 'CKPT2111', name: 'element-kind', phase: 'invalid', clause: 'valid-arrayinst', template: 'elements of the array are {expected}, found {found}', params: { expected: 'string', found: 'string' }, doc: 'The elements of an array are stored as those of its type.' },
  { code: 'CKPT2112', name: 'exception-tag', phase: 'invalid', clause: 'valid-exninst', template: 'tag {tag} of the exception has {results} results', params: { tag: 'number', results: 'number' }, doc: 'The type of the tag of an exception has no results.' },
  { code: 'CKPT2113', name: 'argument-count', phase: 'invalid', clause: 'valid-exninst', template: 'exception has {found} arguments, its tag {expected} parameters', params: { found: 'number', expected: 'number' }, doc: 'An exception has as many arguments as its tag has parameters.' },
  { code: 'CKPT2114', name: 'immutable-cycle', phase: 'invalid', clause: 'valid-immutable-acyclic', template: '{object} reaches itself through immutable parts alone: {cycle}', params: { object: 'string', cycle: 'string' }, doc: 'No program can make an object that refers to itself only through what cannot be set later.' },
  { code: 'CKPT2120', name: 'frame-function', phase: 'invalid', clause: 'valid-frame-funcidx', template: 'function {funcidx} of instance {instance} is none that its module defines', params: { funcidx: 'number', instance: 'number' }, doc: 'A frame runs a function that the module of its instance defines.' },
  { code: 'CKPT2121', name: 'frame-offset', phase: 'invalid', clause: 'valid-frame-offset', template: 'offset {found} in the body of function {funcidx} is not that of an instruction', params: { found: 'number', funcidx: 'number' }, doc: 'A frame stands at the first byte of an instruction.' },
  { code: 'CKPT2122', name: 'frame-unreachable', phase: 'invalid', clause: 'valid-frame-reachable', template: '{instruction} at offset {found} of function {funcidx} cannot be reached', params: { instruction: 'string', found: 'number', funcidx: 'number' }, doc: 'A frame stands behind an instruction that never goes on, where the type system says nothing of the operands.' },
  { code: 'CKPT2123', name: 'local-count', phase: 'invalid', clause: 'valid-frame-locals', template: 'frame has {found} locals, function {funcidx} {expected}', params: { found: 'number', expected: 'number', funcidx: 'number' }, doc: 'A frame has the parameters and declared locals of its function.' },
  { code: 'CKPT2124', name: 'local-unset', phase: 'invalid', clause: 'valid-frame-unset', template: 'local {local} of type {type} is unset where it has been set', params: { local: 'number', type: 'string' }, doc: 'A local is unset only where the type system does not let it be read.' },
  { code: 'CKPT2125', name: 'local-dead', phase: 'invalid', clause: 'valid-frame-dead', template: 'local {local} of type {type} is dead, but may still be read', params: { local: 'number', type: 'string' }, doc: 'A local is dead only where no path reads it before setting it.' },
  { code: 'CKPT2126', name: 'operand-count', phase: 'invalid', clause: 'valid-frame-operands', template: '{found} operands, {instruction} stands on {expected} ({types})', params: { found: 'number', expected: 'number', instruction: 'string', types: 'string' }, doc: 'A frame has the operands that its place demands: whole in front, without those of a pending call or wait elsewhere.' },
  { code: 'CKPT2127', name: 'caught-count', phase: 'invalid', clause: 'valid-frame-caught', template: '{found} caught exceptions, {expected} legacy catch parts are open', params: { found: 'number', expected: 'number' }, doc: 'A frame has one exception for each open catch part.' },
  { code: 'CKPT2128', name: 'caught-tag', phase: 'invalid', clause: 'valid-frame-caught', template: 'caught exception has tag {found}, its catch part catches tag {expected}', params: { found: 'number', expected: 'number' }, doc: 'The exception that a catch part caught has the tag of the part.' },
  { code: 'CKPT2129', name: 'frame-point', phase: 'invalid', clause: 'valid-frame-point', template: '{instruction} at offset {found} of function {funcidx} is no portable point, and the feature any-point is not declared', params: { instruction: 'string', found: 'number', funcidx: 'number' }, doc: 'A thread stands at the begin of a function or loop, at a call or behind one, or the feature any-point is declared.' },
  { code: 'CKPT2130', name: 'link-call', phase: 'invalid', clause: 'valid-link-call', template: 'frame has called another but stands at {instruction}', params: { instruction: 'string' }, doc: 'Every frame but the innermost stands at a call that is no tail call.' },
  { code: 'CKPT2131', name: 'link-callee', phase: 'invalid', clause: 'valid-link-callee', template: '{instruction} enters {expected}, which does not lead to {found}', params: { instruction: 'string', expected: 'string', found: 'string' }, doc: 'The function of a frame is entered by the call outside of it, or by tail calls from what is.' },
  { code: 'CKPT2132', name: 'wait-instruction', phase: 'invalid', clause: 'valid-frame-waiting', template: 'thread waits at {instruction}', params: { instruction: 'string' }, doc: 'The innermost frame of a waiting thread stands at memory.atomic.wait32 or memory.atomic.wait64.' },
  { code: 'CKPT2133', name: 'wait-memory', phase: 'invalid', clause: 'valid-frame-waiting', template: 'thread waits on memory {found}, its instruction on memory {expected}', params: { found: 'number', expected: 'number' }, doc: 'A waiting thread waits on the memory of its instruction.' },
  { code: 'CKPT2134', name: 'wait-address', phase: 'invalid', clause: 'valid-frame-waiting', template: 'address {address} is no place for {instruction} in a memory of {size} bytes', params: { address: 'bigint', instruction: 'string', size: 'bigint' }, doc: 'The address of a waiting thread is aligned for its instruction and inside of the memory.' },
  { code: 'CKPT3001', name: 'parent-missing', phase: 'mismatch', clause: 'syn-parent-given', template: 'parent {digest} is not given', params: { digest: 'string' }, doc: 'A memory differs from a parent checkpoint that was not supplied.' },
  { code: 'CKPT3002', name: 'parent-wrong', phase: 'mismatch', clause: 'syn-parent-match', template: 'parent is {found}, the checkpoint names {expected}', params: { found: 'string', expected: 'string' }, doc: 'The checkpoint supplied as parent is another one than the file names.' },
  { code: 'CKPT3003', name: 'parent-memory', phase: 'mismatch', clause: 'syn-parent-memory', template: 'parent has {count} memories, memory {address} is wanted', params: { address: 'number', count: 'number' }, doc: 'The parent has no memory of that address.' },
  { code: 'CKPT3004', name: 'base-equal', phase: 'mismatch', clause: 'syn-base-different', template: 'page {page} of memory {memory} equals its base', params: { memory: 'number', page: 'bigint' }, doc: 'A page that does not differ from its base is not stored; known only with the base at hand.' },
  { code: 'CKPT3005', name: 'base-module-missing', phase: 'mismatch', clause: 'syn-base-module', template: 'module {digest} is needed for the base of {space} {address}', params: { digest: 'string', space: 'string', address: 'number' }, doc: 'The contents cannot be resolved without the module whose initial contents are the base.' },
  { code: 'CKPT3006', name: 'base-entry-equal', phase: 'mismatch', clause: 'syn-base-different', template: 'entry {entry} of table {table} equals its base', params: { table: 'number', entry: 'bigint' }, doc: 'A table entry that does not differ from its base is not stored; known only with the module at hand.' },
  { code: 'CKPT3150', name: 'host-feature', phase: 'mismatch', clause: 'valid-host-feature', template: 'the host does not have the feature {feature}', params: { feature: 'string' }, doc: 'The checkpoint declares a feature that the host manifest does not list.' },
  { code: 'CKPT3151', name: 'host-func-missing', phase: 'mismatch', clause: 'valid-host-func', template: 'the host offers no function {module}.{name}', params: { module: 'string', name: 'string' }, doc: 'An import is bound to a function of the host, or a reference leads to one, that the host manifest does not offer.' },
  { code: 'CKPT3152', name: 'host-func-type', phase: 'mismatch', clause: 'valid-host-func', template: 'the host offers {module}.{name} with type {found}, which does not match {expected}', params: { module: 'string', name: 'string', found: 'string', expected: 'string' }, doc: 'The host offers a function under the right names, but its type does not match the type that the checkpoint states.' },
  { code: 'CKPT3153', name: 'host-object-missing', phase: 'mismatch', clause: 'valid-host-object', template: 'the host offers no {kind} {module}.{name}', params: { kind: 'string', module: 'string', name: 'string' }, doc: 'A memory, table, global or tag that belongs to the host is not offered under the names of an import that is bound to it.' },
  { code: 'CKPT3154', name: 'host-object-apart', phase: 'mismatch', clause: 'valid-host-object', template: 'the host offers different {kind} objects as {module}.{name} and {otherModule}.{otherName}, to which one is bound', params: { kind: 'string', module: 'string', name: 'string', otherModule: 'string', otherName: 'string' }, doc: 'Several imports are bound to one object; the host manifest has to offer one and the same under all of their names.' },
  { code: 'CKPT3155', name: 'host-object-shared', phase: 'mismatch', clause: 'valid-host-object', template: 'the host offers one {kind} as {module}.{name}, which {kind} {other} of the checkpoint has already', params: { kind: 'string', module: 'string', name: 'string', other: 'number' }, doc: 'Two objects of the checkpoint cannot be restored into one; an object that the host can make several times is offered as fresh.' },
  { code: 'CKPT3156', name: 'host-object-type', phase: 'mismatch', clause: 'valid-host-object', template: 'the {kind} {module}.{name} of the host cannot take the state: {what} is {found}, {expected} is wanted', params: { kind: 'string', module: 'string', name: 'string', what: 'string', found: 'string', expected: 'string' }, doc: 'The object that the host offers differs in its type, or cannot have the size, from the one in the checkpoint.' },
  { code: 'CKPT3157', name: 'host-object-value', phase: 'mismatch', clause: 'valid-host-object', template: 'the immutable global {module}.{name} of the host has another value than the checkpoint states', params: { module: 'string', name: 'string' }, doc: 'An immutable global cannot be set; the host has to offer it with the value that the program has seen.' },
  { code: 'CKPT3158', name: 'host-state-unknown', phase: 'mismatch', clause: 'valid-host-state', template: 'the host does not know the host state {name} of version {version}', params: { name: 'string', version: 'string' }, doc: 'A host-state descriptor that is required, or that a host reference in use names, is not in the host manifest; versions are compared by equality.' },
  { code: 'CKPT3159', name: 'host-state-policy', phase: 'mismatch', clause: 'valid-host-state', template: 'the host cannot follow the policy {policy} for the host state {name}', params: { name: 'string', policy: 'string' }, doc: 'The host knows the descriptor but not the policy that it asks for.' },
  { code: 'CKPT3170', name: 'update-correspondence', phase: 'mismatch', clause: 'valid-update-correspondence', template: '{space} {index} cannot correspond to {image}: {reason}', params: { space: 'string', index: 'number', image: 'number', reason: 'string' }, doc: 'A correspondence is injective and maps imports to imports of the same names, definitions to definitions.' },
  { code: 'CKPT3171', name: 'update-frame', phase: 'mismatch', clause: 'valid-update-frame', template: 'function {name} is on the stack and {verdict}: {difference}', params: { name: 'string', verdict: 'string', difference: 'string' }, doc: 'The function of a frame has to be the same in both versions, instruction by instruction.' },
  { code: 'CKPT3172', name: 'update-func-removed', phase: 'mismatch', clause: 'valid-update-func', template: 'function {name} is removed, but {user} refers to it', params: { name: 'string', user: 'string' }, doc: 'A function that a reference names or another instance imports has no image in the new version.' },
  { code: 'CKPT3173', name: 'update-func-type', phase: 'mismatch', clause: 'valid-update-func', template: 'function {name} has type {found} in the new version, {user} needs {expected}', params: { name: 'string', user: 'string', found: 'string', expected: 'string' }, doc: 'Where a reference names a function its type must stay equivalent; where another instance imports it, the new type must match.' },
  { code: 'CKPT3174', name: 'update-object-removed', phase: 'mismatch', clause: 'valid-update-object', template: '{kind} {name} is removed, but {user} refers to it', params: { kind: 'string', name: 'string', user: 'string' }, doc: 'A memory, table, global or tag without an image can go only if nothing but the replaced instance refers to it.' },
  { code: 'CKPT3175', name: 'update-object-type', phase: 'mismatch', clause: 'valid-update-object', template: '{kind} {name} differs in the new version: {what} is {found}, {expected} is wanted', params: { kind: 'string', name: 'string', what: 'string', found: 'string', expected: 'string' }, doc: 'The declared type of an image is equivalent to the old one; minimum and maximum have some freedom around the current size.' },
  { code: 'CKPT3176', name: 'update-segment', phase: 'mismatch', clause: 'valid-update-segment', template: '{kind} segment {name} is not dropped and {what} in the new version, but function {user} refers to it', params: { kind: 'string', name: 'string', what: 'string', user: 'string' }, doc: 'A passive segment that may still be used has to be the same in both versions.' },
  { code: 'CKPT3177', name: 'update-import', phase: 'mismatch', clause: 'valid-update-imports', template: 'the new import {module}.{name} is not offered by the host: {reason}', params: { module: 'string', name: 'string', reason: 'string' }, doc: 'An import that the old version did not have must be offered by the host manifest with a matching type.' },
  { code: 'CKPT3178', name: 'update-result', phase: 'mismatch', clause: 'valid-update-result', template: 'the updated checkpoint is refused: {error}', params: { error: 'string' }, doc: 'The checkpoint in coordinates of the new modules does not meet judgement B, C or D; the path is one of the updated checkpoint.' },
  { code: 'CKPT3101', name: 'module-missing', phase: 'mismatch', clause: 'valid-module-given', template: 'module {module} of {length} bytes with SHA-256 {digest} is not given', params: { module: 'number', length: 'bigint', digest: 'string' }, doc: 'The validator was not given a module of the checkpoint.' },
  { code: 'CKPT3102', name: 'module-identity', phase: 'mismatch', clause: 'valid-module-identity', template: 'module {module} has {expected}, the one given {found}', params: { module: 'number', expected: 'string', found: 'string' }, doc: 'The module that was given is another one than the checkpoint was made with.' },
  { code: 'CKPT3103', name: 'module-invalid', phase: 'mismatch', clause: 'valid-module-valid', template: 'module {module} is not valid: {error}', params: { module: 'number', error: 'string' }, doc: 'The module breaks a rule of WebAssembly, which the text names.' },
  { code: 'CKPT3104', name: 'import-count', phase: 'mismatch', clause: 'valid-module-imports', template: 'module {module} has {expected} imports, the checkpoint states {found}', params: { module: 'number', expected: 'number', found: 'number' }, doc: 'The checkpoint repeats all imports of a module.' },
  { code: 'CKPT3105', name: 'import-name', phase: 'mismatch', clause: 'valid-module-imports', template: 'import {import} is {expected}, the checkpoint states {found}', params: { import: 'number', expected: 'string', found: 'string' }, doc: 'The checkpoint repeats the names of an import as the module has them.' },
  { code: 'CKPT3106', name: 'import-type', phase: 'mismatch', clause: 'valid-module-imports', template: 'import {name} is {expected}, the checkpoint states {found}', params: { name: 'string', expected: 'string', found: 'string' }, doc: 'The checkpoint repeats the type of an import as the module has it, up to equivalence.' },
  { code: 'CKPT3110', name: 'space-length', phase: 'mismatch', clause: 'valid-instance-spaces', template: 'instance has {found} {space}, its module {expected}', params: { space: 'string', found: 'number', expected: 'number' }, doc: 'The index spaces of an instance are as long as those of its module.' },
  { code: 'CKPT3111', name: 'binding-type', phase: 'mismatch', clause: 'valid-instance-bindings', template: 'import {name} is {expected}, it is bound to {found}', params: { name: 'string', expected: 'string', found: 'string' }, doc: 'The type of what an import is bound to matches that of the import.' },
  { code: 'CKPT3112', name: 'memory-declared', phase: 'mismatch', clause: 'valid-defined-memory', template: 'memory {index} of instance {instance} is declared {expected}, found {found}', params: { index: 'number', instance: 'number', expected: 'string', found: 'string' }, doc: 'A memory has the declared type, but for a size that may have grown.' },
  { code: 'CKPT3113', name: 'table-declared', phase: 'mismatch', clause: 'valid-defined-table', template: 'table {index} of instance {instance} is declared {expected}, found {found}', params: { index: 'number', instance: 'number', expected: 'string', found: 'string' }, doc: 'A table has the declared type, but for a size that may have grown.' },
  { code: 'CKPT3114', name: 'global-declared', phase: 'mismatch', clause: 'valid-defined-global', template: 'global {index} of instance {instance} is declared {expected}, found {found}', params: { index: 'number', instance: 'number', expected: 'string', found: 'string' }, doc: 'A global has the declared type.' },
  { code: 'CKPT3115', name: 'tag-declared', phase: 'mismatch', clause: 'valid-defined-tag', template: 'tag {index} of instance {instance} is declared {expected}, found {found}', params: { index: 'number', instance: 'number', expected: 'string', found: 'string' }, doc: 'A tag has the declared type.' },
  { code: 'CKPT3116', name: 'global-changed', phase: 'mismatch', clause: 'valid-immutable-global', template: 'immutable global {index} of instance {instance} is initialised with {expected}, found {found}', params: { index: 'number', instance: 'number', expected: 'string', found: 'string' }, doc: 'The value of an immutable global is that of its initialiser, unless this allocates.' },
  { code: 'CKPT3117', name: 'type-invalid', phase: 'mismatch', clause: 'valid-type', template: 'type {type} cannot have type {supertype} as its supertype: {reason}', params: { type: 'number', supertype: 'number', reason: 'string' }, doc: 'A declared supertype is not final, and the subtype matches it.' },
  { code: 'CKPT3120', name: 'segment-index', phase: 'mismatch', clause: 'valid-segment-index', template: '{space} {index} of the module {reason}', params: { space: 'string', index: 'number', reason: 'string' }, doc: 'An instance lists passive segments of its module that are not empty, and no others.' },
  { code: 'CKPT3121', name: 'elements-missing', phase: 'mismatch', clause: 'valid-elem-contents', template: 'element segment {index} of instance {instance} is not dropped and has expressions that allocate, but no contents', params: { index: 'number', instance: 'number' }, doc: 'What an expression allocated cannot be made again, so the contents of the segment are listed.' },
  { code: 'CKPT3122', name: 'elements-given', phase: 'mismatch', clause: 'valid-elem-contents', template: 'element segment {index} has contents, but no expression that allocates', params: { index: 'number' }, doc: 'The contents of a segment that the module gives are not repeated.' },
  { code: 'CKPT3123', name: 'elements-count', phase: 'mismatch', clause: 'valid-elem-contents', template: 'element segment {index} has {found} contents, the module has {expected} expressions', params: { index: 'number', found: 'number', expected: 'number' }, doc: 'The contents of a segment are as many as its expressions.' },
  { code: 'CKPT3124', name: 'elements-value', phase: 'mismatch', clause: 'valid-elem-contents', template: 'element of segment {index} is {expected}, found {found}', params: { index: 'number', expected: 'string', found: 'string' }, doc: 'An element is what its expression evaluates to, or, if that allocates, has the element type of the segment.' },
  { code: 'CKPT3125', name: 'segment-outside', phase: 'mismatch', clause: 'valid-segment-bounds', template: 'active {space} {index} reaches to {end} in a {of} of {size}', params: { space: 'string', index: 'number', end: 'bigint', of: 'string', size: 'bigint' }, doc: 'Instantiation would have trapped at this segment, and nothing shrinks.' },
  { code: 'CKPT3126', name: 'base-entry-missing', phase: 'mismatch', clause: 'valid-base-table', template: 'entry {entry} of the table has no base', params: { entry: 'bigint' }, doc: 'An entry that is said to equal its base is one that the module gives a value to.' },
  { code: 'CKPT3201', name: 'wasi-directory-missing', phase: 'mismatch', clause: 'wasi-grant', template: 'the program uses the directory {directory}, and none was given for it', params: { directory: 'string' }, doc: 'A restore opens no directory that its user has not given by the name that the program knows it by.' },
  { code: 'CKPT3202', name: 'wasi-file-missing', phase: 'mismatch', clause: 'wasi-missing', template: 'fd {fd}, {path} in the directory {directory}, cannot be opened: {reason}', params: { fd: 'number', path: 'string', directory: 'string', reason: 'string' }, doc: 'A file or directory that was open at the capture is not there, or not with the same rights.' },
  { code: 'CKPT3203', name: 'wasi-file-changed', phase: 'mismatch', clause: 'wasi-changed', template: 'fd {fd}, {path} in the directory {directory}, has changed: {what}', params: { fd: 'number', path: 'string', directory: 'string', what: 'string' }, doc: 'A file that was open at the capture has another size, time of modification or type now.' },
  { code: 'CKPT4001', name: 'unknown-section', phase: 'unsupported', clause: 'bin-section-critical', template: 'unknown critical section {id}', params: { id: 'number' }, doc: 'The file needs a newer reader: it has a section that cannot be ignored.' },
  { code: 'CKPT4002', name: 'unknown-feature', phase: 'unsupported', clause: 'syn-feature-known', template: 'unknown feature {feature}', params: { feature: 'string' }, doc: 'The file needs a feature that this reader does not have.' },
  { code: 'CKPT4003', name: 'unknown-version', phase: 'unsupported', clause: 'bin-version', template: 'unknown version {version}', params: { version: 'number' }, doc: 'This reader knows version 1 of the format.' },
  { code: 'CKPT4004', name: 'reserved', phase: 'unsupported', clause: 'bin-reserved', template: '{what} is reserved for stack switching', params: { what: 'string' }, doc: 'Suspended stacks are not part of version 1.' },
  { code: 'CKPT4005', name: 'no-zstd', phase: 'unsupported', clause: 'emb-zstd', template: 'block is compressed and no zstd decompressor was given', params: {}, doc: 'The caller left out the zstd implementation that the file needs.' },
  { code: 'CKPT4010', name: 'live-local-lost', phase: 'unsupported', clause: 'exec-capture-refuse', template: 'local {local} is live and its value is not known: {reason}', params: { local: 'number', reason: 'string' }, doc: 'A local whose value the route of capture does not have may be marked dead only where no path reads it.' },
  { code: 'CKPT4011', name: 'value-lost', phase: 'unsupported', clause: 'exec-capture-complete', template: 'a value is not known: {reason}', params: { reason: 'string' }, doc: 'An operand, global, field or argument whose value the route of capture does not have.' },
  { code: 'CKPT4012', name: 'float-bits-lost', phase: 'unsupported', clause: 'exec-capture-bits', template: 'the bits of a NaN are not known: {reason}', params: { reason: 'string' }, doc: 'The route of capture reads floats in a way that may change the payload of a NaN, and this one may have been changed.' },
  { code: 'CKPT4013', name: 'reference-opaque', phase: 'unsupported', clause: 'exec-capture-complete', template: 'a reference cannot be captured: {reason}', params: { reason: 'string' }, doc: 'The route of capture cannot tell which object a reference refers to, or cannot read that object.' },
  { code: 'CKPT4014', name: 'segment-unknown', phase: 'unsupported', clause: 'exec-capture-complete', template: 'whether {kind} segment {index} was dropped is not known', params: { kind: 'string', index: 'number' }, doc: 'The engine does not show dropped segments, and the program was not watched from its start.' },
  { code: 'CKPT4015', name: 'host-reference-undescribed', phase: 'unsupported', clause: 'exec-capture-refuse', template: 'an object of the host has no descriptor', params: {}, doc: 'A reference to an object of the host can be captured only with a host-state descriptor that says how to obtain it.' },
  { code: 'CKPT4016', name: 'frame-misfit', phase: 'unsupported', clause: 'exec-capture-coordinates', template: 'a frame does not fit its function: {what}', params: { what: 'string' }, doc: 'The route of capture gave a frame that the original module does not allow at its place.' },
  { code: 'CKPT4017', name: 'no-safepoint', phase: 'unsupported', clause: 'exec-safepoint', template: 'not at a safepoint: {what}', params: { what: 'string' }, doc: 'A frame of the host is among the frames, or the innermost frame cannot be captured where it stands.' },
  { code: 'CKPT4018', name: 'object-unseen', phase: 'unsupported', clause: 'exec-capture-complete', template: '{what} is not known to the capture', params: { what: 'string' }, doc: 'Something that the program refers to came into being before the route of capture was watching.' },
  { code: 'CKPT4019', name: 'thread-switch', phase: 'unsupported', clause: 'exec-resume-parallel', template: 'thread {thread} stands in the middle of a computation and has to go on first', params: { thread: 'string' }, doc: 'Threads of one agent take turns only where one of them calls the host or waits; another thread stands elsewhere.' },
  { code: 'CKPT4020', name: 'thread-waits', phase: 'unsupported', clause: 'exec-resume-wait', template: 'thread {thread} still waits in a memory', params: { thread: 'string' }, doc: 'A waiting thread goes on only once it was notified or its time is over.' },
  { code: 'CKPT4030', name: 'engine-refusal', phase: 'unsupported', clause: 'exec-restore-engine', template: 'the engine does not take {what}: {reason}', params: { what: 'string', reason: 'string' }, doc: 'A module, an import or a kind of value is beyond the engine that was to run it.' },
  { code: 'CKPT4031', name: 'thread-waiting', phase: 'unsupported', clause: 'exec-restore-engine', template: 'thread {thread} waits in a memory, which this consumer cannot restore', params: { thread: 'number' }, doc: 'The consumer cannot put a thread into the wait queue of a memory.' },
  { code: 'CKPT4032', name: 'host-state-not-held', phase: 'unsupported', clause: 'exec-restore-host-policy', template: 'the host state {name} cannot be obtained again, and is not held any more', params: { name: 'string' }, doc: 'A descriptor of policy fail names a resource that only who still holds it can go on with.' },
  { code: 'CKPT4033', name: 'host-reference-unknown', phase: 'unsupported', clause: 'exec-restore-identity', template: 'the host does not give the object of host state {name}', params: { name: 'string' }, doc: 'A reference to an object of the host is needed, and nobody was given who obtains it.' },
  { code: 'CKPT4101', name: 'reserved-name', phase: 'unsupported', clause: 'inst-prefix', template: '{kind} {name} has a name that instrumented modules use', params: { kind: 'string', name: 'string' }, doc: 'Exports that begin with checkpoint: and imports from the module checkpoint belong to the host contract of instrumented modules.' },
  { code: 'CKPT4102', name: 'not-instrumentable', phase: 'unsupported', clause: 'inst-refused', template: 'the module cannot be instrumented: {reason}', params: { reason: 'string' }, doc: 'Some safepoint of the module could not be stopped at or resumed; said before the module runs.' },
  { code: 'CKPT4103', name: 'point-not-resumable', phase: 'unsupported', clause: 'inst-continuation', template: 'function {funcidx} cannot be resumed at {bodyOffset}: {reason}', params: { funcidx: 'number', bodyOffset: 'number', reason: 'string' }, doc: 'No continuation can be generated for the point.' },
  { code: 'CKPT4201', name: 'wasi-undescribed', phase: 'unsupported', clause: 'wasi-capture-refuse', template: 'fd {fd} cannot be captured: {reason}', params: { fd: 'number', reason: 'string' }, doc: 'An open object is none that could be opened again by name.' },
  { code: 'CKPT9001', name: 'limit', phase: 'limit', clause: 'lim-exceeded', template: '{value} exceeds the limit {limit} of {max}', params: { limit: 'string', value: 'bigint', max: 'bigint' }, doc: 'A limit of this reader was exceeded; limits are part of its interface and can be raised.' },
  { code: 'CKPT9002', name: 'image-too-large', phase: 'limit', clause: 'lim-image', template: 'image of {value} bytes cannot be held in one array of at most {max}', params: { value: 'bigint', max: 'bigint' }, doc: 'The memory or file is larger than the largest array of the engine; use the streaming form.' },
  { code: 'CKPT9003', name: 'no-room', phase: 'limit', clause: 'exec-restore-resources', template: 'no room for {what}', params: { what: 'string' }, doc: 'The engine has not enough memory, address space or stack for what the checkpoint denotes.' },
] as const;

/** The `code` of a row. */
export type CheckpointErrorCode =
  | 'CKPT1001'
  | 'CKPT1002'
  | 'CKPT1003'
  | 'CKPT1004'
  | 'CKPT1005'
  | 'CKPT1006'
  | 'CKPT1010'
  | 'CKPT1011'
  | 'CKPT1012'
  | 'CKPT1013'
  | 'CKPT1014'
  | 'CKPT1015'
  | 'CKPT1016'
  | 'CKPT1017'
  | 'CKPT1018'
  | 'CKPT1019'
  | 'CKPT1020'
  | 'CKPT1030'
  | 'CKPT1031'
  | 'CKPT1032'
  | 'CKPT1033'
  | 'CKPT1040'
  | 'CKPT1041'
  | 'CKPT1050'
  | 'CKPT1051'
  | 'CKPT1052'
  | 'CKPT1053'
  | 'CKPT1054'
  | 'CKPT1055'
  | 'CKPT1056'
  | 'CKPT1057'
  | 'CKPT1058'
  | 'CKPT1059'
  | 'CKPT1060'
  | 'CKPT1061'
  | 'CKPT1062'
  | 'CKPT1063'
  | 'CKPT1070'
  | 'CKPT1071'
  | 'CKPT1072'
  | 'CKPT1101'
  | 'CKPT1102'
  | 'CKPT1103'
  | 'CKPT1104'
  | 'CKPT1105'
  | 'CKPT1106'
  | 'CKPT1107'
  | 'CKPT1108'
  | 'CKPT1109'
  | 'CKPT1110'
  | 'CKPT1111'
  | 'CKPT1112'
  | 'CKPT1113'
  | 'CKPT1114'
  | 'CKPT1200'
  | 'CKPT1201'
  | 'CKPT1202'
  | 'CKPT1203'
  | 'CKPT1204'
  | 'CKPT1205'
  | 'CKPT1206'
  | 'CKPT1207'
  | 'CKPT1300'
  | 'CKPT1301'
  | 'CKPT1302'
  | 'CKPT1303'
  | 'CKPT1304'
  | 'CKPT1305'
  | 'CKPT1306'
  | 'CKPT1307'
  | 'CKPT2001'
  | 'CKPT2002'
  | 'CKPT2003'
  | 'CKPT2004'
  | 'CKPT2005'
  | 'CKPT2006'
  | 'CKPT2007'
  | 'CKPT2008'
  | 'CKPT2009'
  | 'CKPT2010'
  | 'CKPT2011'
  | 'CKPT2012'
  | 'CKPT2013'
  | 'CKPT2014'
  | 'CKPT2015'
  | 'CKPT2016'
  | 'CKPT2017'
  | 'CKPT2018'
  | 'CKPT2019'
  | 'CKPT2020'
  | 'CKPT2021'
  | 'CKPT2022'
  | 'CKPT2101'
  | 'CKPT2102'
  | 'CKPT2103'
  | 'CKPT2104'
  | 'CKPT2105'
  | 'CKPT2106'
  | 'CKPT2107'
  | 'CKPT2108'
  | 'CKPT2110'
  | 'CKPT2111'
  | 'CKPT2112'
  | 'CKPT2113'
  | 'CKPT2114'
  | 'CKPT2120'
  | 'CKPT2121'
  | 'CKPT2122'
  | 'CKPT2123'
  | 'CKPT2124'
  | 'CKPT2125'
  | 'CKPT2126'
  | 'CKPT2127'
  | 'CKPT2128'
  | 'CKPT2129'
  | 'CKPT2130'
  | 'CKPT2131'
  | 'CKPT2132'
  | 'CKPT2133'
  | 'CKPT2134'
  | 'CKPT3001'
  | 'CKPT3002'
  | 'CKPT3003'
  | 'CKPT3004'
  | 'CKPT3005'
  | 'CKPT3006'
  | 'CKPT3150'
  | 'CKPT3151'
  | 'CKPT3152'
  | 'CKPT3153'
  | 'CKPT3154'
  | 'CKPT3155'
  | 'CKPT3156'
  | 'CKPT3157'
  | 'CKPT3158'
  | 'CKPT3159'
  | 'CKPT3170'
  | 'CKPT3171'
  | 'CKPT3172'
  | 'CKPT3173'
  | 'CKPT3174'
  | 'CKPT3175'
  | 'CKPT3176'
  | 'CKPT3177'
  | 'CKPT3178'
  | 'CKPT3101'
  | 'CKPT3102'
  | 'CKPT3103'
  | 'CKPT3104'
  | 'CKPT3105'
  | 'CKPT3106'
  | 'CKPT3110'
  | 'CKPT3111'
  | 'CKPT3112'
  | 'CKPT3113'
  | 'CKPT3114'
  | 'CKPT3115'
  | 'CKPT3116'
  | 'CKPT3117'
  | 'CKPT3120'
  | 'CKPT3121'
  | 'CKPT3122'
  | 'CKPT3123'
  | 'CKPT3124'
  | 'CKPT3125'
  | 'CKPT3126'
  | 'CKPT3201'
  | 'CKPT3202'
  | 'CKPT3203'
  | 'CKPT4001'
  | 'CKPT4002'
  | 'CKPT4003'
  | 'CKPT4004'
  | 'CKPT4005'
  | 'CKPT4010'
  | 'CKPT4011'
  | 'CKPT4012'
  | 'CKPT4013'
  | 'CKPT4014'
  | 'CKPT4015'
  | 'CKPT4016'
  | 'CKPT4017'
  | 'CKPT4018'
  | 'CKPT4019'
  | 'CKPT4020'
  | 'CKPT4030'
  | 'CKPT4031'
  | 'CKPT4032'
  | 'CKPT4033'
  | 'CKPT4101'
  | 'CKPT4102'
  | 'CKPT4103'
  | 'CKPT4201'
  | 'CKPT9001'
  | 'CKPT9002'
  | 'CKPT9003';

/** The parameters of each error's message. */
export interface CheckpointErrorParams {
  'CKPT1001': { readonly needed: number };
  'CKPT1002': { readonly bits: number };
  'CKPT1003': { readonly bits: number };
  'CKPT1004': Record<never, never>;
  'CKPT1005': Record<never, never>;
  'CKPT1006': { readonly count: number; readonly remaining: number };
  'CKPT1010': { readonly found: string };
  'CKPT1011': { readonly id: number; readonly previous: number };
  'CKPT1012': { readonly section: string };
  'CKPT1013': { readonly section: string; readonly left: number };
  'CKPT1014': { readonly section: string; readonly found: string; readonly computed: string };
  'CKPT1015': Record<never, never>;
  'CKPT1016': { readonly left: number };
  'CKPT1017': { readonly found: string; readonly computed: string };
  'CKPT1018': { readonly found: bigint; readonly computed: bigint };
  'CKPT1019': { readonly what: string };
  'CKPT1020': { readonly id: number };
  'CKPT1030': { readonly what: string; readonly code: number };
  'CKPT1031': { readonly found: string; readonly expected: string };
  'CKPT1032': { readonly value: number };
  'CKPT1033': { readonly what: string };
  'CKPT1040': { readonly what: string };
  'CKPT1041': { readonly flags: number; readonly what: string };
  'CKPT1050': Record<never, never>;
  'CKPT1051': Record<never, never>;
  'CKPT1052': Record<never, never>;
  'CKPT1053': { readonly pages: number; readonly limit: number };
  'CKPT1054': Record<never, never>;
  'CKPT1055': { readonly page: number };
  'CKPT1056': { readonly memory: number; readonly block: bigint };
  'CKPT1057': { readonly memory: number; readonly block: bigint };
  'CKPT1058': { readonly exponent: number; readonly min: number; readonly max: number };
  'CKPT1059': { readonly found: number; readonly expected: number };
  'CKPT1060': Record<never, never>;
  'CKPT1061': { readonly expected: number; readonly what: string };
  'CKPT1062': { readonly found: number; readonly expected: number };
  'CKPT1063': Record<never, never>;
  'CKPT1070': { readonly found: bigint; readonly expected: bigint };
  'CKPT1071': Record<never, never>;
  'CKPT1072': Record<never, never>;
  'CKPT1101': { readonly expected: string; readonly found: string };
  'CKPT1102': { readonly member: string };
  'CKPT1103': { readonly member: string };
  'CKPT1104': { readonly found: string; readonly what: string };
  'CKPT1105': { readonly value: string; readonly min: bigint; readonly max: bigint };
  'CKPT1106': { readonly text: string };
  'CKPT1107': { readonly text: string; readonly digits: number };
  'CKPT1108': { readonly text: string; readonly form: string };
  'CKPT1109': Record<never, never>;
  'CKPT1110': { readonly length: number; readonly size: number };
  'CKPT1111': { readonly found: number; readonly expected: number };
  'CKPT1112': { readonly reason: string };
  'CKPT1113': { readonly member: string };
  'CKPT1114': { readonly kind: string; readonly module: string; readonly name: string };
  'CKPT1200': Record<never, never>;
  'CKPT1201': { readonly section: string };
  'CKPT1202': { readonly section: string };
  'CKPT1203': { readonly space: string; readonly index: number; readonly count: number };
  'CKPT1204': { readonly what: string; readonly type: string };
  'CKPT1205': { readonly segment: number; readonly end: bigint; readonly size: bigint };
  'CKPT1206': { readonly section: string; readonly left: number };
  'CKPT1207': Record<never, never>;
  'CKPT1300': { readonly left: number };
  'CKPT1301': { readonly text: string; readonly what: string };
  'CKPT1302': { readonly fd: number; readonly what: string };
  'CKPT1303': { readonly what: string; readonly bits: string; readonly fd: number };
  'CKPT1304': { readonly directory: string; readonly what: string };
  'CKPT1305': { readonly path: string };
  'CKPT1306': { readonly cookie: bigint; readonly fd: number; readonly what: string };
  'CKPT1307': { readonly value: bigint; readonly call: string; readonly what: string };
  'CKPT2001': { readonly space: string; readonly index: bigint; readonly count: number };
  'CKPT2002': { readonly feature: string };
  'CKPT2003': { readonly group: number; readonly other: number };
  'CKPT2004': { readonly type: number; readonly target: number };
  'CKPT2005': { readonly type: number; readonly expected: string };
  'CKPT2006': { readonly module: number; readonly other: number };
  'CKPT2007': { readonly funcidx: number; readonly instance: number };
  'CKPT2008': { readonly space: string; readonly found: number; readonly expected: number };
  'CKPT2009': { readonly min: bigint; readonly max: bigint };
  'CKPT2010': { readonly value: bigint; readonly what: string; readonly max: bigint };
  'CKPT2011': Record<never, never>;
  'CKPT2012': { readonly space: string; readonly address: number; readonly first: number; readonly second: number };
  'CKPT2013': { readonly found: string; readonly expected: string };
  'CKPT2014': { readonly what: string };
  'CKPT2015': { readonly type: number; readonly count: number };
  'CKPT2016': { readonly found: string; readonly computed: string };
  'CKPT2017': { readonly kind: string; readonly found: string; readonly computed: string };
  'CKPT2018': Record<never, never>;
  'CKPT2019': { readonly space: string; readonly address: number; readonly instance: number };
  'CKPT2020': { readonly what: string; readonly index: number; readonly other: number };
  'CKPT2021': { readonly value: string; readonly what: string };
  'CKPT2022': { readonly module: number };
  'CKPT2101': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2102': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2103': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2104': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2105': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2106': { readonly place: string; readonly funcidx: number; readonly instance: number };
  'CKPT2107': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2108': { readonly place: string; readonly expected: string; readonly found: string };
  'CKPT2110': { readonly found: number; readonly expected: number };
  'CKPT2111': { readonly expected: string; readonly found: string };
  'CKPT2112': { readonly tag: number; readonly results: number };
  'CKPT2113': { readonly found: number; readonly expected: number };
  'CKPT2114': { readonly object: string; readonly cycle: string };
  'CKPT2120': { readonly funcidx: number; readonly instance: number };
  'CKPT2121': { readonly found: number; readonly funcidx: number };
  'CKPT2122': { readonly instruction: string; readonly found: number; readonly funcidx: number };
  'CKPT2123': { readonly found: number; readonly expected: number; readonly funcidx: number };
  'CKPT2124': { readonly local: number; readonly type: string };
  'CKPT2125': { readonly local: number; readonly type: string };
  'CKPT2126': { readonly found: number; readonly expected: number; readonly instruction: string; readonly types: string };
  'CKPT2127': { readonly found: number; readonly expected: number };
  'CKPT2128': { readonly found: number; readonly expected: number };
  'CKPT2129': { readonly instruction: string; readonly found: number; readonly funcidx: number };
  'CKPT2130': { readonly instruction: string };
  'CKPT2131': { readonly instruction: string; readonly expected: string; readonly found: string };
  'CKPT2132': { readonly instruction: string };
  'CKPT2133': { readonly found: number; readonly expected: number };
  'CKPT2134': { readonly address: bigint; readonly instruction: string; readonly size: bigint };
  'CKPT3001': { readonly digest: string };
  'CKPT3002': { readonly found: string; readonly expected: string };
  'CKPT3003': { readonly address: number; readonly count: number };
  'CKPT3004': { readonly memory: number; readonly page: bigint };
  'CKPT3005': { readonly digest: string; readonly space: string; readonly address: number };
  'CKPT3006': { readonly table: number; readonly entry: bigint };
  'CKPT3150': { readonly feature: string };
  'CKPT3151': { readonly module: string; readonly name: string };
  'CKPT3152': { readonly module: string; readonly name: string; readonly found: string; readonly expected: string };
  'CKPT3153': { readonly kind: string; readonly module: string; readonly name: string };
  'CKPT3154': { readonly kind: string; readonly module: string; readonly name: string; readonly otherModule: string; readonly otherName: string };
  'CKPT3155': { readonly kind: string; readonly module: string; readonly name: string; readonly other: number };
  'CKPT3156': { readonly kind: string; readonly module: string; readonly name: string; readonly what: string; readonly found: string; readonly expected: string };
  'CKPT3157': { readonly module: string; readonly name: string };
  'CKPT3158': { readonly name: string; readonly version: string };
  'CKPT3159': { readonly name: string; readonly policy: string };
  'CKPT3170': { readonly space: string; readonly index: number; readonly image: number; readonly reason: string };
  'CKPT3171': { readonly name: string; readonly verdict: string; readonly difference: string };
  'CKPT3172': { readonly name: string; readonly user: string };
  'CKPT3173': { readonly name: string; readonly user: string; readonly found: string; readonly expected: string };
  'CKPT3174': { readonly kind: string; readonly name: string; readonly user: string };
  'CKPT3175': { readonly kind: string; readonly name: string; readonly what: string; readonly found: string; readonly expected: string };
  'CKPT3176': { readonly kind: string; readonly name: string; readonly what: string; readonly user: string };
  'CKPT3177': { readonly module: string; readonly name: string; readonly reason: string };
  'CKPT3178': { readonly error: string };
  'CKPT3101': { readonly module: number; readonly length: bigint; readonly digest: string };
  'CKPT3102': { readonly module: number; readonly expected: string; readonly found: string };
  'CKPT3103': { readonly module: number; readonly error: string };
  'CKPT3104': { readonly module: number; readonly expected: number; readonly found: number };
  'CKPT3105': { readonly import: number; readonly expected: string; readonly found: string };
  'CKPT3106': { readonly name: string; readonly expected: string; readonly found: string };
  'CKPT3110': { readonly space: string; readonly found: number; readonly expected: number };
  'CKPT3111': { readonly name: string; readonly expected: string; readonly found: string };
  'CKPT3112': { readonly index: number; readonly instance: number; readonly expected: string; readonly found: string };
  'CKPT3113': { readonly index: number; readonly instance: number; readonly expected: string; readonly found: string };
  'CKPT3114': { readonly index: number; readonly instance: number; readonly expected: string; readonly found: string };
  'CKPT3115': { readonly index: number; readonly instance: number; readonly expected: string; readonly found: string };
  'CKPT3116': { readonly index: number; readonly instance: number; readonly expected: string; readonly found: string };
  'CKPT3117': { readonly type: number; readonly supertype: number; readonly reason: string };
  'CKPT3120': { readonly space: string; readonly index: number; readonly reason: string };
  'CKPT3121': { readonly index: number; readonly instance: number };
  'CKPT3122': { readonly index: number };
  'CKPT3123': { readonly index: number; readonly found: number; readonly expected: number };
  'CKPT3124': { readonly index: number; readonly expected: string; readonly found: string };
  'CKPT3125': { readonly space: string; readonly index: number; readonly end: bigint; readonly of: string; readonly size: bigint };
  'CKPT3126': { readonly entry: bigint };
  'CKPT3201': { readonly directory: string };
  'CKPT3202': { readonly fd: number; readonly path: string; readonly directory: string; readonly reason: string };
  'CKPT3203': { readonly fd: number; readonly path: string; readonly directory: string; readonly what: string };
  'CKPT4001': { readonly id: number };
  'CKPT4002': { readonly feature: string };
  'CKPT4003': { readonly version: number };
  'CKPT4004': { readonly what: string };
  'CKPT4005': Record<never, never>;
  'CKPT4010': { readonly local: number; readonly reason: string };
  'CKPT4011': { readonly reason: string };
  'CKPT4012': { readonly reason: string };
  'CKPT4013': { readonly reason: string };
  'CKPT4014': { readonly kind: string; readonly index: number };
  'CKPT4015': Record<never, never>;
  'CKPT4016': { readonly what: string };
  'CKPT4017': { readonly what: string };
  'CKPT4018': { readonly what: string };
  'CKPT4019': { readonly thread: string };
  'CKPT4020': { readonly thread: string };
  'CKPT4030': { readonly what: string; readonly reason: string };
  'CKPT4031': { readonly thread: number };
  'CKPT4032': { readonly name: string };
  'CKPT4033': { readonly name: string };
  'CKPT4101': { readonly kind: string; readonly name: string };
  'CKPT4102': { readonly reason: string };
  'CKPT4103': { readonly funcidx: number; readonly bodyOffset: number; readonly reason: string };
  'CKPT4201': { readonly fd: number; readonly reason: string };
  'CKPT9001': { readonly limit: string; readonly value: bigint; readonly max: bigint };
  'CKPT9002': { readonly value: bigint; readonly max: bigint };
  'CKPT9003': { readonly what: string };
}
