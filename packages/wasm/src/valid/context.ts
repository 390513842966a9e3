import { readInstruction } from '../decode/immediates.js';
import type { Module } from '../decode/module.js';
import { diagnostic } from '../diagnostics.js';
import type { Expr } from '../syntax/module.js';
import type { Comptype, Fieldtype, Memtype, Tabletype } from '../syntax/types.js';
import { BOTTOM, I32, I64, type Valtype } from '../syntax/valtype.js';
import type { Signature, TypeSpace } from './subtyping.js';
import { checkTypes } from './types.js';

const EMPTY: Signature = { params: new Int32Array(0), results: new Int32Array(0) };

/** Index spaces by the names that messages use. */
export type Space =
  | 'type'
  | 'function'
  | 'table'
  | 'memory'
  | 'global'
  | 'tag'
  | 'element segment'
  | 'data segment'
  | 'local'
  | 'label'
  | 'field';

/** The typing context of a module: its index spaces with canonical types. Source: core spec, valid-context. */
export class ModuleContext {
  readonly module: Module;
  readonly types: TypeSpace;
  readonly globalTypes: Int32Array;
  readonly globalMutable: Uint8Array;
  readonly memoryAddress: Int32Array;
  readonly tableAddress: Int32Array;
  readonly tableElement: Int32Array;
  /** Signature of each type index that is a function type. */
  readonly signatures: readonly (Signature | undefined)[];
  #declared: ReadonlySet<number> | undefined;
  #elementTypes: Int32Array | undefined;

  constructor(module: Module) {
    this.module = module;
    this.types = checkTypes(module);
    const canon = (type: Valtype): Valtype => this.types.canon(type);
    const address = ({ addrtype }: Memtype | Tabletype): Valtype => (addrtype === 'i64' ? I64 : I32);
    this.globalTypes = Int32Array.from(module.globals, (global) => canon(global.type));
    this.globalMutable = Uint8Array.from(module.globals, (global) => (global.mutable ? 1 : 0));
    this.memoryAddress = Int32Array.from(module.memories, address);
    this.tableAddress = Int32Array.from(module.tables, address);
    this.tableElement = Int32Array.from(module.tables, (table) => canon(table.element));
    this.signatures = module.types.map((_, typeidx) => this.types.signature(typeidx));
  }

  /** Throws WASM2003 unless `index < count`. */
  bound(space: Space, index: number, count: number, offset: number, funcidx?: number): void {
    if (index >= count)
      throw diagnostic('WASM2003', { space, index, count }, funcidx === undefined ? { offset } : { offset, funcidx });
  }

  /** The composite type of a type index of the wanted kind; WASM2003 or WASM2019. */
  composite<Kind extends Comptype['kind']>(
    typeidx: number,
    kind: Kind,
    offset: number,
  ): Extract<Comptype, { kind: Kind }> {
    const type = this.module.types[typeidx];
    if (type === undefined)
      throw diagnostic('WASM2003', { space: 'type', index: typeidx, count: this.module.types.length }, { offset });
    if (type.composite.kind !== kind) throw diagnostic('WASM2019', { typeidx, expected: kind }, { offset });
    return type.composite as Extract<Comptype, { kind: Kind }>;
  }

  /** The signature of a function type; WASM2003 or WASM2019. */
  signature(typeidx: number, offset: number): Signature {
    const known = this.signatures[typeidx];
    if (known !== undefined) return known;
    this.composite(typeidx, 'func', offset);
    return EMPTY;
  }

  /** The signature of a function; WASM2003 when there is none. */
  functionSignature(funcidx: number, offset: number): Signature {
    this.bound('function', funcidx, this.module.funcs.length, offset);
    return this.signature(this.module.funcs[funcidx] ?? 0, offset);
  }

  /** The parameters of a tag; WASM2003 when there is none. */
  tagParams(tagidx: number, offset: number): Int32Array {
    const tag = this.module.tags[tagidx];
    if (tag === undefined)
      throw diagnostic('WASM2003', { space: 'tag', index: tagidx, count: this.module.tags.length }, { offset });
    return this.signature(tag.typeidx, offset).params;
  }

  /** A struct's field; WASM2003 or WASM2019. */
  structField(typeidx: number, fieldidx: number, offset: number): Fieldtype {
    const { fields } = this.composite(typeidx, 'struct', offset);
    const field = fields[fieldidx];
    if (field === undefined)
      throw diagnostic('WASM2003', { space: 'field', index: fieldidx, count: fields.length }, { offset });
    return field;
  }

  /** The canonical element type of an element segment. */
  elementType(elemidx: number, offset: number): Valtype {
    this.#elementTypes ??= Int32Array.from(this.module.elements, (element) => this.types.canon(element.type));
    this.bound('element segment', elemidx, this.#elementTypes.length, offset);
    return this.#elementTypes[elemidx] ?? BOTTOM;
  }

  /** The functions that bodies may name with ref.func: those that occur outside bodies, other than as start function. */
  get declaredFunctions(): ReadonlySet<number> {
    this.#declared ??= this.#collectDeclared();
    return this.#declared;
  }

  #collectDeclared(): Set<number> {
    const { module } = this;
    const found = new Set<number>();
    const scan = ({ start, end }: Expr): void => {
      const reader = module.reader(start, end);
      while (!reader.atEnd) {
        const { immediates, opcode } = readInstruction(reader, module.scope);
        const [first] = immediates;
        if (opcode.rule === 'ref.func' && first?.kind === 'funcidx') found.add(first.value);
      }
    };
    for (const each of module.exports) if (each.kind === 'func') found.add(each.index);
    for (const { init } of module.definedGlobals) scan(init);
    for (const { init } of module.definedTables) if (init !== undefined) scan(init);
    for (const { items, mode } of module.elements) {
      if (items.kind === 'funcidx') for (const funcidx of items.funcs) found.add(funcidx);
      else for (const expr of items.exprs) scan(expr);
      if (mode.kind === 'active') scan(mode.at);
    }
    for (const { mode } of module.data) if (mode.kind === 'active') scan(mode.at);
    return found;
  }
}
