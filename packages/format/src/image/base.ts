import { fault } from '../faults.js';
import { type Checkpoint, IMAGE_PAGE_SIZE, type MemAddr, sameRef, type TableAddr } from '../syntax/index.js';
import { baseOf, type ResolveOptions } from './resolve.js';
import { portableScan, type Scan } from './scan.js';
import { type PageSource, type Piece, piecesOf, zeroPages } from './source.js';
import { storedPages } from './stored.js';
import { tablePieces } from './table.js';

/**
 * Throws CKPT3004 for a stored page, CKPT3006 for a stored entry, that equals its base; clause syn-base-different.
 *
 * Takes parent and modules as resolving does, and costs reading the stored pages and their bases. Errors besides: those
 * of `resolveMemory`.
 */
export function checkBases(checkpoint: Checkpoint, options: ResolveOptions & { readonly scan?: Scan } = {}): void {
  for (const [address, memory] of checkpoint.memories.entries()) {
    if (memory.image.base.kind !== 'zeros') checkMemory(checkpoint, address, options);
  }
  for (const [address, table] of checkpoint.tables.entries()) {
    if (table.base.kind === 'module') checkTable(checkpoint, address, options);
  }
}

function checkMemory(
  checkpoint: Checkpoint,
  address: MemAddr,
  options: ResolveOptions & { readonly scan?: Scan },
): void {
  const memory = checkpoint.memories[address];
  if (memory === undefined) return;
  const { scan = portableScan, zstd } = options;
  const base = baseOf(checkpoint, memory, address, options);
  const blockPages = 2 ** memory.image.blockSizeLog2 / IMAGE_PAGE_SIZE;
  let position = 0;
  for (const block of memory.image.blocks) {
    const path = `memories[${address}].image.blocks[${position}]`;
    const alone = { ...memory, image: { ...memory.image, blocks: [block] } };
    const stored = storedPages(alone, zeroPages, { zstd, path: `memories[${address}]` });
    let page = Number(block.number) * blockPages;
    for (const run of block.runs) {
      for (let end = page + run.pages; page < end; page++) {
        if (run.kind === 'base' || !samePage(scan, stored, base, page)) continue;
        throw fault('CKPT3004', { memory: address, page: BigInt(page) }, 0, path); // clause: syn-base-different
      }
    }
    position += 1;
  }
}

const pageIn = (source: PageSource, page: number): Piece | undefined => piecesOf(source, page, page + 1).next().value;

/** Whether both sources have the same page; the second may be longer or shorter than the first. */
function samePage(scan: Scan, stored: PageSource, base: PageSource, page: number): boolean {
  const left = stored.size - BigInt(page) * BigInt(IMAGE_PAGE_SIZE);
  const size = left < BigInt(IMAGE_PAGE_SIZE) ? Number(left) : IMAGE_PAGE_SIZE;
  const [a, b] = [stored, base].map((source) => pageIn(source, page)?.bytes?.subarray(0, size) ?? new Uint8Array(0));
  if (a === undefined || b === undefined) return false;
  const common = Math.min(a.length, b.length);
  return scan.equal(a, 0, b, 0, common) && scan.isZero(a, common, a.length) && scan.isZero(b, common, b.length);
}

function checkTable(checkpoint: Checkpoint, address: TableAddr, { modules }: ResolveOptions): void {
  for (const { entry, stored, base } of tablePieces(checkpoint, address, modules)) {
    if (stored === undefined || base === undefined || !sameRef(stored, base)) continue;
    throw fault('CKPT3006', { table: address, entry }, 0, `tables[${address}]`); // clause: syn-base-different
  }
}
