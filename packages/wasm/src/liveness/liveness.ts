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
  readonly #forward: Edges;

  constructor(module: Module, funcidx: number) {
    const range = module.body(funcidx);
    const [first = 0] = typeStates(module).offsets(funcidx);
    this.#localCount = typeStates(module).at(funcidx, first).locals.length;
    this.#flow = new Flow(module, moduleOffset(range, first), range.end);
    this.#dense = new Int32Array(this.#localCount).fill(-1);
    let read = 0;
    const { accesses, accessCount } = this.#flow;
    for (let index = 0; index < accessCount; index++) {
      const access = accesses[index] ?? 0;
      if ((access & 1) === 0 && this.#dense[access >> 1] === -1) this.#dense[access >> 1] = read++;
    }
    this.#words = (read + 31) >> 5;
    checkLimit(module.limits, 'livenessWords', 3 * this.#words * this.#flow.starts.length, range.start);
    const { from, to, starts } = this.#flow;
    this.#forward = new Edges(starts.length, from, to);
    this.#liveIn = this.#solve(this.#forward, new Edges(starts.length, to, from));
  }

  /** The live locals before the instruction at a module offset: one byte a local, 1 for live. */
  at(offset: number): Uint8Array {
    const block = this.#blockAt(offset);
    const words = this.#liveOut(block);
    const { accesses, offsets, firsts, ends } = this.#flow;
    const first = firsts[block] ?? 0;
    for (let index = (ends[block] ?? 0) - 1; index >= first; index--) {
      if ((offsets[index] ?? 0) < offset) break;
      const access = accesses[index] ?? 0;
      const local = this.#dense[access >> 1] ?? -1;
      if (local < 0) continue;
      const bit = 1 << (local & 31);
      words[local >> 5] = (access & 1) === 1 ? (words[local >> 5] ?? 0) & ~bit : (words[local >> 5] ?? 0) | bit;
    }
    return Uint8Array.from(this.#dense, (local) =>
      local >= 0 && ((words[local >> 5] ?? 0) >>> (local & 31)) & 1 ? 1 : 0,
    );
  }

  #solve(forward: Edges, backward: Edges): Uint32Array {
    const { starts, firsts, ends, accesses, sequence } = this.#flow;
    const count = starts.length;
    const words = this.#words;
    const dense = this.#dense;
    const liveIn = new Uint32Array(words * count);
    const writes = new Uint32Array(words * count);
    for (let block = 0; block < count; block++) {
      for (let index = firsts[block] ?? 0, end = ends[block] ?? 0; index < end; index++) {
        const access = accesses[index] ?? 0;
        const local = dense[access >> 1] ?? -1;
        if (local < 0) continue;
        const at = block * words + (local >> 5);
        const bit = 1 << (local & 31);
        if ((access & 1) === 1) writes[at] = (writes[at] ?? 0) | bit;
        else if (((writes[at] ?? 0) & bit) === 0) liveIn[at] = (liveIn[at] ?? 0) | bit;
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
    const { begins, targets } = this.#forward;
    for (let edge = begins[block] ?? 0, last = begins[block + 1] ?? 0; edge < last; edge++) {
      const successor = targets[edge] ?? 0;
      for (let word = 0; word < words.length; word++)
        words[word] = (words[word] ?? 0) | (this.#liveIn[successor * this.#words + word] ?? 0);
    }
    return words;
  }

  /** The last block, in the order of the code, that starts at or before an offset. */
  #blockAt(offset: number): number {
    const { starts, order } = this.#flow;
    let low = 0;
    let high = order.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((starts[order[middle] ?? 0] ?? 0) <= offset) low = middle + 1;
      else high = middle;
    }
    return order[low - 1] ?? 0;
  }
}

/** The edges of a graph by their sources, one after the other. */
class Edges {
  /** Where the targets of each source begin; one more for the end of the last. */
  readonly begins: Int32Array;
  readonly targets: Int32Array;

  constructor(nodes: number, from: readonly number[], to: readonly number[]) {
    const begins = new Int32Array(nodes + 1);
    const targets = new Int32Array(from.length);
    // Each source's number, then where the next one begins; filling from behind moves that to where it begins itself.
    for (let edge = 0; edge < from.length; edge++) begins[from[edge] ?? 0] = (begins[from[edge] ?? 0] ?? 0) + 1;
    for (let node = 1; node <= nodes; node++) begins[node] = (begins[node] ?? 0) + (begins[node - 1] ?? 0);
    for (let edge = from.length - 1; edge >= 0; edge--) {
      const at = (begins[from[edge] ?? 0] ?? 0) - 1;
      begins[from[edge] ?? 0] = at;
      targets[at] = to[edge] ?? 0;
    }
    this.begins = begins;
    this.targets = targets;
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
