import { stateSections, tailSections } from '../encode/state.js';
import { fault } from '../faults.js';
import type { Algorithms, Block, Checkpoint, MemAddr } from '../syntax/index.js';
import { checkBlock } from '../valid/blocks.js';
import { checkState } from '../valid/structure.js';
import { type FileIdentity, SectionMaker } from './sections.js';

export interface WriteOptions {
  readonly algorithms?: Partial<Algorithms>;
}

/** The part of a checkpoint that stands behind its blocks, and so may be made after them. */
export type Tail = Pick<Checkpoint, 'digests' | 'unknowns'>;

/**
 * Makes the bytes of a file one section at a time: `state`, then each block, then `finish`.
 *
 * What it gives is overwritten by the next call. Memory use is one block and a few bytes for each block that was made.
 * What `encode` refuses is refused here, each block by itself.
 */
export class CheckpointEncoder {
  readonly #maker: SectionMaker;
  #checkpoint: Checkpoint | undefined;
  #memory: MemAddr = 0;
  #position = 0;
  #previous: bigint | undefined;

  constructor(options: WriteOptions = {}) {
    this.#maker = new SectionMaker(options.algorithms);
  }

  /** All that stands before the blocks; the blocks of the checkpoint's images are ignored. */
  *state(checkpoint: Checkpoint): Generator<Uint8Array> {
    if (this.#checkpoint !== undefined) throw new RangeError('the state is written once');
    checkState(checkpoint);
    this.#checkpoint = checkpoint;
    yield this.#maker.header();
    for (const section of stateSections(checkpoint)) yield this.#maker.section(section);
  }

  /** The next block; memories come in order, and blocks of a memory by number. */
  block(address: MemAddr, block: Block): Uint8Array {
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
    return this.#maker.block(address, block);
  }

  /** What stands behind the blocks: what `tail` has in place of the checkpoint's own; returns what the file is known by. */
  *finish(tail: Partial<Tail> = {}): Generator<Uint8Array, FileIdentity> {
    const checkpoint = { ...this.#state, ...tail };
    if (Object.keys(tail).length > 0) checkState(checkpoint);
    for (const section of tailSections(checkpoint)) yield this.#maker.section(section);
    const { bytes, identity } = this.#maker.finish();
    yield bytes;
    return identity;
  }

  get #state(): Checkpoint {
    if (this.#checkpoint === undefined) throw new RangeError('the state comes first');
    return this.#checkpoint;
  }
}
