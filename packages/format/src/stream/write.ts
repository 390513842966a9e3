import { stateSections, tailSections } from '../encode/state.js';
import { fault } from '../faults.js';
import type { Algorithms, Block, Checkpoint, MemAddr } from '../syntax/index.js';
import { checkBlock } from '../valid/blocks.js';
import { checkState } from '../valid/structure.js';
import { type FileIdentity, SectionMaker } from './sections.js';

/** Takes the bytes of a file in order; they may be overwritten once its promise is fulfilled. */
export type Sink = (bytes: Uint8Array) => void | Promise<void>;

export interface WriteOptions {
  readonly algorithms?: Partial<Algorithms>;
}

/** The part of a checkpoint that stands behind its blocks, and so may be made after them. */
export type Tail = Pick<Checkpoint, 'digests' | 'unknowns'>;

/**
 * Writes a file as it is made: `state`, then each block, then `finish`.
 *
 * Memory use is one block and a few bytes for each block that was written. What `encode` refuses is refused here, each
 * block by itself; a file whose writer threw is to be thrown away.
 */
export class CheckpointWriter {
  readonly #sink: Sink;
  readonly #maker: SectionMaker;
  #checkpoint: Checkpoint | undefined;
  #memory: MemAddr = 0;
  #position = 0;
  #previous: bigint | undefined;

  constructor(sink: Sink, options: WriteOptions = {}) {
    this.#sink = sink;
    this.#maker = new SectionMaker(options.algorithms);
  }

  /** Writes all that stands before the blocks; the blocks of the checkpoint's images are ignored. */
  async state(checkpoint: Checkpoint): Promise<void> {
    if (this.#checkpoint !== undefined) throw new RangeError('the state is written once');
    checkState(checkpoint);
    this.#checkpoint = checkpoint;
    await this.#sink(this.#maker.header());
    for (const section of stateSections(checkpoint)) await this.#sink(this.#maker.section(section));
  }

  /** Writes the next block; memories come in order, and blocks of a memory by number. */
  async block(address: MemAddr, block: Block): Promise<void> {
    const memory = this.#state.memories[address];
    if (memory === undefined) throw new RangeError(`there is no memory ${address}`);
    // clause: bin-block-order
    if (address < this.#memory) throw fault('CKPT1056', { memory: address, block: block.number }, 0);
    if (address > this.#memory) {
      this.#memory = address;
      this.#position = 0;
      this.#previous = undefined;
    }
    checkBlock(memory, address, block, this.#position, this.#previous);
    // clause: syn-feature-declared
    if (block.data.coding === 'zstd' && !this.#state.features.includes('zstd')) {
      throw fault('CKPT2002', { feature: 'zstd' }, 0, `memories[${address}].image.blocks[${this.#position}]`);
    }
    this.#previous = block.number;
    this.#position += 1;
    await this.#sink(this.#maker.block(address, block));
  }

  /** Writes what stands behind the blocks: what `tail` has in place of the checkpoint's own. */
  async finish(tail: Partial<Tail> = {}): Promise<FileIdentity> {
    const checkpoint = { ...this.#state, ...tail };
    if (Object.keys(tail).length > 0) checkState(checkpoint);
    for (const section of tailSections(checkpoint)) await this.#sink(this.#maker.section(section));
    const { bytes, identity } = this.#maker.finish();
    await this.#sink(bytes);
    return identity;
  }

  get #state(): Checkpoint {
    if (this.#checkpoint === undefined) throw new RangeError('the state comes first');
    return this.#checkpoint;
  }
}

/** Writes a whole checkpoint, its blocks one at a time as their lists make them. */
export async function writeCheckpoint(
  checkpoint: Checkpoint,
  sink: Sink,
  options: WriteOptions = {},
): Promise<FileIdentity> {
  const writer = new CheckpointWriter(sink, options);
  await writer.state(checkpoint);
  for (const [address, memory] of checkpoint.memories.entries()) {
    for (const block of memory.image.blocks) await writer.block(address, block);
  }
  return writer.finish();
}
