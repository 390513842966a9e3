import { zstdFrameFault } from '../decode/zstd-frame.js';
import {
  type Block,
  bytesOfBlock,
  bytesOfRuns,
  IMAGE_PAGE_SIZE,
  type MemBase,
  type Memory,
  type MemoryImage,
  type MemType,
  memoryBytes,
  type PageRun,
  type RawData,
  type RunKind,
  type ZstdData,
} from '../syntax/index.js';
import type { JsonReader } from './reader.js';
import { bytes, choice, u8, u32, u64 } from './scalars.js';
import { list, mapped, record, type Shape, variants } from './shape.js';
import type {
  BlockDataJson,
  BlockJson,
  MemBaseJson,
  MemoryImageJson,
  MemoryJson,
  PageRunJson,
} from './syntax/index.js';
import { memType } from './types.js';

/** The data of a block without its size, which follows from the runs and the memory. */
type DataDraft = Omit<RawData, 'size'> | Omit<ZstdData, 'size'>;

interface BlockDraft extends Omit<Block, 'data'> {
  readonly data: DataDraft;
}

interface ImageDraft extends Omit<MemoryImage, 'blocks'> {
  readonly blocks: readonly BlockDraft[];
}

interface MemoryDraft {
  readonly type: MemType;
  readonly image: ImageDraft;
}

const memBase = variants<MemBase, MemBaseJson, 'kind'>('mem-base', 'kind', {
  zeros: {},
  module: { instance: u32 },
  parent: { memory: u32 },
});

const runKind: Shape<RunKind, RunKind> = choice('run kind', { base: true, zeros: true, data: true });

const pageRun = record<PageRun, PageRunJson>('page-run', { kind: runKind, pages: u32 });

const blockData = variants<DataDraft, BlockDataJson, 'coding'>('block-data', 'coding', {
  raw: { views: list(bytes) },
  zstd: { frame: bytes },
});

const block = record<BlockDraft, BlockJson>('block', { number: u64, runs: list(pageRun), data: blockData });

const image = record<ImageDraft, MemoryImageJson>('memory-image', {
  base: memBase,
  blockSizeLog2: u8,
  blocks: list(block),
});

const draft = record<MemoryDraft, MemoryJson>('memory', { type: memType, image });

/** The block of a draft; what is not checked here `checkStructure` refuses. */
function finishBlock({ number, runs, data }: BlockDraft, header: Header, at: JsonReader): Block {
  const blockSize = bytesOfBlock(header, number);
  const inside =
    blockSize > 0 && runs.reduce((sum, run) => sum + run.pages, 0) <= Math.ceil(blockSize / IMAGE_PAGE_SIZE);
  // A block that does not fit its memory gets a size that means nothing, and is refused for that.
  const size = inside ? bytesOfRuns(runs, blockSize) : 0;
  at.total('maxExpandedBytes', size); // clause: lim-exceeded
  at.path.enter('data');
  if (data.coding === 'raw') {
    const expected = runs.filter((run) => run.kind === 'data').length;
    const found = data.views.length;
    if (found !== expected) throw at.fault('CKPT1111', { found, expected }); // clause: json-views
  } else if (size > 0) {
    const what = zstdFrameFault(data.frame, size, 2 ** header.blockSizeLog2);
    if (what !== undefined) throw at.fault('CKPT1061', { expected: size, what }); // clause: bin-zstd-frame
  }
  at.path.leave();
  return { number, runs, data: { ...data, size } };
}

interface Header {
  readonly type: MemType;
  readonly blockSizeLog2: number;
}

function finish({ type, image: drafted }: MemoryDraft, at: JsonReader): Memory {
  at.limit('maxMemoryBytes', memoryBytes(type)); // clause: lim-exceeded
  const header = { type, blockSizeLog2: drafted.blockSizeLog2 };
  at.path.enter('image');
  at.path.enter('blocks');
  const blocks = drafted.blocks.map((one, index) => {
    at.path.enter(index);
    const finished = finishBlock(one, header, at);
    at.path.leave();
    return finished;
  });
  at.path.leave();
  at.path.leave();
  return { type, image: { ...drafted, blocks } };
}

/** A memory; its blocks are read from their list one at a time, and all held in the JSON value. */
export const memory: Shape<Memory, MemoryJson> = mapped(
  draft,
  ({ type, image: whole }): MemoryDraft => ({ type, image: { ...whole, blocks: [...whole.blocks] } }),
  finish,
);
