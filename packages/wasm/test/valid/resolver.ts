import type { Opcode } from '@wasm-checkpoint/wasm';
import {
  funcs,
  globals,
  memories,
  spelt,
  type TypeDefinition,
  type TypeText,
  tables,
  tags,
  topOf,
  types,
} from './environment.js';
import type { Sample } from './samples.js';

/** Types of the locals in front of the operands: the sentinel, and one to get and set. */
export const frontLocals: readonly TypeText[] = ['v128', 'f32'];

/** One symbol of a row's type, and the types it stands for. */
export interface Resolved {
  readonly symbol: string;
  readonly types: readonly TypeText[];
}

/** Splits one side of a row's type at the spaces outside of parentheses. */
function symbolsOf(side: string): string[] {
  const symbols: string[] = [];
  let depth = 0;
  let symbol = '';
  for (const character of `${side} `) {
    if (character === '(') depth += 1;
    if (character === ')') depth -= 1;
    if (character === ' ' && depth === 0) {
      if (symbol !== '') symbols.push(symbol);
      symbol = '';
    } else symbol += character;
  }
  return symbols;
}

function known<Item>(item: Item | undefined, what: string): Item {
  if (item === undefined) throw new RangeError(`the environment has no ${what}`);
  return item;
}

const unpacked = (type: TypeText): TypeText => (type === 'i8' || type === 'i16' ? 'i32' : type);
const smaller = (one: TypeText, other: TypeText): TypeText => (one === 'i32' ? one : other);

/** What the symbols of an instruction's type stand for in one use of it. */
class Resolver {
  readonly #opcode: Opcode;
  readonly #sample: Sample;

  constructor(opcode: Opcode, sample: Sample) {
    this.#opcode = opcode;
    this.#sample = sample;
  }

  #place(variable: string): number {
    return variable === 'x' ? 0 : 1;
  }

  #index(variable: string): number {
    return known(this.#sample.indices?.[this.#place(variable)], `index ${variable}`);
  }

  #kind(variable: string): string {
    return known(this.#opcode.immediates[this.#place(variable)], `immediate ${variable}`);
  }

  #bound(symbol: string): readonly TypeText[] {
    return known(this.#sample.symbols?.[symbol], `meaning of ${symbol}`);
  }

  #type<Kind extends TypeDefinition['kind']>(typeidx: number, kind: Kind): Extract<TypeDefinition, { kind: Kind }> {
    const type = known(types[typeidx], `type ${typeidx}`);
    if (type.kind !== kind) throw new RangeError(`type ${typeidx} is no ${kind}`);
    return type as Extract<TypeDefinition, { kind: Kind }>;
  }

  /** The address type of the memory or table that an immediate names. */
  #address(variable: string): TypeText {
    const index = this.#index(variable);
    if (this.#kind(variable) === 'tableidx') return known(tables[index], 'table').address;
    return known(memories[index], 'memory');
  }

  #function(variable: string): Extract<TypeDefinition, { kind: 'func' }> {
    const index = this.#index(variable);
    const spaces: Readonly<Record<string, readonly number[] | undefined>> = { funcidx: funcs, tagidx: tags };
    const space = spaces[this.#kind(variable)];
    return this.#type(space === undefined ? index : known(space[index], 'function or tag'), 'func');
  }

  #call(name: string, inside: string): readonly TypeText[] {
    switch (name) {
      case 'at':
        return [this.#address(inside)];
      case 'params':
        return this.#function(inside).params;
      case 'results':
        return this.#function(inside).results;
      case 'local':
        return [known(frontLocals[this.#index(inside)], 'local')];
      case 'global':
        return [known(globals[this.#index(inside)], 'global')];
      case 'table':
        return [known(tables[this.#index(inside)], 'table').element];
      case 'fields':
        return this.#type(this.#index(inside), 'struct').fields.map(unpacked);
      case 'field':
        return [unpacked(known(this.#type(this.#index('x'), 'struct').fields[this.#index('y')], 'field'))];
      case 'element':
        return [unpacked(this.#type(this.#index(inside), 'array').element)];
      case 'min':
        return [smaller(this.#address('x'), this.#address('y'))];
      case 'diff': {
        const [rt1 = ''] = this.#bound('rt1');
        const [rt2 = ''] = this.#bound('rt2');
        return [rt2.startsWith('(ref null ') ? rt1.replace('(ref null ', '(ref ') : rt1];
      }
    }
    throw new RangeError(`no meaning of ${name}(${inside})`);
  }

  #heap(heap: string): string {
    if (heap === 'x' || heap === 'y') return String(this.#index(heap));
    if (heap === 'ht') return this.#bound('ht')[0] ?? '';
    if (heap === 'top(ht)') return topOf(this.#bound('ht')[0] ?? '');
    if (heap === 'functype(x)') return String(known(funcs[this.#index('x')], 'function'));
    return heap;
  }

  symbol(symbol: string): readonly TypeText[] {
    const [, element] = /^(element\(x\))\^n$/.exec(symbol) ?? [];
    if (element !== undefined)
      return new Array<readonly TypeText[]>(this.#index('y')).fill(this.symbol(element)).flat();
    const [, nullable = '', heap] = /^\(ref (null )?(.+)\)$/.exec(symbol) ?? [];
    if (heap !== undefined) return [`(ref ${nullable}${this.#heap(heap)})`];
    const [, name, inside = ''] = /^(\w+)\((.+)\)$/.exec(symbol) ?? [];
    if (name !== undefined) return this.#call(name, inside);
    return /^(t|rt)\d?\*?$/.test(symbol) ? this.#bound(symbol) : [symbol];
  }
}

/** The operands and results that the row of an instruction says it has in one use. */
export function resolve(
  opcode: Opcode,
  sample: Sample,
): { readonly operands: Resolved[]; readonly results: TypeText[] } {
  const resolver = new Resolver(opcode, sample);
  const [, left = '', right = ''] = /^\[(.*)\] -> \[(.*)\]$/.exec(opcode.type) ?? [];
  const side = (text: string): Resolved[] =>
    symbolsOf(text).map((symbol) => ({ symbol, types: resolver.symbol(symbol).map(spelt) }));
  return { operands: side(left), results: side(right).flatMap((each) => each.types) };
}
