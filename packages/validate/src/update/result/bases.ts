import {
  blocksOfSource,
  type Checkpoint,
  type Memory,
  type Ref,
  resolveMemory,
  sameRef,
  type Table,
  type TableRun,
  tablePieces,
} from '@wasm-checkpoint/format';
import { basesOf } from '../../bases.js';
import type { Context } from '../../context.js';

/** Adds entries that are all one reference to runs, of which neighbours differ. Clause bin-run-maximal. */
export function addRun(runs: TableRun[], length: bigint, ref: Ref): void {
  if (length === 0n) return;
  const last = runs.at(-1);
  if (last?.kind === 'ref' && sameRef(last.ref, ref)) runs[runs.length - 1] = { ...last, length: last.length + length };
  else runs.push({ kind: 'ref', length, ref });
}

/** A table with a base of a replaced module, its entries stored. */
function resolvedTable(context: Context, table: Table, address: number): Table {
  const runs: TableRun[] = [];
  for (const { length, stored, base } of tablePieces(context.checkpoint, address, basesOf(context))) {
    const ref = stored ?? base;
    if (ref !== undefined) addRun(runs, length, ref);
  }
  return { ...table, base: { kind: 'none' }, runs };
}

/** A memory with a base of a replaced module, over zeros; its blocks are made when they are asked for. */
function resolvedMemory(context: Context, memory: Memory, address: number): Memory {
  const { checkpoint, settings } = context;
  const { zstd } = settings;
  const { blockSizeLog2 } = memory.image;
  const modules = basesOf(context);
  const blocks = {
    *[Symbol.iterator]() {
      const source = resolveMemory(checkpoint, address, { modules, ...(zstd === undefined ? {} : { zstd }) });
      yield* blocksOfSource(source, { blockSizeLog2 });
    },
  };
  return { ...memory, image: { base: { kind: 'zeros' }, blockSizeLog2, blocks } };
}

/** The checkpoint without bases of the modules that are replaced. Clause valid-update-result. */
export function withoutBases(context: Context, isReplaced: (moduleidx: number) => boolean): Checkpoint {
  const { checkpoint } = context;
  const concerns = (base: { readonly kind: string; readonly instance?: number }): boolean =>
    base.kind === 'module' && isReplaced(checkpoint.instances[base.instance ?? -1]?.module ?? -1);
  return {
    ...checkpoint,
    tables: checkpoint.tables.map((table, address) =>
      concerns(table.base) ? resolvedTable(context, table, address) : table,
    ),
    memories: checkpoint.memories.map((memory, address) =>
      concerns(memory.image.base) ? resolvedMemory(context, memory, address) : memory,
    ),
  };
}
