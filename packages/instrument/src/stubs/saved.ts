import { F32, F64, I32, I64, type Module, type Valtype } from '@wasm-checkpoint/wasm';
import type { SiteLiveness } from '../analyse/liveness.js';
import { Numbers } from '../analyse/numbers.js';
import { OPERAND_BITS, SPILLED, type Trail } from '../analyse/trail.js';
import { StubGrouping } from './grouping.js';
import { carrierOf, carriers } from './values.js';

const KIND = (1 << OPERAND_BITS) - 1;

/** The place of a type's carrier in `carriers`. */
function placeOf(module: Module, type: Valtype): number {
  if (type === I32 || type === F32) return 0;
  return type === I64 || type === F64 ? 1 : carriers.indexOf(carrierOf(module, type));
}

/** The values that a site saves, in the order in which they are put: by carrier, in each first locals, then operands. */
export class SavedValues {
  /** A local, or `localCount` and more for a spill. */
  readonly values = new Numbers();
  /** How many of each carrier. */
  readonly arity: number[] = carriers.map(() => 0);
  readonly #module: Module;
  readonly #found = new Numbers();
  readonly #places = new Numbers();

  constructor(module: Module) {
    this.#module = module;
  }

  /** The type of one of the values. */
  static type(trail: Trail, value: number): Valtype {
    return (value < trail.localCount ? trail.localTypes[value] : trail.spillTypes[value - trail.localCount]) ?? 0;
  }

  collect(trail: Trail, liveness: SiteLiveness, site: number): void {
    const found = this.#found;
    const places = this.#places;
    found.length = 0;
    places.length = 0;
    this.arity.fill(0);
    const { words, sites } = liveness;
    for (let word = 0; word < words; word++) {
      let bits = sites[site * words + word] ?? 0;
      for (; bits !== 0; bits &= bits - 1) this.#add(trail, 32 * word + 31 - Math.clz32(bits & -bits));
    }
    const { from, to } = StubGrouping.range(trail, site);
    for (let at = from; at < to; at++) {
      const code = trail.operands.at(at);
      if ((code & KIND) === SPILLED) this.#add(trail, trail.localCount + (code >> OPERAND_BITS));
    }
    this.values.length = 0;
    for (let place = 0; place < carriers.length; place++) {
      if (this.arity[place] === 0) continue;
      for (let index = 0; index < found.length; index++)
        if (places.at(index) === place) this.values.push(found.at(index));
    }
  }

  #add(trail: Trail, value: number): void {
    const place = placeOf(this.#module, SavedValues.type(trail, value));
    this.#found.push(value);
    this.#places.push(place);
    this.arity[place] = (this.arity[place] ?? 0) + 1;
  }
}
