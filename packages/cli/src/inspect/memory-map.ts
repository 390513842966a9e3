import { blockPages, IMAGE_PAGE_LOG2, type Memory, memoryBytes, pagesOf } from '@wasm-checkpoint/format';

/** What a checkpoint stores of one memory. */
export interface StoredMemory {
  /** Pages of 4096 bytes. */
  readonly pages: number;
  readonly dataPages: number;
  /** Pages that are stored as zero because their base is not. */
  readonly zeroPages: number;
  readonly blocks: number;
  /** Bytes of the data pages, and what they take in the file. */
  readonly dataBytes: number;
  readonly storedBytes: number;
  readonly compressedBlocks: number;
  /** For each cell, an equal share of the memory, the share of its pages that hold data, 0 to 1; -1 where all are zero. */
  readonly cells: readonly number[];
}

const CELLS = 64;

/** Counts the pages of an image, and draws where its data lies. */
export function storedMemory(memory: Memory, cells = CELLS): StoredMemory {
  const pages = pagesOf(memoryBytes(memory.type));
  const width = Math.max(1, Math.min(cells, pages));
  const data = new Array<number>(width).fill(0);
  const zeros = new Array<number>(width).fill(0);
  const total = { dataPages: 0, zeroPages: 0, blocks: 0, dataBytes: 0, storedBytes: 0, compressedBlocks: 0 };
  for (const block of memory.image.blocks) {
    total.blocks += 1;
    total.dataBytes += block.data.size;
    total.storedBytes += block.data.coding === 'zstd' ? block.data.frame.length : block.data.size;
    if (block.data.coding === 'zstd') total.compressedBlocks += 1;
    let page = Number(block.number) * 2 ** (memory.image.blockSizeLog2 - IMAGE_PAGE_LOG2);
    const end = page + blockPages(memory, block.number);
    for (const run of block.runs) {
      const next = Math.min(page + run.pages, end);
      if (run.kind === 'data') total.dataPages += next - page;
      if (run.kind === 'zeros') total.zeroPages += next - page;
      if (run.kind !== 'base') spread(run.kind === 'data' ? data : zeros, page, next, pages);
      page = next;
    }
  }
  const perCell = pages / width;
  const share = (index: number): number => {
    if ((data[index] ?? 0) > 0) return Math.min(1, (data[index] ?? 0) / perCell);
    return (zeros[index] ?? 0) > 0 ? -1 : 0;
  };
  return { pages, ...total, cells: pages === 0 ? [] : data.map((_, index) => share(index)) };
}

/** Adds the pages from `from` up to `to` to the cells they lie in, the parts of a page to each of its cells. */
function spread(cells: number[], from: number, to: number, pages: number): void {
  const scale = cells.length / pages;
  for (let cell = Math.floor(from * scale); cell < cells.length; cell++) {
    const start = cell / scale;
    const end = (cell + 1) / scale;
    if (start >= to) return;
    cells[cell] = (cells[cell] ?? 0) + Math.max(0, Math.min(to, end) - Math.max(from, start));
  }
}

const glyphs = '░▒▓█';

/** A cell as a character: blank for the base, a dot for zeros, darker for more data. */
export function glyphOf(share: number): string {
  if (share < 0) return '·';
  if (share === 0) return ' ';
  return glyphs[Math.min(glyphs.length - 1, Math.floor(share * glyphs.length))] ?? '█';
}
