import type { Module } from '../decode/module.js';
import { moduleOffset } from '../decode/offsets.js';
import { checkLimit } from '../limits.js';
import { typeStates } from '../valid/typestate.js';
import { Flow } from './flow.js';

/**
 * Which locals may still be read, at every instruction of one body.
 *
 * A local is live at an instruction if some path of the control flow reads it before writing it, the instruction itself
 * included. Least solution of the backward equations. Source: clause digest-liveness.
 */
export class Liveness {
  readonly #flow: Flow;
  readonly #localCount: number;
  /** Dense numbers of the locals that are read at all; -1 for the others. */
  readonly #dense: Int32Array;
  readonly #words: number;
  /** Live locals at the start of each block, `#words` words a block. */
  readonly #liveIn: Uint32Array;

  constructor(module: Module, funcidx: number) {
    const range = module.body(funcidx);
    const [first = 0] = typeStates(module).offsets(funcidx);
    this.#localCount = typeStates(module).at(funcidx, first).locals.length;
    this.#flow = new Flow(module, moduleOffset(range, first), range.end);
    this.#dense = new Int32Array(this.#localCount).fill(-1);
    let read = 0;
    for (const { accesses } of this.#flow.blocks) {
      for (const { localidx, write } of accesses) {
        if (!write && this.#dense[localidx] === -1) this.#dense[localidx] = read++;
      }
    }
    this.#words = (read + 31) >> 5;
    checkLimit(module.limits, 'livenessWords', 3 * this.#words * this.#flow.blocks.length, range.start);
    this.#liveIn = this.#solve();
  }

  /** The live locals before the instruction at a module offset: one byte a local, 1 for live. */
  at(offset: number): Uint8Array {
    const block = this.#blockAt(offset);
    const words = this.#liveOut(block);
    const accesses = this.#flow.blocks[block]?.accesses ?? [];
    for (let index = accesses.length - 1; index >= 0; index--) {
      const access = accesses[index];
      if (access === undefined || access.offset < offset) break;
      const local = this.#dense[access.localidx] ?? -1;
      if (local < 0) continue;
      const bit = 1 << (local & 31);
      words[local >> 5] = access.write ? (words[local >> 5] ?? 0) & ~bit : (words[local >> 5] ?? 0) | bit;
    }
    return Uint8Array.from(this.#dense, (local) =>
      local >= 0 && ((words[local >> 5] ?? 0) >>> (local & 31)) & 1 ? 1 : 0,
    );
  }

  #solve(): Uint32Array {
    const { blocks, sequence } = this.#flow;
    const count = blocks.length;
    const words = this.#words;
    const dense = this.#dense;
    const liveIn = new Uint32Array(words * count);
    const writes = new Uint32Array(words * count);
    const forward = new Edges(count);
    const backward = new Edges(count);
    for (let block = 0; block < count; block++) {
      const { accesses = [], successors = [] } = blocks[block] ?? {};
      for (let index = 0; index < accesses.length; index++) {
        const access = accesses[index];
        const local = access === undefined ? -1 : (dense[access.localidx] ?? -1);
        if (local < 0) continue;
        const at = block * words + (local >> 5);
        const bit = 1 << (local & 31);
        if (access?.write === true) writes[at] = (writes[at] ?? 0) | bit;
        else if (((writes[at] ?? 0) & bit) === 0) liveIn[at] = (liveIn[at] ?? 0) | bit;
      }
      for (let index = 0; index < successors.length; index++) {
        const successor = successors[index] ?? 0;
        forward.count(block);
        backward.count(successor);
      }
    }
    forward.begin();
    backward.begin();
    for (let block = 0; block < count; block++) {
      const { successors = [] } = blocks[block] ?? {};
      for (let index = 0; index < successors.length; index++) {
        const successor = successors[index] ?? 0;
        forward.add(block, successor);
        backward.add(successor, block);
      }
    }
    // A block is looked at again only when one that it leads to has changed, so that deep nests of loops stay cheap.
    // A block waits at most once, so a ring with a place for each never overflows.
    const ring = Int32Array.from(sequence).reverse();
    const waiting = new Uint8Array(count).fill(1);
    const { begins, targets } = forward;
    for (let head = 0, left = ring.length; left > 0; left--, head = head + 1 === ring.length ? 0 : head + 1) {
      const block = ring[head] ?? 0;
      waiting[block] = 0;
      let changed = false;
      for (let edge = begins[block] ?? 0, last = begins[block + 1] ?? 0; edge < last; edge++) {
        const from = (targets[edge] ?? 0) * words;
        for (let word = 0, at = block * words; word < words; word++, at++) {
          const before = liveIn[at] ?? 0;
          const after = (before | ((liveIn[from + word] ?? 0) & ~(writes[at] ?? 0))) >>> 0;
          if (after === before) continue;
          liveIn[at] = after;
          changed = true;
        }
      }
      if (!changed) continue;
      for (let edge = backward.begins[block] ?? 0, last = backward.begins[block + 1] ?? 0; edge < last; edge++) {
        const predecessor = backward.targets[edge] ?? 0;
        if (waiting[predecessor] === 1) continue;
        waiting[predecessor] = 1;
        ring[(head + left) % ring.length] = predecessor;
        left++;
      }
    }
    return liveIn;
  }

  #liveOut(block: number): Uint32Array {
    const words = new Uint32Array(this.#words);
    for (const successor of this.#flow.blocks[block]?.successors ?? []) {
      for (let word = 0; word < words.length; word++)
        words[word] = (words[word] ?? 0) | (this.#liveIn[successor * this.#words + word] ?? 0);
    }
    return words;
  }

  /** The last block, in the order of the code, that starts at or before an offset. */
  #blockAt(offset: number): number {
    const { blocks, order } = this.#flow;
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((blocks[order[middle] ?? 0]?.start ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return order[low - 1] ?? 0;
  }
}

/** The edges of a graph by their sources, one after the other; counted first, then added. */
class Edges {
  /** Where the targets of each source begin; one more for the end of the last. */
  readonly begins: Int32Array;
  readonly #next: Int32Array;
  targets = new Int32Array(0);

  constructor(sources: number) {
    this.begins = new Int32Array(sources + 1);
    this.#next = new Int32Array(sources);
  }

  count(source: number): void {
    this.begins[source + 1] = (this.begins[source + 1] ?? 0) + 1;
  }

  begin(): void {
    const { begins } = this;
    for (let source = 1; source < begins.length; source++)
      begins[source] = (begins[source] ?? 0) + (begins[source - 1] ?? 0);
    this.#next.set(begins.subarray(0, this.#next.length));
    this.targets = new Int32Array(begins.at(-1) ?? 0);
  }

  add(source: number, target: number): void {
    const at = this.#next[source] ?? 0;
    this.targets[at] = target;
    this.#next[source] = at + 1;
  }
}

const known = new WeakMap<Module, Map<number, Liveness>>();

/** Liveness of a function's locals, computed once; throws what is wrong with the body. */
export function liveness(module: Module, funcidx: number): Liveness {
  let functions = known.get(module);
  if (functions === undefined) {
    functions = new Map();
    known.set(module, functions);
  }
  let found = functions.get(funcidx);
  if (found === undefined) {
    found = new Liveness(module, funcidx);
    functions.set(funcidx, found);
  }
  return found;
}

/**
 * The locals that may be read from a body offset on before they are written: one byte a local, 1 for live.
 *
 * A zero is a proof that no path reads the local before writing it. Errors as `typeStateAt`.
 */
export function liveLocalsAt(module: Module, funcidx: number, offset: number): Uint8Array {
  typeStates(module).at(funcidx, offset);
  return liveness(module, funcidx).at(moduleOffset(module.body(funcidx), offset));
}
