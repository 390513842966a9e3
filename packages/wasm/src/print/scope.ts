import type { Module } from '../decode/module.js';
import { type NamedSpace, namesOf } from '../decode/names.js';
import type { Functype } from '../syntax/types.js';
import { type Heaptype, heaptypeText, type Valtype, valtypeText } from '../syntax/valtype.js';
import { type Identifier, identifiersOf, moduleIdentifiers } from './identifiers.js';

/** A label that is open at an instruction. */
export interface OpenLabel {
  /** Its identifier, when the name section has one. */
  readonly id: string | undefined;
}

/** How indices, types and labels are shown at an instruction. */
export class PrintScope {
  readonly module: Module;
  readonly names: boolean;
  readonly #locals: ReadonlyMap<number, Identifier>;
  /** Open labels, outermost first, that of the function not among them. */
  readonly labels: OpenLabel[] = [];

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
    return (
      identifiersOf(namesOf(this.module).inner('fields', typeidx), 'field').get(fieldidx)?.text ?? String(fieldidx)
    );
  }

  /** A label by its depth: its identifier unless an inner label hides it, else the depth with the nesting it leads to. */
  label(depth: number): string {
    const place = this.labels.length - 1 - depth;
    const label = this.labels[place];
    if (label === undefined) return String(depth);
    const hidden = this.labels.slice(place + 1).some((inner) => inner.id !== undefined && inner.id === label.id);
    return label.id !== undefined && !hidden ? label.id : `${depth} (;@${place + 1};)`;
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

  /** `(type x)` with parameters and results spelled out for people. */
  typeuse(typeidx: number): string {
    const type = this.functype(typeidx);
    return [
      `(type ${this.item('types', typeidx)})`,
      this.list('param', type?.params),
      this.list('result', type?.results),
    ]
      .filter((part) => part !== '')
      .join(' ');
  }

  /** `(word t*)`, empty for no types. */
  list(word: string, types: readonly Valtype[] = []): string {
    return types.length === 0 ? '' : `(${word} ${types.map((type) => this.valtype(type)).join(' ')})`;
  }
}
