import type { Valtype } from '@wasm-checkpoint/wasm';
import { ALIAS, CONSTANT, copyOf, heldType, OPERAND_BITS, SPILLED, type Trail } from './trail.js';

/** Where an entry of the operand stack comes from. */
export const FRESH = 0;
export const FROM_CONSTANT = 1;
export const FROM_LOCAL = 2;
/** One of several results; the detail is the number of the group. */
export const FROM_GROUP = 3;
/** Copied to a local; the detail is its number. */
export const COPIED = 4;

/** Results of one instruction. */
interface Group {
  readonly at: number;
  readonly base: number;
  readonly types: Int32Array;
  /** The lowest that is copied; `types.length` for none. */
  lowest: number;
}

/** The entries of the parameters of an `if`, which its `else` gets again. */
export interface Arms {
  readonly made: Int32Array;
  readonly origin: Uint8Array;
  readonly detail: Int32Array;
}

/** The operand stack by what each entry was made by; heights and types are those of the type-checker's stack beside it. */
export class Entries {
  /** Module offset behind the instruction that made the entry. */
  made = new Int32Array(1024);
  origin = new Uint8Array(1024);
  detail = new Int32Array(1024);
  /** Module offset of the last write of each local, in the order of the code. */
  written = new Int32Array(256);
  readonly #trail: Trail;
  readonly #groups: Group[] = [];
  /** Spills by the height that they serve. */
  readonly #spills = new Map<number, number[]>();
  /** Neither constants nor locals stand for operands. */
  readonly #explicit: boolean;

  constructor(trail: Trail, explicit: boolean) {
    this.#trail = trail;
    this.#explicit = explicit;
  }

  reset(size: number, locals: number): void {
    this.reserve(size);
    if (this.written.length < locals) this.written = new Int32Array(2 * locals);
    this.written.fill(0, 0, locals);
    this.#groups.length = 0;
    this.#spills.clear();
  }

  /** Makes room for a stack of a size. */
  reserve(size: number): void {
    if (size <= this.made.length) return;
    const { made, origin, detail } = this;
    this.made = new Int32Array(2 * size);
    this.made.set(made);
    this.origin = new Uint8Array(2 * size);
    this.origin.set(origin);
    this.detail = new Int32Array(2 * size);
    this.detail.set(detail);
  }

  /** The entries from `low` up to `height`, kept for the other arm of an `if`. */
  part(low: number, height: number): Arms {
    return {
      made: this.made.slice(low, height),
      origin: this.origin.slice(low, height),
      detail: this.detail.slice(low, height),
    };
  }

  restore(arms: Arms, low: number): void {
    this.made.set(arms.made, low);
    this.origin.set(arms.origin, low);
    this.detail.set(arms.detail, low);
  }

  /** Says that the entries from `low` up to `height` were made by one instruction. */
  fresh(low: number, height: number, at: number, stack: Int32Array): void {
    const count = height - low;
    if (count <= 0) return;
    if (count === 1) {
      this.made[low] = at;
      this.origin[low] = FRESH;
      return;
    }
    const group = this.#groups.push({ at, base: low, types: stack.slice(low, height), lowest: count }) - 1;
    this.made.fill(at, low, height);
    this.origin.fill(FROM_GROUP, low, height);
    this.detail.fill(group, low, height);
  }

  /** Says that an entry was made by a constant instruction at `from`. */
  constant(height: number, from: number, behind: number): void {
    this.made[height] = behind;
    this.origin[height] = FROM_CONSTANT;
    this.detail[height] = from;
  }

  /** The local that holds operands of a type at a height. */
  #spill(height: number, of: Valtype): number {
    const type = heldType(of);
    const { spillTypes, spillHeights } = this.#trail;
    const known = this.#spills.get(height);
    const found = known?.find((spill) => spillTypes[spill] === type);
    if (found !== undefined) return found;
    const spill = spillTypes.push(type) - 1;
    spillHeights.push(height);
    if (known === undefined) this.#spills.set(height, [spill]);
    else known.push(spill);
    return spill;
  }

  /** The code of an operand at a site; sees to it that its value is somewhere. `loop` is where the innermost loop begins, or 0. */
  operand(height: number, type: Valtype, loop: number): number {
    const detail = this.detail[height] ?? 0;
    const made = this.made[height] ?? 0;
    switch (this.origin[height]) {
      case COPIED:
        return (detail << OPERAND_BITS) | SPILLED;
      case FROM_CONSTANT:
        if (this.#explicit) break;
        return (detail << OPERAND_BITS) | CONSTANT;
      case FROM_LOCAL:
        // An iteration may write the local behind the site, so only what was made in the same one is known to be equal.
        if (this.#explicit || (this.written[detail] ?? 0) > made || made <= loop) break;
        return (detail << OPERAND_BITS) | ALIAS;
      case FROM_GROUP: {
        const group = this.#groups[detail];
        if (group === undefined) break;
        group.lowest = Math.min(group.lowest, height - group.base);
        const spill = this.#spill(height, type);
        this.origin[height] = COPIED;
        this.detail[height] = spill;
        return (spill << OPERAND_BITS) | SPILLED;
      }
    }
    const spill = this.#spill(height, type);
    this.#trail.teeAt.push(made);
    this.#trail.teeCopy.push(copyOf(spill, type));
    this.origin[height] = COPIED;
    this.detail[height] = spill;
    return (spill << OPERAND_BITS) | SPILLED;
  }

  /** Writes down the groups of which something is copied. */
  finish(): void {
    const { shuffleAt, shuffleCount, shuffleCopies } = this.#trail;
    for (const { at, base, types, lowest } of this.#groups) {
      if (lowest >= types.length) continue;
      shuffleAt.push(at);
      shuffleCount.push(types.length - lowest);
      for (let index = lowest; index < types.length; index++) {
        const type = types[index] ?? 0;
        shuffleCopies.push(copyOf(this.#spill(base + index, type), type));
      }
    }
  }
}
