import type { Stopped } from './debuggee.js';

/** How a paused thread goes on. */
export type Step = 'resume' | 'stepInto' | 'stepOut';

/** The command of a step. */
export const stepCommand = {
  resume: 'Debugger.resume',
  stepInto: 'Debugger.stepInto',
  stepOut: 'Debugger.stepOut',
} as const;

/**
 * How a thread comes from where it is stopped to the next safepoint; undefined when it is at one.
 *
 * Calls of the host are left, which keeps what they return; then instructions are stepped over up to a portable point,
 * which with `anyPoint` every one is. Without a frame of a module the thread goes on. Clauses exec-safepoint,
 * exec-safepoint-soon.
 */
export function stepToSafepoint({ stack, place }: Stopped, anyPoint: boolean): Step | undefined {
  if (stack.frames.length === 0 || place === undefined) return 'resume';
  if (stack.above > 0 || stack.interrupted) return 'stepOut';
  if (place.betweenInstructions) return 'stepInto';
  return place.portable || anyPoint ? undefined : 'stepInto';
}
