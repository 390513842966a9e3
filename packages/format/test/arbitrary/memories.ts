import {
  type Block,
  IMAGE_PAGE_LOG2,
  IMAGE_PAGE_SIZE,
  type Instance,
  type MemBase,
  type Memory,
  type MemType,
  type PageRun,
  type RunKind,
} from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { smaller } from './bits.js';
import { allows } from './options.js';
import { holders, type Shape } from './shape.js';
import { zstdFrame } from './zstd-frames.js';

/** How a data page is filled, and what else a block of it needs; pages of a run cycle through its fillings. */
interface DraftBlock {
  readonly place: bigint;
  readonly runs: readonly { readonly kind: RunKind; readonly pages: number }[];
  readonly fillings: readonly Filling[];
  readonly compressed: boolean;
}

/** One byte everywhere, one byte at one place, or noise. */
type Filling =
  | { readonly kind: 'all'; readonly byte: number }
  | { readonly kind: 'one'; readonly byte: number; readonly at: number }
  | { readonly kind: 'noise'; readonly seed: number };

const byte = fc.integer({ min: 1, max: 255 });

const filling: fc.Arbitrary<Filling> = fc.oneof(
  byte.map((value): Filling => ({ kind: 'all', byte: value })),
  fc
    .tuple(byte, fc.oneof(fc.constantFrom(0, IMAGE_PAGE_SIZE - 1), fc.nat({ max: IMAGE_PAGE_SIZE - 1 })))
    .map(([value, at]): Filling => ({ kind: 'one', byte: value, at })),
  fc.nat().map((seed): Filling => ({ kind: 'noise', seed })),
);

/** Fills a page, which is not empty, so that at least one byte is not zero. */
function fill(page: Uint8Array, how: Filling): void {
  if (how.kind === 'all') page.fill(how.byte);
  else if (how.kind === 'one') page[how.at % page.length] = how.byte;
  else {
    let state = how.seed | 1;
    for (let index = 0; index < page.length; index++) {
      state ^= state << 13;
      state ^= state >>> 17;
      state ^= state << 5;
      page[index] = state;
    }
    page[0] = (page[0] ?? 0) | 1;
  }
}

/** Cuts the runs to the pages of the block, joins equal neighbours and leaves trailing base runs out. */
function canonicalRuns(draft: DraftBlock['runs'], blockPages: number, base: MemBase): PageRun[] {
  const runs: { kind: RunKind; pages: number }[] = [];
  let covered = 0;
  for (const { kind, pages } of draft) {
    // clause: bin-run-base
    const actual = kind === 'zeros' && base.kind === 'zeros' ? 'base' : kind;
    const length = Math.min(pages, blockPages - covered);
    if (length === 0) break;
    covered += length;
    const last = runs.at(-1);
    if (last?.kind === actual) last.pages += length;
    else runs.push({ kind: actual, pages: length });
  }
  if (runs.at(-1)?.kind === 'base') runs.pop();
  return runs;
}

/** One view for each data run, exact at the end of the memory. */
function dataViews(runs: readonly PageRun[], start: bigint, end: bigint, fillings: readonly Filling[]): Uint8Array[] {
  const views: Uint8Array[] = [];
  let page = 0;
  let filled = 0;
  for (const run of runs) {
    const from = start + BigInt(page * IMAGE_PAGE_SIZE);
    page += run.pages;
    if (run.kind !== 'data') continue;
    const view = new Uint8Array(Number(smaller(from + BigInt(run.pages * IMAGE_PAGE_SIZE), end) - from));
    for (let at = 0; at < view.length; at += IMAGE_PAGE_SIZE) {
      fill(view.subarray(at, at + IMAGE_PAGE_SIZE), fillings[filled++ % fillings.length] ?? { kind: 'all', byte: 1 });
    }
    views.push(view);
  }
  return views;
}

function join(views: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let at = 0;
  for (const view of views) {
    whole.set(view, at);
    at += view.length;
  }
  return whole;
}

function block(
  draft: DraftBlock,
  type: MemType,
  base: MemBase,
  blockSizeLog2: number,
  number: bigint,
): Block | undefined {
  const end = type.limits.min << BigInt(type.pageSizeLog2);
  const start = number << BigInt(blockSizeLog2);
  const bytes = Number(smaller(end - start, 1n << BigInt(blockSizeLog2)));
  const runs = canonicalRuns(draft.runs, Math.ceil(bytes / IMAGE_PAGE_SIZE), base);
  if (runs.length === 0) return undefined;
  const views = dataViews(runs, start, end, draft.fillings);
  const size = views.reduce((sum, view) => sum + view.length, 0);
  if (draft.compressed && size > 0) {
    const frame = zstdFrame(join(views, size));
    // clause: bin-zstd-gain
    if (frame.length < size) return { number, runs, data: { coding: 'zstd', size, frame } };
  }
  return { number, runs, data: { coding: 'raw', size, views } };
}

function blocks(drafts: readonly DraftBlock[], type: MemType, base: MemBase, blockSizeLog2: number): Block[] {
  const size = type.limits.min << BigInt(type.pageSizeLog2);
  const count = (size + (1n << BigInt(blockSizeLog2)) - 1n) >> BigInt(blockSizeLog2);
  if (count === 0n) return [];
  const made = new Map<bigint, Block>();
  for (const draft of drafts) {
    const number = draft.place % count;
    const one = made.has(number) ? undefined : block(draft, type, base, blockSizeLog2, number);
    if (one !== undefined) made.set(number, one);
  }
  return [...made.values()].sort((left, right) => (left.number < right.number ? -1 : 1));
}

function draftBlock(compressed: boolean): fc.Arbitrary<DraftBlock> {
  const run = fc.oneof(
    fc.record({ kind: fc.constant('data' as const), pages: fc.integer({ min: 1, max: 2 }) }),
    fc.record({
      kind: fc.constantFrom<RunKind>('base', 'zeros'),
      pages: fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 1 << (22 - IMAGE_PAGE_LOG2) })),
    }),
  );
  return fc.record({
    place: fc.oneof(
      fc.bigInt({ min: 0n, max: 5n }),
      fc.constant(2n ** 64n - 1n),
      fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }),
    ),
    runs: fc.array(run, { minLength: 1, maxLength: 4 }),
    fillings: fc.array(filling, { minLength: 1, maxLength: 2 }),
    compressed: compressed ? fc.boolean() : fc.constant(false),
  });
}

function base(shape: Shape, instances: readonly Instance[], address: number): fc.Arbitrary<MemBase> {
  const choices: fc.Arbitrary<MemBase>[] = [fc.constant({ kind: 'zeros' })];
  const instance = holders(instances, 'memories', address);
  if (shape.options.moduleBases !== false && instance.length > 0) {
    choices.push(fc.constantFrom(...instance).map((index) => ({ kind: 'module', instance: index })));
  }
  if (allows(shape.options, 'parent')) {
    choices.push(fc.nat({ max: 3 }).map((memory) => ({ kind: 'parent', memory })));
  }
  return fc.oneof(...choices);
}

/** An image of a memory of the type over one of the bases, in canonical form. */
export function memory(type: MemType, bases: fc.Arbitrary<MemBase>, compressed = true): fc.Arbitrary<Memory> {
  const blockSize = fc.oneof(fc.constantFrom(12, 13, 16), fc.integer({ min: 12, max: 22 }));
  return fc
    .tuple(bases, blockSize, fc.array(draftBlock(compressed), { maxLength: 2 }))
    .map(([from, blockSizeLog2, drafts]) => ({
      type,
      image: { base: from, blockSizeLog2, blocks: blocks(drafts, type, from, blockSizeLog2) },
    }));
}

export function memories(shape: Shape, instances: readonly Instance[]): fc.Arbitrary<Memory[]> {
  const compressed = allows(shape.options, 'zstd');
  return fc.tuple(...shape.memories.map((type, address) => memory(type, base(shape, instances, address), compressed)));
}
