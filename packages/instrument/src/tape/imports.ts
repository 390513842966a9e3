import {
  EXNREF,
  EXTERNREF,
  FUNCREF,
  type Functype,
  heaptypeOf,
  I32,
  I64,
  reftype,
  type Valtype,
} from '@wasm-checkpoint/wasm';

/** What a cell of the tape holds: clause inst-cells. */
export const cellTypes = ['i32', 'i64', 'func', 'extern', 'any', 'exn'] as const;
export type CellType = (typeof cellTypes)[number];

/** The value type that each is passed as. */
export const cellValtype: Readonly<Record<CellType, Valtype>> = {
  i32: I32,
  i64: I64,
  func: FUNCREF,
  extern: EXTERNREF,
  any: reftype(heaptypeOf('any'), true),
  exn: EXNREF,
};

/** What is done with a cell, with the type of the function that does it. */
const operations = {
  put: (type: Valtype): Functype => ({ kind: 'func', params: [type], results: [] }),
  get: (type: Valtype): Functype => ({ kind: 'func', params: [I32], results: [type] }),
  return: (type: Valtype): Functype => ({ kind: 'func', params: [I32, type], results: [] }),
  returned: (type: Valtype): Functype => ({ kind: 'func', params: [I32], results: [type] }),
} as const;
export type TapeOperation = keyof typeof operations;

/** A function of the tape, by its name. */
export type TapeFunction = 'frame' | 'raise' | 'raise_caught' | `${TapeOperation}_${CellType}`;

const types = new Map<string, Functype>([
  ['frame', { kind: 'func', params: [I32, I32, I32, I32], results: [] }],
  ['raise', { kind: 'func', params: [], results: [] }],
  ['raise_caught', { kind: 'func', params: [I32], results: [] }],
  ...Object.entries(operations).flatMap(([operation, make]) =>
    cellTypes.map((cell): [string, Functype] => [`${operation}_${cell}`, make(cellValtype[cell])]),
  ),
]);

/** The type of a function of the tape. */
export function tapeType(name: TapeFunction): Functype {
  const type = types.get(name);
  if (type === undefined) throw new RangeError(`the tape has no function ${name}`);
  return type;
}
