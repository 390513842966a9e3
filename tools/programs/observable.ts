import {
  EXNREF,
  type ExportSyntax,
  F32,
  F64,
  type FunctionDefinition,
  heapOf,
  heaptypeOf,
  I32,
  I64,
  isRef,
  type Module,
  openModule,
  Reencoder,
  type SectionContents,
  type Subtype,
  V128,
  type Valtype,
  withTypes,
} from '@wasm-checkpoint/wasm';

/** How the value of a global, or an entry of a table, leaves the module: as it is, or by a function that gives its bits. */
export type Reading = 'value' | 'f32' | 'f64' | 'v128' | 'exn';

/** The names under which an observable module exports everything. */
export const observed = {
  memory: (index: number): string => `observed memory ${index}`,
  table: (index: number): string => `observed table ${index}`,
  global: (index: number): string => `observed global ${index}`,
};

export function readingOf(type: Valtype): Reading {
  if (type === F32) return 'f32';
  if (type === F64) return 'f64';
  if (type === V128) return 'v128';
  if (isRef(type) && (heapOf(type) === heapOf(EXNREF) || heapOf(type) === heaptypeOf('noexn'))) return 'exn';
  return 'value';
}

const leb = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...leb(value >>> 7)]);
const globalGet = (index: number): number[] => [0x23, ...leb(index)];
const laneOfV128 = (lane: number): number[] => [0xfd, 0x1d, lane];
const refIsNull = 0xd1;

/** A function that reads: its type and its body, without local declarations and `end`. */
interface Getter {
  readonly params: readonly Valtype[];
  readonly results: readonly Valtype[];
  readonly body: readonly number[];
}

const globalGetters: Readonly<Record<Exclude<Reading, 'value'>, (index: number) => Getter>> = {
  f32: (index) => ({ params: [], results: [I32], body: [...globalGet(index), 0xbc] }),
  f64: (index) => ({ params: [], results: [I64], body: [...globalGet(index), 0xbd] }),
  v128: (index) => ({
    params: [],
    results: [I64, I64],
    body: [...globalGet(index), ...laneOfV128(0), ...globalGet(index), ...laneOfV128(1)],
  }),
  exn: (index) => ({ params: [], results: [I32], body: [...globalGet(index), refIsNull] }),
};

const exnTableGetter = (index: number): Getter => ({
  params: [I32],
  results: [I32],
  body: [0x20, 0, 0x25, ...leb(index), refIsNull],
});

/** Exports every memory, table and global; functions are added where a host could not read a value, and nothing else changes. */
class Observation extends Reencoder {
  readonly #types: Subtype[] = [];
  readonly #functions: FunctionDefinition[] = [];
  readonly #exports: ExportSyntax[] = [];

  constructor(module: Module) {
    super(module);
    for (const index of module.memories.keys()) this.#export(observed.memory(index), 'memory', index);
    for (const [index, { element }] of module.tables.entries()) {
      if (readingOf(element) === 'exn') this.#getter(observed.table(index), exnTableGetter(index));
      this.#export(observed.table(index) + (readingOf(element) === 'exn' ? ' size' : ''), 'table', index);
    }
    for (const [index, { type }] of module.globals.entries()) {
      const reading = readingOf(type);
      if (reading === 'value') this.#export(observed.global(index), 'global', index);
      else this.#getter(observed.global(index), globalGetters[reading](index));
    }
  }

  #export(name: string, kind: ExportSyntax['kind'], index: number): void {
    this.#exports.push({ name, kind, index });
  }

  #getter(name: string, { params, results, body }: Getter): void {
    this.#export(name, 'func', this.module.funcs.length + this.#functions.length);
    this.#functions.push({
      kind: 'new',
      typeidx: this.module.types.length + this.#types.length,
      code: Uint8Array.from([0, ...body, 0x0b]),
    });
    this.#types.push({ final: true, supers: [], composite: { kind: 'func', params, results } });
  }

  override types(section: SectionContents['type']): SectionContents['type'] {
    return this.#types.length === 0 ? section : withTypes(section, this.#types);
  }
  override functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return [...functions, ...this.#functions];
  }
  override exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
    return [...exports, ...this.#exports];
  }
}

/** The same module with everything exported, so that what it leaves behind can be looked at from outside. */
export function observable(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(new Observation(openModule(bytes)).encode().bytes);
}
