import { IMAGE_PAGE_LOG2, IMAGE_PAGE_SIZE, type Memory, type PageRun } from './memories.js';
import type { MemType } from './types.js';

/** The current size of a memory in bytes. */
export function memoryBytes(type: MemType): bigint {
  return type.limits.min << BigInt(type.pageSizeLog2);
}

/** The part of a memory that geometry needs. */
interface Blocked {
  readonly type: MemType;
  readonly blockSizeLog2: number;
}

const blocked = (memory: Memory): Blocked => ({ type: memory.type, blockSizeLog2: memory.image.blockSizeLog2 });

/** Bytes of block `number`, which the end of the memory may cut; 0 or less when it starts outside. */
export function bytesOfBlock(memory: Blocked, number: bigint): number {
  const left = memoryBytes(memory.type) - (number << BigInt(memory.blockSizeLog2));
  const whole = 1n << BigInt(memory.blockSizeLog2);
  return Number(left < whole ? left : whole);
}

/** Bytes of the data runs of a block, where the last page may be cut; the runs lie within the block. */
export function bytesOfRuns(runs: readonly PageRun[], blockSize: number): number {
  let page = 0;
  let size = 0;
  for (const run of runs) {
    const start = page * IMAGE_PAGE_SIZE;
    page += run.pages;
    if (run.kind === 'data') size += Math.min(page * IMAGE_PAGE_SIZE, blockSize) - start;
  }
  return size;
}

/** Bytes of block `number`, which the end of the memory may cut; 0 or less when it starts outside. */
export function blockBytes(memory: Memory, number: bigint): number {
  return bytesOfBlock(blocked(memory), number);
}

/** Image pages of block `number`, the last of which may be cut. */
export function blockPages(memory: Memory, number: bigint): number {
  return Math.ceil(blockBytes(memory, number) / 2 ** IMAGE_PAGE_LOG2);
}

/** Bytes of the data runs of a block, its last page as long as the memory reaches. */
export function dataSize(
  memory: Memory,
  block: { readonly number: bigint; readonly runs: readonly PageRun[] },
): number {
  return bytesOfRuns(block.runs, blockBytes(memory, block.number));
}
