/** Bytes of modules by hand, so that the tests of the reader and checker do not lean on the project's own writer. */
export type Bytes = readonly number[];

/** LEB128, unsigned. */
export function u32(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** LEB128, signed. */
export function s64(value: bigint): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest < -64n || rest > 63n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest & 0x7fn)];
}

/** Stands in bytes for the place of a fault and is no byte itself; `located` takes it out. */
export const HERE = -1;
const withoutMarks = (bytes: Bytes): number[] => bytes.filter((byte) => byte !== HERE);

export const vec = (items: readonly Bytes[]): number[] => [...u32(items.length), ...items.flat()];
export const sized = (bytes: Bytes): number[] => [...u32(withoutMarks(bytes).length), ...bytes];
export const name = (text: string): number[] => sized([...new TextEncoder().encode(text)]);

export const sectionIds = {
  custom: 0,
  type: 1,
  import: 2,
  function: 3,
  table: 4,
  memory: 5,
  global: 6,
  export: 7,
  start: 8,
  element: 9,
  code: 10,
  data: 11,
  dataCount: 12,
  tag: 13,
} as const;

export const section = (id: keyof typeof sectionIds, contents: Bytes): number[] => [sectionIds[id], ...sized(contents)];

export const preamble: Bytes = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];

/** A module of sections as they come. */
export const module = (...sections: readonly Bytes[]): Uint8Array => located(...sections).bytes;

/** Bytes with the offset at which `HERE` stood; -1 without one. */
export function locate(marked: Bytes): { readonly bytes: Uint8Array; readonly offset: number } {
  return { bytes: Uint8Array.from(withoutMarks(marked)), offset: marked.indexOf(HERE) };
}

/** A module, and the offset of its `HERE`. */
export const located = (...sections: readonly Bytes[]): { readonly bytes: Uint8Array; readonly offset: number } =>
  locate([...preamble, ...sections.flat()]);

export const i32 = 0x7f;
export const i64 = 0x7e;
export const f32 = 0x7d;
export const f64 = 0x7c;
export const v128 = 0x7b;
export const funcref = 0x70;
export const externref = 0x6f;
export const END = 0x0b;

export const functype = (params: readonly Bytes[] = [], results: readonly Bytes[] = []): number[] => [
  0x60,
  ...vec(params),
  ...vec(results),
];

/** A body: declared locals as pairs of count and type, and code without its last `end`. */
export const body = (code: Bytes, locals: readonly (readonly [count: number, type: Bytes])[] = []): number[] =>
  sized([...vec(locals.map(([count, type]) => [...u32(count), ...type])), ...code, END]);

export interface FunctionText {
  readonly params?: readonly Bytes[];
  readonly results?: readonly Bytes[];
  readonly locals?: readonly (readonly [count: number, type: Bytes])[];
  /** Without the last `end`. */
  readonly code?: Bytes;
}

/** A module of one function, function 0 with type 0, with more types and other sections where they belong. */
export function functionModule(
  { params = [], results = [], locals = [], code = [] }: FunctionText,
  { types = [], sections = [] }: { readonly types?: readonly Bytes[]; readonly sections?: readonly Bytes[] } = {},
): Uint8Array {
  const order = [1, 2, 3, 4, 5, 13, 6, 7, 8, 9, 12, 10, 11];
  const all = [
    section('type', vec([functype(params, results), ...types])),
    section('function', vec([[0]])),
    section('code', vec([body(code, locals)])),
    ...sections,
  ];
  return module(...all.sort((one, other) => order.indexOf(one[0] ?? 0) - order.indexOf(other[0] ?? 0)));
}
