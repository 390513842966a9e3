import { checkLimit, type ReaderLimits, withLimits } from '../limits.js';
import {
  type Block,
  type Checkpoint,
  IMAGE_PAGE_SIZE,
  type Memory,
  type MemoryImage,
  type Sha256,
} from '../syntax/index.js';
import {
  BASE,
  type BlockOptions,
  type BlockSettings,
  blockSettings,
  blockWith,
  DATA,
  joined,
  runsOf,
} from './blocks.js';
import { checkParent, type ParentGiven } from './parent.js';
import { type ResolveOptions, resolveMemories } from './resolve.js';
import { type PageSource, type Piece, pagesOf } from './source.js';

/** What resolving a chain of parents takes besides it. */
export interface ChainOptions extends Omit<ResolveOptions, 'parent'> {
  readonly limits?: Partial<ReaderLimits>;
  /** For parents that are named by their memories digest; the portable one by default. */
  readonly sha256?: Sha256;
}

/**
 * The memories of the first checkpoint of a chain, each the child of the one after it, the last without a parent.
 *
 * Each parent is compared with the one that its child names. Errors: CKPT3001 for a chain that ends too early,
 * CKPT3002, CKPT3003, CKPT3005, CKPT9001.
 */
export function resolveChain(chain: readonly ParentGiven[], options: ChainOptions = {}): readonly PageSource[] {
  checkLimit(withLimits(options.limits), 'maxChain', chain.length, 0); // clause: lim-exceeded
  let memories: readonly PageSource[] | undefined;
  for (let index = chain.length - 1; index >= 0; index--) {
    const child = chain[index]?.checkpoint;
    if (child === undefined) continue;
    if (child.parent === undefined || memories === undefined) memories = resolveMemories(child, options);
    else {
      checkParent(child, chain[index + 1], memories, options);
      memories = resolveMemories(child, { ...options, parent: memories });
    }
  }
  return memories ?? [];
}

/**
 * The first checkpoint of a chain with images that need neither parent nor module: bases are zeros.
 *
 * Blocks are raw, or compressed where `blocks` says so. Errors as of `resolveChain`.
 */
export function flatten(
  chain: readonly ParentGiven[],
  options: ChainOptions = {},
  blocks: BlockOptions = {},
): Checkpoint {
  const sources = resolveChain(chain, options);
  const child = chain[0]?.checkpoint;
  if (child === undefined) throw new RangeError('a chain has at least one checkpoint');
  const { parent: _, ...rest } = child;
  const memories = child.memories.map((memory, address): Memory => {
    const source = sources[address];
    return source === undefined ? memory : { type: memory.type, image: imageOfSource(source, blocks) };
  });
  const stored = memories.some((memory) => [...memory.image.blocks].some((block) => block.data.coding === 'zstd'));
  const features = new Set(child.features);
  // clause: syn-parent
  features.delete('parent');
  // clause: syn-feature-declared
  if (stored) features.add('zstd');
  else features.delete('zstd');
  return { ...rest, features: [...features].sort(), memories };
}

/** The image of resolved contents over the base zeros. */
export function imageOfSource(source: PageSource, options: BlockOptions = {}): MemoryImage {
  const { blockSizeLog2 } = blockSettings(options);
  return { base: { kind: 'zeros' }, blockSizeLog2, blocks: [...blocksOfSource(source, options)] };
}

/** The blocks of `imageOfSource`, made one at a time. */
export function* blocksOfSource(source: PageSource, options: BlockOptions = {}): Generator<Block> {
  const settings = blockSettings(options);
  const gathered = new Gathered(settings, source.size);
  for (const piece of source.pieces(0, pagesOf(source.size))) {
    if (piece.bytes === undefined) continue;
    for (let page = piece.page; page < piece.page + piece.pages; ) {
      const end = Math.min(piece.page + piece.pages, page - (page % settings.pages) + settings.pages);
      const block = gathered.add(page, end, piece, piece.bytes);
      if (block !== undefined) yield block;
      page = end;
    }
  }
  const block = gathered.finish();
  if (block !== undefined) yield block;
}

/** Gathers the data pages of a block, which come in several pieces. */
class Gathered {
  readonly #settings: BlockSettings;
  readonly #size: bigint;
  readonly #kinds: Uint8Array;
  /** The parts of each data run. */
  #runs: Uint8Array[][] = [];
  #start = -1;
  /** The page after the last data page so far. */
  #end = -1;

  constructor(settings: BlockSettings, size: bigint) {
    this.#settings = settings;
    this.#size = size;
    this.#kinds = new Uint8Array(settings.pages);
  }

  /** Takes the pages from `from` up to `to`, all of one block; gives the block before, if they begin another one. */
  add(from: number, to: number, piece: Piece, bytes: Uint8Array): Block | undefined {
    const { scan, pages } = this.#settings;
    const start = from - (from % pages);
    const done = start === this.#start ? undefined : this.finish();
    this.#start = start;
    for (let page = from; page < to; page++) {
      const at = (page - piece.page) * IMAGE_PAGE_SIZE;
      const end = Math.min(at + IMAGE_PAGE_SIZE, bytes.length);
      if (at >= end || scan.isZero(bytes, at, end)) continue; // clause: bin-page-zero
      this.#kinds[page - start] = DATA;
      this.#append(page, this.#whole(page, bytes.subarray(at, end)));
    }
    return done;
  }

  /** The bytes of a page, continued by zeros where its source ended within the page but the memory does not. */
  #whole(page: number, bytes: Uint8Array): Uint8Array {
    const left = this.#size - BigInt(page) * BigInt(IMAGE_PAGE_SIZE);
    const length = left < BigInt(IMAGE_PAGE_SIZE) ? Number(left) : IMAGE_PAGE_SIZE;
    if (bytes.length === length) return bytes;
    const whole = new Uint8Array(length);
    whole.set(bytes);
    return whole;
  }

  /** Adds a page to the last run if it follows it, and to its last part if that goes on in the same array. */
  #append(page: number, bytes: Uint8Array): void {
    const run = this.#end === page ? this.#runs.at(-1) : undefined;
    this.#end = page + 1;
    const last = run?.at(-1);
    if (run === undefined || last === undefined) this.#runs.push([bytes]);
    else if (last.buffer === bytes.buffer && last.byteOffset + last.length === bytes.byteOffset) {
      run[run.length - 1] = new Uint8Array(last.buffer, last.byteOffset, last.length + bytes.length);
    } else run.push(bytes);
  }

  /** The block gathered so far. */
  finish(): Block | undefined {
    if (this.#runs.length === 0) return undefined;
    const views = this.#runs.map((parts) => joined(parts));
    const { pages, compression } = this.#settings;
    const block = blockWith(this.#start / pages, runsOf(this.#kinds, pages), views, compression);
    this.#runs = [];
    this.#end = -1;
    this.#kinds.fill(BASE);
    return block;
  }
}
