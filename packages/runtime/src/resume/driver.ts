import type { Mode } from '@wasm-checkpoint/instrument';
import type { Engine, EngineValue } from '../engine.js';

import type { Stack, StackFrame } from '../store/stack.js';
import type { CellType } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import { readResults } from './results.js';

/** How a stack of frames came to an end. */
export type Ending =
  | { readonly kind: 'returned'; readonly values: readonly EngineValue[] }
  | { readonly kind: 'threw'; readonly exception: unknown }
  | { readonly kind: 'trapped'; readonly error: unknown }
  /** The stack unwound: the frames that took the place of its innermost one are on the tape. */
  | { readonly kind: 'unwound' };

/** Whether the stack has unwound since it was asked last. */
export type Unwinding = () => boolean;

/**
 * Runs the frames of a stack, innermost first, and hands the results of each to the next. Clause inst-driver.
 *
 * Native stack is taken only by what the frames call anew.
 */
export class Driver {
  readonly #engine: Engine;
  readonly #tape: Tape;
  readonly #unwound: Unwinding;

  constructor(engine: Engine, tape: Tape, unwound: Unwinding) {
    this.#engine = engine;
    this.#tape = tape;
    this.#unwound = unwound;
  }

  /** Goes on with the innermost frame; `records` is the cell of the tape at which those of the stack begin. */
  run(stack: Stack, records: number): Ending {
    let thrown: { readonly exception: unknown } | undefined;
    let results: readonly CellType[] = [];
    for (let frame = stack.innermost; frame !== undefined; frame = stack.innermost) {
      const { place } = frame;
      if (thrown !== undefined && !place.catches) {
        stack.pop();
        continue;
      }
      const mode: Mode = thrown !== undefined ? 'throw' : place.role === 'innermost' ? 'run' : 'return';
      const ending = this.#step(frame, records, mode, thrown?.exception);
      if (ending?.kind === 'unwound') return ending;
      stack.pop();
      if (ending?.kind === 'threw') thrown = ending;
      else if (ending !== undefined) return ending;
      else {
        thrown = undefined;
        results = place.results;
      }
    }
    // clause: exec-resume-outermost
    if (thrown !== undefined) return { kind: 'threw', exception: thrown.exception };
    return { kind: 'returned', values: readResults(this.#tape, results) };
  }

  /** Runs one frame; undefined when it returned. */
  #step(frame: StackFrame, records: number, mode: Mode, exception: unknown): Ending | undefined {
    const tape = this.#tape;
    const continuation = frame.instance.continuation(frame.place.funcidx, frame.place.offset, mode);
    tape.select(records + frame.cell);
    tape.onRaise = () => {
      throw exception;
    };
    try {
      continuation.run();
    } catch (error) {
      // clause: exec-resume-throw
      return this.#engine.ending(error) === 'trap' ? { kind: 'trapped', error } : { kind: 'threw', exception: error };
    }
    return this.#unwound() ? { kind: 'unwound' } : undefined;
  }
}
