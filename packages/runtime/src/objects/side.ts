import {
  type DataSyntax,
  type ExportSyntax,
  type Externtype,
  encodeModule,
  type ImportSyntax,
  type InstructionSyntax,
  instruction,
  type Locals,
  type SectionContents,
  type Subtype,
  type Valtype,
  withTypes,
} from '@wasm-checkpoint/wasm';

/** A body's instructions, nested as is convenient. */
export type Body = readonly (InstructionSyntax | Body)[];

const flat = (body: Body): readonly InstructionSyntax[] =>
  body.flatMap((part) => ('opcode' in part ? [part] : flat(part as Body)));

interface DefinedFunc {
  readonly typeidx: number;
  readonly locals: readonly Locals[];
  readonly body: readonly InstructionSyntax[];
}

const sameTypes = (one: readonly Valtype[], other: readonly Valtype[]): boolean =>
  one.length === other.length && one.every((type, index) => type === other[index]);

/** A small module that is written for the runtime's own use: with the types of another one, under the same indices. */
export class SideWriter {
  readonly #types: SectionContents['type'];
  readonly #added: Subtype[] = [];
  readonly #imports: ImportSyntax[] = [];
  readonly #counts = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  readonly #known = new Map<string, number>();
  readonly #funcs: DefinedFunc[] = [];
  readonly #exports: ExportSyntax[] = [];
  readonly #data: DataSyntax[] = [];

  constructor(types: SectionContents['type']) {
    this.#types = types;
  }

  /** The index of a function type. */
  functype(params: readonly Valtype[], results: readonly Valtype[]): number {
    const found = this.#added.findIndex(
      ({ composite }) =>
        composite.kind === 'func' && sameTypes(composite.params, params) && sameTypes(composite.results, results),
    );
    const place =
      found >= 0
        ? found
        : this.#added.push({ final: true, supers: [], composite: { kind: 'func', params, results } }) - 1;
    return this.#types.types.length + place;
  }

  /** The index of something that is imported, once for each name; all imports stand before the first function. */
  import(module: string, name: string, type: Externtype): number {
    const key = `${module} ${name}`;
    let index = this.#known.get(key);
    if (index === undefined) {
      index = this.#counts[type.kind]++;
      this.#known.set(key, index);
      this.#imports.push({ module, name, type });
    }
    return index;
  }

  /** Adds a function and exports it. */
  func(
    name: string,
    params: readonly Valtype[],
    results: readonly Valtype[],
    body: Body,
    locals: readonly Valtype[] = [],
  ): void {
    this.#exports.push({ name, kind: 'func', index: this.#counts.func + this.#funcs.length });
    this.#funcs.push({
      typeidx: this.functype(params, results),
      locals: locals.map((type) => ({ count: 1, type })),
      body: [...flat(body), instruction('end')],
    });
  }

  /** Adds a passive data segment; gives its index. */
  data(bytes: Uint8Array): number {
    return this.#data.push({ flags: 1, mode: { kind: 'passive' }, bytes }) - 1;
  }

  /** The bytes of the module. */
  encode(): Uint8Array {
    return encodeModule({
      sections: [
        { name: 'type', contents: withTypes(this.#types, this.#added) },
        { name: 'import', contents: this.#imports },
        { name: 'function', contents: this.#funcs.map(({ typeidx }) => typeidx) },
        { name: 'export', contents: this.#exports },
        ...(this.#data.length > 0 ? [{ name: 'data count' as const, contents: this.#data.length }] : []),
        { name: 'code', contents: this.#funcs },
        ...(this.#data.length > 0 ? [{ name: 'data' as const, contents: this.#data }] : []),
      ],
    });
  }
}
