import { Diagnostic } from '@wasm-checkpoint/bytes';

/** Whether two byte strings are equal. */
export function same(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && Buffer.compare(left, right) === 0;
}

/** A call that is repeated with a stack trace when it throws anything but a diagnostic; undefined for a diagnostic. */
export function attempt<Result>(call: () => Result): Result | undefined {
  const { stackTraceLimit } = Error;
  try {
    // Nearly every input is refused, and a stack trace costs more than reading it.
    Error.stackTraceLimit = 0;
    return call();
  } catch (error) {
    Error.stackTraceLimit = stackTraceLimit;
    if (error instanceof Diagnostic) return undefined;
    return call();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}
