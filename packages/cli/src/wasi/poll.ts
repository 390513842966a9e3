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

function readSubscription(view: DataView, at: number, clocks: ProgramClocks): Subscription {
  const userdata = view.getBigUint64(at, true);
  const type = view.getUint8(at + 8);
  if (type !== wasi.EVENTTYPE_CLOCK) return { userdata, type, fd: view.getUint32(at + 16, true) };
  const clock = view.getUint32(at + 16, true);
  const timeout = view.getBigUint64(at + 24, true);
  const isAbsolute = (view.getUint16(at + 40, true) & wasi.SUBCLOCKFLAGS_SUBSCRIPTION_CLOCK_ABSTIME) !== 0;
  if (isAbsolute) return { userdata, type, clock, end: timeout };
  // A time relative to the realtime clock is a length of time too: setting the clock does not change it.
  clocks.time(clock);
  const clockid = wasi.CLOCKID_MONOTONIC;
  return { userdata, type, clock: clockid, end: clocks.time(clockid) + timeout };
}

/** Waits at most so many milliseconds; true when a capture is wanted, and then at once. */
export interface Alarm {
  wait(milliseconds: number): boolean;
}

/** How many events `poll_oneoff` has written, and when the program may go on if it was answered early. */
export interface PollAnswer {
  readonly events: number;
  /** A reading of the monotonic clock. */
  readonly until?: bigint;
}

/** Waits until the monotonic clock reads `until`; false when a capture was wanted before. Clause wasi-wait. */
export function waitUntil(until: bigint, clocks: ProgramClocks, alarm: Alarm): boolean {
  for (;;) {
    const left = until - clocks.time(wasi.CLOCKID_MONOTONIC);
    if (left <= 0n) return true;
    // Rounded up: nothing may come before its time.
    if (alarm.wait(Math.min(2 ** 31 - 1, Math.ceil(Number(left) / 1e6)))) return false;
  }
}

/** What `poll_oneoff` is asked: where its subscriptions are and its events go. */
export interface PollRequest {
  readonly input: number;
  readonly out: number;
  readonly count: number;
}

/**
 * `poll_oneoff`: waits for the first clock; files and streams count as ready at once, as they block when they are used.
 *
 * When a capture is wanted meanwhile, it is answered at once as the end of the wait will answer it (clause wasi-early).
 */
export function pollOneoff(
  view: DataView,
  { input, out, count }: PollRequest,
  clocks: ProgramClocks,
  errnoOfFd: (fd: number) => number,
  alarm: Alarm,
): PollAnswer {
  if (count === 0) throw new WasiError(wasi.ERRNO_INVAL);
  const subscriptions = Array.from({ length: count }, (_, index) =>
    readSubscription(view, input + index * SUBSCRIPTION_SIZE, clocks),
  );
  const now = clocks.time(wasi.CLOCKID_MONOTONIC);
  const left = (subscription: Subscription): bigint =>
    'fd' in subscription ? 0n : subscription.end - clocks.time(subscription.clock);
  const times = subscriptions.map(left);
  const shortest = times.reduce((least, time) => smaller(time, least));
  const until = now + shortest;
  const isOver = shortest <= 0n || waitUntil(until, clocks, alarm);
  const ready = subscriptions.filter((_, index) => smaller(times[index] ?? 0n, shortest) === times[index]);
  for (const [index, subscription] of ready.entries()) {
    const at = out + index * EVENT_SIZE;
    for (let byte = 0; byte < EVENT_SIZE; byte++) view.setUint8(at + byte, 0);
    view.setBigUint64(at, subscription.userdata, true);
    view.setUint16(at + 8, 'fd' in subscription ? errnoOfFd(subscription.fd) : wasi.ERRNO_SUCCESS, true);
    view.setUint8(at + 10, subscription.type);
    // How much can be read or written without blocking is not known; something, says the one.
    if ('fd' in subscription) view.setBigUint64(at + 16, 1n, true);
  }
  return { events: ready.length, ...(isOver ? {} : { until }) };
}
