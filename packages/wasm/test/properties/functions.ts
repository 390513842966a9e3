import { type Bytes, END, vec } from '../valid/binary.js';
import type { Statement } from './statements.js';

/** A place in the code that is not known yet; left undefined, a branch there leaves the function. */
interface Place {
  at: number | undefined;
}

/** One instruction: its bytes, what it does to a local, and all that may be executed next. */
export interface Step {
  readonly bytes: Bytes;
  readonly read: number | undefined;
  readonly write: number | undefined;
  readonly next: readonly Place[];
}

/** Where an exception may continue: the scopes around an instruction, the innermost last. */
type Handlers = readonly { readonly targets: readonly Place[]; readonly catchesAll: boolean }[];

/** A construct that is open where code is written. */
interface Open {
  readonly label: Place;
  /** Handlers for what stands in its body, as `delegate` to it has it. */
  readonly handlers: Handlers;
  /** Whether this is a part of a legacy try that handles an exception. */
  readonly handling: boolean;
}

/** Locals of type i32, and behind them references that are never null. */
export const numberLocals = 6;
export const referenceLocals = 2;

interface Effect {
  readonly read?: number;
  readonly write?: number;
  readonly to?: readonly Place[];
  /** False when the next instruction of the sequence is not reached. */
  readonly falls?: boolean;
  readonly throws?: boolean;
}

/**
 * Writes statements as instructions and, at once and from the statements alone, all edges of the control flow.
 *
 * clause: digest-liveness
 */
class Writer {
  readonly steps: Step[] = [];
  #open: readonly Open[] = [{ label: { at: undefined }, handlers: [], handling: false }];
  #handlers: Handlers = [];

  /** With references there are locals for them. */
  constructor(statements: readonly Statement[]) {
    this.#all(statements);
    this.#step([END]);
  }

  #step(bytes: Bytes, { read, write, to = [], falls = true, throws = false }: Effect = {}): void {
    const next = [...to];
    if (falls) next.push({ at: this.steps.length + 1 });
    if (throws) {
      for (const { targets, catchesAll } of [...this.#handlers].reverse()) {
        next.push(...targets);
        if (catchesAll) break;
      }
    }
    this.steps.push({ bytes, read, write, next });
  }

  #get(local: number): void {
    const localidx = local % numberLocals;
    this.#step([0x20, localidx], { read: localidx });
  }

  #set(local: number, opcode = 0x21): void {
    const localidx = local % numberLocals;
    this.#step([opcode, localidx], { write: localidx });
  }

  /** What happened is seen in a global: hash = hash * 31 + local. */
  #observe(local: number): void {
    this.#step([0x23, 0]);
    this.#step([0x41, 31]);
    this.#step([0x6c]);
    this.#get(local);
    this.#step([0x6a]);
    this.#step([0x24, 0]);
  }

  /** Every run ends: global 1 counts down, and at zero there is a trap. */
  #burn(): void {
    for (const bytes of [[0x23, 1], [0x41, 1], [0x6b], [0x24, 1], [0x23, 1], [0x45]]) this.#step(bytes);
    const end: Place = { at: undefined };
    this.#step([0x04, 0x40], { to: [end] });
    this.#step([0x00], { falls: false });
    this.#close(end);
  }

  #label(label: number): { readonly index: number; readonly open: Open } {
    const index = label % this.#open.length;
    const open = this.#open[this.#open.length - 1 - index];
    if (open === undefined) throw new RangeError('no label');
    return { index, open };
  }

  #all(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  /** Code inside of one more construct. */
  #inside(open: Open, statements: readonly Statement[], prologue?: () => void): void {
    const [around, handlers] = [this.#open, this.#handlers];
    this.#open = [...around, open];
    this.#handlers = open.handlers;
    prologue?.();
    this.#all(statements);
    this.#open = around;
    this.#handlers = handlers;
  }

  #close(end: Place): void {
    this.#step([END]);
    end.at = this.steps.length;
  }

  #statement(statement: Statement): void {
    switch (statement.kind) {
      case 'read':
        this.#observe(statement.local);
        return;
      case 'write':
        this.#step([0x41, statement.local]);
        this.#set(statement.local);
        return;
      case 'tee':
        this.#step([0x41, statement.local]);
        this.#set(statement.local, 0x22);
        this.#step([0x1a]);
        return;
      case 'copy':
        this.#get(statement.from);
        this.#set(statement.to);
        return;
      case 'reference': {
        const localidx = numberLocals + (statement.local % referenceLocals);
        this.#step([0xd2, 1]);
        this.#step([0x21, localidx], { write: localidx });
        this.#step([0x20, localidx], { read: localidx });
        this.#step([0x1a]);
        return;
      }
      case 'nop':
        this.#step([0x01]);
        return;
      case 'call':
        this.#step([0x10, 1], { throws: true });
        return;
      case 'throw':
        this.#step([0x08, 0], { throws: true, falls: false });
        return;
      case 'throw_ref':
        this.#step([0xd0, 0x69]);
        this.#step([0x0a], { throws: true, falls: false });
        return;
      case 'rethrow': {
        const { index, open } = this.#label(statement.label);
        if (open.handling) this.#step([0x09, index], { throws: true, falls: false });
        else this.#step([0x01]);
        return;
      }
      case 'return':
        this.#step([0x0f], { falls: false });
        return;
      case 'unreachable':
        this.#step([0x00], { falls: false });
        return;
      case 'br':
      case 'br_if':
      case 'br_table':
        this.#branch(statement);
        return;
      case 'block':
      case 'loop':
      case 'if':
        this.#construct(statement);
        return;
      case 'try_table':
      case 'try':
      case 'delegate':
        this.#try(statement);
        return;
    }
  }

  #branch(statement: Extract<Statement, { kind: 'br' | 'br_if' | 'br_table' }>): void {
    if (statement.kind === 'br') {
      const { index, open } = this.#label(statement.label);
      this.#step([0x0c, index], { to: [open.label], falls: false });
      return;
    }
    this.#get(statement.local);
    if (statement.kind === 'br_if') {
      const { index, open } = this.#label(statement.label);
      this.#step([0x0d, index], { to: [open.label] });
      return;
    }
    const labels = [...statement.labels, statement.last].map((label) => this.#label(label));
    const indices = labels.map(({ index }) => [index]);
    this.#step([0x0e, ...vec(indices.slice(0, -1)), ...indices.slice(-1).flat()], {
      to: labels.map(({ open }) => open.label),
      falls: false,
    });
  }

  #construct(statement: Extract<Statement, { kind: 'block' | 'loop' | 'if' }>): void {
    const end: Place = { at: undefined };
    const handlers = this.#handlers;
    if (statement.kind === 'loop') {
      this.#step([0x03, 0x40]);
      const start: Place = { at: this.steps.length };
      this.#inside({ label: start, handlers, handling: false }, statement.body, () => this.#burn());
      this.#close(end);
      return;
    }
    const open: Open = { label: end, handlers, handling: false };
    if (statement.kind === 'block') {
      this.#step([0x02, 0x40]);
      this.#inside(open, statement.body);
      this.#close(end);
      return;
    }
    this.#get(statement.local);
    const otherwise: Place = statement.whenFalse === undefined ? end : { at: undefined };
    this.#step([0x04, 0x40], { to: [otherwise] });
    this.#inside(open, statement.whenTrue);
    if (statement.whenFalse !== undefined) {
      this.#step([0x05], { to: [end], falls: false });
      otherwise.at = this.steps.length;
      this.#inside(open, statement.whenFalse);
    }
    this.#close(end);
  }

  #try(statement: Extract<Statement, { kind: 'try_table' | 'try' | 'delegate' }>): void {
    const end: Place = { at: undefined };
    const around = this.#handlers;
    if (statement.kind === 'try_table') {
      const clauses = statement.clauses.map(({ all, label }) => ({ all, ...this.#label(label) }));
      const bytes = clauses.map(({ all, index }) => (all ? [2, index] : [0, 0, index]));
      this.#step([0x1f, 0x40, ...vec(bytes)]);
      const scope = { targets: clauses.map(({ open }) => open.label), catchesAll: clauses.some(({ all }) => all) };
      this.#inside({ label: end, handlers: [...around, scope], handling: false }, statement.body);
      this.#close(end);
      return;
    }
    this.#step([0x06, 0x40]);
    if (statement.kind === 'delegate') {
      // The label counts from outside of this try.
      const { index, open } = this.#label(statement.label);
      this.#inside({ label: end, handlers: open.handlers, handling: false }, statement.body);
      this.#step([0x18, index]);
      end.at = this.steps.length;
      return;
    }
    const parts = [
      ...statement.catches.map((part) => ({ bytes: [0x07, 0], part })),
      ...(statement.catchAll === undefined ? [] : [{ bytes: [0x19], part: statement.catchAll }]),
    ].map((each) => ({ ...each, start: { at: undefined } as Place }));
    const scope = { targets: parts.map(({ start }) => start), catchesAll: statement.catchAll !== undefined };
    this.#inside({ label: end, handlers: [...around, scope], handling: false }, statement.body);
    for (const { bytes, part, start } of parts) {
      this.#step(bytes, { to: [end], falls: false });
      start.at = this.steps.length;
      // A handling part is no longer in the body: its exceptions, and those delegated to it, go on outside.
      this.#inside({ label: end, handlers: around, handling: true }, part);
    }
    this.#close(end);
  }
}

/** The steps of a function; the last is the `end` of its body. */
export const stepsOf = (statements: readonly Statement[]): readonly Step[] => new Writer(statements).steps;
