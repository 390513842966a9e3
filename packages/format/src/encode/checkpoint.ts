import { algorithms } from '../algorithms.js';
import { sectionId } from '../codes/sections.js';
import { fault } from '../faults.js';
import { Chain } from '../framing/chain.js';
import { encodeEndContents } from '../framing/end.js';
import { encodeHeader, HEADER_SIZE } from '../framing/header.js';
import { IndexBuilder } from '../framing/index-section.js';
import { CRC_SIZE, sectionBytes, sectionHead } from '../framing/section.js';
import type { Algorithms, Block, Checkpoint, MemAddr } from '../syntax/index.js';
import { checkBlock } from '../valid/blocks.js';
import { checkCodings, checkState } from '../valid/structure.js';
import { blockSectionSize, encodeBlockInto } from './block.js';
import { type EncodedSection, stateSections, tailSections } from './state.js';

export interface EncodeOptions {
  readonly algorithms?: Partial<Algorithms>;
}

/** A block on its way into the file. */
interface PlacedBlock {
  readonly memory: MemAddr;
  readonly block: Block;
  readonly size: number;
}

/** All that goes into a file, with sizes known and contents of blocks still where they are. */
interface Plan {
  readonly before: readonly EncodedSection[];
  readonly blocks: readonly PlacedBlock[];
  readonly after: readonly EncodedSection[];
  readonly index: EncodedSection;
  readonly size: number;
}

/** Each block once; the lists may make them on demand. */
function placeBlocks(checkpoint: Checkpoint): PlacedBlock[] {
  const blocks: PlacedBlock[] = [];
  for (const [address, memory] of checkpoint.memories.entries()) {
    let position = 0;
    let previous: bigint | undefined;
    for (const block of memory.image.blocks) {
      checkBlock(memory, address, block, position, previous);
      blocks.push({ memory: address, block, size: blockSectionSize(address, block) });
      previous = block.number;
      position += 1;
    }
  }
  return blocks;
}

function plan(checkpoint: Checkpoint): Plan {
  checkState(checkpoint);
  const blocks = placeBlocks(checkpoint);
  checkCodings(
    checkpoint,
    blocks.some(({ block }) => block.data.coding === 'zstd'),
  );
  const before = [...stateSections(checkpoint)];
  const after = [...tailSections(checkpoint)];
  const index = new IndexBuilder();
  let size = HEADER_SIZE;
  const take = (id: number, contents: number): void => {
    const bytes = sectionBytes(contents);
    index.section(id, bytes);
    size += bytes;
  };
  for (const { id, contents } of before) take(id, contents.length);
  for (const { memory, block, size: bytes } of blocks) {
    index.block(memory, block.number, bytes);
    size += bytes;
  }
  for (const { id, contents } of after) take(id, contents.length);
  const indexSection = { id: sectionId.index, contents: index.encode() };
  return { before, blocks, after, index: indexSection, size: size + sectionBytes(indexSection.contents.length) + END };
}

const END = sectionBytes(encodeEndContents(0, 0).length);

/** Bytes of the file of a checkpoint; goes through its blocks once. */
export function encodedSize(checkpoint: Checkpoint): number {
  return plan(checkpoint).size;
}

/** 2^53 - 1, where no engine has a lower bound that can be asked for. */
const LARGEST = BigInt(Number.MAX_SAFE_INTEGER);

function arrayOf(size: number): Uint8Array {
  try {
    return new Uint8Array(size);
  } catch {
    throw fault('CKPT9002', { value: BigInt(size), max: LARGEST }, 0); // clause: lim-image
  }
}

/**
 * The one file of a checkpoint.
 *
 * Throws a `Diagnostic` with a path, its offset 0, for a checkpoint that has none: what `checkStructure` refuses, and
 * CKPT2021 for what no file can state. What compressed pages hold is not looked at.
 */
export function encode(checkpoint: Checkpoint, options: EncodeOptions = {}): Uint8Array {
  const { crc32c } = algorithms(options.algorithms);
  const { before, blocks, after, index, size } = plan(checkpoint);
  const target = arrayOf(size);
  const view = new DataView(target.buffer);
  const chain = new Chain(crc32c);
  target.set(encodeHeader());
  let at = HEADER_SIZE;
  const write = ({ id, contents }: EncodedSection): void => {
    const start = at;
    const head = sectionHead(id, contents.length);
    target.set(head, at);
    target.set(contents, at + head.length);
    at += head.length + contents.length;
    const crc = crc32c.update(0, target.subarray(start, at));
    view.setUint32(at, crc, true);
    at += CRC_SIZE;
    chain.add(id, contents.length, crc);
  };
  for (const section of before) write(section);
  for (const { memory, block } of blocks) {
    at = encodeBlockInto(target, at, memory, block, crc32c);
    chain.add(sectionId.block, 0, view.getUint32(at - CRC_SIZE, true));
  }
  for (const section of after) write(section);
  const indexOffset = at;
  write(index);
  write({ id: sectionId.end, contents: encodeEndContents(indexOffset, chain.crc()) });
  return target;
}
