import { existsSync } from 'node:fs';
import {
  bytesSource,
  type Checkpoint,
  CheckpointEncoder,
  type FileIdentity,
  type MemAddr,
  type PageSource,
  type Producer,
} from '@wasm-checkpoint/format';
import { nodeScan } from '@wasm-checkpoint/format/node';
import type { HostStateSource, MemoryState, ParentOptions, Store } from '@wasm-checkpoint/runtime';
import type { nodeAlgorithmsOnce } from '../checkpoint-file.js';
import { writeWhole } from '../files.js';
import type { CheckpointPlan } from './job.js';
import { checkpointPath, hasNumber } from './names.js';

/** A file that was written. */
export interface Written {
  readonly path: string;
  readonly bytes: number;
}

/** Chains end here, long before readers refuse them: the next checkpoint is whole again. */
const MAX_INCREMENTS = 100;
const LEVEL = 1;

/** A memory as the checkpoint before had it. */
interface KeptMemory {
  readonly address: MemAddr;
  bytes: Uint8Array;
}

type Algorithms = Awaited<ReturnType<typeof nodeAlgorithmsOnce>>;

/** Takes checkpoints of a store and writes them, each as an increment of the one before where that is wanted. */
export class CheckpointWriter {
  readonly #plan: CheckpointPlan;
  readonly #producers: readonly Producer[];
  readonly #algorithms: Algorithms;
  readonly #kept = new Map<MemoryState, KeptMemory>();
  #parent: Uint8Array | undefined;
  #increments = 0;
  #number = 1;

  constructor(plan: CheckpointPlan, producers: readonly Producer[], algorithms: Algorithms) {
    this.#plan = plan;
    this.#producers = producers;
    this.#algorithms = algorithms;
  }

  /** Counts on behind the files that are there, so that what a chain is made of is not written over. */
  countOn(): void {
    if (!hasNumber(this.#plan.output)) return;
    while (existsSync(checkpointPath(this.#plan.output, this.#number))) this.#number += 1;
  }

  /** Writes a checkpoint of a store whose threads stand still; throws a `Diagnostic` or a `UsageError` and writes nothing. */
  write(store: Store, hostStates: readonly HostStateSource[]): Written {
    const { output, incremental, compress } = this.#plan;
    const path = checkpointPath(output, this.#number);
    const order: MemoryState[] = [];
    const checkpoint = store.capture({
      hostStates,
      producers: this.#producers,
      sha256: this.#algorithms.sha256,
      blocks: {
        scan: nodeScan,
        ...(compress ? { compression: { zstd: this.#algorithms.zstd, level: LEVEL } } : {}),
      },
      ...(incremental ? { parent: this.#parentOptions(order) } : {}),
    });
    const { size, fingerprint } = writeWhole(path, (append) => this.#encode(checkpoint, append));
    if (incremental) this.#keep(order, fingerprint);
    this.#number += 1;
    return { path, bytes: size };
  }

  #encode(checkpoint: Checkpoint, append: (bytes: Uint8Array) => void): FileIdentity {
    const encoder = new CheckpointEncoder({ algorithms: this.#algorithms });
    for (const bytes of encoder.state(checkpoint)) append(bytes);
    for (const [address, { image }] of checkpoint.memories.entries()) {
      for (const block of image.blocks) append(encoder.block(address, block));
    }
    const rest = encoder.finish();
    for (;;) {
      const next = rest.next();
      if (next.done === true) return next.value;
      append(next.value);
    }
  }

  /** The checkpoint before as the parent; `order` is told the memories in the order of their addresses. */
  #parentOptions(order: MemoryState[]): ParentOptions {
    const parent = this.#increments < MAX_INCREMENTS ? this.#parent : undefined;
    return {
      name: { kind: 'fingerprint', digest: parent ?? new Uint8Array(32) },
      memory: (memory): { address: MemAddr; contents: PageSource } | undefined => {
        order.push(memory);
        const kept = parent === undefined ? undefined : this.#kept.get(memory);
        return kept === undefined ? undefined : { address: kept.address, contents: bytesSource(kept.bytes) };
      },
    };
  }

  /** Keeps the contents of the memories for the next increment. */
  #keep(order: readonly MemoryState[], fingerprint: Uint8Array): void {
    this.#increments = this.#parent === undefined || this.#increments >= MAX_INCREMENTS ? 0 : this.#increments + 1;
    this.#parent = fingerprint;
    for (const [address, memory] of order.entries()) {
      const bytes = memory.bytes();
      const kept = this.#kept.get(memory);
      if (kept !== undefined && kept.bytes.length === bytes.length && kept.address === address) kept.bytes.set(bytes);
      else this.#kept.set(memory, { address, bytes: bytes.slice() });
    }
  }
}
