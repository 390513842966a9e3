import {
  type Algorithms,
  type Checkpoint,
  type Frame,
  fingerprint,
  type HostState,
  memoryBytes,
  type Thread,
} from '@wasm-checkpoint/format';
import type { CheckpointFile } from '../checkpoint-file.js';
import { type GivenModules, hex } from '../modules.js';
import type { JsonLine } from '../output.js';
import { entriesText, valueText } from '../text/value.js';
import { type FrameLine, frameLine } from './frames.js';
import { type HostStateLine, hostStateLine } from './host-states.js';
import { type StoredMemory, storedMemory } from './memory-map.js';
import { type SectionLine, sectionLines } from './sections.js';

export interface FileLine extends JsonLine {
  readonly type: 'file';
  readonly path: string;
  readonly bytes: number;
  readonly format: 1;
  readonly features: readonly string[];
  readonly fingerprint: string;
  readonly parent?: { readonly kind: string; readonly digest: string };
  readonly producers: Checkpoint['producers'];
  readonly customs: readonly { readonly name: string; readonly bytes: number }[];
  readonly digests: readonly { readonly kind: string; readonly digest: string }[];
}

export interface ModuleLine extends JsonLine {
  readonly type: 'module';
  readonly module: number;
  readonly digest: string;
  readonly length: bigint;
  readonly imports: number;
  /** The file that was given for it. */
  readonly file?: string;
}

export interface InstanceLine extends JsonLine {
  readonly type: 'instance';
  readonly instance: number;
  readonly module: number;
  readonly funcs: number;
  readonly tables: readonly number[];
  readonly memories: readonly number[];
  readonly globals: readonly number[];
  readonly tags: readonly number[];
  readonly droppedElems: readonly number[];
  readonly droppedDatas: readonly number[];
}

export interface ThreadLine extends JsonLine {
  readonly type: 'thread';
  readonly thread: number;
  readonly label: string;
  readonly status: Thread['status'];
  readonly frames: number;
}

export interface MemoryLine extends JsonLine, StoredMemory {
  readonly type: 'memory';
  readonly memory: number;
  readonly name?: string;
  readonly address: 'i32' | 'i64';
  readonly shared: boolean;
  readonly bytes: bigint;
  /** In pages of the memory itself. */
  readonly maximum?: bigint;
  readonly pageBytes: number;
  readonly base: string;
}

export interface TableLine extends JsonLine {
  readonly type: 'table';
  readonly table: number;
  readonly name?: string;
  readonly size: bigint;
  readonly base: string;
  readonly runs: readonly string[];
}

export interface GlobalLine extends JsonLine {
  readonly type: 'global';
  readonly global: number;
  readonly name?: string;
  readonly mutable: boolean;
  readonly value: string;
}

/** How many objects of the other kinds the store has. */
export interface StoreLine extends JsonLine {
  readonly type: 'store';
  readonly types: number;
  readonly hostFuncs: number;
  readonly tags: number;
  readonly structs: number;
  readonly arrays: number;
  readonly exceptions: number;
  readonly hostRefs: number;
}

/** Everything that `ckpt inspect` tells; each line is also one of `--json`. */
export interface Inspection {
  readonly file: FileLine;
  readonly sections: readonly SectionLine[];
  readonly modules: readonly ModuleLine[];
  readonly instances: readonly InstanceLine[];
  readonly threads: readonly ThreadLine[];
  /** Of all threads, in order. */
  readonly frames: readonly FrameLine[];
  readonly memories: readonly MemoryLine[];
  readonly tables: readonly TableLine[];
  readonly globals: readonly GlobalLine[];
  readonly store: StoreLine;
  readonly hostStates: readonly HostStateLine[];
}

type ItemName = (space: 'memories' | 'tables' | 'globals', address: number) => { readonly name?: string };

/** Names of objects of the store: that of the first instance that has one for them. */
function itemNames(checkpoint: Checkpoint, modules: GivenModules): ItemName {
  const names = { memories: new Map<number, string>(), tables: new Map(), globals: new Map() };
  for (const [index, instance] of checkpoint.instances.entries()) {
    for (const space of ['memories', 'tables', 'globals'] as const) {
      for (const [item, address] of instance[space].entries()) {
        const name = names[space].has(address) ? undefined : modules.itemName(index, space, item);
        if (name !== undefined) names[space].set(address, name);
      }
    }
  }
  return (space, address) => {
    const name = names[space].get(address);
    return name === undefined ? {} : { name };
  };
}

function fileLine({ path, bytes, checkpoint }: CheckpointFile, algorithms: Algorithms): FileLine {
  const { parent } = checkpoint;
  return {
    type: 'file',
    path,
    bytes: bytes.length,
    format: 1,
    features: checkpoint.features,
    fingerprint: hex(fingerprint(checkpoint, { algorithms })),
    ...(parent === undefined ? {} : { parent: { kind: parent.kind, digest: hex(parent.digest) } }),
    producers: checkpoint.producers,
    customs: checkpoint.customs.map((custom) => ({ name: custom.name, bytes: custom.bytes.length })),
    digests: checkpoint.digests.map(({ kind, digest }) => ({ kind, digest: hex(digest) })),
  };
}

function memoryLines(checkpoint: Checkpoint, nameOf: ItemName): readonly MemoryLine[] {
  return checkpoint.memories.map((memory, address): MemoryLine => {
    const { type, image } = memory;
    const { base } = image;
    return {
      type: 'memory',
      memory: address,
      ...nameOf('memories', address),
      address: type.address,
      shared: type.shared,
      bytes: memoryBytes(type),
      ...(type.limits.max === undefined ? {} : { maximum: type.limits.max }),
      pageBytes: 2 ** type.pageSizeLog2,
      base:
        base.kind === 'zeros'
          ? 'zeros'
          : base.kind === 'module'
            ? `module of instance ${base.instance}`
            : `memory ${base.memory} of the parent`,
      ...storedMemory(memory),
    };
  });
}

/** Runs beyond this many are not told one by one. */
const MAX_RUNS = 1000;

/** Reads everything out of a checkpoint, without resolving its memories; `reveal` shows the values of the environment. */
export function inspect(
  file: CheckpointFile,
  modules: GivenModules,
  algorithms: Algorithms,
  reveal: boolean,
): Inspection {
  const { checkpoint } = file;
  const nameOf = itemNames(checkpoint, modules);
  const functionName = modules.functionName.bind(modules);
  return {
    file: fileLine(file, algorithms),
    sections: sectionLines(file.bytes, algorithms.crc32c),
    modules: checkpoint.modules.map(({ digest, length, imports }, module) => {
      const given = modules.given(module);
      const path = given === undefined ? {} : { file: given.path };
      return { type: 'module', module, digest: hex(digest), length, imports: imports.length, ...path };
    }),
    instances: checkpoint.instances.map(
      ({ module, funcs, tables, memories, globals, tags, elems, datas }, instance): InstanceLine => ({
        type: 'instance',
        instance,
        module,
        funcs: funcs.length,
        tables,
        memories,
        globals,
        tags,
        droppedElems: elems.flatMap(({ kind, index }) => (kind === 'dropped' ? [index] : [])),
        droppedDatas: datas,
      }),
    ),
    threads: checkpoint.threads.map(({ label, status, frames }, thread) => ({
      type: 'thread',
      thread,
      label,
      status,
      frames: frames.length,
    })),
    frames: checkpoint.threads.flatMap(({ frames }, thread) =>
      frames.map((frame: Frame, index) => frameLine(modules, frame, thread, index)),
    ),
    memories: memoryLines(checkpoint, nameOf),
    tables: checkpoint.tables.map(({ type, base, runs }, table) => ({
      type: 'table',
      table,
      ...nameOf('tables', table),
      size: type.limits.min,
      base: base.kind === 'none' ? 'none' : `module of instance ${base.instance}`,
      runs: runs
        .slice(0, MAX_RUNS)
        .map((run) =>
          run.kind === 'base' ? `${run.length} of the base` : entriesText(run.length, run.ref, functionName),
        ),
    })),
    globals: checkpoint.globals.map(({ type, value }, global) => ({
      type: 'global',
      global,
      ...nameOf('globals', global),
      mutable: type.mutable,
      value: valueText(value, functionName),
    })),
    store: {
      type: 'store',
      types: checkpoint.types.reduce((sum, group) => sum + group.length, 0),
      hostFuncs: checkpoint.hostFuncs.length,
      tags: checkpoint.tags.length,
      structs: checkpoint.structs.length,
      arrays: checkpoint.arrays.length,
      exceptions: checkpoint.exceptions.length,
      hostRefs: checkpoint.hostRefs.length,
    },
    hostStates: checkpoint.hostStates.map((state: HostState, index) => hostStateLine(state, index, reveal)),
  };
}
