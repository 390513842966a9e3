import { type Bytes, body, functype, module, name, section, vec } from './binary.js';

/** A value type in the words of the text format. */
export type TypeText = string;

/** Abstract heap types: code, short form of the nullable reference, and top of the hierarchy. Written from the core spec. */
const heaps: Readonly<Record<string, { readonly code: number; readonly short: string; readonly top: string }>> = {
  func: { code: 0x70, short: 'funcref', top: 'func' },
  extern: { code: 0x6f, short: 'externref', top: 'extern' },
  any: { code: 0x6e, short: 'anyref', top: 'any' },
  eq: { code: 0x6d, short: 'eqref', top: 'any' },
  i31: { code: 0x6c, short: 'i31ref', top: 'any' },
  struct: { code: 0x6b, short: 'structref', top: 'any' },
  array: { code: 0x6a, short: 'arrayref', top: 'any' },
  none: { code: 0x71, short: 'nullref', top: 'any' },
  noextern: { code: 0x72, short: 'nullexternref', top: 'extern' },
  nofunc: { code: 0x73, short: 'nullfuncref', top: 'func' },
  exn: { code: 0x69, short: 'exnref', top: 'exn' },
  noexn: { code: 0x74, short: 'nullexnref', top: 'exn' },
};
const numbers: Readonly<Record<string, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
  i8: 0x78,
  i16: 0x77,
};

/** The long form of a type's text: short forms of references are spelt out. */
export function spelt(type: TypeText): TypeText {
  const found = Object.entries(heaps).find(([, { short }]) => short === type);
  return found === undefined ? type : `(ref null ${found[0]})`;
}

export const heapBytes = (heap: string): number[] => [heaps[heap]?.code ?? Number(heap)];

/** The bytes of a value or storage type. */
export function typeBytes(type: TypeText): number[] {
  const number = numbers[type];
  if (number !== undefined) return [number];
  const [, nullable, heap] = /^\(ref (null )?(\w+)\)$/.exec(spelt(type)) ?? [];
  if (heap === undefined) throw new RangeError(`no type: ${type}`);
  return [nullable === undefined ? 0x64 : 0x63, ...heapBytes(heap)];
}

export type TypeDefinition =
  | { readonly kind: 'func'; readonly params: readonly TypeText[]; readonly results: readonly TypeText[] }
  | { readonly kind: 'struct'; readonly fields: readonly TypeText[] }
  | { readonly kind: 'array'; readonly element: TypeText };

/** The types of the module in which opcodes are tried; fields and elements are mutable. */
export const types: readonly TypeDefinition[] = [
  { kind: 'func', params: [], results: [] },
  { kind: 'func', params: ['i32', 'f64'], results: ['i64', 'f32'] },
  { kind: 'func', params: ['i64', 'f32'], results: [] },
  { kind: 'struct', fields: ['i64', 'i8', '(ref null any)'] },
  { kind: 'array', element: 'i64' },
  { kind: 'array', element: 'i16' },
  { kind: 'array', element: '(ref null func)' },
  { kind: 'func', params: ['i32', 'f32'], results: ['i64', 'f64'] },
  { kind: 'func', params: [], results: ['i64', 'f64'] },
];
export const BLOCK = 7;
export const RESULTS = 8;
/** The type of the function under test is the last. */
const TESTED = types.length;

type Address = 'i32' | 'i64';
export const tables: readonly { readonly address: Address; readonly element: TypeText }[] = [
  { address: 'i32', element: '(ref null func)' },
  { address: 'i64', element: '(ref null extern)' },
  { address: 'i64', element: '(ref null func)' },
];
export const memories: readonly Address[] = ['i32', 'i64', 'i64'];
export const globals: readonly TypeText[] = ['f64', '(ref null extern)'];
/** Types of the functions, tested one last. */
export const funcs: readonly number[] = [1];
export const tags: readonly number[] = [2];

/** The top of a heap type's hierarchy. */
export function topOf(heap: string): string {
  const abstract = heaps[heap];
  if (abstract !== undefined) return abstract.top;
  return types[Number(heap)]?.kind === 'func' ? 'func' : 'any';
}

function definition(type: TypeDefinition): Bytes {
  const list = (texts: readonly TypeText[]): Bytes[] => texts.map(typeBytes);
  if (type.kind === 'func') return functype(list(type.params), list(type.results));
  if (type.kind === 'array') return [0x5e, ...typeBytes(type.element), 1];
  return [0x5f, ...vec(type.fields.map((field) => [...typeBytes(field), 1]))];
}

const nothing: Bytes = [0xd0, 0x70, 0x0b];

/** The module with a function to be tested, whose index is `TESTED_FUNCTION`. */
export function environmentModule(params: readonly TypeText[], results: readonly TypeText[], code: Bytes): Uint8Array {
  const tested: TypeDefinition = { kind: 'func', params, results };
  return module(
    section('type', vec([...types, tested].map(definition))),
    section('function', vec([...funcs, TESTED].map((typeidx) => [typeidx]))),
    section('table', vec(tables.map(({ address, element }) => [...typeBytes(element), address === 'i64' ? 4 : 0, 0]))),
    section('memory', vec(memories.map((address) => [address === 'i64' ? 4 : 0, 0]))),
    section('tag', vec(tags.map((typeidx) => [0, typeidx]))),
    section(
      'global',
      vec([
        [...typeBytes('f64'), 1, 0x44, 0, 0, 0, 0, 0, 0, 0, 0, 0x0b],
        [...typeBytes('externref'), 1, 0xd0, 0x6f, 0x0b],
      ]),
    ),
    section('export', vec([[...name('callee'), 0, 0]])),
    section('element', vec([[5, ...typeBytes('funcref'), ...vec([nothing])]])),
    section('dataCount', [1]),
    section('code', vec([body([0x00]), body(code)])),
    section('data', vec([[1, 0]])),
  );
}

export const TESTED_FUNCTION = funcs.length;
