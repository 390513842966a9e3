import { wasi } from '@bjorn3/browser_wasi_shim';
import { WasiError } from './errno.js';
import type { Clocks } from './state.js';

/** The clocks of a program: those of the host, the monotonic ones going on from where a checkpoint has them; clause wasi-clock. */
export class ProgramClocks {
  readonly #monotonic: bigint;
  readonly #process: bigint;
  readonly #thread: bigint;

  constructor(start?: Clocks) {
    const now = process.hrtime.bigint();
    this.#monotonic = start === undefined ? 0n : start.monotonic - now;
    this.#process = start === undefined ? 0n : start.process - processTime();
    this.#thread = start === undefined ? 0n : start.thread - processTime();
  }

  readings(): Clocks {
    return {
      monotonic: this.time(wasi.CLOCKID_MONOTONIC),
      process: this.time(wasi.CLOCKID_PROCESS_CPUTIME_ID),
      thread: this.time(wasi.CLOCKID_THREAD_CPUTIME_ID),
    };
  }

  /** Nanoseconds; throws EINVAL for a clock that there is not. */
  time(id: number): bigint {
    switch (id) {
      case wasi.CLOCKID_REALTIME:
        return BigInt(Math.round((performance.timeOrigin + performance.now()) * 1000)) * 1000n;
      case wasi.CLOCKID_MONOTONIC:
        return process.hrtime.bigint() + this.#monotonic;
      case wasi.CLOCKID_PROCESS_CPUTIME_ID:
        return processTime() + this.#process;
      case wasi.CLOCKID_THREAD_CPUTIME_ID:
        return processTime() + this.#thread;
      default:
        throw new WasiError(wasi.ERRNO_INVAL);
    }
  }

  resolution(id: number): bigint {
    this.time(id);
    return id === wasi.CLOCKID_MONOTONIC ? 1n : 1000n;
  }
}

/** CPU time of the process, in nanoseconds. */
function processTime(): bigint {
  const { user, system } = process.cpuUsage();
  return BigInt(user + system) * 1000n;
}
