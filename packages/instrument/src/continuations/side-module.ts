import { ByteWriter } from '@wasm-checkpoint/bytes';
import { type WasmSection, wasmSections } from '@wasm-checkpoint/tables';
import {
  type Blocktype,
  type ExportSyntax,
  type Externtype,
  elementFlags,
  encodeContents,
  type Functype,
  heaptypeOf,
  I32,
  type ImportSyntax,
  type IndexMaps,
  type InstructionSyntax,
  type Module,
  reftype,
  type SectionContents,
  type Valtype,
  withTypes,
  writeCode,
} from '@wasm-checkpoint/wasm';
import type { SideModule } from '../layout.js';
import { Additions, TAPE_MODULE } from '../main/additions.js';
import { segmentSignature } from '../main/segment-types.js';
import type { SaverModule } from '../stubs/savers.js';
import { type TapeFunction, tapeType } from '../tape/imports.js';
import type { Uses } from './uses.js';

const INSTANCE_MODULE = 'instance';

/** The order of the sections in a module. */
const sections = [...wasmSections].sort((one, other) => one.order - other.order);

interface SideFunction {
  readonly typeidx: number;
  code: Uint8Array;
}

/** A module that is put together beside the main module, with its types, and with imports of what it uses. */
export class SideModuleWriter implements SaverModule {
  readonly maps: IndexMaps;
  readonly #module: Module;
  readonly #types: Additions;
  readonly #imports: ImportSyntax[] = [];
  readonly #places = new Map<string, number>();
  readonly #counts = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
  readonly #functions: SideFunction[] = [];
  readonly #exports: ExportSyntax[] = [];
  readonly #references: ReadonlySet<number>;

  constructor(module: Module, tape: readonly TapeFunction[], uses: Uses) {
    this.#module = module;
    this.#types = new Additions(module, []);
    this.#references = uses.references;
    for (const name of tape) this.#import(TAPE_MODULE, name, this.#tapeType(name));
    const { indices } = uses;
    for (const funcidx of indices.funcidx)
      this.#importInstance(`function:${funcidx}`, { kind: 'func', typeidx: module.funcs[funcidx] ?? 0 });
    for (const [name, found] of uses.segments)
      this.#importInstance(name, { kind: 'func', typeidx: this.typeidx(segmentSignature(module, found)) });
    const add = (kind: 'table' | 'memory' | 'global' | 'tag', used: ReadonlySet<number>, types: readonly object[]) => {
      for (const index of [...used].sort((one, other) => one - other))
        this.#importInstance(`${kind}:${index}`, { kind, ...types[index] } as Externtype);
    };
    add('table', indices.tableidx, module.tables);
    add('memory', indices.memidx, module.memories);
    add('global', indices.globalidx, module.globals);
    add('tag', indices.tagidx, module.tags);
    const same = (index: number): number => index;
    this.maps = {
      typeidx: same,
      elemidx: same,
      dataidx: same,
      funcidx: (index) => this.instance(`function:${index}`),
      tableidx: (index) => this.instance(`table:${index}`),
      memidx: (index) => this.instance(`memory:${index}`),
      globalidx: (index) => this.instance(`global:${index}`),
      tagidx: (index) => this.instance(`tag:${index}`),
    };
  }

  #tapeType(name: TapeFunction): Externtype {
    return { kind: 'func', typeidx: this.typeidx(tapeType(name)) };
  }

  #import(module: string, name: string, type: Externtype): number {
    const index = this.#counts[type.kind]++;
    this.#imports.push({ module, name, type });
    this.#places.set(`${module}.${name}`, index);
    return index;
  }

  #importInstance(name: string, type: Externtype): number {
    return this.#import(INSTANCE_MODULE, name, type);
  }

  #place(module: string, name: string): number {
    const index = this.#places.get(`${module}.${name}`);
    if (index === undefined) throw new RangeError(`${module}.${name} is not imported`);
    return index;
  }

  /** The index of something that is imported from the main module. */
  instance(name: string): number {
    return this.#place(INSTANCE_MODULE, name);
  }

  /** Imports a global of the host contract; gives its index. */
  flag(name: string): number {
    return this.#importInstance(name, { kind: 'global', type: I32, mutable: true });
  }

  /** Imports a memory of the host contract; gives its index. */
  memory(name: string, type: Extract<Externtype, { kind: 'memory' }>): number {
    return this.#importInstance(name, type);
  }

  tapeFuncidx(name: TapeFunction): number {
    return this.#place(TAPE_MODULE, name);
  }

  typeidx(type: Functype): number {
    return this.#types.typeidx(type);
  }

  blocktype(results: readonly Valtype[]): Blocktype {
    const [first] = results;
    if (first === undefined) return { kind: 'empty' };
    if (results.length === 1) return { kind: 'result', type: first };
    return { kind: 'type', typeidx: this.typeidx({ kind: 'func', params: [], results }) };
  }

  /** Adds a function whose code is still to come, and exports it under a name; all imports must be there. */
  reserve(name: string, type: Functype): (code: Uint8Array) => void {
    const entry: SideFunction = { typeidx: this.typeidx(type), code: new Uint8Array(0) };
    this.#exports.push({ name, kind: 'func', index: this.#counts.func + this.#functions.length });
    this.#functions.push(entry);
    return (code) => {
      entry.code = code;
    };
  }

  define(_name: string, type: Functype, body: readonly InstructionSyntax[]): number {
    const writer = new ByteWriter();
    writeCode(writer, { locals: [], body });
    this.#functions.push({ typeidx: this.typeidx(type), code: writer.finish() });
    return this.#counts.func + this.#functions.length - 1;
  }

  finish(): SideModule {
    const written = new ByteWriter();
    written.fixed32(0x6d73_6100);
    written.fixed32(1);
    for (const { name, id } of sections) {
      const contents = this.#contents(name);
      if (contents === undefined) continue;
      written.u8(id);
      written.u32(contents.length);
      written.raw(contents);
    }
    const names = (from: string): string[] =>
      this.#imports.filter(({ module }) => module === from).map(({ name }) => name);
    return { bytes: written.finish(), instance: names(INSTANCE_MODULE), tape: names(TAPE_MODULE) };
  }

  #contents(name: WasmSection): Uint8Array | undefined {
    switch (name) {
      case 'type': {
        const { types, recgroups: groups } = this.#module;
        return encodeContents('type', withTypes({ types, groups }, this.#types.types));
      }
      case 'import':
        return encodeContents('import', this.#imports);
      case 'function':
        return encodeContents(
          'function',
          this.#functions.map(({ typeidx }) => typeidx),
        );
      case 'export':
        return encodeContents('export', this.#exports);
      case 'element':
        return this.#references.size === 0 ? undefined : encodeContents('element', [this.#declared()]);
      case 'code': {
        const writer = new ByteWriter();
        writer.vec(this.#functions, ({ code }) => {
          writer.u32(code.length);
          writer.raw(code);
        });
        return writer.finish();
      }
      default:
        return undefined;
    }
  }

  /** Functions that are referred to must be declared. */
  #declared(): SectionContents['element'][number] {
    const segment = {
      type: reftype(heaptypeOf('func'), false),
      mode: { kind: 'declarative' as const },
      items: { kind: 'funcidx' as const, funcs: [...this.#references].map(this.maps.funcidx) },
    };
    return { flags: elementFlags(segment), ...segment };
  }
}
