import type { HostState } from '@wasm-checkpoint/format';
import type { JsonLine } from '../output.js';

/** A host-state descriptor as it is shown. */
export interface HostStateLine extends JsonLine {
  readonly type: 'host-state';
  readonly state: number;
  readonly name: string;
  readonly version: string;
  readonly policy: string;
  readonly required: boolean;
  readonly instances: readonly number[];
  readonly bytes: number;
  /** What the payload says, a line each, where the descriptor is known. */
  readonly details?: readonly string[];
}

/** The line of one descriptor. */
export function hostStateLine(state: HostState, index: number, _reveal: boolean): HostStateLine {
  const { name, version, policy, required, instances, payload } = state;
  return { type: 'host-state', state: index, name, version, policy, required, instances, bytes: payload.length };
}
