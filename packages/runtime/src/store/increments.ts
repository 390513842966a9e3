import {
  bytesSource,
  type Checkpoint,
  fingerprint,
  IMAGE_PAGE_SIZE,
  type MemAddr,
  type Memory,
  type PageSource,
  type Parent,
} from '@wasm-checkpoint/format';
import type { MemoryState } from '../capture/index.js';
import type { CaptureOptions } from './options.js';
import type { Store } from './store.js';

/** A memory as the last checkpoint had it. */
interface Kept {
  readonly address: MemAddr;
  readonly bytes: Uint8Array;
}

export interface IncrementOptions {
  /** A chain has at most that many increments; the checkpoint after them is whole again. 100 by default. */
  readonly most?: number;
}

/**
 * Captures of one store of which each states only the pages that have changed since the one before: found by comparing,
 * so that a copy of the memories is kept. Clause exec-parent-state.
 */
export class Increments {
  readonly #most: number;
  #kept = new Map<MemoryState, Kept>();
  #parent: Parent | undefined;
  #count = 0;

  constructor({ most = 100 }: IncrementOptions = {}) {
    this.#most = most;
  }

  /**
   * The next checkpoint. Its parent is the one before; whoever resumes needs both. Costs comparing the memories, and copying
   * the pages that have changed. Errors as of `capture`.
   */
  capture(store: Store, options: Omit<CaptureOptions, 'parent'> = {}): Checkpoint {
    const name = this.#count < this.#most ? this.#parent : undefined;
    const memories: MemoryState[] = [];
    const checkpoint = store.capture({
      ...options,
      parent: {
        name: name ?? { kind: 'fingerprint', digest: new Uint8Array(32) },
        memory: (memory): { address: MemAddr; contents: PageSource } | undefined => {
          memories.push(memory);
          const kept = name === undefined ? undefined : this.#kept.get(memory);
          return kept && { address: kept.address, contents: bytesSource(kept.bytes) };
        },
      },
    });
    this.#keep(checkpoint, memories);
    this.#count = checkpoint.parent === undefined ? 0 : this.#count + 1;
    this.#parent = { kind: 'fingerprint', digest: fingerprint(checkpoint) };
    return checkpoint;
  }

  /** Brings the copies of the memories up to date with a checkpoint. */
  #keep(checkpoint: Checkpoint, memories: readonly MemoryState[]): void {
    const kept = new Map<MemoryState, Kept>();
    for (const [address, memory] of memories.entries()) {
      const before = this.#kept.get(memory);
      const captured = checkpoint.memories[address];
      const live = memory.bytes();
      if (captured?.image.base.kind !== 'parent' || before === undefined) {
        kept.set(memory, { address, bytes: live.slice() });
        continue;
      }
      const bytes = before.bytes.length === live.length ? before.bytes : grown(before.bytes, live.length);
      copyChanged(captured, live, bytes);
      kept.set(memory, { address, bytes });
    }
    this.#kept = kept;
  }
}

function grown(bytes: Uint8Array, length: number): Uint8Array {
  const longer = new Uint8Array(length);
  longer.set(bytes);
  return longer;
}

/** Copies the pages that an image states as different from its base. */
function copyChanged({ image }: Memory, from: Uint8Array, to: Uint8Array): void {
  const blockSize = 2 ** image.blockSizeLog2;
  for (const { number, runs } of image.blocks) {
    let at = Number(number) * blockSize;
    for (const { kind, pages } of runs) {
      const end = at + pages * IMAGE_PAGE_SIZE;
      if (kind !== 'base') to.set(from.subarray(at, end), at);
      at = end;
    }
  }
}
