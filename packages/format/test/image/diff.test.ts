import {
  bytesSource,
  decode,
  diff,
  encode,
  expand,
  expandInto,
  imageOf,
  type MemoryImage,
  pagesOf,
  portableScan,
  readPages,
  storedPages,
  zeroPages,
} from '@wasm-checkpoint/format';
import { nodeScan, wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { bytesOf, checkpointOf, expectBytes, memoryOf, PAGE, type PagePlan, pagePlan } from './bytes.js';

const zstd = await wasmZstd();
const plans = fc.array(pagePlan, { maxLength: 40 });
const tail = fc.constantFrom(0, 1, 3, 100, 4095);
const logs = fc.constantFrom(12, 13, 16, 22);
const parentBase = { kind: 'parent', memory: 0 } as const;
const parent = { kind: 'fingerprint', digest: new Uint8Array(32) } as const;

const resolved = (size: number, image: MemoryImage, base: Uint8Array): Uint8Array =>
  expand(storedPages(memoryOf(size, image), bytesSource(base), { zstd }));

/** The file is what shows that an image is in its one form: encode and decode refuse every other. */
function throughFile(size: number, image: MemoryImage): MemoryImage {
  const more = image.base.kind === 'parent' ? { parent } : {};
  const file = encode(checkpointOf([memoryOf(size, image)], more));
  const read = decode(file, { algorithms: { zstd } });
  expectBytes(encode(read), file);
  const [memory] = read.memories;
  if (memory === undefined) throw new Error('the memory is gone');
  return memory.image;
}

describe('image of bytes', () => {
  // clause: bin-block, bin-run, bin-run-trailing, bin-run-maximal, bin-page-zero, bin-block-runs, bin-run-base
  test('resolves to the bytes and is canonical, whatever the block size, alignment, coding and scan', () => {
    fc.assert(
      fc.property(
        plans,
        tail,
        logs,
        fc.constantFrom(0, 1, 4),
        fc.boolean(),
        fc.boolean(),
        (pages, cut, blockSizeLog2, offset, host, squeeze) => {
          const bytes = bytesOf(pages, cut, offset);
          const compression = squeeze ? { compression: { zstd, level: 1 } } : {};
          const image = imageOf(bytes, { blockSizeLog2, scan: host ? nodeScan : portableScan, ...compression });
          expect(image.base).toEqual({ kind: 'zeros' });
          const read = throughFile(bytes.length, image);
          expectBytes(resolved(bytes.length, read, new Uint8Array(0)), bytes);
        },
      ),
    );
  });

  test('two images of the same bytes are the same, whatever scans them', () => {
    fc.assert(
      fc.property(plans, tail, (pages, cut) => {
        const bytes = bytesOf(pages, cut);
        expect(imageOf(bytes, { scan: nodeScan })).toEqual(imageOf(bytesOf(pages, cut, 1)));
      }),
    );
  });

  // clause: bin-zstd-gain
  test('a block that compression does not shorten is raw', () => {
    const incompressible = new Uint8Array(PAGE);
    for (let at = 0, state = 1; at < PAGE; at++) {
      state = (Math.imul(state, 1103515245) + 12345) | 0;
      incompressible[at] = state >>> 16;
    }
    const image = imageOf(incompressible, { compression: { zstd, level: 1 } });
    expect([...image.blocks].map((block) => block.data.coding)).toEqual(['raw']);
  });

  test.each([0, 1, PAGE - 1, PAGE, PAGE + 1, 65535, 65536, 65537])('%i bytes that are all filled', (size) => {
    const bytes = new Uint8Array(size).fill(1);
    const image = throughFile(size, imageOf(bytes));
    expect(resolved(size, image, new Uint8Array(0))).toEqual(bytes);
  });

  test('of zeros has no blocks', () => {
    expect([...imageOf(new Uint8Array(1 << 20)).blocks]).toEqual([]);
  });
});

/** A parent, and the child that some pages of it were overwritten to, perhaps after it had grown. */
const change = fc.record({
  before: plans,
  beforeTail: tail,
  changed: fc.dictionary(fc.nat({ max: 39 }).map(String), pagePlan, { maxKeys: 8 }),
  grown: fc.nat({ max: 5 }),
});

function applied({
  before,
  beforeTail,
  changed,
  grown,
}: {
  readonly before: readonly PagePlan[];
  readonly beforeTail: number;
  readonly changed: Readonly<Record<string, PagePlan>>;
  readonly grown: number;
}): { readonly old: Uint8Array; readonly now: Uint8Array; readonly dirty: readonly number[] } {
  const old = bytesOf(before, beforeTail);
  const now = new Uint8Array(old.length + grown * 1000);
  now.set(old);
  const dirty: number[] = [];
  for (const page of Object.keys(changed)
    .map(Number)
    .sort((a, b) => a - b)) {
    const target = now.subarray(page * PAGE, (page + 1) * PAGE);
    if (target.length === 0) continue;
    dirty.push(page);
    target.set(bytesOf([changed[page] ?? { kind: 'zeros' }]).subarray(0, target.length));
  }
  return { old, now, dirty };
}

describe('difference from a parent', () => {
  // clause: syn-base-different, bin-run-base
  test('resolves to the bytes, by comparison and by dirty pages alike', () => {
    fc.assert(
      fc.property(change, logs, fc.boolean(), (made, blockSizeLog2, host) => {
        const { old, now, dirty } = applied(made);
        const scan = host ? nodeScan : portableScan;
        const image = diff(now, old, parentBase, { blockSizeLog2, scan });
        expectBytes(resolved(now.length, throughFile(now.length, image), old), now);
        const known = diff(now, bytesSource(old), parentBase, { blockSizeLog2, dirty: { pages: () => dirty } });
        expect(known).toEqual(image);
      }),
    );
  });

  test('no stored page equals its base', () => {
    fc.assert(
      fc.property(change, (made) => {
        const { old, now } = applied(made);
        const image = diff(now, old, parentBase, { blockSizeLog2: 12 });
        for (const block of image.blocks) {
          const at = Number(block.number) * PAGE;
          const base = new Uint8Array(Math.min(PAGE, now.length - at));
          base.set(old.subarray(at, at + base.length));
          expect(now.slice(at, at + PAGE)).not.toEqual(base);
        }
      }),
    );
  });

  test('an unchanged image has no blocks', () => {
    const bytes = bytesOf([{ kind: 'noise', seed: 1 }, { kind: 'zeros' }, { kind: 'byte', at: 9 }], 100);
    expect([...diff(bytes, bytes.slice(), parentBase).blocks]).toEqual([]);
  });

  test('reads the parent at the dirty pages only', () => {
    const read: number[] = [];
    const bytes = new Uint8Array(1 << 22).fill(1);
    const source = bytesSource(bytes.slice());
    const watched = {
      size: source.size,
      pieces: (from: number, to: number) => {
        for (let page = from; page < to; page++) read.push(page);
        return source.pieces(from, to);
      },
    };
    bytes[5 * PAGE] = 2;
    const dirty = { pages: () => [5, 6, 900] };
    expect([...diff(bytes, watched, parentBase, { dirty }).blocks].map(({ number }) => number)).toEqual([0n]);
    expect(read).toEqual([5, 6, 900]);
  });

  test.each([[[2, 1]], [[1, 1]], [[-1]], [[3]]])('dirty pages %j of three are refused', (pages) => {
    const bytes = new Uint8Array(3 * PAGE);
    expect(() => diff(bytes, bytes, parentBase, { dirty: { pages: () => pages } })).toThrow(RangeError);
  });
});

describe('reading pages', () => {
  test('any range of pages reads as the bytes do, zeros beyond the end', () => {
    fc.assert(
      fc.property(change, logs, fc.nat({ max: 45 }), fc.nat({ max: 10 }), (made, blockSizeLog2, first, count) => {
        const { old, now } = applied(made);
        const compression = { zstd, level: 1 };
        const image = diff(now, old, parentBase, { blockSizeLog2, compression });
        const source = storedPages(memoryOf(now.length, image), bytesSource(old), { zstd });
        const found = new Uint8Array(count * PAGE + 17).fill(0xaa);
        const expected = new Uint8Array(found.length);
        expected.set(now.subarray(first * PAGE, first * PAGE + expected.length));
        readPages(source, first, found);
        expectBytes(found, expected);
        const target = new Uint8Array(now.length + 5).fill(0xaa);
        expandInto(source, target);
        expectBytes(target.subarray(0, now.length), now);
        expect([...target.subarray(now.length)]).toEqual([0xaa, 0xaa, 0xaa, 0xaa, 0xaa]);
        let next = 0;
        for (const piece of source.pieces(0, pagesOf(source.size))) {
          expect(piece.page).toBe(next);
          next += piece.pages;
        }
        expect(next).toBe(Math.ceil(now.length / PAGE));
      }),
    );
  });

  test('a memory shorter than its base ends where its type says', () => {
    const base = new Uint8Array(3 * PAGE).fill(5);
    const image: MemoryImage = { base: parentBase, blockSizeLog2: 12, blocks: [] };
    expect(resolved(PAGE + 10, image, base)).toEqual(base.slice(0, PAGE + 10));
  });

  // clause: lim-image
  test('an image that no array can hold is refused by name', () => {
    const source = { size: 2n ** 60n, pieces: zeroPages.pieces };
    expect(() => expand(source)).toThrow(expect.objectContaining({ code: 'CKPT9002' }));
    expect(() => expand({ size: 2n ** 50n, pieces: zeroPages.pieces })).toThrow(
      expect.objectContaining({ code: 'CKPT9002' }),
    );
  });

  // clause: emb-zstd, bin-zstd-frame
  test('a compressed block takes zstd, and must expand to its size', () => {
    const bytes = new Uint8Array(8 * PAGE).fill(3);
    const memory = memoryOf(bytes.length, imageOf(bytes, { compression: { zstd, level: 1 } }));
    expect(() => expand(storedPages(memory, zeroPages))).toThrow(
      expect.objectContaining({ code: 'CKPT4005', path: 'memory.image.blocks[0].data' }),
    );
    const short = { ...zstd, decompress: () => new Uint8Array(1) };
    expect(() => expand(storedPages(memory, zeroPages, { zstd: short }))).toThrow(
      expect.objectContaining({ code: 'CKPT1061' }),
    );
    const broken = {
      ...zstd,
      decompress: () => {
        throw new Error('broken');
      },
    };
    expect(() => expand(storedPages(memory, zeroPages, { zstd: broken }))).toThrow(/CKPT1061.*broken/);
  });
});
