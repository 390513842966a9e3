// Generated from schema/checkpoint/values.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/values.json, in its order. */
export const checkpointValues = [
  { name: 'unset', tag: 0, group: 'slot', payload: 'none', status: 'assigned', clause: 'syn-unset', doc: 'A local of non-defaultable type that has not been set.' },
  { name: 'dead', tag: 1, group: 'slot', payload: 'none', status: 'assigned', clause: 'syn-dead', doc: 'A local whose value the producer no longer has, and no path reads.' },
  { name: 'i32', tag: 127, group: 'number', payload: 's32', status: 'assigned', clause: 'bin-value', doc: 'A 32-bit integer.' },
  { name: 'i64', tag: 126, group: 'number', payload: 's64', status: 'assigned', clause: 'bin-value', doc: 'A 64-bit integer.' },
  { name: 'f32', tag: 125, group: 'number', payload: 'bits32', status: 'assigned', clause: 'bin-value', doc: 'A 32-bit float as its bits.' },
  { name: 'f64', tag: 124, group: 'number', payload: 'bits64', status: 'assigned', clause: 'bin-value', doc: 'A 64-bit float as its bits.' },
  { name: 'v128', tag: 123, group: 'vector', payload: 'bits128', status: 'assigned', feature: 'simd', clause: 'bin-value', doc: 'A 128-bit vector as its bytes in memory order.' },
  { name: 'i8', tag: 120, group: 'packed', payload: 'bits8', status: 'assigned', feature: 'gc', clause: 'bin-packed', doc: 'A packed 8-bit field.' },
  { name: 'i16', tag: 119, group: 'packed', payload: 'bits16', status: 'assigned', feature: 'gc', clause: 'bin-packed', doc: 'A packed 16-bit field.' },
  { name: 'null-any', tag: 113, group: 'null', payload: 'none', status: 'assigned', clause: 'bin-null', doc: 'The null reference of the hierarchy of any.', feature: 'gc' },
  { name: 'null-extern', tag: 114, group: 'null', payload: 'none', status: 'assigned', clause: 'bin-null', doc: 'The null reference of the hierarchy of extern.' },
  { name: 'null-func', tag: 115, group: 'null', payload: 'none', status: 'assigned', clause: 'bin-null', doc: 'The null reference of the hierarchy of func.' },
  { name: 'null-exn', tag: 116, group: 'null', payload: 'none', status: 'assigned', feature: 'exceptions', clause: 'bin-null', doc: 'The null reference of the hierarchy of exn.' },
  { name: 'null-cont', tag: 117, group: 'null', payload: 'none', status: 'reserved', clause: 'bin-reserved', doc: 'Reserved for stack switching.' },
  { name: 'func', tag: 112, group: 'reference', payload: 'function', status: 'assigned', clause: 'bin-ref-func', doc: 'A function that a module defines: instance and function index.' },
  { name: 'host-func', tag: 64, group: 'reference', payload: 'address', status: 'assigned', clause: 'bin-ref-address', doc: 'A function of the host.' },
  { name: 'extern', tag: 111, group: 'reference', payload: 'internal', status: 'assigned', clause: 'bin-ref-extern', doc: 'An internal reference seen from outside, as extern.convert_any makes it.' },
  { name: 'host', tag: 110, group: 'reference', payload: 'address', status: 'assigned', feature: 'host-references', clause: 'bin-ref-address', doc: 'An object of the host in the hierarchy of any; within extern it is an ordinary externref.' },
  { name: 'i31', tag: 108, group: 'reference', payload: 'i31', status: 'assigned', feature: 'gc', clause: 'bin-ref-i31', doc: 'A 31-bit integer as a reference.' },
  { name: 'struct', tag: 107, group: 'reference', payload: 'address', status: 'assigned', feature: 'gc', clause: 'bin-ref-address', doc: 'A structure.' },
  { name: 'array', tag: 106, group: 'reference', payload: 'address', status: 'assigned', feature: 'gc', clause: 'bin-ref-address', doc: 'An array.' },
  { name: 'exn', tag: 105, group: 'reference', payload: 'address', status: 'assigned', feature: 'exceptions', clause: 'bin-ref-address', doc: 'An exception.' },
  { name: 'cont', tag: 104, group: 'reference', payload: 'address', status: 'reserved', clause: 'bin-reserved', doc: 'Reserved for stack switching.' },
] as const;

/** The `name` of a row. */
export type CheckpointValueTag =
  | 'unset'
  | 'dead'
  | 'i32'
  | 'i64'
  | 'f32'
  | 'f64'
  | 'v128'
  | 'i8'
  | 'i16'
  | 'null-any'
  | 'null-extern'
  | 'null-func'
  | 'null-exn'
  | 'null-cont'
  | 'func'
  | 'host-func'
  | 'extern'
  | 'host'
  | 'i31'
  | 'struct'
  | 'array'
  | 'exn'
  | 'cont';
