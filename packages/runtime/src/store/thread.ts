import { Stack } from './stack.js';
import type { Waiting } from './waiting.js';

/** How a call, or a thread that was resumed, came to an end. Clause exec-resume-outermost. */
export type Outcome = { readonly label: string } & (
  | { readonly kind: 'returned'; readonly values: readonly unknown[] }
  /** An exception that no frame has caught: what the host can catch of it. */
  | { readonly kind: 'threw'; readonly exception: unknown }
  /** A trap, the end of the native stack among them. */
  | { readonly kind: 'trapped'; readonly error: unknown }
  /** It stands at a safepoint and can be captured, resumed or forgotten. */
  | { readonly kind: 'stopped'; readonly thread: Thread }
);

/** A thread of a store that stands at a safepoint; clause exec-safepoint. */
export class Thread {
  /** What the host calls it. */
  readonly label: string;
  /** Its frames, the outermost first. */
  readonly stack = new Stack();
  /** Whether it stands where it has called the host, so that others of its agent can take their turn. */
  atHost = false;
  /** Where it waits, for a thread that was restored in a `memory.atomic.wait`; its innermost frame stands behind that. */
  waiting: Waiting | undefined;

  /** Resolves when a thread that waits can go on; at once for any other. */
  get ready(): Promise<void> {
    return this.waiting?.over ?? Promise.resolve();
  }

  constructor(label: string) {
    this.label = label;
  }
}
