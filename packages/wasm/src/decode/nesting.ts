import { diagnostic } from '../diagnostics.js';
import type { Opcode, Rule } from '../syntax/opcode.js';

/** The constructs in which each of the inner parts and closers may stand, and what they leave open; all others stand anywhere. */
const places: Readonly<Partial<Record<Rule, { readonly in: readonly Rule[]; readonly becomes: Rule | undefined }>>> = {
  else: { in: ['if'], becomes: 'else' },
  catch: { in: ['try', 'catch'], becomes: 'catch' },
  catch_all: { in: ['try', 'catch'], becomes: 'catch_all' },
  delegate: { in: ['try'], becomes: undefined },
};

/** The constructs that are open at a place of an expression, by the grammar alone. Source: core spec, binary-instr and binary-expr. */
export class Nesting {
  readonly #open: Rule[] = [];
  #closed = false;

  /** True when the `end` of the expression itself has been seen. */
  get closed(): boolean {
    return this.#closed;
  }

  /** Takes the next instruction; WASM1020 where it does not belong. */
  add(opcode: Opcode, offset: number): void {
    const { rule } = opcode;
    if (rule === 'end') {
      if (this.#open.pop() === undefined) this.#closed = true;
      return;
    }
    if (opcode.immediates[0] === 'blocktype') {
      this.#open.push(rule);
      return;
    }
    const place = places[rule];
    if (place === undefined) return;
    const around = this.#open.pop();
    if (around === undefined || !place.in.includes(around)) {
      throw diagnostic('WASM1020', { instruction: opcode.name }, { offset });
    }
    if (place.becomes !== undefined) this.#open.push(place.becomes);
  }
}
