import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  type ElementSyntax,
  type ExportSyntax,
  elementFlags,
  type Fieldtype,
  type FunctionDefinition,
  type Functype,
  heaptypeOf,
  I32,
  type ImportSyntax,
  type InstructionSyntax,
  instruction,
  type Module,
  reftype,
  type SectionContents,
  type Subtype,
  type TableSyntax,
  type Valtype,
  writeCode,
} from '@wasm-checkpoint/wasm';
import type { PlaceholderModule } from '../stubs/placeholders.js';
import { type TapeFunction, tapeType } from '../tape/imports.js';

/** Begins all names of exports that are added. */
export const PREFIX = 'checkpoint:';
/** The module from which the tape is imported. */
export const TAPE_MODULE = 'checkpoint';

const sameTypes = (one: readonly number[], other: readonly number[]): boolean =>
  one.length === other.length && one.every((type, index) => type === other[index]);

const sameComposite = (one: Subtype['composite'], other: Subtype['composite']): boolean => {
  if (one.kind === 'func')
    return other.kind === 'func' && sameTypes(one.params, other.params) && sameTypes(one.results, other.results);
  const fields = (type: Subtype['composite']): readonly Fieldtype[] =>
    type.kind === 'struct' ? type.fields : type.kind === 'array' ? [type.field] : [];
  const [mine, others] = [fields(one), fields(other)];
  return (
    one.kind === other.kind &&
    mine.length === others.length &&
    mine.every(({ storage, mutable }, at) => storage === others[at]?.storage && mutable === others[at]?.mutable)
  );
};

/** What is put behind the types, function imports, functions, globals and exports of a module. */
export class Additions implements PlaceholderModule {
  readonly types: Subtype[] = [];
  readonly imports: ImportSyntax[] = [];
  readonly functions: FunctionDefinition[] = [];
  /** Names of the added functions, for the name section. */
  readonly functionNames: string[] = [];
  readonly globals: SectionContents['global'][number][] = [];
  readonly exports: ExportSyntax[] = [];
  readonly tags: { readonly typeidx: number }[] = [];
  /** Tables behind that of the functions. */
  readonly tables: TableSyntax[] = [];
  readonly #declared: number[] = [];
  readonly #module: Module;
  readonly #tape: readonly TapeFunction[];

  constructor(module: Module, tape: readonly TapeFunction[]) {
    this.#module = module;
    this.#tape = tape;
    for (const name of tape) {
      this.imports.push({ module: TAPE_MODULE, name, type: { kind: 'func', typeidx: this.typeidx(tapeType(name)) } });
    }
  }

  /** By how much the indices of defined functions move. */
  get shift(): number {
    return this.#tape.length;
  }

  /** The new index of an old function. */
  funcidx(old: number): number {
    return old < this.#module.imported.func ? old : old + this.shift;
  }

  /** The index of a function of the tape. */
  tapeFuncidx(name: TapeFunction): number {
    const place = this.#tape.indexOf(name);
    if (place < 0) throw new RangeError(`${name} is not imported`);
    return this.#module.imported.func + place;
  }

  /** The index of a function type, added if the module has none that is equal. */
  typeidx(type: Functype): number {
    return this.single(type);
  }

  single(wanted: Subtype['composite']): number {
    const equal = ({ composite, final, supers }: Subtype): boolean =>
      final && supers.length === 0 && sameComposite(composite, wanted);
    // A member of a larger group is another type.
    const old = this.#module.recgroups.find(({ first, size }) => {
      const type = this.#module.types[first];
      return size === 1 && type !== undefined && equal(type);
    });
    if (old !== undefined) return old.first;
    const added = this.types.findIndex(equal);
    const place = added >= 0 ? added : this.types.push({ final: true, supers: [], composite: wanted }) - 1;
    return this.#module.types.length + place;
  }

  /** Adds a mutable global of type i32 that is exported and begins with 0; gives its index. */
  flag(name: string): number {
    const index = this.#module.globals.length + this.globals.length;
    this.globals.push({ type: { type: I32, mutable: true }, init: [instruction('i32.const', 0), instruction('end')] });
    this.exports.push({ name: PREFIX + name, kind: 'global', index });
    return index;
  }

  /** Adds a function without locals, whose last instruction is `end`; gives its index. */
  define(name: string, type: Functype | number, body: readonly InstructionSyntax[]): number {
    const writer = new ByteWriter();
    writeCode(writer, { locals: [], body });
    this.functions.push({
      kind: 'new',
      typeidx: typeof type === 'number' ? type : this.typeidx(type),
      code: writer.finish(),
    });
    this.functionNames.push(PREFIX + name);
    return this.#module.funcs.length + this.shift + this.functions.length - 1;
  }

  /** The index of a table with one entry of a type that has a null. */
  table(element: Valtype): number {
    const known = this.tables.findIndex(({ type }) => type.element === element);
    const limits = { min: 1n, max: 1n };
    const place =
      known >= 0 ? known : this.tables.push({ type: { limits, addrtype: 'i32', element }, init: undefined }) - 1;
    return this.#module.tables.length + 1 + place;
  }

  declare(funcidx: number): void {
    this.#declared.push(funcidx);
  }

  /** The segment that declares functions that are referred to, if there are any. */
  get declaration(): readonly ElementSyntax[] {
    if (this.#declared.length === 0) return [];
    const segment = {
      type: reftype(heaptypeOf('func'), false),
      mode: { kind: 'declarative' as const },
      items: { kind: 'funcidx' as const, funcs: this.#declared },
    };
    return [{ flags: elementFlags(segment), ...segment }];
  }

  emptyTag(): number {
    if (this.tags.length === 0) this.tags.push({ typeidx: this.typeidx({ kind: 'func', params: [], results: [] }) });
    return this.#module.tags.length;
  }
}
