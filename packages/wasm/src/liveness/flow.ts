import type { ByteReader } from '@wasm-checkpoint/bytes';
import { constructorCode, type TypeScope } from '../decode/heaptype.js';
import { readInstruction, readOpcode } from '../decode/immediates.js';
import type { Module } from '../decode/module.js';
import { skipImmediates } from '../decode/skip.js';
import type { Immediate } from '../syntax/instruction.js';
import { type Opcode, opcodes } from '../syntax/opcode.js';
import { ACCESS, BLOCK, BRANCH_IF, CALL, END, FULL, isFlow, LEBS, MEMARG, WRITE, ways } from './ways.js';

interface Construct {
  readonly kind: 'body' | 'block' | 'loop' | 'if' | 'try_table' | 'try' | 'handler';
  /** Where a branch to it goes; -1 leaves the function. */
  readonly label: number;
  /** What follows it. */
  readonly next: number;
  /** Where an exception thrown in it goes: a block without code that leads to the handlers; -1 leaves the function. */
  readonly unwind: number;
  /** The arm of an `if` that is not yet entered. */
  otherwise: number;
  /** The `unwind` of the legacy try that a handler belongs to; -1 elsewhere. */
  readonly pending: number;
}

/**
 * Control flow of one valid body, as the clause digest-liveness defines its edges: straight pieces of code, the *blocks*, with what
 * they do to locals, and the edges between them.
 *
 * All of it is in lists of numbers: most bodies are passed over once, by code that is not yet compiled.
 */
export class Flow {
  /** By block: module offset of its first instruction; -1 for those without code. */
  readonly starts: number[] = [];
  /** By block: the first of its accesses, and the one behind its last. */
  readonly firsts: number[] = [];
  readonly ends: number[] = [];
  /** Module offsets of the instructions that read or write a local, ascending. */
  readonly offsets: Int32Array;
  /** What they do: twice the index of the local, one more for a write. */
  readonly accesses: Int32Array;
  accessCount = 0;
  /** The edges: blocks, and the ones that they lead to. */
  readonly from: number[] = [];
  readonly to: number[] = [];
  /** Blocks with code, in its order. */
  readonly order: number[] = [];
  /** All blocks, those without code where what they lead to is yet to come. */
  readonly sequence: number[] = [];
  readonly #constructs: Construct[] = [];
  #current = -1;
  /** Where an exception that is thrown now goes. */
  #unwind = -1;

  constructor(module: Module, first: number, end: number) {
    // An access takes two bytes at least.
    this.offsets = new Int32Array((end - first) >> 1);
    this.accesses = new Int32Array((end - first) >> 1);
    this.#enter(this.#newBlock(), first);
    this.#push('body', -1, -1, -1, -1);
    const reader = module.reader(first, end);
    const { bytes } = reader;
    const { offsets, accesses } = this;
    let count = 0;
    for (let offset = first; offset < end; ) {
      let way = ways[bytes[offset] ?? 0] ?? FULL;
      let after = offset + 1;
      if ((way & (MEMARG | CALL)) !== 0) {
        if ((way & CALL) !== 0) {
          if (this.#unwind >= 0) way = FULL;
        } else if ((bytes[after] ?? 0) < 0x40) after++;
        else way = FULL;
      }
      if (way >= FULL) {
        this.accessCount = count;
        if (way !== FULL && this.#isCommon(way, bytes[after] ?? 0x80, after)) {
          offset = way === END ? after : after + 1;
          continue;
        }
        reader.offset = offset;
        this.#other(reader, module.scope);
        offset = reader.offset;
        continue;
      }
      // The body is known to be valid, so that integers end where a byte says so.
      if ((way & ACCESS) !== 0) {
        let localidx = bytes[after++] ?? 0;
        for (let shift = 7; (bytes[after - 1] ?? 0) >= 0x80; shift += 7) {
          localidx = (localidx & ((1 << shift) - 1)) | ((bytes[after++] ?? 0) << shift);
        }
        offsets[count] = offset;
        accesses[count++] = 2 * localidx + ((way & WRITE) === 0 ? 0 : 1);
      } else {
        for (let left = way & LEBS; left > 0; left--) {
          while ((bytes[after] ?? 0) >= 0x80) after++;
          after++;
        }
      }
      offset = after;
    }
    this.accessCount = count;
    this.ends[this.#current] = count;
  }

  /** Follows one of the commonest instructions; false where its immediate has more than the byte that is given. */
  #isCommon(way: number, immediate: number, after: number): boolean {
    if (way === END) {
      this.#end(after);
      return true;
    }
    if (immediate >= 0x80) return false;
    if (way === BLOCK) {
      // A heap type follows.
      if (immediate === constructorCode.ref || immediate === constructorCode['ref null']) return false;
      this.#openBlock();
    } else if (way === BRANCH_IF) this.#branchIf(immediate, after + 1);
    else this.#branch(immediate, after + 1);
    return true;
  }

  /** An instruction that the flow depends on, or one whose immediates are not simply passed over. */
  #other(reader: ByteReader, scope: TypeScope): void {
    const { offset } = reader;
    const opcode = readOpcode(reader);
    if (!isFlow(opcode)) skipImmediates(reader, opcode, scope);
    else if (simple[opcode.index] === 1) {
      const [kind] = opcode.immediates;
      let labelidx = 0;
      if (kind === 'labelidx') labelidx = reader.u32();
      else skipImmediates(reader, opcode, scope);
      this.#plain(opcode, labelidx, reader.offset);
    } else {
      reader.offset = offset;
      const { immediates } = readInstruction(reader, scope);
      this.#listed(opcode, immediates, reader.offset);
    }
  }

  #newBlock(): number {
    this.firsts.push(0);
    this.ends.push(0);
    return this.starts.push(-1) - 1;
  }

  #push(kind: Construct['kind'], label: number, next: number, otherwise: number, pending: number): void {
    this.#constructs.push({ kind, label, next, unwind: this.#unwind, otherwise, pending });
  }

  #pop(): Construct | undefined {
    const construct = this.#constructs.pop();
    this.#unwind = this.#constructs.at(-1)?.unwind ?? -1;
    return construct;
  }

  #enter(block: number, offset: number): void {
    if (this.#current >= 0) this.ends[this.#current] = this.accessCount;
    this.starts[block] = offset;
    this.firsts[block] = this.accessCount;
    this.order.push(block);
    this.sequence.push(block);
    this.#current = block;
  }

  #edge(from: number, to: number): void {
    if (to < 0) return;
    this.from.push(from);
    this.to.push(to);
  }

  #label(labelidx: number): number {
    return this.#constructs.at(-1 - labelidx)?.label ?? -1;
  }

  /** Ends the current block; the code that follows begins a new one, reached by falling through or not. */
  #split(offset: number, fallsThrough: boolean): void {
    const next = this.#newBlock();
    if (fallsThrough) this.#edge(this.#current, next);
    this.#enter(next, offset);
  }

  #openBlock(): void {
    const next = this.#newBlock();
    this.#push('block', next, next, -1, -1);
  }

  #branch(labelidx: number, after: number): void {
    this.#edge(this.#current, this.#label(labelidx));
    this.#split(after, false);
  }

  /** A branch that may not be taken. */
  #branchIf(labelidx: number, after: number): void {
    const label = this.#label(labelidx);
    if (label < 0) return;
    this.#edge(this.#current, label);
    this.#split(after, true);
  }

  #plain(opcode: Opcode, labelidx: number, after: number): void {
    switch (opcode.rule) {
      case 'block':
        this.#openBlock();
        return;
      case 'end':
        this.#end(after);
        return;
      case 'br_if':
      case 'br_on_null':
      case 'br_on_non_null':
        this.#branchIf(labelidx, after);
        return;
      case 'br':
        this.#branch(labelidx, after);
        return;
      case 'loop':
        this.#openLoop(after);
        return;
      case 'if':
        this.#openIf(after);
        return;
      case 'else':
        this.#else(after);
        return;
      case 'try':
        this.#openTry('try', []);
        return;
      case 'catch':
      case 'catch_all':
        this.#catch(opcode.rule === 'catch_all', after);
        return;
      case 'delegate':
        this.#delegate(labelidx, after);
        return;
      case 'call':
      case 'call_indirect':
      case 'call_ref':
        this.#throwing(after, true);
        return;
      case 'throw':
      case 'throw_ref':
      case 'rethrow':
        this.#throwing(after, false);
        return;
      default:
        if (opcode.role === 'exit' || opcode.role === 'tail_call') this.#split(after, false);
    }
  }

  /** Flow that depends on more than one label. */
  #listed(opcode: Opcode, immediates: readonly Immediate[], after: number): void {
    if (opcode.rule === 'try_table') this.#openTry('try_table', immediates);
    else if (opcode.rule === 'br_table') {
      for (const labelidx of new Set(labels(immediates))) this.#edge(this.#current, this.#label(labelidx));
      this.#split(after, false);
    } else this.#branchIf(labels(immediates)[0] ?? 0, after);
  }

  #openTry(kind: 'try' | 'try_table', immediates: readonly Immediate[]): void {
    const next = this.#newBlock();
    const unwind = this.#newBlock();
    const clauses = immediates.find((each) => each.kind === 'catch*');
    let catchesAll = kind === 'try';
    for (const clause of clauses?.kind === 'catch*' ? clauses.value : []) {
      this.#edge(unwind, this.#label(clause.labelidx));
      catchesAll ||= clause.tagidx === undefined;
    }
    // A legacy try's handlers are yet to come; `catch`, `delegate` and `end` say where it leads.
    if (!catchesAll) this.#edge(unwind, this.#unwind);
    this.#unwind = unwind;
    this.#push(kind, next, next, -1, -1);
  }

  #openLoop(after: number): void {
    const header = this.#newBlock();
    this.#edge(this.#current, header);
    this.#push('loop', header, this.#newBlock(), -1, -1);
    this.#enter(header, after);
  }

  #openIf(after: number): void {
    const next = this.#newBlock();
    const otherwise = this.#newBlock();
    this.#edge(this.#current, otherwise);
    this.#push('if', next, next, otherwise, -1);
    this.#split(after, true);
  }

  #else(after: number): void {
    const construct = this.#constructs.at(-1);
    if (construct === undefined) return;
    this.#edge(this.#current, construct.next);
    this.#enter(construct.otherwise, after);
    construct.otherwise = -1;
  }

  #catch(catchesAll: boolean, after: number): void {
    const construct = this.#pop();
    if (construct === undefined) return;
    this.#edge(this.#current, construct.next);
    const body = construct.kind === 'try' ? construct.unwind : construct.pending;
    if (construct.kind === 'try') this.sequence.push(body);
    const handler = this.#newBlock();
    this.#edge(body, handler);
    this.#push('handler', construct.label, construct.next, -1, catchesAll ? -1 : body);
    this.#enter(handler, after);
  }

  #delegate(labelidx: number, after: number): void {
    const construct = this.#pop();
    if (construct === undefined) return;
    this.#edge(construct.unwind, this.#constructs.at(-1 - labelidx)?.unwind ?? -1);
    this.sequence.push(construct.unwind);
    this.#edge(this.#current, construct.next);
    this.#enter(construct.next, after);
  }

  #end(after: number): void {
    const construct = this.#pop();
    if (construct === undefined || construct.kind === 'body') return;
    if (construct.otherwise >= 0) {
      this.#edge(construct.otherwise, construct.next);
      this.sequence.push(construct.otherwise);
    }
    if (construct.kind === 'try_table' || construct.kind === 'try') this.sequence.push(construct.unwind);
    // What no handler of a legacy try caught goes on outside of it.
    const uncaught = construct.kind === 'try' ? construct.unwind : construct.pending;
    if (uncaught >= 0) this.#edge(uncaught, this.#unwind);
    this.#edge(this.#current, construct.next);
    this.#enter(construct.next, after);
  }

  #throwing(after: number, fallsThrough: boolean): void {
    this.#edge(this.#current, this.#unwind);
    this.#split(after, fallsThrough);
  }
}

const labels = (immediates: readonly Immediate[]): number[] =>
  immediates.flatMap((each) => (each.kind === 'labelidx' ? [each.value] : each.kind === 'labelidx*' ? each.value : []));

/** By opcode: whether at most one label says where it leads. */
const simple = Uint8Array.from(opcodes, ({ rule }) =>
  rule === 'try_table' || rule === 'br_table' || rule === 'br_on_cast' || rule === 'br_on_cast_fail' ? 0 : 1,
);
