import type { Checkpoint, Memory, MemoryImage, MemType } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { sampleCheckpoints } from '../arbitrary/samples.js';

export const PAGE = 4096;

/** How a page is made: zeros, one byte at a place, or a pattern of a seed. */
export type PagePlan =
  | { readonly kind: 'zeros' }
  | { readonly kind: 'byte'; readonly at: number }
  | { readonly kind: 'noise'; readonly seed: number };

export const pagePlan: fc.Arbitrary<PagePlan> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<PagePlan>({ kind: 'zeros' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(0, 1, 15, 16, 255, 256, 4094, 4095).map((at): PagePlan => ({ kind: 'byte', at })),
  },
  { weight: 2, arbitrary: fc.nat({ max: 7 }).map((seed): PagePlan => ({ kind: 'noise', seed })) },
);

/** Bytes made of pages; the last is cut to `tail` bytes where that is not 0. */
export function bytesOf(plans: readonly PagePlan[], tail = 0, offset = 0): Uint8Array {
  const size = plans.length * PAGE - (tail === 0 || plans.length === 0 ? 0 : PAGE - tail);
  const bytes = new Uint8Array(new ArrayBuffer(size + offset), offset);
  for (const [index, plan] of plans.entries()) {
    const page = bytes.subarray(index * PAGE, (index + 1) * PAGE);
    if (plan.kind === 'byte') page[plan.at % Math.max(1, page.length)] = 7;
    else if (plan.kind === 'noise')
      for (let at = 0; at < page.length; at++) page[at] = (at * (plan.seed + 3)) ^ (at >> 3);
  }
  return bytes;
}

/** A memory of custom page size, so that any number of bytes will do. */
export const typeOf = (size: number): MemType => ({
  address: 'i32',
  limits: { min: BigInt(size) },
  shared: false,
  pageSizeLog2: 0,
});

export const memoryOf = (size: number, image: MemoryImage): Memory => ({ type: typeOf(size), image });

/** A checkpoint of nothing but memories, with the features that they use. */
export function checkpointOf(memories: readonly Memory[], more: Partial<Checkpoint> = {}): Checkpoint {
  const features = new Set(memories.some((memory) => memory.type.pageSizeLog2 === 0) ? ['custom-page-sizes'] : []);
  for (const { image } of memories) {
    if (image.base.kind === 'parent') features.add('parent');
    for (const block of image.blocks) if (block.data.coding === 'zstd') features.add('zstd');
  }
  return {
    ...sampleCheckpoints.minimal,
    features: [...features].sort(),
    memories,
    ...more,
  };
}

/** Compares large arrays quickly, which `toEqual` does not. */
export function expectBytes(found: Uint8Array | undefined, expected: Uint8Array): void {
  expect(found?.length).toBe(expected.length);
  expect(Buffer.compare(found ?? new Uint8Array(0), expected)).toBe(0);
}
