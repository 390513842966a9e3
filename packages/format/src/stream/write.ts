import type { Block, Checkpoint, MemAddr } from '../syntax/index.js';
import { CheckpointEncoder, type Tail, type WriteOptions } from './encoder.js';
import type { FileIdentity } from './sections.js';

/** Takes the bytes of a file in order; they may be overwritten once its promise is fulfilled. */
export type Sink = (bytes: Uint8Array) => void | Promise<void>;

/**
 * Writes a file to a sink as it is made: `state`, then each block, then `finish`; see `CheckpointEncoder`.
 *
 * A file whose writer threw is to be thrown away.
 */
export class CheckpointWriter {
  readonly #sink: Sink;
  readonly #encoder: CheckpointEncoder;

  constructor(sink: Sink, options: WriteOptions = {}) {
    this.#sink = sink;
    this.#encoder = new CheckpointEncoder(options);
  }

  /** Writes all that stands before the blocks; the blocks of the checkpoint's images are ignored. */
  async state(checkpoint: Checkpoint): Promise<void> {
    for (const bytes of this.#encoder.state(checkpoint)) await this.#sink(bytes);
  }

  /** Writes the next block; memories come in order, and blocks of a memory by number. */
  async block(address: MemAddr, block: Block): Promise<void> {
    await this.#sink(this.#encoder.block(address, block));
  }

  /** Writes what stands behind the blocks: what `tail` has in place of the checkpoint's own. */
  async finish(tail: Partial<Tail> = {}): Promise<FileIdentity> {
    const parts = this.#encoder.finish(tail);
    let part = parts.next();
    for (; part.done !== true; part = parts.next()) await this.#sink(part.value);
    return part.value;
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
