import { ByteReader } from '@wasm-checkpoint/bytes';
import type { WasmLimit, WasmSection } from '@wasm-checkpoint/tables';
import { diagnostic, faults } from '../diagnostics.js';
import { allFeatures, type FeatureSet, requireFeature } from '../features.js';
import { checkLimit, defaultLimits, type WasmLimits } from '../limits.js';
import type { BodyRange, Data, Element, Export, Global, Import, SectionHeader, Table } from '../syntax/module.js';
import type {
  Externkind,
  Externtype,
  Globaltype,
  Memtype,
  Recgroup,
  Subtype,
  Tabletype,
  Tagtype,
} from '../syntax/types.js';
import {
  bodyRange,
  type DeclarationScope,
  readBodies,
  readCount,
  readExports,
  readFunctions,
  readGlobals,
  readImports,
  readList,
  readMemories,
  readTables,
  readTags,
} from './declarations.js';
import { readSectionHeaders } from './sections.js';
import { readData, readElement } from './segments.js';
import { readTypeSection } from './types.js';

/** How a module is opened. */
export interface OpenOptions {
  /** Features the module may use; all known ones by default. */
  readonly features?: FeatureSet;
  readonly limits?: Partial<WasmLimits>;
  /** Accept any type index where a type is read, so that the grammar alone is judged; false by default. */
  readonly unboundedTypes?: boolean;
}

type Of<Kind extends Externkind> = Extract<Externtype, { kind: Kind }>;

/**
 * A module opened lazily: section headers, types, imports and declarations are read at once, exports and segments when
 * first asked for, bodies never here.
 *
 * Nothing is validated beyond the grammar; `validate` does that. The bytes must not change while the module is in use.
 */
export class Module {
  readonly bytes: Uint8Array;
  readonly features: FeatureSet;
  readonly limits: WasmLimits;
  readonly #unboundedTypes: boolean;
  /** All sections, in file order. */
  readonly sections: readonly SectionHeader[];
  readonly types: readonly Subtype[];
  readonly recgroups: readonly Recgroup[];
  readonly imports: readonly Import[];
  /** Type index of every function, imported ones first. */
  readonly funcs: Uint32Array;
  /** Types of all tables, memories, globals and tags, imported ones first. */
  readonly tables: readonly Tabletype[];
  readonly memories: readonly Memtype[];
  readonly globals: readonly Globaltype[];
  readonly tags: readonly Tagtype[];
  readonly definedTables: readonly Table[];
  readonly definedMemories: readonly Memtype[];
  readonly definedGlobals: readonly Global[];
  readonly definedTags: readonly Tagtype[];
  readonly start: number | undefined;
  readonly dataCount: number | undefined;
  /** Number of imports of each kind. */
  readonly imported: Readonly<Record<Externkind, number>>;
  readonly #headers: ReadonlyMap<WasmSection, SectionHeader>;
  readonly #ranges: Uint32Array;
  #exports: readonly Export[] | undefined;
  #elements: readonly Element[] | undefined;
  #data: readonly Data[] | undefined;

  constructor(bytes: Uint8Array, options: OpenOptions = {}) {
    this.bytes = bytes;
    this.features = options.features ?? allFeatures;
    this.limits = options.limits === undefined ? defaultLimits : { ...defaultLimits, ...options.limits };
    this.#unboundedTypes = options.unboundedTypes ?? false;
    this.sections = readSectionHeaders(bytes, this.features, this.limits);
    this.#headers = new Map(
      this.sections.filter((section) => section.custom === undefined).map((section) => [section.name, section]),
    );
    const typeSection = this.#read('type', (reader) =>
      readTypeSection(reader, this.features, this.limits, this.#unboundedTypes),
    );
    this.types = typeSection?.types ?? [];
    this.recgroups = typeSection?.groups ?? [];
    this.imports = this.#read('import', (reader) => readImports(reader, this.scope)) ?? [];
    const importsOf = <Kind extends Externkind>(kind: Kind): Of<Kind>[] =>
      this.imports.flatMap(({ type }) => (type.kind === kind ? [type as Of<Kind>] : []));
    const funcImports = importsOf('func');
    const definedFuncs = this.#read('function', (reader) => readFunctions(reader, this.scope)) ?? new Uint32Array(0);
    this.funcs = new Uint32Array(funcImports.length + definedFuncs.length);
    this.funcs.set(funcImports.map((type) => type.typeidx));
    this.funcs.set(definedFuncs, funcImports.length);
    this.definedTables = this.#read('table', (reader) => readTables(reader, this.scope)) ?? [];
    this.tables = [...importsOf('table'), ...this.definedTables.map((table) => table.type)];
    this.definedMemories = this.#read('memory', (reader) => readMemories(reader, this.scope)) ?? [];
    this.memories = [...importsOf('memory'), ...this.definedMemories];
    this.definedTags = this.#read('tag', (reader) => readTags(reader, this.scope)) ?? [];
    this.tags = [...importsOf('tag'), ...this.definedTags];
    this.definedGlobals = this.#read('global', (reader) => readGlobals(reader, this.scope)) ?? [];
    this.globals = [...importsOf('global'), ...this.definedGlobals.map((global) => global.type)];
    this.start = this.#read('start', (reader) => reader.u32());
    this.dataCount = this.#read('data count', (reader) => reader.u32());
    this.#ranges = this.#read('code', (reader) => readBodies(reader, this.scope)) ?? new Uint32Array(0);
    this.imported = {
      func: funcImports.length,
      table: this.tables.length - this.definedTables.length,
      memory: this.memories.length - this.definedMemories.length,
      global: this.globals.length - this.definedGlobals.length,
      tag: this.tags.length - this.definedTags.length,
    };
    this.#checkCounts(definedFuncs.length);
    this.#checkTotals();
  }

  /** What the readers of types and instructions need to know of this module. */
  get scope(): DeclarationScope {
    return {
      features: this.features,
      typeCount: this.#unboundedTypes ? Number.POSITIVE_INFINITY : this.types.length,
      limits: this.limits,
    };
  }

  get exports(): readonly Export[] {
    this.#exports ??= this.#read('export', (reader) => readExports(reader, this.scope)) ?? [];
    return this.#exports;
  }

  get elements(): readonly Element[] {
    const { scope } = this;
    this.#elements ??=
      this.#read('element', (reader) =>
        readList(readCount(reader, this.scope, 'elements', 2), () => readElement(reader, scope, this.limits)),
      ) ?? [];
    return this.#elements;
  }

  get data(): readonly Data[] {
    const { scope } = this;
    this.#data ??=
      this.#read('data', (reader) =>
        readList(readCount(reader, this.scope, 'data', 2), () => readData(reader, scope)),
      ) ?? [];
    return this.#data;
  }

  /** Number of data segments as bodies may name them: the data count section's, or the data section's. */
  get dataSegments(): number {
    return this.dataCount ?? this.data.length;
  }

  /** The header of a section that is not custom. */
  section(name: WasmSection): SectionHeader | undefined {
    return this.#headers.get(name);
  }

  /** Number of functions with a body. */
  get bodyCount(): number {
    return this.#ranges.length / 2;
  }

  /** Where a function's body lies; WASM2003 for an unknown function, WASM2035 for an imported one. */
  body(funcidx: number): BodyRange {
    const range = bodyRange(this.#ranges, funcidx - this.imported.func);
    if (range !== undefined) return range;
    if (funcidx < this.imported.func) {
      const { offset = 0 } = this.imports.filter(({ type }) => type.kind === 'func')[funcidx] ?? {};
      throw diagnostic('WASM2035', { funcidx }, { offset, funcidx });
    }
    throw diagnostic('WASM2003', { space: 'function', index: funcidx, count: this.funcs.length }, { offset: 0 });
  }

  /** A reader of a part of the module. */
  reader(start: number, end: number): ByteReader {
    return new ByteReader(this.bytes, faults, start, end);
  }

  #read<Result>(name: WasmSection, read: (reader: ByteReader) => Result): Result | undefined {
    const header = this.#headers.get(name);
    if (header === undefined) return undefined;
    const reader = this.reader(header.start, header.end);
    const result = read(reader);
    if (!reader.atEnd)
      throw diagnostic('WASM1010', { section: name, left: reader.remaining }, { offset: reader.offset });
    return result;
  }

  /** Holds the limits of index spaces, which imports share with definitions. */
  #checkTotals(): void {
    const check = (limit: WasmLimit, count: number, section: WasmSection): void =>
      checkLimit(this.limits, limit, count, (this.#headers.get(section) ?? this.#headers.get('import'))?.start ?? 0);
    check('functions', this.funcs.length, 'function');
    check('tables', this.tables.length, 'table');
    check('memories', this.memories.length, 'memory');
    check('tags', this.tags.length, 'tag');
    check('globals', this.globals.length, 'global');
  }

  #checkCounts(functions: number): void {
    const bodies = this.bodyCount;
    const offset = (this.#headers.get('code') ?? this.#headers.get('function'))?.start ?? 0;
    if (functions !== bodies) throw diagnostic('WASM1015', { functions, bodies }, { offset });
    const data = this.#headers.get('data');
    const segments = data === undefined ? 0 : this.reader(data.start, data.end).u32();
    if (this.dataCount === undefined) return;
    requireFeature(this.features, 'bulk-memory', 'data count section', 0);
    if (this.dataCount !== segments)
      throw diagnostic(
        'WASM1016',
        { declared: this.dataCount, segments },
        { offset: data?.start ?? this.bytes.length },
      );
  }
}

/** Opens a module; throws the diagnostic of its first fault of grammar among the parts read at once. */
export const openModule = (bytes: Uint8Array, options?: OpenOptions): Module => new Module(bytes, options);
