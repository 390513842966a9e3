import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { HostState } from '@wasm-checkpoint/format';
import type { JsonLine } from '../output.js';
import { decodeWasiState } from '../wasi/decode.js';
import { WASI_NAME, WASI_VERSION } from '../wasi/state.js';
import { wasiStateText } from '../wasi/text.js';

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

/** What a payload says, or what is wrong with it; clause emb-hoststate-version. */
function detailsOf(
  { name, version, payload }: HostState,
  path: string,
  reveal: boolean,
): readonly string[] | undefined {
  if (name !== WASI_NAME || version !== WASI_VERSION) return undefined;
  try {
    return wasiStateText(decodeWasiState(payload, { path }), reveal);
  } catch (error) {
    if (error instanceof Diagnostic) return [error.message];
    throw error;
  }
}

/** The line of one descriptor. */
export function hostStateLine(state: HostState, index: number, reveal: boolean): HostStateLine {
  const { name, version, policy, required, instances, payload } = state;
  const details = detailsOf(state, `hostStates[${index}].payload`, reveal);
  return {
    type: 'host-state',
    state: index,
    name,
    version,
    policy,
    required,
    instances,
    bytes: payload.length,
    ...(details === undefined ? {} : { details }),
  };
}
