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

/** Relative times count from `begun`, a reading of the monotonic clock. */
function readSubscription(view: DataView, at: number, clocks: ProgramClocks, begun: bigint): Subscription {
  const userdata = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  if (type !== wasi.EVENTTYPE_CLOCK) return { userdata, type, fd: view.getUint32(at + 16, true) };
  const clock = view.getUint32(at + 16, true);
  const timeout = view.getBigUint64(at + 24, true);
  const isAbsolute = (view.getUint16(at + 40, true) & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) !== 0;
  clocks.time(clock);
  if (isAbsolute) return { userdata, type, clock, end: timeout };
  // A time relative to the realtime clock is a length of time too: setting the clock does not change it.
  return { userdata, type, clock: wasi.CLOCKID_MONOTONIC, end: begun + timeout };
}

/** Waits at most so many milliseconds; true when a capture is wanted, and then at once. */
export interface Alarm {
  wait(milliseconds: number): boolean;
}

/** Where the subscriptions of a `poll_oneoff` are and its events go. */
export interface PollRequest {
  readonly input: number;
  readonly out: number;
  readonly count: number;
}

/** What `poll_oneoff` needs of its host. */
export interface PollHost {
  readonly clocks: ProgramClocks;
  readonly alarm: Alarm;
  /** Whether an fd can be read or written without waiting. */
  isReady(fd: number, type: number): boolean;
  errnoOf(fd: number): number;
}

/** Longest wait, in milliseconds, while something is looked at again and again. */
export const LOOK_AGAIN = 20;
const LONGEST_WAIT = 2 ** 31 - 1;

/**
 * `poll_oneoff`, begun at a reading of the monotonic clock; gives the number of events.
 *
 * Undefined, and nothing done, when a capture is wanted before anything has happened.
 */
export function pollOneoff(
  view: DataView,
  { input, out, count }: PollRequest,
  begun: bigint,
  host: PollHost,
): number | undefined {
  if (count === 0) throw new WasiError(wasi.ERRNO_INVAL);
  const subscriptions = Array.from({ length: count }, (_, index) =>
    readSubscription(view, input + index * SUBSCRIPTION_SIZE, host.clocks, begun),
  );
  for (;;) {
    let shortest = BigInt(LONGEST_WAIT) * 1_000_000n;
    const ready = subscriptions.filter((subscription) => {
      if ('fd' in subscription) {
        shortest = smaller(shortest, BigInt(LOOK_AGAIN) * 1_000_000n);
        return host.isReady(subscription.fd, subscription.type);
      }
      const left = subscription.end - host.clocks.time(subscription.clock);
      shortest = smaller(shortest, left);
      return left <= 0n;
    });
    if (ready.length > 0) return writeEvents(view, out, ready, host);
    // Rounded up: an event must not come before its time.
    if (host.alarm.wait(Math.ceil(Number(shortest) / 1e6))) return undefined;
  }
}

function writeEvents(view: DataView, out: number, ready: readonly Subscription[], host: PollHost): number {
  for (const [index, subscription] of ready.entries()) {
    const at = out + index * EVENT_SIZE;
    for (let byte = 0; byte < EVENT_SIZE; byte++) view.setUint8(at + byte, 0);
    view.setBigUint64(at, subscription.userdata, true);
    view.setUint16(at + 8, 'fd' in subscription ? host.errnoOf(subscription.fd) : wasi.ERRNO_SUCCESS, true);
    view.setUint8(at + 10, subscription.type);
    // How much can be read or written without waiting is not known; something, says the one.
    if ('fd' in subscription) view.setBigUint64(at + 16, 1n, true);
  }
  return ready.length;
}
