import { type ImmediateKind, type Opcode, opcodes } from '@wasm-checkpoint/wasm';

/** How the immediates of each kind are passed over: LEB128 integers, bytes, or by reading them. */
const skipped: Readonly<Record<ImmediateKind, 'leb' | 'memarg' | 'blocktype' | 'labels' | number | 'read'>> = {
  blocktype: 'blocktype',
  funcidx: 'leb',
  typeidx: 'leb',
  tableidx: 'leb',
  memidx: 'leb',
  globalidx: 'leb',
  tagidx: 'leb',
  elemidx: 'leb',
  dataidx: 'leb',
  localidx: 'leb',
  labelidx: 'leb',
  fieldidx: 'leb',
  u32: 'leb',
  i32: 'leb',
  i64: 'leb',
  'labelidx*': 'labels',
  memarg: 'memarg',
  laneidx: 1,
  'laneidx^16': 16,
  zero: 1,
  f32: 4,
  f64: 8,
  v128: 16,
  heaptype: 'read',
  'valtype*': 'read',
  castflags: 'read',
  'catch*': 'read',
};

/** What the survey does at an opcode of one byte, in the order of the numbers that it switches on. */
export const shapes = [
  'PLAIN',
  'LEB',
  'MEMARG',
  'FOUR',
  'EIGHT',
  'BLOCK',
  'TABLE',
  'CALL',
  'INDIRECT',
  'READ',
] as const;
export type Shape = (typeof shapes)[number];

function shapeOf({ immediates, rule }: Opcode): Shape {
  if (rule === 'call' || rule === 'return_call' || rule === 'ref.func') return 'CALL';
  if (rule === 'call_indirect') return 'INDIRECT';
  // What calls has to be seen.
  if (rule === 'call_ref' || rule === 'return_call_ref') return 'READ';
  const [first] = immediates;
  if (first === undefined) return 'PLAIN';
  if (rule === 'br_table') return 'TABLE';
  if (immediates.length > 1) return 'READ';
  const skip = skipped[first];
  if (skip === 'leb') return 'LEB';
  if (skip === 'memarg') return 'MEMARG';
  if (skip === 'blocktype') return 'BLOCK';
  if (skip === 4) return 'FOUR';
  if (skip === 8) return 'EIGHT';
  return 'READ';
}

/** The shape of each first byte; prefixes and unknown opcodes are read. */
export const shapeTable: Uint8Array = new Uint8Array(256).fill(shapes.indexOf('READ'));
for (const opcode of opcodes) if (opcode.prefix === 0) shapeTable[opcode.opcode] = shapes.indexOf(shapeOf(opcode));
