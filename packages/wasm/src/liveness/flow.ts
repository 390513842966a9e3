import { readInstruction } from '../decode/immediates.js';
import type { Module } from '../decode/module.js';
import type { Immediate, Instruction } from '../syntax/instruction.js';

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
  readonly kind: string;
  /** Where a branch to it goes; -1 leaves the function. */
  readonly label: number;
  /** What follows it. */
  readonly next: number;
  /** The arm of an `if` that is not yet entered. */
  otherwise: number;
  /** Blocks at which an exception thrown in the body continues. */
  readonly handlers: number[];
  /** Whether every exception is caught. */
  catchesAll: boolean;
  /** Blocks of a legacy try's body that may throw, to be joined with the handlers as these appear. */
  readonly throwing: number[];
}

/** Control flow of one valid body, as the clause digest-liveness defines its edges. */
export class Flow {
  readonly blocks: FlowBlock[] = [];
  /** Blocks in the order of their code. */
  readonly order: number[] = [];
  readonly #constructs: Construct[] = [];
  #current = 0;

  constructor(module: Module, first: number, end: number) {
    this.#enter(this.#newBlock(), first);
    this.#constructs.push(this.#construct('body', -1, -1));
    const reader = module.reader(first, end);
    while (!reader.atEnd) this.#instruction(readInstruction(reader, module.scope));
  }

  #newBlock(): number {
    return this.blocks.push({ start: -1, accesses: [], successors: [] }) - 1;
  }

  #construct(kind: string, label: number, next: number): Construct {
    return { kind, label, next, otherwise: -1, handlers: [], catchesAll: false, throwing: [] };
  }

  #enter(block: number, offset: number): void {
    const entered = this.blocks[block];
    if (entered !== undefined) entered.start = offset;
    this.order.push(block);
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
      case 'local.get':
      case 'local.set':
      case 'local.tee':
        this.blocks[this.#current]?.accesses.push({
          offset,
          localidx: index(first),
          write: opcode.rule !== 'local.get',
        });
        return;
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
        this.#catch(opcode.rule, after);
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
        for (const labelidx of labels(immediates)) this.#edge(this.#current, this.#label(labelidx));
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

  #open(kind: string, immediates: readonly Immediate[]): void {
    const next = this.#newBlock();
    const construct = this.#construct(kind, next, next);
    const clauses = immediates.find((each) => each.kind === 'catch*');
    for (const clause of clauses?.kind === 'catch*' ? clauses.value : []) {
      construct.handlers.push(this.#label(clause.labelidx));
      construct.catchesAll ||= clause.tagidx === undefined;
    }
    this.#constructs.push(construct);
  }

  #openLoop(after: number): void {
    const header = this.#newBlock();
    this.#edge(this.#current, header);
    this.#constructs.push(this.#construct('loop', header, this.#newBlock()));
    this.#enter(header, after);
  }

  #openIf(after: number): void {
    const construct = this.#construct('if', this.#newBlock(), this.blocks.length - 1);
    construct.otherwise = this.#newBlock();
    this.#edge(this.#current, construct.otherwise);
    this.#constructs.push(construct);
    this.#split(after, true);
  }

  #else(after: number): void {
    const construct = this.#constructs.at(-1);
    if (construct === undefined) return;
    this.#edge(this.#current, construct.next);
    this.#enter(construct.otherwise, after);
    construct.otherwise = -1;
  }

  #catch(kind: string, after: number): void {
    const construct = this.#constructs.pop();
    if (construct === undefined) return;
    this.#edge(this.#current, construct.next);
    const handler = this.#newBlock();
    for (const block of construct.throwing) this.#edge(block, handler);
    // From here on the construct catches nothing any more, but its body's throwing blocks are remembered for more parts.
    const part = this.#construct(kind, construct.label, construct.next);
    part.throwing.push(...construct.throwing);
    part.catchesAll = construct.catchesAll || kind === 'catch_all';
    this.#constructs.push(part);
    this.#enter(handler, after);
  }

  #delegate(labelidx: number, after: number): void {
    const construct = this.#constructs.pop();
    if (construct === undefined) return;
    for (const block of construct.throwing) this.#throwFrom(block, this.#constructs.length - 1 - labelidx);
    this.#edge(this.#current, construct.next);
    this.#enter(construct.next, after);
  }

  #end(after: number): void {
    const construct = this.#constructs.pop();
    if (construct === undefined || construct.kind === 'body') return;
    if (construct.otherwise >= 0) this.#edge(construct.otherwise, construct.next);
    // What the parts of a legacy try did not catch goes on outside, from its body as from anywhere else.
    if (!construct.catchesAll)
      for (const block of construct.throwing) this.#throwFrom(block, this.#constructs.length - 1);
    this.#edge(this.#current, construct.next);
    this.#enter(construct.next, after);
  }

  #throwing(after: number, fallsThrough: boolean): void {
    this.#throwFrom(this.#current, this.#constructs.length - 1);
    this.#split(after, fallsThrough);
  }

  /** Joins a throwing block with the handlers around it, from the construct at a depth outwards. */
  #throwFrom(block: number, depth: number): void {
    for (let at = depth; at >= 0; at--) {
      const construct = this.#constructs[at];
      if (construct === undefined) return;
      if (construct.kind === 'try') {
        // Its parts are not known yet; `catch`, `delegate` and `end` go on from here.
        construct.throwing.push(block);
        return;
      }
      for (const handler of construct.handlers) this.#edge(block, handler);
      if (construct.kind === 'try_table' && construct.catchesAll) return;
    }
  }
}

const index = (immediate: Immediate | undefined): number =>
  typeof immediate?.value === 'number' ? immediate.value : 0;

const labels = (immediates: readonly Immediate[]): number[] =>
  immediates.flatMap((each) => (each.kind === 'labelidx' ? [each.value] : each.kind === 'labelidx*' ? each.value : []));
