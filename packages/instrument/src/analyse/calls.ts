import type { InstrumentSettings } from '../options.js';
import { readLeb } from './leb.js';
import { CALLS_IMPORT, CALLS_INDIRECT, LOOPS, type Survey, TAIL_CALLS, TAIL_CALLS_OUT } from './survey.js';

const CALL = 0x10;
const RETURN_CALL = 0x12;

/** Direct calls between the functions that a module defines; functions are numbered from 0, imports left out. */
class CallGraph {
  readonly callees: Int32Array;
  readonly tail: Uint8Array;
  readonly first: Int32Array;
  readonly count: number;

  constructor(survey: Survey) {
    const { bytes, imported } = survey.module;
    const { patches, firstPatch } = survey;
    this.count = survey.traits.length;
    this.callees = new Int32Array(patches.length);
    this.tail = new Uint8Array(patches.length);
    this.first = new Int32Array(this.count + 1);
    let edges = 0;
    for (let index = 0; index < this.count; index++) {
      this.first[index] = edges;
      const end = firstPatch[index + 1] ?? 0;
      for (let at = firstPatch[index] ?? 0; at < end; at++) {
        const offset = patches[at] ?? 0;
        const opcode = offset < 0 ? 0 : bytes[offset - 1];
        if (opcode !== CALL && opcode !== RETURN_CALL) continue;
        this.tail[edges] = opcode === RETURN_CALL ? 1 : 0;
        this.callees[edges++] = readLeb(bytes, offset) - imported.func;
      }
    }
    this.first[this.count] = edges;
  }

  /** Adds to a set of functions all that call one of them, or only those that tail call one. */
  spread(set: Uint8Array, onlyTail: boolean): void {
    const edges = this.first[this.count] ?? 0;
    const firstCaller = new Int32Array(this.count + 2);
    const counted = (edge: number): boolean => !onlyTail || this.tail[edge] === 1;
    for (let edge = 0; edge < edges; edge++) {
      const slot = (this.callees[edge] ?? 0) + 2;
      if (counted(edge)) firstCaller[slot] = (firstCaller[slot] ?? 0) + 1;
    }
    for (let index = 1; index < firstCaller.length; index++)
      firstCaller[index] = (firstCaller[index] ?? 0) + (firstCaller[index - 1] ?? 0);
    const callers = new Int32Array(edges);
    for (let index = 0; index < this.count; index++) {
      for (let edge = this.first[index] ?? 0; edge < (this.first[index + 1] ?? 0); edge++) {
        if (!counted(edge)) continue;
        const slot = (this.callees[edge] ?? 0) + 1;
        const at = firstCaller[slot] ?? 0;
        callers[at] = index;
        firstCaller[slot] = at + 1;
      }
    }
    const work: number[] = [];
    set.forEach((member, index) => {
      if (member === 1) work.push(index);
    });
    for (let index = work.pop(); index !== undefined; index = work.pop()) {
      for (let at = firstCaller[index] ?? 0; at < (firstCaller[index + 1] ?? 0); at++) {
        const caller = callers[at] ?? 0;
        if (set[caller] === 1) continue;
        set[caller] = 1;
        work.push(caller);
      }
    }
  }

  /** A set of functions of which every circle of calls has one: those that a search in depth comes back to. */
  heads(): Uint8Array {
    const heads = new Uint8Array(this.count);
    /** 0 not seen, 1 on the path, 2 done. */
    const colour = new Uint8Array(this.count);
    const path = new Int32Array(this.count + 1);
    const next = new Int32Array(this.count + 1);
    for (let root = 0; root < this.count; root++) {
      if (colour[root] !== 0) continue;
      let depth = 0;
      path[0] = root;
      next[0] = this.first[root] ?? 0;
      colour[root] = 1;
      while (depth >= 0) {
        const index = path[depth] ?? 0;
        const edge = next[depth] ?? 0;
        if (edge >= (this.first[index + 1] ?? 0)) {
          colour[index] = 2;
          depth--;
          continue;
        }
        next[depth] = edge + 1;
        const callee = this.callees[edge] ?? 0;
        if (colour[callee] === 1) heads[callee] = 1;
        else if (colour[callee] === 0) {
          colour[callee] = 1;
          depth++;
          path[depth] = callee;
          next[depth] = this.first[callee] ?? 0;
        }
      }
    }
    return heads;
  }
}

/** What is known of each function that the module defines, by its index less the imported ones; 1 for yes. */
export interface Calls {
  /** It may unwind, so that its calls need checks. */
  readonly unwinds: Uint8Array;
  /** It may return with a request pending, so that calls of it keep their results. */
  readonly returnsRequested: Uint8Array;
  /** It polls at its first instruction. */
  readonly entries: Uint8Array;
}

/** Which functions may unwind and where entries poll; source: the rules of spec/appendix/instrumentation.md, State. */
export function analyseCalls(survey: Survey, settings: InstrumentSettings): Calls {
  const { traits } = survey;
  const graph = new CallGraph(survey);
  const polls = settings.poll !== 'none';
  const returnsRequested = traits.map((trait) => ((trait & TAIL_CALLS_OUT) !== 0 ? 1 : 0));
  graph.spread(returnsRequested, true);
  const entries = new Uint8Array(traits.length);
  if (polls && settings.entries === 'all') entries.fill(1);
  if (polls && settings.entries === 'recursive') entries.set(graph.heads());
  // Control may go in a circle of tail calls without ever returning to a check.
  traits.forEach((trait, index) => {
    if (polls && (trait & (TAIL_CALLS | TAIL_CALLS_OUT)) !== 0) entries[index] = 1;
  });
  const seeds = CALLS_INDIRECT | CALLS_IMPORT | TAIL_CALLS_OUT | (polls ? LOOPS : 0);
  const unwinds = traits.map((trait, index) => ((trait & seeds) !== 0 || entries[index] === 1 ? 1 : 0));
  graph.spread(unwinds, false);
  return { unwinds, returnsRequested, entries };
}
