import type { ByteReader } from '@wasm-checkpoint/bytes';
import type { TypeScope } from '../decode/heaptype.js';
import { readInstruction, readOpcode } from '../decode/immediates.js';
import type { Module } from '../decode/module.js';
import { skipImmediates } from '../decode/skip.js';
import type { Immediate, Instruction } from '../syntax/instruction.js';
import { ACCESS, FULL, isFlow, LEBS, MEMARG, WRITE, ways } from './ways.js';

/** What an instruction does to a local. */
export interface LocalAccess {
  /** Module offset of the instruction. */
  readonly offset: number;
  readonly localidx: number;
  readonly write: boolean;
}

/** A straight piece of code: its accesses in order, and where it may go. */
export interface FlowBlock {
  /** Module offset of its first instruction. */
  start: number;
  readonly accesses: LocalAccess[];
  readonly successors: number[];
}

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

/** Control flow of one valid body, as the clause digest-liveness defines its edges. */
export class Flow {
  readonly blocks: FlowBlock[] = [];
  /** Blocks with code, in its order. */
  readonly order: number[] = [];
  /** All blocks, those without code where what they lead to is yet to come. */
  readonly sequence: number[] = [];
  readonly #constructs: Construct[] = [];
  #current = 0;

  constructor(module: Module, first: number, end: number) {
    this.#enter(this.#newBlock(), first);
    this.#push('body', -1, -1);
    const reader = module.reader(first, end);
    const { bytes } = reader;
    const { scope } = module;
    for (let offset = first; offset < end; offset = reader.offset) {
      let way = ways[bytes[offset] ?? 0] ?? FULL;
      let after = offset + 1;
      if (way >= MEMARG && way < FULL) {
        if ((bytes[after] ?? 0) < 0x40) after++;
        else way = FULL;
      }
      // The body is known to be valid, so that integers end where a byte says so.
      for (let left = way & LEBS; left > 0; left--) {
        while ((bytes[after] ?? 0) >= 0x80) after++;
        after++;
      }
      reader.offset = after;
      if (way === FULL) this.#other(reader, offset, scope);
      else if ((way & ACCESS) !== 0) this.#access(reader, offset, way);
    }
  }

  /** A read or write of a local, by an instruction with one immediate. */
  #access(reader: ByteReader, offset: number, way: number): void {
    reader.offset = offset + 1;
    this.blocks[this.#current]?.accesses.push({ offset, localidx: reader.u32(), write: (way & WRITE) !== 0 });
  }

  /** An instruction that the flow depends on, or one whose immediates are not simply passed over. */
  #other(reader: ByteReader, offset: number, scope: TypeScope): void {
    reader.offset = offset;
    const opcode = readOpcode(reader);
    if (isFlow(opcode)) {
      reader.offset = offset;
      this.#instruction(readInstruction(reader, scope));
    } else skipImmediates(reader, opcode, scope);
  }

  #newBlock(): number {
    return this.blocks.push({ start: -1, accesses: [], successors: [] }) - 1;
  }

  #unwind(): number {
    return this.#constructs.at(-1)?.unwind ?? -1;
  }

  #push(kind: Construct['kind'], label: number, next: number, rest: Partial<Construct> = {}): void {
    this.#constructs.push({ kind, label, next, unwind: this.#unwind(), otherwise: -1, pending: -1, ...rest });
  }

  #enter(block: number, offset: number): void {
    const entered = this.blocks[block];
    if (entered !== undefined) entered.start = offset;
    this.order.push(block);
    this.sequence.push(block);
    this.#current = block;
  }

  #edge(from: number, to: number): void {
    if (to >= 0) this.blocks[from]?.successors.push(to);
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

  #instruction(instruction: Instruction): void {
    const { opcode, immediates, offset, size } = instruction;
    const after = offset + size;
    const [first] = immediates;
    switch (opcode.rule) {
      case 'block':
      case 'try':
      case 'try_table':
        this.#open(opcode.rule, immediates);
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
      case 'catch':
      case 'catch_all':
        this.#catch(opcode.rule === 'catch_all', after);
        return;
      case 'delegate':
        this.#delegate(index(first), after);
        return;
      case 'end':
        this.#end(after);
        return;
      case 'br':
        this.#edge(this.#current, this.#label(index(first)));
        this.#split(after, false);
        return;
      case 'br_table':
        for (const labelidx of new Set(labels(immediates))) this.#edge(this.#current, this.#label(labelidx));
        this.#split(after, false);
        return;
      case 'br_if':
      case 'br_on_null':
      case 'br_on_non_null':
      case 'br_on_cast':
      case 'br_on_cast_fail':
        this.#edge(this.#current, this.#label(labels(immediates)[0] ?? 0));
        this.#split(after, true);
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

  #open(kind: 'block' | 'try' | 'try_table', immediates: readonly Immediate[]): void {
    const next = this.#newBlock();
    if (kind === 'block') {
      this.#push(kind, next, next);
      return;
    }
    const unwind = this.#newBlock();
    const clauses = immediates.find((each) => each.kind === 'catch*');
    let catchesAll = kind === 'try';
    for (const clause of clauses?.kind === 'catch*' ? clauses.value : []) {
      this.#edge(unwind, this.#label(clause.labelidx));
      catchesAll ||= clause.tagidx === undefined;
    }
    // A legacy try's handlers are yet to come; `catch`, `delegate` and `end` say where it leads.
    if (!catchesAll) this.#edge(unwind, this.#unwind());
    this.#push(kind, next, next, { unwind });
  }

  #openLoop(after: number): void {
    const header = this.#newBlock();
    this.#edge(this.#current, header);
    this.#push('loop', header, this.#newBlock());
    this.#enter(header, after);
  }

  #openIf(after: number): void {
    const next = this.#newBlock();
    const otherwise = this.#newBlock();
    this.#edge(this.#current, otherwise);
    this.#push('if', next, next, { otherwise });
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
    const construct = this.#constructs.pop();
    if (construct === undefined) return;
    this.#edge(this.#current, construct.next);
    const body = construct.kind === 'try' ? construct.unwind : construct.pending;
    if (construct.kind === 'try') this.sequence.push(body);
    const handler = this.#newBlock();
    this.#edge(body, handler);
    this.#push('handler', construct.label, construct.next, { pending: catchesAll ? -1 : body });
    this.#enter(handler, after);
  }

  #delegate(labelidx: number, after: number): void {
    const construct = this.#constructs.pop();
    if (construct === undefined) return;
    this.#edge(construct.unwind, this.#constructs.at(-1 - labelidx)?.unwind ?? -1);
    this.sequence.push(construct.unwind);
    this.#edge(this.#current, construct.next);
    this.#enter(construct.next, after);
  }

  #end(after: number): void {
    const construct = this.#constructs.pop();
    if (construct === undefined || construct.kind === 'body') return;
    if (construct.otherwise >= 0) {
      this.#edge(construct.otherwise, construct.next);
      this.sequence.push(construct.otherwise);
    }
    if (construct.kind === 'try_table' || construct.kind === 'try') this.sequence.push(construct.unwind);
    // What no handler of a legacy try caught goes on outside of it.
    const uncaught = construct.kind === 'try' ? construct.unwind : construct.pending;
    if (uncaught >= 0) this.#edge(uncaught, this.#unwind());
    this.#edge(this.#current, construct.next);
    this.#enter(construct.next, after);
  }

  #throwing(after: number, fallsThrough: boolean): void {
    this.#edge(this.#current, this.#unwind());
    this.#split(after, fallsThrough);
  }
}

const index = (immediate: Immediate | undefined): number =>
  typeof immediate?.value === 'number' ? immediate.value : 0;

const labels = (immediates: readonly Immediate[]): number[] =>
  immediates.flatMap((each) => (each.kind === 'labelidx' ? [each.value] : each.kind === 'labelidx*' ? each.value : []));
