import { ByteReader } from '@wasm-checkpoint/bytes';
import { algorithms } from '../algorithms.js';
import { sectionId } from '../codes/sections.js';
import { BlockDecoder } from '../decode/block.js';
import type { DecodeOptions } from '../decode/checkpoint.js';
import { StateDecoder } from '../decode/state.js';
import { checkpointFaults, fault } from '../faults.js';
import { END_SIZE } from '../framing/end.js';
import { decodeHeader, HEADER_SIZE } from '../framing/header.js';
import { Passage } from '../framing/passage.js';
import { decodeSection, type SectionFrame } from '../framing/section.js';
import { checkLimit, type ReaderLimits, withLimits } from '../limits.js';
import type { Algorithms, Block, Checkpoint, MemAddr } from '../syntax/index.js';
import { SectionBuffer } from './buffer.js';
import type { FileIdentity } from './sections.js';

/** What is read, as it is read; the next is not read before the promise of the last is fulfilled. */
export interface CheckpointVisitor {
  /** All that stands before the blocks: images have a base but no blocks, and what stands behind them is not there yet. */
  state?(checkpoint: Checkpoint): void | Promise<void>;
  /** A block; what it views is overwritten once the promise is fulfilled. */
  block?(memory: MemAddr, block: Block): void | Promise<void>;
}

/** A file that was read to its end. */
export interface FileRead {
  /** The checkpoint, its images without blocks. */
  readonly checkpoint: Checkpoint;
  readonly identity: FileIdentity;
  /** The offsets of what paths name, as `locate` gives them. */
  readonly locate: (paths: readonly string[]) => readonly number[];
}

/**
 * Reads a file as its bytes come, in chunks of any size; checks all that `decode` checks.
 *
 * Memory use is that of the state outside of memories, the largest section and a few bytes for each block. What a
 * visitor was given counts only once the promise is fulfilled: a file may turn out wrong at its end.
 */
export async function readCheckpoint(
  source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  visitor: CheckpointVisitor,
  options: DecodeOptions = {},
): Promise<FileRead> {
  const reader = new FileReader(visitor, options);
  for await (const chunk of source) await reader.push(chunk);
  return reader.end();
}

/** Reads a file of which the bytes are pushed. */
class FileReader {
  readonly #visitor: CheckpointVisitor;
  readonly #limits: ReaderLimits;
  readonly #algorithms: Algorithms;
  readonly #verify: boolean;
  readonly #buffer = new SectionBuffer();
  readonly #passage: Passage;
  readonly #state: StateDecoder;
  #blocks: BlockDecoder | undefined;
  #header = false;
  #read: FileRead | undefined;

  constructor(visitor: CheckpointVisitor, options: DecodeOptions) {
    this.#visitor = visitor;
    this.#limits = withLimits(options.limits);
    this.#algorithms = algorithms(options.algorithms);
    this.#verify = options.verifyBlocks ?? true;
    this.#passage = new Passage(this.#limits, this.#algorithms.crc32c, this.#algorithms.sha256);
    this.#state = new StateDecoder(this.#limits);
  }

  async push(chunk: Uint8Array): Promise<void> {
    const buffer = this.#buffer;
    buffer.push(chunk);
    checkLimit(this.#limits, 'maxFileBytes', buffer.offset + buffer.bytes.length, 0); // clause: lim-exceeded
    for (;;) {
      // clause: bin-end
      if (this.#read !== undefined && buffer.bytes.length > 0) {
        throw fault('CKPT1016', { left: buffer.bytes.length }, buffer.offset);
      }
      if (!this.#header) {
        if (buffer.bytes.length < HEADER_SIZE) return;
        this.#readHeader();
      }
      const size = buffer.sectionSize();
      if (size === undefined || size > buffer.bytes.length) return;
      await this.#section();
    }
  }

  /** The file, whose bytes end here. */
  async end(): Promise<FileRead> {
    const buffer = this.#buffer;
    if (!this.#header) this.#readHeader();
    if (this.#read !== undefined) return this.#read;
    if (buffer.bytes.length === 0) throw fault('CKPT1015', {}, buffer.offset); // clause: bin-end
    await this.#section();
    throw fault('CKPT1015', {}, buffer.offset);
  }

  #readHeader(): void {
    decodeHeader(new ByteReader(this.#buffer.bytes, checkpointFaults));
    this.#buffer.drop(HEADER_SIZE);
    this.#header = true;
  }

  async #section(): Promise<void> {
    const frame = decodeSection(this.#buffer.bytes, 0, this.#algorithms.crc32c, this.#buffer.offset);
    this.#passage.next(frame);
    switch (frame.id) {
      case sectionId.block:
        await this.#block(frame);
        break;
      case sectionId.index:
        await this.#begin();
        this.#passage.index(frame);
        break;
      case sectionId.end:
        this.#end(frame);
        break;
      default:
        // The state keeps views of its sections; the buffer is used again.
        this.#state.section({ ...frame, contents: frame.contents.slice() });
        this.#passage.section(frame);
    }
    this.#buffer.drop(frame.size);
  }

  /** Delivers the state when the first section comes that stands behind it. */
  async #begin(): Promise<void> {
    if (this.#blocks !== undefined) return;
    this.#blocks = new BlockDecoder(this.#state.memories(), this.#limits, this.#algorithms, this.#verify);
    const checkpoint = this.#state.finish([], false);
    await this.#visitor.state?.({ ...checkpoint });
  }

  async #block(frame: SectionFrame): Promise<void> {
    await this.#begin();
    if (this.#blocks === undefined) return;
    const { memory, block } = this.#blocks.block(frame);
    this.#passage.block(frame, memory, block.number);
    await this.#visitor.block?.(memory, block);
  }

  #end(frame: SectionFrame): void {
    this.#passage.end(frame);
    const checkpoint = this.#state.finish([], this.#blocks?.zstd ?? false);
    const identity = { size: frame.offset + END_SIZE, fingerprint: this.#passage.fingerprint() };
    this.#read = { checkpoint, identity, locate: (paths) => this.#state.locate(paths) };
  }
}
