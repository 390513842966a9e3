import { type IndexSpace, indexSpaces, type Valtype } from '@wasm-checkpoint/wasm';

/** A list of 32-bit integers that grows. */
export class Words {
  #items = new Int32Array(256);
  length = 0;

  push(word: number): void {
    if (this.length === this.#items.length) {
      const grown = new Int32Array(2 * this.length);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length++] = word;
  }

  /** The items, in an array that may be longer than `length`; good until the next `push`. */
  get items(): Int32Array {
    return this.#items;
  }

  at(place: number): number {
    return this.#items[place] ?? 0;
  }
}

/** For each index space its place in `indexSpaces`. */
export const placeOfSpace = Object.fromEntries(indexSpaces.map((space, place) => [space, place])) as Readonly<
  Record<IndexSpace, number>
>;

/**
 * A body or a constant expression as a sequence of integers from which its encoding is gone.
 *
 * Two of them are the same instruction by instruction exactly when their words are equal, those at sites compared under a
 * correspondence. One object serves for many bodies, one after the other.
 */
export class Tokens {
  /** Locals, then for each instruction its opcode and immediates; types are closed. */
  readonly words = new Words();
  /** Places in `words` that hold an index of the module, ascending. */
  readonly sites = new Words();
  /** For each site the place of its index space in `indexSpaces`. */
  readonly spaces = new Words();
  /** For each instruction the place in `words` where it starts. */
  readonly starts = new Words();
  /** For each instruction its offset: of the body, or of the module outside of bodies. */
  readonly offsets = new Words();

  clear(): void {
    for (const list of [this.words, this.sites, this.spaces, this.starts, this.offsets]) list.length = 0;
  }

  site(space: IndexSpace, index: number): void {
    this.sites.push(this.words.length);
    this.spaces.push(placeOfSpace[space]);
    this.words.push(index);
  }

  /** A 64-bit integer, as two words. */
  wide(value: bigint): void {
    this.words.push(Number(BigInt.asIntN(32, value)));
    this.words.push(Number(BigInt.asIntN(32, value >> 32n)));
  }

  /** The number of the instruction that starts at an offset; -1 where none does. */
  instructionAt(offset: number): number {
    let low = 0;
    let high = this.offsets.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.offsets.at(middle) < offset) low = middle + 1;
      else high = middle;
    }
    return low < this.offsets.length && this.offsets.at(low) === offset ? low : -1;
  }

  /** The number of the instruction whose words hold a place; -1 for the locals before the first. */
  instructionOf(place: number): number {
    let low = 0;
    let high = this.starts.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.starts.at(middle) <= place) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }
}

/** Numbers for block types by their parameters and results, equal for equal ones of whatever modules. */
export class Signatures {
  readonly #known = new Map<string, number>();

  of(params: readonly Valtype[], results: readonly Valtype[]): number {
    const key = `${params.join()}>${results.join()}`;
    let number = this.#known.get(key);
    if (number === undefined) {
      number = this.#known.size;
      this.#known.set(key, number);
    }
    return number;
  }
}
