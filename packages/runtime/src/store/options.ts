import type { BuildOptions } from '../capture/index.js';
import type { HostView } from '../view/view.js';

/** How a call or a resumption is made. */
export interface RunOptions {
  /** Stops at the first poll after this many; only for programs that were instrumented with `poll: 'fuel'`. */
  readonly fuel?: number;
}

export interface CallOptions extends RunOptions {
  /** What the thread is called; the empty name by default. */
  readonly label?: string;
}

/** What goes into a checkpoint besides the store, and how. */
export interface CaptureOptions extends BuildOptions, HostView {}
