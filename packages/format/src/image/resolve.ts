import { hexBytes } from '../codes/bytes.js';
import { fault } from '../faults.js';
import type { Checkpoint, MemAddr, Memory, Ref, TableAddr, Zstd } from '../syntax/index.js';
import { type PageSource, zeroPages } from './source.js';
import { storedPages } from './stored.js';

/** `length` entries of a table as instantiation left them, all one reference; without one they have no base. */
export interface BaseRun {
  readonly length: bigint;
  readonly ref?: Ref;
}

/** What the modules say: contents that instantiation gives and a checkpoint leaves out. Undefined without the module. */
export interface ModuleBases {
  /** The contents that a memory with a module base has by its data segments. */
  memory(checkpoint: Checkpoint, address: MemAddr): PageSource | undefined;
  /** The entries that a table with a module base has by its initial value and its element segments, from the first on. */
  table(checkpoint: Checkpoint, address: TableAddr): readonly BaseRun[] | undefined;
}

/** What resolving a checkpoint takes besides it. */
export interface ResolveOptions {
  /** The memories of the parent, resolved, by address. */
  readonly parent?: readonly PageSource[];
  readonly modules?: ModuleBases;
  readonly zstd?: Zstd;
}

/** The diagnostic for a base that cannot be resolved without its module. */
export function moduleMissing(
  checkpoint: Checkpoint,
  instance: number,
  space: 'memory' | 'table',
  address: number,
): Error {
  const module = checkpoint.modules[checkpoint.instances[instance]?.module ?? -1];
  const digest = module === undefined ? 'of no instance' : hexBytes(module.digest);
  const path = space === 'memory' ? `memories[${address}].image.base` : `tables[${address}].base`;
  return fault('CKPT3005', { digest, space, address }, 0, path); // clause: syn-base-module
}

/** What the base of a memory resolves to. */
export function baseOf(checkpoint: Checkpoint, memory: Memory, address: MemAddr, options: ResolveOptions): PageSource {
  const { base } = memory.image;
  const path = `memories[${address}].image.base`;
  switch (base.kind) {
    case 'zeros':
      return zeroPages;
    case 'module': {
      const source = options.modules?.memory(checkpoint, address);
      if (source === undefined) throw moduleMissing(checkpoint, base.instance, 'memory', address);
      return source;
    }
    case 'parent': {
      const { parent } = options;
      const digest = checkpoint.parent === undefined ? 'not named' : hexBytes(checkpoint.parent.digest);
      if (parent === undefined) throw fault('CKPT3001', { digest }, 0, path); // clause: syn-parent-given
      const source = parent[base.memory];
      // clause: syn-parent-memory
      if (source === undefined) throw fault('CKPT3003', { address: base.memory, count: parent.length }, 0, path);
      return source;
    }
  }
}

/** The resolved contents of one memory; errors CKPT3001, CKPT3003, CKPT3005, and while reading CKPT4005, CKPT1061. */
export function resolveMemory(checkpoint: Checkpoint, address: MemAddr, options: ResolveOptions = {}): PageSource {
  const memory = checkpoint.memories[address];
  if (memory === undefined) throw new RangeError(`there is no memory ${address}`);
  const base = baseOf(checkpoint, memory, address, options);
  return storedPages(memory, base, { zstd: options.zstd, path: `memories[${address}]` });
}

/** The resolved contents of all memories, by address. */
export function resolveMemories(checkpoint: Checkpoint, options: ResolveOptions = {}): readonly PageSource[] {
  return checkpoint.memories.map((_, address) => resolveMemory(checkpoint, address, options));
}
