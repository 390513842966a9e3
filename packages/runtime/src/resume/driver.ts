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
  /** The stack unwound: its frames are on the tape, outside of them those still in the stack. */
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

  /** Goes on with the innermost frame; `delivered` is what it waits for, if it stands at a call. */
  run(stack: Stack, delivered?: { readonly exception: unknown }): Ending {
    const tape = this.#tape;
    tape.load(stack.bytes);
    let thrown = delivered;
    let results: readonly CellType[] = [];
    for (let frame = stack.innermost; frame !== undefined; frame = stack.innermost) {
      const { place } = frame;
      if (thrown !== undefined && !place.catches) {
        stack.pop();
        continue;
      }
      const mode: Mode = thrown !== undefined ? 'throw' : place.role === 'innermost' ? 'run' : 'return';
      const ending = this.#step(frame, mode, thrown?.exception);
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
    return { kind: 'returned', values: readResults(tape, results) };
  }

  /** Runs one frame; undefined when it returned. */
  #step(frame: StackFrame, mode: Mode, exception: unknown): Ending | undefined {
    const tape = this.#tape;
    const continuation = frame.instance.continuation(frame.place.funcidx, frame.place.offset, mode);
    tape.select(tape.records + frame.cell);
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
