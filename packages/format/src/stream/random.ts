import { ByteReader } from '@wasm-checkpoint/bytes';
import { algorithms } from '../algorithms.js';
import { sectionId } from '../codes/sections.js';
import { BlockDecoder } from '../decode/block.js';
import type { DecodeOptions } from '../decode/checkpoint.js';
import { StateDecoder } from '../decode/state.js';
import type { MemoryHeader } from '../decode/store.js';
import { checkpointFaults, fault } from '../faults.js';
import { decodeEnd, END_SIZE } from '../framing/end.js';
import { decodeHeader, HEADER_SIZE } from '../framing/header.js';
import { type BlockEntry, decodeIndex, type FileIndex, type IndexEntry } from '../framing/index-section.js';
import { decodeSection, type SectionFrame, SectionOrder } from '../framing/section.js';
import { type Piece, pagesOf, zeroPages } from '../image/source.js';
import { storedPages } from '../image/stored.js';
import { checkLimit, type ReaderLimits, withLimits } from '../limits.js';
import {
  type Algorithms,
  type Block,
  type Checkpoint,
  IMAGE_PAGE_LOG2,
  type MemAddr,
  memoryBytes,
  type RunKind,
} from '../syntax/index.js';

/** A file of which any part can be read. */
export interface RandomFile {
  /** Bytes of the file. */
  readonly size: number;
  /** Exactly `length` bytes from `offset` on, all of which are inside the file. */
  read(offset: number, length: number): Uint8Array | Promise<Uint8Array>;
}

/**
 * A file of which single pages and the state can be read without the rest.
 *
 * Each section is checked as `decode` checks it, and against the index; what holds between sections only, the checksum
 * of checksums among it, is left to who reads the whole file.
 */
export class RandomAccess {
  readonly #file: RandomFile;
  readonly #limits: ReaderLimits;
  readonly #algorithms: Algorithms;
  readonly #verify: boolean;
  #memories: Promise<readonly MemoryHeader[]> | undefined;

  /** What the file holds and where. */
  readonly index: FileIndex;

  private constructor(file: RandomFile, index: FileIndex, options: DecodeOptions) {
    this.#file = file;
    this.index = index;
    this.#limits = withLimits(options.limits);
    this.#algorithms = algorithms(options.algorithms);
    this.#verify = options.verifyBlocks ?? true;
  }

  /** Reads the end section and the index: 18 bytes, and about four for each block. */
  static async open(file: RandomFile, options: DecodeOptions = {}): Promise<RandomAccess> {
    const limits = withLimits(options.limits);
    const { crc32c } = algorithms(options.algorithms);
    checkLimit(limits, 'maxFileBytes', file.size, 0); // clause: lim-exceeded
    if (file.size < HEADER_SIZE + END_SIZE) throw fault('CKPT1015', {}, 0); // clause: bin-end
    const last = file.size - END_SIZE;
    const end = decodeEnd(await file.read(last, END_SIZE), file.size, crc32c);
    // clause: bin-end-index
    if (end.indexOffset < BigInt(HEADER_SIZE) || end.indexOffset >= BigInt(last)) {
      throw fault('CKPT1018', { found: end.indexOffset, computed: BigInt(last) }, last + 2);
    }
    const offset = Number(end.indexOffset);
    const frame = decodeSection(await file.read(offset, last - offset), 0, crc32c, offset);
    // clause: bin-end-index
    if (frame.id !== sectionId.index || frame.size !== last - offset) {
      throw fault('CKPT1018', { found: end.indexOffset, computed: BigInt(last) }, last + 2);
    }
    const index = decodeIndex(frame.contents, offset + frame.head, limits, offset);
    return new RandomAccess(file, index, options);
  }

  /** The checkpoint without the blocks of its images; reads all that stands before and behind the blocks. */
  async state(): Promise<Checkpoint> {
    const header = await this.#file.read(0, HEADER_SIZE);
    decodeHeader(new ByteReader(header, checkpointFaults));
    const state = new StateDecoder(this.#limits);
    const order = new SectionOrder();
    for (const entry of [...this.index.before, ...this.index.after]) {
      const frame = await this.#section(entry, entry.id);
      order.next(frame.id, frame.offset);
      state.section(frame);
    }
    return state.finish([], false);
  }

  /** The block of a memory with this number; undefined where the memory has the contents of its base. */
  async block(memory: MemAddr, number: bigint): Promise<Block | undefined> {
    const entry = this.#entry(memory, number);
    if (entry === undefined) return undefined;
    this.#memories ??= this.#readMemories();
    const frame = await this.#section(entry, sectionId.block);
    const decoder = new BlockDecoder(await this.#memories, this.#limits, this.#algorithms, this.#verify);
    const found = decoder.block(frame);
    // clause: bin-index-exact
    if (found.memory !== memory || found.block.number !== number) {
      const what = `block ${found.block.number} of memory ${found.memory} in place of ${number} of ${memory}`;
      throw fault('CKPT1019', { what }, frame.offset);
    }
    return found.block;
  }

  /**
   * Page `page` of 4096 bytes of a memory, the last as long as the memory reaches: reads the one block it is in.
   *
   * Undefined where the page is that of the memory's base; a piece without bytes is a page of zeros.
   */
  async page(memory: MemAddr, page: number): Promise<Piece | undefined> {
    this.#memories ??= this.#readMemories();
    const header = (await this.#memories)[memory];
    if (header === undefined) throw new RangeError(`there is no memory ${memory}`);
    const { type, base, blockSizeLog2 } = header;
    const blockPages = 2 ** (blockSizeLog2 - IMAGE_PAGE_LOG2);
    if (!(page >= 0 && page < pagesOf(memoryBytes(type)))) throw new RangeError(`there is no page ${page}`);
    const block = await this.block(memory, BigInt(Math.floor(page / blockPages)));
    if (block === undefined || kindOf(block, page % blockPages) === 'base') return undefined;
    const image = { base, blockSizeLog2, blocks: [block] };
    const source = storedPages({ type, image }, zeroPages, { zstd: this.#algorithms.zstd });
    const [piece] = source.pieces(page, page + 1);
    return piece;
  }

  #entry(memory: MemAddr, number: bigint): BlockEntry | undefined {
    const blocks = this.index.memories.find((entry) => entry.memory === memory)?.blocks ?? [];
    let low = 0;
    let high = blocks.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const found = blocks[middle];
      if (found !== undefined && found.number < number) low = middle + 1;
      else high = middle;
    }
    const found = blocks[low];
    return found?.number === number ? found : undefined;
  }

  async #readMemories(): Promise<readonly MemoryHeader[]> {
    const entry = this.index.before.find(({ id }) => id === sectionId.memories);
    if (entry === undefined) return [];
    const state = new StateDecoder(this.#limits);
    state.section(await this.#section(entry, sectionId.memories));
    return state.memories();
  }

  /** Reads a section and compares id and size with what the index says. */
  async #section({ offset, size }: Pick<IndexEntry, 'offset' | 'size'>, id: number): Promise<SectionFrame> {
    const frame = decodeSection(await this.#file.read(offset, size), 0, this.#algorithms.crc32c, offset);
    // clause: bin-index-exact
    if (frame.id !== id || frame.size !== size) {
      const what = `section ${frame.id} of ${frame.size} bytes in place of section ${id} of ${size}`;
      throw fault('CKPT1019', { what }, offset);
    }
    return frame;
  }
}

/** The kind of the run that page `page` of a block is in. */
function kindOf(block: Block, page: number): RunKind {
  let end = 0;
  for (const run of block.runs) {
    end += run.pages;
    if (page < end) return run.kind;
  }
  return 'base';
}
