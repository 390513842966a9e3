import { wasi } from '@bjorn3/browser_wasi_shim';
import { smaller } from '../text/quantity.js';
import type { ProgramClocks } from './clocks.js';
import { WasiError } from './errno.js';

const SUBSCRIPTION_SIZE = 48;
const EVENT_SIZE = 32;

/** A subscription of `poll_oneoff`: to a clock with the time in nanoseconds at which it is over, or to an fd. */
type Subscription =
  | { readonly userdata: bigint; readonly type: number; readonly clock: number; readonly end: bigint }
  | { readonly userdata: bigint; readonly type: number; readonly fd: number };

/** `begun` is the reading of the monotonic clock from which relative times count; clause wasi-poll. */
function readSubscription(view: DataView, at: number, clocks: ProgramClocks, begun: bigint): Subscription {
  const userdata = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  if (type !== wasi.EVENTTYPE_CLOCK) return { userdata, type, fd: view.getUint32(at + 16, true) };
  const clock = view.getUint32(at + 16, true);
  const timeout = view.getBigUint64(at + 24, true);
  const isAbsolute = (view.getUint16(at + 40, true) & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) !== 0;
  if (isAbsolute) return { userdata, type, clock, end: timeout };
  // A time relative to the realtime clock is a length of time too: setting the clock does not change it.
  clocks.time(clock);
  return { userdata, type, clock: wasi.CLOCKID_MONOTONIC, end: begun + timeout };
}

/** Ends a wait before its time. */
export interface Alarm {
  /** Waits at most so many milliseconds, less when somebody wants something. */
  wait(milliseconds: number): void;
}

/**
 * `poll_oneoff`: waits until the first clock is over; files and streams count as ready at once, as they block when they are used.
 *
 * Gives the number of events written at `out`.
 */
export function pollOneoff(
  memory: () => DataView,
  input: number,
  out: number,
  count: number,
  clocks: ProgramClocks,
  begun: bigint,
  errnoOfFd: (fd: number) => number,
  alarm: Alarm,
): number {
  if (count === 0) throw new WasiError(wasi.ERRNO_INVAL);
  const view = memory();
  const subscriptions = Array.from({ length: count }, (_, index) =>
    readSubscription(view, input + index * SUBSCRIPTION_SIZE, clocks, begun),
  );
  const left = (subscription: Subscription): bigint =>
    'fd' in subscription ? 0n : subscription.end - clocks.time(subscription.clock);
  for (;;) {
    const shortest = subscriptions.map(left).reduce((least, time) => smaller(time, least));
    if (shortest <= 0n) break;
    // Rounded up: an event must not come before its time.
    alarm.wait(Math.min(2 ** 31 - 1, Math.ceil(Number(shortest) / 1e6)));
  }
  const ready = subscriptions.filter((subscription) => left(subscription) <= 0n);
  const after = memory();
  for (const [index, subscription] of ready.entries()) {
    const at = out + index * EVENT_SIZE;
    for (let byte = 0; byte < EVENT_SIZE; byte++) after.setUint8(at + byte, 0);
    after.setBigUint64(at, subscription.userdata, true);
    after.setUint16(at + 8, 'fd' in subscription ? errnoOfFd(subscription.fd) : wasi.ERRNO_SUCCESS, true);
    after.setUint8(at + 10, subscription.type);
    // How much can be read or written without blocking is not known; something, says the one.
    if ('fd' in subscription) after.setBigUint64(at + 16, 1n, true);
  }
  return ready.length;
}
