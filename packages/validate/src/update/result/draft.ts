import type {
  ArrayObject,
  Checkpoint,
  ElemState,
  FuncRef,
  Global,
  HostFunc,
  HostRef,
  Instance,
  Memory,
  Module,
  RecType,
  Struct,
  Table,
  Tag,
  Thread,
} from '@wasm-checkpoint/format';

type Mutable<Of> = { -readonly [Key in keyof Of]: Of[Key] };

/** An instance whose index spaces grow. */
export interface DraftInstance extends Mutable<Instance> {
  funcs: FuncRef[];
  tables: number[];
  memories: number[];
  globals: number[];
  tags: number[];
  elems: ElemState[];
  datas: number[];
}

/** A checkpoint in the making: lists that grow, in the place of those that an update adds to. */
export interface Draft extends Mutable<Checkpoint> {
  types: readonly RecType[];
  modules: Module[];
  instances: DraftInstance[];
  hostFuncs: HostFunc[];
  tables: Table[];
  memories: Memory[];
  globals: Global[];
  tags: Tag[];
  structs: Struct[];
  arrays: ArrayObject[];
  hostRefs: HostRef[];
  threads: Thread[];
}

/** A draft that begins as a checkpoint, which stays as it is; stored digests are left out. */
export function draftOf(checkpoint: Checkpoint): Draft {
  return {
    ...checkpoint,
    modules: [...checkpoint.modules],
    instances: checkpoint.instances.map((instance) => ({
      ...instance,
      funcs: [...instance.funcs],
      tables: [...instance.tables],
      memories: [...instance.memories],
      globals: [...instance.globals],
      tags: [...instance.tags],
      elems: [...instance.elems],
      datas: [...instance.datas],
    })),
    hostFuncs: [...checkpoint.hostFuncs],
    tables: [...checkpoint.tables],
    memories: [...checkpoint.memories],
    globals: [...checkpoint.globals],
    tags: [...checkpoint.tags],
    structs: [...checkpoint.structs],
    arrays: [...checkpoint.arrays],
    hostRefs: [...checkpoint.hostRefs],
    threads: [...checkpoint.threads],
    digests: [],
  };
}
