import { wasi } from '@bjorn3/browser_wasi_shim';

const errnos: Readonly<Record<string, unknown>> = { ...wasi };

/** The errno of WASI for a failed operation of the file system; what is no such failure is thrown again. */
export function errnoOf(error: unknown): number {
  if (error instanceof WasiError) return error.errno;
  if (error instanceof RangeError && !('code' in error)) return wasi.ERRNO_FAULT;
  if (typeof error !== 'object' || error === null || !('code' in error)) throw error;
  const errno = errnos[`ERRNO_${String(error.code).slice(1)}`];
  return typeof errno === 'number' ? errno : wasi.ERRNO_IO;
}

/** Ends an operation of WASI with an errno. */
export class WasiError extends Error {
  override readonly name = 'WasiError';
  readonly errno: number;

  constructor(errno: number) {
    super(`errno ${errno}`);
    this.errno = errno;
  }
}

/** The errno of an operation that gives nothing else. */
export function attempt(operation: () => void): number {
  try {
    operation();
    return wasi.ERRNO_SUCCESS;
  } catch (error) {
    return errnoOf(error);
  }
}

/** What an operation gives, or `otherwise` with the errno that it ended with. */
export function attemptFor<Result extends object, Otherwise extends object>(
  operation: () => Result,
  otherwise: Otherwise,
): { ret: number } & (Result | Otherwise) {
  try {
    return { ret: wasi.ERRNO_SUCCESS, ...operation() };
  } catch (error) {
    return { ret: errnoOf(error), ...otherwise };
  }
}
