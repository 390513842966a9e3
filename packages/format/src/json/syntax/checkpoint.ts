import type {
  CustomJson,
  HostStateJson,
  ParentJson,
  ProducerJson,
  StoredDigestJson,
  UnknownSectionJson,
} from './host.js';
import type { MemoryJson } from './memories.js';
import type { HostFuncJson, InstanceJson, ModuleJson } from './modules.js';
import type { CommentedJson } from './scalars.js';
import type {
  ArrayObjectJson,
  ExceptionJson,
  GlobalJson,
  HostRefJson,
  StructJson,
  TableJson,
  TagJson,
} from './store.js';
import type { ThreadJson } from './threads.js';
import type { SubTypeJson } from './types.js';

/** The JSON twin of a checkpoint: spec/json.md, schema/checkpoint.schema.json. Empty lists may be left out. */
export interface CheckpointJson extends CommentedJson {
  readonly $schema?: string;
  readonly format: 'wasm-checkpoint';
  readonly version: 1;
  readonly features?: readonly string[];
  readonly parent?: ParentJson;
  readonly types?: readonly (readonly SubTypeJson[])[];
  readonly modules?: readonly ModuleJson[];
  readonly instances?: readonly InstanceJson[];
  readonly hostFuncs?: readonly HostFuncJson[];
  readonly tables?: readonly TableJson[];
  readonly memories?: readonly MemoryJson[];
  readonly globals?: readonly GlobalJson[];
  readonly tags?: readonly TagJson[];
  readonly structs?: readonly StructJson[];
  readonly arrays?: readonly ArrayObjectJson[];
  readonly exceptions?: readonly ExceptionJson[];
  readonly hostRefs?: readonly HostRefJson[];
  readonly threads?: readonly ThreadJson[];
  readonly hostStates?: readonly HostStateJson[];
  readonly producers?: readonly ProducerJson[];
  readonly customs?: readonly CustomJson[];
  readonly digests?: readonly StoredDigestJson[];
  readonly unknowns?: readonly UnknownSectionJson[];
}
