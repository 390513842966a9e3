import { command, type Exchange } from './exchange.js';
import type { CallArgument, ExceptionDetails } from './protocol.js';
import type { Recorder } from './recorder.js';

/** What went wrong in the debuggee. */
export function thrown(details: ExceptionDetails): Error {
  return new Error(`the recorder failed: ${details.exception?.description ?? details.text}`);
}

/** Calls a function with a recorder of this thread as `this`; what it gives comes as it is, without a way through JSON. */
export function* callHere<Result>(
  recorder: Recorder,
  objectId: string,
  functionDeclaration: string,
  args: readonly CallArgument[],
): Exchange<Result> {
  const { exceptionDetails } = yield* command('Runtime.callFunctionOn', {
    functionDeclaration: `function(...args) { this.answer = (${functionDeclaration}).apply(this, args); }`,
    objectId,
    arguments: args,
  });
  if (exceptionDetails !== undefined) throw thrown(exceptionDetails);
  return recorder.answer as Result;
}
