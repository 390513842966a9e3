import {
  type BlockOptions,
  type Checkpoint,
  type DirtyPages,
  diff,
  imageOf,
  type MemAddr,
  type MemoryImage,
  type ModuleBases,
  type PageSource,
  type Parent,
  sameRef,
  type Table,
  type TableRun,
  tablePieces,
} from '@wasm-checkpoint/format';
import type { MemoryState } from './state.js';

/** The checkpoint that memories are stored as differences from. */
export interface ParentOptions {
  readonly name: Parent;
  /** Its memory that one of the program was, and what that held; undefined for a new memory. */
  memory(memory: MemoryState): { readonly address: MemAddr; readonly contents: PageSource } | undefined;
}

/** How the contents of memories and tables are stored. */
export interface ImageOptions {
  readonly parent?: ParentOptions;
  /** What instantiation gave, so that only differences are stored; by default what the modules say. */
  readonly bases?: ModuleBases;
  /** The pages of a memory that may differ from its base; all of them by default. */
  dirty?(memory: MemoryState): DirtyPages | undefined;
  readonly blocks?: BlockOptions;
}

/**
 * For each object of a kind the instance whose segments are its base: the one that defines it, or for one of the host the
 * first that has it. Clause bin-base-module.
 */
function basesOf(checkpoint: Checkpoint, kind: 'memory' | 'table'): readonly (number | undefined)[] {
  const found: (number | undefined)[] = [];
  const spaces = checkpoint.instances.map((instance) => (kind === 'memory' ? instance.memories : instance.tables));
  checkpoint.instances.forEach(({ module }, index) => {
    const imports = checkpoint.modules[module]?.imports ?? [];
    const imported = imports.filter((entry) => entry.type.kind === kind).length;
    for (const address of spaces[index]?.slice(imported) ?? []) found[address] = index;
  });
  spaces.forEach((space, index) => {
    for (const address of space) found[address] ??= index;
  });
  return found;
}

/**
 * Gives the memories of a checkpoint, which has their types and nothing else, their images, and its tables the base that
 * their instance gave them. Raw blocks are views of the memories. Spec: execution, Capture, step 8.
 */
export function captureImages(
  checkpoint: Checkpoint,
  memories: readonly MemoryState[],
  contents: readonly Uint8Array[],
  options: ImageOptions,
): Checkpoint {
  const [ofMemory, ofTable] = [basesOf(checkpoint, 'memory'), basesOf(checkpoint, 'table')];
  const draft: Checkpoint = {
    ...checkpoint,
    memories: checkpoint.memories.map((memory, address) => {
      const instance = ofMemory[address];
      return instance === undefined
        ? memory
        : { ...memory, image: { ...memory.image, base: { kind: 'module', instance } } };
    }),
    tables: checkpoint.tables.map((table, address) => {
      const instance = ofTable[address];
      return instance === undefined ? table : { ...table, base: { kind: 'module', instance } };
    }),
  };
  const images = memories.map((memory, address) =>
    captureImage(draft, address, memory, contents[address] ?? new Uint8Array(0), options),
  );
  const parent = images.some(({ base }) => base.kind === 'parent') ? options.parent?.name : undefined;
  return {
    ...checkpoint,
    ...(parent === undefined ? {} : { parent }),
    memories: checkpoint.memories.map(({ type }, address) => ({
      type,
      image: images[address] ?? imageOf(new Uint8Array(0)),
    })),
    tables: checkpoint.tables.map((table, address) => rebased(draft, table, address, options)),
  };
}

/** The contents of a memory as a difference from the parent, from what instantiation gave, or from zeros. */
function captureImage(
  draft: Checkpoint,
  address: MemAddr,
  state: MemoryState,
  bytes: Uint8Array,
  options: ImageOptions,
): MemoryImage {
  const dirty = options.dirty?.(state);
  const how = { ...options.blocks, ...(dirty === undefined ? {} : { dirty }) };
  const parent = options.parent?.memory(state);
  if (parent !== undefined) return diff(bytes, parent.contents, { kind: 'parent', memory: parent.address }, how);
  const base = draft.memories[address]?.image.base;
  const contents = base?.kind === 'module' ? options.bases?.memory(draft, address) : undefined;
  // Without segments the base is zeros, which take no module to resolve.
  if (base === undefined || contents === undefined || contents.size === 0n) return imageOf(bytes, how);
  return diff(bytes, contents, base, how);
}

/** A table with its entries left to the base where they are those of the base. */
function rebased(draft: Checkpoint, table: Table, address: number, { bases }: ImageOptions): Table {
  const base = draft.tables[address]?.base;
  if (bases === undefined || base?.kind !== 'module' || bases.table(draft, address) === undefined) return table;
  const runs: { kind: TableRun['kind']; length: bigint; ref?: Extract<TableRun, { kind: 'ref' }>['ref'] }[] = [];
  for (const { length, stored, base: given } of tablePieces(draft, address, bases)) {
    if (stored === undefined) continue;
    // clause: syn-base-different
    const kept = given !== undefined && sameRef(stored, given);
    const last = runs.at(-1);
    if (last !== undefined && (kept ? last.ref === undefined : last.ref !== undefined && sameRef(last.ref, stored))) {
      last.length += length;
    } else runs.push(kept ? { kind: 'base', length } : { kind: 'ref', length, ref: stored });
  }
  return runs.some(({ kind }) => kind === 'base') ? { ...table, base, runs: runs as TableRun[] } : table;
}
