import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Checkpoint, HostState } from '@wasm-checkpoint/format';
import { decodeWasiState } from '../wasi/decode.js';
import { WASI_NAME, WASI_VERSION, type WasiState } from '../wasi/state.js';
import type { StructureComparison } from './structure.js';

/** What a payload says, where its descriptor is known and it is well formed. */
function wasiStateOf(state: HostState | undefined): WasiState | undefined {
  if (state?.name !== WASI_NAME || state.version !== WASI_VERSION) return undefined;
  try {
    return decodeWasiState(state.payload);
  } catch (error) {
    if (error instanceof Diagnostic) return undefined;
    throw error;
  }
}

/** Compares host-state descriptors, what they say where that is known. Values of the environment are not shown. */
export function compareHostStates(a: Checkpoint, b: Checkpoint, into: StructureComparison): void {
  for (let index = 0; index < Math.max(a.hostStates.length, b.hostStates.length); index++) {
    const [left, right] = [a.hostStates[index], b.hostStates[index]];
    const path = `hostStates[${index}]`;
    const [before, after] = [wasiStateOf(left), wasiStateOf(right)];
    if (left === undefined || right === undefined || before === undefined || after === undefined) {
      into.compare(path, left, right);
      continue;
    }
    into.compare(path, { ...left, payload: '' }, { ...right, payload: '' });
    const { environment: oldValues, ...oldState } = before;
    const { environment: newValues, ...newState } = after;
    into.compare(`${path}.payload`, oldState, newState);
    if (JSON.stringify(oldValues) !== JSON.stringify(newValues)) {
      const text = (values: readonly string[] | undefined): string | undefined =>
        values && `${values.length} variables`;
      into.add(`${path}.payload.environment`, text(oldValues), text(newValues));
    }
  }
}
