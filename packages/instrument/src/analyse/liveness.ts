import {
  BRANCH,
  BRANCH_IF,
  BRANCH_TABLE,
  DELEGATE,
  ELSE,
  END,
  END_ELSE,
  END_IF,
  END_LOOP,
  END_PARTS,
  END_TRY_TABLE,
  EVENT_BITS,
  EXIT,
  GET,
  OPEN,
  OPEN_IF,
  OPEN_LOOP,
  PART,
  SET,
  SITE,
  THROW,
} from './events.js';
import type { Trail } from './trail.js';

const KIND = (1 << EVENT_BITS) - 1;

/**
 * The live locals at the sites of a body, by passing backward over its events until the loops agree: as often as loops are nested, and
 * once or twice more.
 *
 * A site takes what is live behind its check and, at a call, what handlers need that its exceptions meet. Sets are bits, `words` words
 * each. Source: clause digest-liveness.
 */
export class SiteLiveness {
  words = 0;
  /** The sets of the sites, one after the other. */
  sites = new Uint32Array(256);
  #now = new Uint32Array(8);
  /** Sets of open constructs by depth: what is live at their labels, and at the beginning of an `else`. */
  #labels = new Uint32Array(256);
  #elses = new Uint32Array(256);
  /** What is live where handlers begin that take exceptions of a try, by its depth. */
  #handlers = new Uint32Array(256);
  /** By depth: that of the try whose handlers take what is thrown there, -1 for none. */
  readonly #unwinds: number[] = [];
  #loops = new Uint32Array(64);
  #depth = -1;

  /** Makes room for the sites of a body. */
  #begin(trail: Trail): void {
    this.words = (trail.localCount + 31) >> 5;
    this.sites = sized(this.sites, this.words * trail.siteAt.length);
  }

  solve(trail: Trail): void {
    this.#begin(trail);
    const { words } = this;
    this.#now = sized(this.#now, words);
    this.#loops = sized(this.#loops, words * trail.loops).fill(0, 0, words * trail.loops);
    while (this.#pass(trail) && trail.loops > 0);
  }

  /** One pass; whether the beginning of a loop changed. */
  #pass(trail: Trail): boolean {
    const { words } = this;
    const { data, length } = trail.events;
    const now = this.#now;
    let changed = false;
    now.fill(0);
    this.#depth = -1;
    for (let at = length - 1; at >= 0; at--) {
      const event = data[at] ?? 0;
      const argument = event >> EVENT_BITS;
      switch (event & KIND) {
        case GET:
          now[argument >> 5] = (now[argument >> 5] ?? 0) | (1 << (argument & 31));
          continue;
        case SET:
          now[argument >> 5] = (now[argument >> 5] ?? 0) & ~(1 << (argument & 31));
          continue;
        case SITE:
          for (let word = 0; word < words; word++) this.sites[argument * words + word] = now[word] ?? 0;
          continue;
        case END:
        case END_ELSE:
        case END_IF:
          this.#enter(now, 0);
          if ((event & KIND) === END_IF) this.#copy(this.#elses, this.#depth * words, now, 0);
          continue;
        case END_LOOP:
          this.#enter(this.#loops, argument * words);
          continue;
        case OPEN:
          this.#depth--;
          continue;
        case OPEN_LOOP:
          this.#depth--;
          for (let word = 0; word < words; word++) {
            const before = this.#loops[argument * words + word] ?? 0;
            const after = (before | (now[word] ?? 0)) >>> 0;
            if (before === after) continue;
            this.#loops[argument * words + word] = after;
            changed = true;
          }
          continue;
        case OPEN_IF:
          this.#add(now, this.#elses, this.#depth * words);
          this.#depth--;
          continue;
        case ELSE:
          this.#copy(this.#elses, this.#depth * words, now, 0);
          this.#copy(now, 0, this.#labels, this.#depth * words);
          continue;
        case BRANCH:
          this.#copy(now, 0, this.#labels, (this.#depth - argument) * words);
          continue;
        case BRANCH_IF:
          this.#add(now, this.#labels, (this.#depth - argument) * words);
          continue;
        case BRANCH_TABLE:
          now.fill(0);
          for (let left = argument; left > 0; left--)
            this.#add(now, this.#labels, (this.#depth - (data[--at] ?? 0)) * words);
          continue;
        case EXIT:
          now.fill(0);
          continue;
        case THROW:
          this.#throw(now, this.#depth);
          continue;
        case END_TRY_TABLE: {
          this.#enter(now, 0);
          const handlers = this.#own();
          for (let left = argument >> 1; left > 0; left--)
            this.#add(this.#handlers, this.#labels, (this.#depth - 1 - (data[--at] ?? 0)) * words, handlers);
          if ((argument & 1) === 0) this.#throw(this.#handlers, this.#depth - 1, handlers);
          this.#unwinds[this.#depth] = this.#depth;
          continue;
        }
        case END_PARTS:
          this.#enter(now, 0);
          if (argument === 0) this.#throw(this.#handlers, this.#depth - 1, this.#own());
          else this.#own();
          continue;
        case PART:
          this.#add(this.#handlers, now, 0, this.#depth * words);
          this.#copy(now, 0, this.#labels, this.#depth * words);
          if (argument === 1) this.#unwinds[this.#depth] = this.#depth;
          continue;
        case DELEGATE:
          this.#enter(now, 0);
          this.#unwinds[this.#depth] = this.#unwinds[this.#depth - 1 - argument] ?? -1;
          continue;
      }
    }
    return changed;
  }

  /** A construct whose label is live with a set. */
  #enter(from: Uint32Array, at: number): void {
    const { words } = this;
    this.#depth++;
    const end = (this.#depth + 1) * words;
    if (end > this.#labels.length) {
      this.#labels = grown(this.#labels, end);
      this.#elses = grown(this.#elses, end);
      this.#handlers = grown(this.#handlers, end);
    }
    this.#unwinds[this.#depth] = this.#unwinds[this.#depth - 1] ?? -1;
    this.#copy(this.#labels, this.#depth * words, from, at);
  }

  #copy(to: Uint32Array, at: number, from: Uint32Array, start: number): void {
    for (let word = 0; word < this.words; word++) to[at + word] = from[start + word] ?? 0;
  }

  #add(to: Uint32Array, from: Uint32Array, start: number, at = 0): void {
    for (let word = 0; word < this.words; word++) to[at + word] = (to[at + word] ?? 0) | (from[start + word] ?? 0);
  }

  /** Empties the set of the handlers of the innermost construct; gives its place. */
  #own(): number {
    const at = this.#depth * this.words;
    this.#handlers.fill(0, at, at + this.words);
    return at;
  }

  /** Adds what is live where exceptions go that are thrown at a depth. */
  #throw(to: Uint32Array, depth: number, at = 0): void {
    const unwind = this.#unwinds[depth] ?? -1;
    if (unwind >= 0) this.#add(to, this.#handlers, unwind * this.words, at);
  }
}

const sized = (list: Uint32Array<ArrayBuffer>, size: number): Uint32Array<ArrayBuffer> =>
  size <= list.length ? list : new Uint32Array(2 * size);

function grown(list: Uint32Array, size: number): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * size);
  larger.set(list);
  return larger;
}
