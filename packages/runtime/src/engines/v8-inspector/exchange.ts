import type { Commands } from './protocol.js';
import type { DebuggerSession, DebuggerTransport } from './transport.js';

/** A command on its way to the debugger. */
export interface Command {
  readonly method: keyof Commands;
  readonly params: object;
}

/**
 * A conversation with the debugger: yields commands, is given their results, and returns what it was about.
 *
 * Written once for a debugger that answers at once and for one that answers later.
 */
export type Exchange<Result> = Generator<Command, Result, unknown>;

/** One command and its result. */
export function* command<Method extends keyof Commands>(
  method: Method,
  params: Commands[Method]['params'],
): Exchange<Commands[Method]['result']> {
  return (yield { method, params }) as Commands[Method]['result'];
}

/** Holds a conversation with a debugger that answers at once. */
export function converse<Result>(session: DebuggerSession, exchange: Exchange<Result>): Result {
  let step = exchange.next();
  while (step.done !== true) {
    const { method, params } = step.value;
    let answer: unknown;
    try {
      answer = session.post(method, params);
    } catch (error) {
      step = exchange.throw(error);
      continue;
    }
    step = exchange.next(answer);
  }
  return step.value;
}

/** Holds a conversation with a debugger that answers later. */
export async function converseLater<Result>(transport: DebuggerTransport, exchange: Exchange<Result>): Promise<Result> {
  let step = exchange.next();
  while (step.done !== true) {
    const { method, params } = step.value;
    let answer: unknown;
    try {
      answer = await transport.send(method, params);
    } catch (error) {
      step = exchange.throw(error);
      continue;
    }
    step = exchange.next(answer);
  }
  return step.value;
}
