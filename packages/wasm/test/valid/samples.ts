import type { Mnemonic } from '@wasm-checkpoint/tables';
import type { ImmediateKind, Opcode, Rule } from '@wasm-checkpoint/wasm';
import { type Bytes, END } from './binary.js';
import { BLOCK, heapBytes, RESULTS, type TypeText, tags } from './environment.js';

/** One use of an instruction in the environment: its immediates, and what the symbols of its row's type stand for. */
export interface Sample {
  /** Bytes behind the opcode. */
  readonly immediates: Bytes;
  /** Values of the immediates that are indices, by place: `x` is the first, `y` the second. */
  readonly indices?: readonly number[];
  readonly symbols?: Readonly<Record<string, readonly TypeText[]>>;
  /** Results of the function, which its outermost label takes. */
  readonly results?: readonly TypeText[];
  /** Code in front of the operands, behind the sentinel. */
  readonly before?: Bytes;
  /** Code behind the instruction up to where its results are seen; `operands` gets the operands again. */
  readonly after?: (operands: Bytes) => Bytes;
  /** True when nothing that is executed can follow. */
  readonly exits?: boolean;
}

/** Bytes that are right for each kind of immediate where nothing depends on them. */
export const plainImmediates: Readonly<Record<ImmediateKind, Bytes>> = {
  blocktype: [0x40],
  funcidx: [0],
  typeidx: [0],
  tableidx: [0],
  memidx: [0],
  globalidx: [0],
  tagidx: [0],
  elemidx: [0],
  dataidx: [0],
  localidx: [0],
  labelidx: [0],
  fieldidx: [0],
  'labelidx*': [1, 0],
  memarg: [0, 0],
  laneidx: [1],
  'laneidx^16': Array.from({ length: 16 }, (_, lane) => lane),
  u32: [0],
  zero: [0],
  i32: [1],
  i64: [1],
  f32: [1, 2, 3, 4],
  f64: [1, 2, 3, 4, 5, 6, 7, 8],
  v128: Array.from({ length: 16 }, () => 7),
  heaptype: [0x70],
  'valtype*': [1, 0x7f],
  castflags: [0],
  'catch*': [0],
};

const plain = ({ immediates }: Opcode): Sample => ({
  immediates: immediates.flatMap((kind) => [...plainImmediates[kind]]),
});

const accesses = ({ align, immediates }: Opcode): Sample[] => {
  const lane = immediates.includes('laneidx') ? [1] : [];
  return [
    { immediates: [align, 0, ...lane], indices: [0] },
    { immediates: [align | 0x40, 1, 0, ...lane], indices: [1] },
  ];
};

/** Uses with one index and with another. */
const indexed = (...uses: readonly (readonly number[])[]): Sample[] =>
  uses.map((indices) => ({ immediates: indices, indices }));

const t2: readonly TypeText[] = ['i64', 'f64'];
const blockSymbols = { 't1*': ['i32', 'f32'], 't2*': t2, 't*': t2 };
const produce: Bytes = [0x1a, 0x1a, 0x42, 0, 0x44, 0, 0, 0, 0, 0, 0, 0, 0];
/** A construct with its type's parameters and results, seen behind its `end`. */
const construct = (...more: Bytes): Sample[] => [
  { immediates: [BLOCK, ...more], symbols: blockSymbols, after: () => [...produce, END] },
];
/** Operands of any types below those that count; all are gone afterwards. */
const exit = (sample: Sample): Sample[] => [
  { ...sample, exits: true, symbols: { 't1*': ['f64', 'externref'], 't2*': [], ...sample.symbols } },
];
const label: readonly TypeText[] = ['f32', 'i64'];
const toLabel = { symbols: { 't*': label }, results: label };
const IF: Bytes = [0x41, 0, 0x04, RESULTS];
const TRY: Bytes = [0x06, RESULTS];
const again = (operands: Bytes): Bytes => [...operands, END];

const casts = (flags: number, branch: readonly TypeText[], rt1: TypeText, rt2: TypeText): Sample => ({
  immediates: [flags, 0, ...heapBytes('any'), ...heapBytes('3')],
  symbols: { 't*': ['f32'], rt1: [rt1], rt2: [rt2] },
  results: ['f32', ...branch],
});

/** Uses of the instructions of every typing rule; each instruction of the table is tried in the uses of its rule. */
export const samples: Readonly<Record<Rule, (opcode: Opcode) => readonly Sample[]>> = {
  monomorphic: (opcode) => [plain(opcode)],
  unreachable: () => exit({ immediates: [] }),
  block: () => construct(),
  loop: () => construct(),
  if: () => [
    {
      immediates: [BLOCK],
      symbols: blockSymbols,
      after: () => [...produce, 0x05, ...produce, END],
    },
  ],
  else: () => [{ immediates: [], symbols: blockSymbols, before: IF, after: again }],
  end: () => [
    { immediates: [], symbols: blockSymbols, before: [0x02, RESULTS] },
    { immediates: [], symbols: { 't*': ['f32'] }, before: [0x03, 0x7d] },
  ],
  try: () => construct(),
  catch: () => [{ immediates: [0], indices: [0], symbols: blockSymbols, before: TRY }],
  catch_all: () => [{ immediates: [], symbols: blockSymbols, before: TRY }],
  delegate: () => [{ immediates: [0], symbols: blockSymbols, before: TRY }],
  rethrow: () => exit({ immediates: [0], before: [0x06, 0x40, 0x19] }),
  throw: () => exit({ immediates: [0], indices: tags.map((_, tagidx) => tagidx) }),
  throw_ref: () => exit({ immediates: [] }),
  try_table: () => construct(0),
  br: () => exit({ immediates: [0], ...toLabel }),
  br_if: () => [{ immediates: [0], ...toLabel }],
  br_table: () => exit({ immediates: [2, 0, 0, 0], ...toLabel }),
  return: () => exit({ immediates: [], ...toLabel }),
  call: () => indexed([0]),
  call_indirect: () => indexed([1, 0], [2, 2]),
  call_ref: () => indexed([1], [2]),
  return_call: () => exit({ immediates: [0], indices: [0], results: ['i64', 'f32'] }),
  return_call_indirect: () => exit({ immediates: [1, 2], indices: [1, 2], results: ['i64', 'f32'] }),
  return_call_ref: () => exit({ immediates: [1], indices: [1], results: ['i64', 'f32'] }),
  drop: () => ['i32', 'v128', 'externref', '(ref 3)'].map((t) => ({ immediates: [], symbols: { t: [t] } })),
  select: () => ['i32', 'i64', 'f32', 'f64', 'v128'].map((t) => ({ immediates: [], symbols: { t: [t] } })),
  select_t: () => [
    { immediates: [1, 0x7e], symbols: { t: ['i64'] } },
    { immediates: [1, 0x64, 3], symbols: { t: ['(ref 3)'] } },
  ],
  'local.get': () => indexed([0], [1]),
  'local.set': () => indexed([0], [1]),
  'local.tee': () => indexed([0], [1]),
  'global.get': () => indexed([0], [1]),
  'global.set': () => indexed([0], [1]),
  'table.get': () => indexed([0], [1]),
  'table.set': () => indexed([0], [1]),
  'table.size': () => indexed([0], [1]),
  'table.grow': () => indexed([0], [1]),
  'table.fill': () => indexed([0], [1]),
  'table.copy': () => indexed([0, 0], [0, 2], [2, 0], [2, 2]),
  'table.init': () => indexed([0, 0], [0, 2]),
  'elem.drop': () => indexed([0]),
  load: accesses,
  store: accesses,
  load_lane: accesses,
  store_lane: accesses,
  atomic: accesses,
  'memory.size': () => indexed([0], [1]),
  'memory.grow': () => indexed([0], [1]),
  'memory.fill': () => indexed([0], [1]),
  'memory.copy': () => indexed([0, 0], [0, 1], [1, 0], [1, 2]),
  'memory.init': () => indexed([0, 0], [0, 1]),
  'data.drop': () => indexed([0]),
  'ref.null': () => ['func', 'noexn', '3'].map((ht) => ({ immediates: heapBytes(ht), symbols: { ht: [ht] } })),
  'ref.is_null': () => ['extern', '3'].map((ht) => ({ immediates: [], symbols: { ht: [ht] } })),
  'ref.as_non_null': () => ['extern', '3'].map((ht) => ({ immediates: [], symbols: { ht: [ht] } })),
  'ref.func': () => indexed([0]),
  br_on_null: () => [{ immediates: [0], symbols: { 't*': label, ht: ['4'] }, results: label }],
  br_on_non_null: () => [{ immediates: [0], symbols: { 't*': label, ht: ['4'] }, results: [...label, '(ref 4)'] }],
  br_on_cast: () => [
    casts(0, ['(ref 3)'], '(ref any)', '(ref 3)'),
    casts(1, ['(ref 3)'], '(ref null any)', '(ref 3)'),
    casts(3, ['(ref null 3)'], '(ref null any)', '(ref null 3)'),
  ],
  br_on_cast_fail: () => [
    casts(0, ['(ref any)'], '(ref any)', '(ref 3)'),
    casts(1, ['(ref null any)'], '(ref null any)', '(ref 3)'),
    casts(3, ['(ref any)'], '(ref null any)', '(ref null 3)'),
  ],
  'struct.new': () => indexed([3]),
  'struct.new_default': () => indexed([3]),
  'struct.get': () => indexed([3, 0], [3, 2]),
  'struct.get_packed': () => indexed([3, 1]),
  'struct.set': () => indexed([3, 0], [3, 1], [3, 2]),
  'array.new': () => indexed([4], [5], [6]),
  'array.new_default': () => indexed([4], [5], [6]),
  'array.new_fixed': () => indexed([4, 0], [4, 3], [5, 2], [6, 1]),
  'array.new_data': () => indexed([4, 0], [5, 0]),
  'array.new_elem': () => indexed([6, 0]),
  'array.get': () => indexed([4], [6]),
  'array.get_packed': () => indexed([5]),
  'array.set': () => indexed([4], [5], [6]),
  'array.fill': () => indexed([4], [5], [6]),
  'array.copy': () => indexed([4, 4], [5, 5], [6, 6]),
  'array.init_data': () => indexed([4, 0], [5, 0]),
  'array.init_elem': () => indexed([6, 0]),
  'ref.test': () => ['3', 'nofunc', 'exn'].map((ht) => ({ immediates: heapBytes(ht), symbols: { ht: [ht] } })),
  'ref.cast': () => ['3', 'i31', 'noextern'].map((ht) => ({ immediates: heapBytes(ht), symbols: { ht: [ht] } })),
  'ref.cast_null': () => ['3', 'i31', 'noextern'].map((ht) => ({ immediates: heapBytes(ht), symbols: { ht: [ht] } })),
  'any.convert_extern': () => [{ immediates: [] }],
  'extern.convert_any': () => [{ immediates: [] }],
};

/** Instructions that neither take nor give anything, so that no operand can be wrong. */
export const withoutOperands: readonly Mnemonic[] = ['nop', 'elem.drop', 'data.drop', 'atomic.fence'];
