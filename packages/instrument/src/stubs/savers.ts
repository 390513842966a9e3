import { type Functype, I32, type InstructionSyntax, instruction, V128, type Valtype } from '@wasm-checkpoint/wasm';
import { cellValtype, type TapeFunction } from '../tape/imports.js';
import { type Carrier, carriers } from './values.js';

/** `state` while the stack unwinds: clause inst-unwound. */
const UNWINDING = 2;

/** How many values of each carrier a saver takes, in the order of `carriers`. */
export type Arity = readonly number[];

/** The module that savers are added to. */
export interface SaverModule {
  /** Adds a function without locals, whose last instruction is `end`; gives its index. */
  define(name: string, type: Functype, body: readonly InstructionSyntax[]): number;
  /** The index of a function of the tape. */
  tapeFuncidx(name: TapeFunction): number;
}

const carriedType = (carrier: Carrier): Valtype => (carrier === 'v128' ? V128 : cellValtype[carrier]);

/** The functions that stubs call: each takes a site, a function and values of certain types, and puts them on the tape. */
export class Savers {
  readonly #module: SaverModule;
  readonly #known = new Map<string, number>();
  readonly #state: number;
  readonly #instance: number;

  constructor(module: SaverModule, state: number, instance: number) {
    this.#module = module;
    this.#state = state;
    this.#instance = instance;
  }

  /** The index of the saver of some values; one that continues a frame takes no site and function. */
  funcidx(arity: Arity, continues: boolean): number {
    const key = `${continues ? '+' : ''}${arity.join(' ')}`;
    let found = this.#known.get(key);
    if (found === undefined) {
      found = this.#define(arity, continues);
      this.#known.set(key, found);
    }
    return found;
  }

  #define(arity: Arity, continues: boolean): number {
    const params = continues ? [] : [I32, I32];
    const body: InstructionSyntax[] = continues ? [] : this.#frame();
    const names: string[] = [];
    carriers.forEach((carrier, place) => {
      const count = arity[place] ?? 0;
      if (count > 0) names.push(`${count} ${carrier}`);
      for (let index = 0; index < count; index++) {
        body.push(...this.#put(carrier, params.length));
        params.push(carriedType(carrier));
      }
    });
    if (!continues) body.push(instruction('i32.const', UNWINDING), instruction('global.set', this.#state));
    const type: Functype = { kind: 'func', params, results: [] };
    return this.#module.define([continues ? 'more' : 'save', ...names].join(' '), type, [...body, instruction('end')]);
  }

  #frame(): InstructionSyntax[] {
    return [
      instruction('global.get', this.#instance),
      instruction('local.get', 1),
      instruction('local.get', 0),
      instruction('global.get', this.#state),
      instruction('call', this.#module.tapeFuncidx('frame')),
    ];
  }

  #put(carrier: Carrier, localidx: number): InstructionSyntax[] {
    const value = instruction('local.get', localidx);
    if (carrier !== 'v128') return [value, instruction('call', this.#module.tapeFuncidx(`put_${carrier}`))];
    const put = instruction('call', this.#module.tapeFuncidx('put_i64'));
    return [value, instruction('i64x2.extract_lane', 0), put, value, instruction('i64x2.extract_lane', 1), put];
  }
}
