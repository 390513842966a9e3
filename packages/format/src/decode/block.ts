import type { Diagnostic } from '@wasm-checkpoint/bytes';
import { fault } from '../faults.js';
import type { SectionFrame } from '../framing/section.js';
import type { ReaderLimits } from '../limits.js';
import {
  type Algorithms,
  type Block,
  bytesOfBlock,
  bytesOfRuns,
  IMAGE_PAGE_SIZE,
  type MemAddr,
  memoryBytes,
  type PageRun,
  type RunKind,
} from '../syntax/index.js';
import { runsFault } from '../valid/runs.js';
import { zeroPage } from '../valid/zero-page.js';
import { SectionReader } from './reader.js';
import type { MemoryHeader } from './store.js';
import { decodeFlag } from './types.js';
import { zstdFrameFault } from './zstd-frame.js';

const runKinds: readonly (RunKind | undefined)[] = ['base', 'zeros', 'data', undefined];

const shared: ReadonlyMap<RunKind, readonly PageRun[]> = new Map(
  (['base', 'zeros', 'data'] as const).map((kind) => [
    kind,
    Array.from({ length: 256 }, (_, pages) => Object.freeze({ kind, pages })),
  ]),
);

function decodeRun(reader: SectionReader): PageRun {
  const start = reader.offset;
  const code = reader.u32();
  const kind = runKinds[code & 3];
  // clause: bin-run
  if (kind === undefined) throw reader.fault('CKPT1030', { what: 'run kind', code: code & 3 }, start);
  const pages = code >>> 2;
  return shared.get(kind)?.[pages] ?? { kind, pages };
}

/** A block and the memory it belongs to. */
export interface DecodedBlock {
  readonly memory: MemAddr;
  readonly block: Block;
}

/** Reads block sections, in the order of the file. */
export class BlockDecoder {
  readonly #memories: readonly MemoryHeader[];
  readonly #limits: ReaderLimits;
  readonly #algorithms: Algorithms;
  readonly #verify: boolean;
  #memory: MemAddr = -1;
  #number = -1n;
  #position = 0;
  #expanded = 0;
  #zstd = false;

  /** `verify` looks into the pages: no data page is zero, compressed ones expand as they say. */
  constructor(memories: readonly MemoryHeader[], limits: ReaderLimits, algorithms: Algorithms, verify: boolean) {
    this.#memories = memories;
    this.#limits = limits;
    this.#algorithms = algorithms;
    this.#verify = verify;
  }

  /** Whether any block so far was compressed. */
  get zstd(): boolean {
    return this.#zstd;
  }

  /** Reads the next block; its data are views into the section. */
  block(frame: SectionFrame): DecodedBlock {
    const reader = new SectionReader(frame.contents, frame.offset + frame.head, this.#limits);
    const memory = reader.u32();
    const header = this.#memories[memory];
    // clause: syn-index
    if (header === undefined) {
      throw reader.fault('CKPT2001', { space: 'memory', index: BigInt(memory), count: this.#memories.length }, 0);
    }
    const at = reader.offset;
    const number = reader.u64();
    this.#enter(reader, memory, number);
    // clause: bin-block-outside
    if (number << BigInt(header.blockSizeLog2) >= memoryBytes(header.type)) {
      throw reader.fault('CKPT1057', { memory, block: number }, at);
    }
    const size = bytesOfBlock(header, number);
    const compressed = decodeFlag(reader, 'coding');
    const start = reader.offset;
    const runs = reader.list('runs', 1, undefined, decodeRun);
    const wrong = runsFault(runs, Math.ceil(size / IMAGE_PAGE_SIZE), header.base.kind === 'zeros');
    if (wrong !== undefined) throw reader.fault(wrong.code, wrong.params as never, start);
    const data = bytesOfRuns(runs, size);
    this.#expanded += data;
    reader.limit('maxExpandedBytes', this.#expanded, start); // clause: lim-exceeded
    reader.enter('data');
    const block = compressed
      ? this.#compressed(reader, header, number, runs, data)
      : this.#raw(reader, number, runs, size, data);
    return { memory, block };
  }

  #enter(reader: SectionReader, memory: MemAddr, number: bigint): void {
    const next = memory === this.#memory;
    this.#position = next ? this.#position + 1 : 0;
    reader.path.enter('memories');
    reader.path.enter(memory);
    reader.path.enter('image');
    reader.path.enter('blocks');
    reader.path.enter(this.#position);
    // clause: bin-block-order
    if (memory < this.#memory || (next && number <= this.#number)) {
      throw reader.fault('CKPT1056', { memory, block: number }, 0);
    }
    this.#memory = memory;
    this.#number = number;
  }

  #raw(reader: SectionReader, number: bigint, runs: readonly PageRun[], size: number, data: number): Block {
    const found = reader.remaining;
    if (found !== data) throw reader.fault('CKPT1059', { found, expected: data }); // clause: bin-payload
    const views: Uint8Array[] = [];
    const start = reader.offset;
    let page = 0;
    for (const run of runs) {
      const bytes = Math.min((page + run.pages) * IMAGE_PAGE_SIZE, size) - page * IMAGE_PAGE_SIZE;
      page += run.pages;
      if (run.kind === 'data') views.push(reader.raw(bytes));
    }
    if (this.#verify) {
      const zero = zeroPage(reader.bytes, start, reader.end);
      if (zero !== -1) throw this.#zeroPage(reader, zero, runs, start + zero * IMAGE_PAGE_SIZE);
    }
    return { number, runs, data: { coding: 'raw', size: data, views } };
  }

  #compressed(
    reader: SectionReader,
    header: MemoryHeader,
    number: bigint,
    runs: readonly PageRun[],
    data: number,
  ): Block {
    this.#zstd = true;
    const start = reader.offset;
    if (data === 0) throw reader.fault('CKPT1060', {}); // clause: bin-coding
    const found = reader.remaining;
    if (found >= data) throw reader.fault('CKPT1062', { found, expected: data }); // clause: bin-zstd-gain
    const frame = reader.raw(found);
    const refuse = (what: string): Diagnostic => reader.fault('CKPT1061', { expected: data, what }, start);
    const wrong = zstdFrameFault(frame, data, 2 ** header.blockSizeLog2);
    if (wrong !== undefined) throw refuse(wrong); // clause: bin-zstd-frame
    if (this.#verify) {
      const { zstd } = this.#algorithms;
      if (zstd === undefined) throw reader.fault('CKPT4005', {}, start); // clause: emb-zstd
      let pages: Uint8Array;
      try {
        pages = zstd.decompress(frame, data);
      } catch (error) {
        throw refuse(error instanceof Error ? error.message : 'does not decompress'); // clause: bin-zstd-frame
      }
      if (pages.length !== data) throw refuse(`expands to ${pages.length} bytes`); // clause: bin-zstd-frame
      const zero = zeroPage(pages, 0, data);
      if (zero !== -1) throw this.#zeroPage(reader, zero, runs, start);
    }
    return { number, runs, data: { coding: 'zstd', size: data, frame } };
  }

  /** The diagnostic for the data page at position `zero` among the data pages of the block. */
  #zeroPage(reader: SectionReader, zero: number, runs: readonly PageRun[], offset: number): Diagnostic {
    let page = 0;
    let left = zero;
    for (const run of runs) {
      if (run.kind === 'data' && left < run.pages) return reader.fault('CKPT1055', { page: page + left }, offset); // clause: bin-page-zero
      if (run.kind === 'data') left -= run.pages;
      page += run.pages;
    }
    return fault('CKPT1055', { page }, reader.base + offset);
  }
}
