import type { Custom, HostState, Producer, UnknownSection } from './host.js';
import type { Memory } from './memories.js';
import type { HostFunc, Instance, Module } from './modules.js';
import type { ArrayObject, Exception, Global, HostRef, Struct, Table, Tag } from './store.js';
import type { Thread } from './threads.js';
import type { RecType } from './types.js';

export type ParentKind = 'fingerprint' | 'memories';

/** The checkpoint that parent bases refer to, by 32 bytes. */
export interface Parent {
  readonly kind: ParentKind;
  readonly digest: Uint8Array;
}

export type DigestKind = 'memories' | 'core' | 'state';

/** A digest stored in the file, 32 bytes. */
export interface StoredDigest {
  readonly kind: DigestKind;
  readonly digest: Uint8Array;
}

/**
 * A configuration of the WebAssembly abstract machine in coordinates of the original modules; spec/syntax.md.
 *
 * Instances stand in the order of their instantiation, threads in that of their creation.
 */
export interface Checkpoint {
  /** Ascending; holds every feature that is used, and known ones only. */
  readonly features: readonly string[];
  readonly parent?: Parent;
  readonly types: readonly RecType[];
  readonly modules: readonly Module[];
  readonly instances: readonly Instance[];
  readonly hostFuncs: readonly HostFunc[];
  readonly tables: readonly Table[];
  readonly memories: readonly Memory[];
  readonly globals: readonly Global[];
  readonly tags: readonly Tag[];
  readonly structs: readonly Struct[];
  readonly arrays: readonly ArrayObject[];
  readonly exceptions: readonly Exception[];
  readonly hostRefs: readonly HostRef[];
  readonly threads: readonly Thread[];
  readonly hostStates: readonly HostState[];
  readonly producers: readonly Producer[];
  readonly customs: readonly Custom[];
  readonly digests: readonly StoredDigest[];
  readonly unknowns: readonly UnknownSection[];
}

/** The checkpoint of nothing at all, to be spread under what there is. */
export const emptyCheckpoint: Checkpoint = {
  features: [],
  types: [],
  modules: [],
  instances: [],
  hostFuncs: [],
  tables: [],
  memories: [],
  globals: [],
  tags: [],
  structs: [],
  arrays: [],
  exceptions: [],
  hostRefs: [],
  threads: [],
  hostStates: [],
  producers: [],
  customs: [],
  digests: [],
  unknowns: [],
};
