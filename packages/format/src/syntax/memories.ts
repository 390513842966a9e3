import type { MemType } from './types.js';
import type { InstanceIdx, MemAddr } from './values.js';

/** What a memory holds where no block says otherwise; spec/memory-images.md, Base. */
export type MemBase =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'module'; readonly instance: InstanceIdx }
  | { readonly kind: 'parent'; readonly memory: MemAddr };

export type RunKind = 'base' | 'zeros' | 'data';

/** `pages` pages of 4096 bytes, at least one, all of one kind. */
export interface PageRun {
  readonly kind: RunKind;
  readonly pages: number;
}

/** The data pages of a block: one view for each data run, in order; `size` is the sum of their lengths. */
export interface RawData {
  readonly coding: 'raw';
  readonly size: number;
  readonly views: readonly Uint8Array[];
}

/** The data pages of a block as one zstd frame, kept as it is stored; `size` is the length it expands to. */
export interface ZstdData {
  readonly coding: 'zstd';
  readonly size: number;
  readonly frame: Uint8Array;
}

/** The pages of one aligned block of 2^blockSizeLog2 bytes that differ from the base. */
export interface Block {
  /** The block's number: its first byte is `number * 2^blockSizeLog2`. */
  readonly number: bigint;
  readonly runs: readonly PageRun[];
  readonly data: RawData | ZstdData;
}

/**
 * Blocks in ascending order: an array when they are at hand, or anything that makes them one at a time, more than once.
 *
 * The views of a block may be those of a running memory; they are read when the block is used.
 */
export interface BlockList extends Iterable<Block> {
  /** Known for arrays; a list made on demand leaves it out. */
  readonly length?: number;
}

/** The contents of a memory: base and differences. */
export interface MemoryImage {
  readonly base: MemBase;
  /** 12 to 22. */
  readonly blockSizeLog2: number;
  readonly blocks: BlockList;
}

/** A memory instance; `type.limits.min` is its size in its own pages. */
export interface Memory {
  readonly type: MemType;
  readonly image: MemoryImage;
}

/** The pages of an image are 4096 bytes, whatever the page size of the memory. */
export const IMAGE_PAGE_LOG2 = 12;
export const IMAGE_PAGE_SIZE = 4096;
export const MIN_BLOCK_SIZE_LOG2 = 12;
export const MAX_BLOCK_SIZE_LOG2 = 22;
