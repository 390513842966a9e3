import type { Module } from '../decode/module.js';
import { type NamedSpace, namesOf } from '../decode/names.js';
import type { Functype } from '../syntax/types.js';
import { type Heaptype, heaptypeText, type Valtype, valtypeText } from '../syntax/valtype.js';
import { type Identifier, identifiersOf, moduleIdentifiers } from './identifiers.js';

/** Parameters and results beyond this many are not spelled out behind a type's index. */
const MAX_SPELLED = 16;

/** How indices, types and labels are shown at an instruction. */
export class PrintScope {
  readonly module: Module;
  readonly names: boolean;
  readonly #locals: ReadonlyMap<number, Identifier>;
  readonly #fields = new Map<number, ReadonlyMap<number, Identifier>>();
  /** Identifiers of the open labels, outermost first, that of the function not among them. */
  readonly #labels: (string | undefined)[] = [];
  /** Places in `#labels` of the open labels with an identifier, the innermost last. */
  readonly #places = new Map<string, number[]>();

  /** Without `names` everything is shown by its number; `funcidx` is the function whose locals are named. */
  constructor(module: Module, names = true, funcidx?: number) {
    this.module = module;
    this.names = names;
    this.#locals =
      names && funcidx !== undefined ? identifiersOf(namesOf(module).inner('locals', funcidx), 'local') : new Map();
  }

  /** An item of an index space of the module. */
  item(space: NamedSpace, index: number): string {
    return this.identifier(space, index)?.text ?? String(index);
  }

  identifier(space: NamedSpace, index: number): Identifier | undefined {
    return this.names ? moduleIdentifiers(this.module, space).get(index) : undefined;
  }

  local(localidx: number): string {
    return this.localIdentifier(localidx)?.text ?? String(localidx);
  }

  localIdentifier(localidx: number): Identifier | undefined {
    return this.#locals.get(localidx);
  }

  field(typeidx: number, fieldidx: number): string {
    if (!this.names) return String(fieldidx);
    const known = this.#fields.get(typeidx) ?? identifiersOf(namesOf(this.module).inner('fields', typeidx), 'field');
    this.#fields.set(typeidx, known);
    return known.get(fieldidx)?.text ?? String(fieldidx);
  }

  /** Number of open labels. */
  get nesting(): number {
    return this.#labels.length;
  }

  /** Opens a label, by its identifier when it has one. */
  open(id: string | undefined): void {
    if (id !== undefined) {
      const places = this.#places.get(id);
      if (places === undefined) this.#places.set(id, [this.#labels.length]);
      else places.push(this.#labels.length);
    }
    this.#labels.push(id);
  }

  /** Closes the innermost label, if any is open. */
  close(): void {
    const id = this.#labels.pop();
    if (id !== undefined) this.#places.get(id)?.pop();
  }

  /** A label by its depth: its identifier unless an inner label has the same, else the depth with the nesting it leads to. */
  label(depth: number): string {
    const place = this.#labels.length - 1 - depth;
    if (place < 0) return String(depth);
    const id = this.#labels[place];
    return id !== undefined && this.#places.get(id)?.at(-1) === place ? id : `${depth} (;@${place + 1};)`;
  }

  valtype(type: Valtype): string {
    return valtypeText(type, (typeidx) => this.item('types', typeidx));
  }

  heaptype(heap: Heaptype): string {
    return heaptypeText(heap, (typeidx) => this.item('types', typeidx));
  }

  /** A function type by its index; undefined when the type is another or there is none. */
  functype(typeidx: number): Functype | undefined {
    const composite = this.module.types[typeidx]?.composite;
    return composite?.kind === 'func' ? composite : undefined;
  }

  /** `(type x)`, with a few parameters and results spelled out for people. */
  typeuse(typeidx: number): string {
    const type = this.functype(typeidx);
    const use = `(type ${this.item('types', typeidx)})`;
    if (type === undefined || type.params.length + type.results.length > MAX_SPELLED) return use;
    return [use, this.list('param', type.params), this.list('result', type.results)]
      .filter((part) => part !== '')
      .join(' ');
  }

  /** `(word t*)`, empty for no types. */
  list(word: string, types: readonly Valtype[] = []): string {
    return types.length === 0 ? '' : `(${word} ${types.map((type) => this.valtype(type)).join(' ')})`;
  }
}
