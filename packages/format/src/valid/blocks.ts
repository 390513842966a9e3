import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { CheckpointErrorCode, CheckpointErrorParams } from '@wasm-checkpoint/tables';
import { fault } from '../faults.js';
import {
  type Block,
  bytesOfBlock,
  bytesOfRuns,
  type Checkpoint,
  IMAGE_PAGE_SIZE,
  type MemAddr,
  type Memory,
} from '../syntax/index.js';
import { runsFault } from './runs.js';
import { zeroPage } from './zero-page.js';

/** Checks a block against its memory and the block before it, but not what compressed pages hold; `position` is for the path. */
export function checkBlock(
  memory: Memory,
  address: MemAddr,
  block: Block,
  position: number,
  previous: bigint | undefined,
): void {
  const refuse = <Code extends CheckpointErrorCode>(code: Code, params: CheckpointErrorParams[Code]): Diagnostic =>
    fault(code, params, 0, `memories[${address}].image.blocks[${position}]`);
  const where = { memory: address, block: block.number };
  // clause: bin-block-order
  if (block.number < 0n || (previous !== undefined && block.number <= previous)) throw refuse('CKPT1056', where);
  const header = { type: memory.type, blockSizeLog2: memory.image.blockSizeLog2 };
  const size = bytesOfBlock(header, block.number);
  if (size <= 0) throw refuse('CKPT1057', where); // clause: bin-block-outside
  const pages = Math.ceil(size / IMAGE_PAGE_SIZE);
  const wrong = runsFault(block.runs, pages, memory.image.base.kind === 'zeros');
  if (wrong !== undefined) throw refuse(wrong.code, wrong.params as never);
  const expected = bytesOfRuns(block.runs, size);
  const { data } = block;
  if (data.coding === 'raw') {
    const found = data.views.reduce((sum, view) => sum + view.length, 0);
    // clause: bin-payload
    if (found !== expected || data.size !== expected) throw refuse('CKPT1059', { found, expected });
    let page = 0;
    let next = 0;
    for (const run of block.runs) {
      const view = run.kind === 'data' ? data.views[next++] : undefined;
      const bytes = Math.min((page + run.pages) * IMAGE_PAGE_SIZE, size) - page * IMAGE_PAGE_SIZE;
      if (run.kind === 'data') {
        // clause: bin-payload
        if (view?.length !== bytes) throw refuse('CKPT1059', { found: view?.length ?? 0, expected: bytes });
        const zero = zeroPage(view, 0, bytes);
        if (zero !== -1) throw refuse('CKPT1055', { page: page + zero }); // clause: bin-page-zero
      }
      page += run.pages;
    }
    return;
  }
  if (expected === 0) throw refuse('CKPT1060', {}); // clause: bin-coding
  // clause: bin-zstd-frame
  if (data.size !== expected) throw refuse('CKPT1061', { expected, what: `content size ${data.size}` });
  const found = data.frame.length;
  if (found >= expected) throw refuse('CKPT1062', { found, expected }); // clause: bin-zstd-gain
}

/** Checks the blocks of all memories; whether one is compressed. */
export function checkBlocks(checkpoint: Checkpoint): boolean {
  let zstd = false;
  for (const [address, memory] of checkpoint.memories.entries()) {
    let position = 0;
    let previous: bigint | undefined;
    for (const block of memory.image.blocks) {
      checkBlock(memory, address, block, position, previous);
      if (block.data.coding === 'zstd') zstd = true;
      previous = block.number;
      position += 1;
    }
  }
  return zstd;
}
