import { fault } from '@wasm-checkpoint/format';
import type { CallFrame, PausedEvent } from './protocol.js';
import type { Scripts } from './scripts.js';

/** The frames of WebAssembly of a stopped thread, and whether a call of the host is in progress above them. */
export interface StoppedStack {
  /** Innermost first, all of one activation. */
  readonly frames: readonly CallFrame[];
  /** The frames of the host that the innermost one called. */
  readonly above: number;
  /** Whether there is a frame of WebAssembly behind one of the host, which cannot be captured now. */
  readonly interrupted: boolean;
}

/** Sorts the frames of a pause. */
export function stackOf({ callFrames }: PausedEvent, scripts: Scripts): StoppedStack {
  const isWasm = callFrames.map(({ location }) => scripts.has(location.scriptId));
  const above = isWasm.indexOf(true);
  if (above === -1) return { frames: [], above: callFrames.length, interrupted: false };
  const length = isWasm.slice(above).indexOf(false);
  const end = length === -1 ? callFrames.length : above + length;
  return { frames: callFrames.slice(above, end), above, interrupted: isWasm.includes(true, end) };
}

/** Throws CKPT4017 where a stack cannot be captured. */
export function checkStack({ frames, interrupted }: StoppedStack): void {
  // clause: exec-safepoint
  if (frames.length === 0) throw fault('CKPT4017', { what: 'no function of a module is running' }, 0, 'threads[0]');
  if (interrupted) throw fault('CKPT4017', { what: 'the host stands between two frames' }, 0, 'threads[0]');
}
