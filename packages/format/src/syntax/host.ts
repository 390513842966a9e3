import type { HostStatePolicy } from '@wasm-checkpoint/tables';
import type { InstanceIdx } from './values.js';

/** Descriptor of a resource outside WebAssembly; the payload is specified under its name and version. */
export interface HostState {
  readonly name: string;
  readonly version: string;
  readonly policy: HostStatePolicy;
  /** A consumer that does not know a required one refuses to restore. */
  readonly required: boolean;
  /** The instances it serves, ascending; none means all. */
  readonly instances: readonly InstanceIdx[];
  readonly payload: Uint8Array;
}

/** What had a part in making the checkpoint; never a compatibility key. */
export interface Producer {
  readonly field: string;
  readonly name: string;
  readonly version: string;
}

export interface Custom {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An ancillary section of a later version, kept as it is. */
export interface UnknownSection {
  readonly id: number;
  readonly bytes: Uint8Array;
}
