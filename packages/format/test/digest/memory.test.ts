import {
  algorithms,
  bytesSource,
  diff,
  imageOf,
  MemoryTree,
  memoriesDigest,
  storedPages,
  TreeBuilder,
  zeroPages,
} from '@wasm-checkpoint/format';
import { nodeScan, nodeSha256, wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { bytesOf, checkpointOf, expectBytes, memoryOf, PAGE, pagePlan } from '../image/bytes.js';
import { referenceMemoriesDigest, referenceRoot } from './reference.js';

const zstd = await wasmZstd();
const sha256 = nodeSha256;
const plans = fc.array(pagePlan, { maxLength: 70 });
const tail = fc.constantFrom(0, 1, 100, 4095);
const rootOf = (bytes: Uint8Array): Uint8Array => new MemoryTree(bytesSource(bytes), { sha256, scan: nodeScan }).root;

describe('hash tree of a memory', () => {
  // clause: digest-leaf, digest-root
  test('is that of the equations', () => {
    fc.assert(
      fc.property(plans, tail, (pages, cut) => {
        const bytes = bytesOf(pages, cut);
        expectBytes(rootOf(bytes), referenceRoot(bytes));
      }),
    );
  });

  // clause: digest-root
  test.each([0, 1, PAGE, 65535, 65536, 65537, 2 * 65536, 2 * 65536 + 1, 4 * 65536, 5 * 65536, 9 * 65536])(
    'of %i bytes, filled, zero and with the last byte set',
    (size) => {
      for (const bytes of [new Uint8Array(size).fill(1), new Uint8Array(size), new Uint8Array(size).fill(1, -1)]) {
        expectBytes(rootOf(bytes), referenceRoot(bytes));
      }
    },
  );

  test('does not depend on base, block size and compression', () => {
    fc.assert(
      fc.property(
        plans,
        plans,
        tail,
        fc.constantFrom(12, 16, 22),
        fc.boolean(),
        (before, now, cut, blockSizeLog2, squeeze) => {
          const old = bytesOf(before);
          const bytes = bytesOf(now, cut);
          const expected = rootOf(bytes);
          const options = { blockSizeLog2, ...(squeeze ? { compression: { zstd, level: 1 } } : {}) };
          const whole = storedPages(memoryOf(bytes.length, imageOf(bytes, options)), zeroPages, { zstd });
          const part = diff(bytes, old, { kind: 'parent', memory: 0 }, options);
          const child = storedPages(memoryOf(bytes.length, part), bytesSource(old), { zstd });
          for (const source of [whole, child]) expectBytes(new MemoryTree(source, { sha256 }).root, expected);
        },
      ),
    );
  });

  test('made from blocks as they are written is the same', () => {
    fc.assert(
      fc.property(plans, tail, fc.constantFrom(12, 13, 16, 18, 22), (pages, cut, blockSizeLog2) => {
        const bytes = bytesOf(pages, cut);
        const builder = new TreeBuilder(BigInt(bytes.length), blockSizeLog2, { sha256 });
        for (const block of imageOf(bytes, { blockSizeLog2 }).blocks) builder.block(block);
        const tree = builder.finish();
        expectBytes(tree.root, referenceRoot(bytes));
        bytes.fill(5, 0, Math.min(10, bytes.length));
        tree.update([0], bytesSource(bytes));
        expectBytes(tree.root, referenceRoot(bytes));
      }),
    );
  });

  test('compressed blocks are refused', () => {
    const [block] = imageOf(new Uint8Array(8192).fill(1), { compression: { zstd, level: 1 } }).blocks;
    if (block === undefined) throw new Error('a block is wanted');
    expect(() => new TreeBuilder(8192n, 20, { sha256 }).block(block)).toThrow(RangeError);
  });

  test('updated with the pages that changed is the tree made anew, also after growth', () => {
    const step = fc.record({
      grow: fc.constantFrom(0, 0, 1, 100, 5000, 70_000),
      changes: fc.dictionary(fc.nat({ max: 90 }).map(String), pagePlan, { maxKeys: 6 }),
    });
    fc.assert(
      fc.property(plans, tail, fc.array(step, { maxLength: 4 }), (pages, cut, steps) => {
        let bytes = bytesOf(pages, cut);
        const tree = new MemoryTree(bytesSource(bytes), { sha256 });
        for (const { grow, changes } of steps) {
          const next = new Uint8Array(bytes.length + grow);
          next.set(bytes);
          const changed = Object.keys(changes).map(Number);
          for (const page of changed) {
            const target = next.subarray(page * PAGE, (page + 1) * PAGE);
            target.set(bytesOf([changes[page] ?? { kind: 'zeros' }]).subarray(0, target.length));
          }
          tree.update(changed, bytesSource(next));
          expectBytes(tree.root, referenceRoot(next));
          bytes = next;
        }
      }),
    );
  });

  test('an update hashes the leaves of its pages and the nodes above them, no more', () => {
    let hashed = 0;
    const counting = {
      digest: (bytes: Uint8Array) => {
        hashed += 1;
        return sha256.digest(bytes);
      },
      create: () => {
        hashed += 1;
        return sha256.create();
      },
    };
    const bytes = new Uint8Array(64 * 65536).fill(1);
    const tree = new MemoryTree(bytesSource(bytes), { sha256: counting });
    expect(tree.root.length).toBe(32);
    hashed = 0;
    bytes[17 * PAGE] = 2;
    tree.update([17], bytesSource(bytes));
    expectBytes(tree.root, referenceRoot(bytes));
    expect(hashed).toBe(1 + 6);
  });

  test('of 2^48 bytes with one filled page costs next to nothing', () => {
    const size = 2n ** 48n;
    const page = new Uint8Array(PAGE).fill(9);
    const at = 2 ** 35;
    const source = {
      size,
      *pieces(from: number, to: number) {
        if (from < at) yield { page: from, pages: Math.min(at, to) - from };
        if (from <= at && at < to) yield { page: at, pages: 1, bytes: page };
        const rest = Math.max(from, at + 1);
        if (rest < to) yield { page: rest, pages: to - rest };
      },
    };
    const tree = new MemoryTree(source, { sha256 });
    const before = tree.root;
    tree.update([at], { ...source, pieces: zeroPages.pieces });
    expect(Buffer.compare(tree.root, before)).not.toBe(0);
    expectBytes(tree.root, new MemoryTree({ size, pieces: zeroPages.pieces }, { sha256 }).root);
  });

  test('a memory that shrinks is refused', () => {
    const tree = new MemoryTree(bytesSource(new Uint8Array(10)), { sha256 });
    expect(() => tree.update([], bytesSource(new Uint8Array(9)))).toThrow(RangeError);
  });
});

describe('memories digest', () => {
  // clause: digest-memories, digest-functions
  test('is that of the equations, in address order', () => {
    fc.assert(
      fc.property(fc.array(plans, { maxLength: 3 }), tail, (all, cut) => {
        const memories = all.map((pages) => bytesOf(pages, cut));
        const checkpoint = checkpointOf(memories.map((bytes) => memoryOf(bytes.length, imageOf(bytes))));
        const digest = memoriesDigest(checkpoint, memories.map(bytesSource), algorithms().sha256);
        expectBytes(digest, referenceMemoriesDigest(memories));
      }),
      { numRuns: 30 },
    );
  });

  // clause: digest-memories
  test('counts type as well as contents', () => {
    const bytes = new Uint8Array(65536);
    const memory = memoryOf(bytes.length, imageOf(bytes));
    const types = [
      memory.type,
      { ...memory.type, shared: true, limits: { min: 65536n, max: 65536n } },
      { ...memory.type, limits: { min: 65536n, max: 65536n } },
      { ...memory.type, limits: { min: 65536n, max: 70000n } },
      { ...memory.type, address: 'i64' as const },
      { ...memory.type, limits: { min: 1n }, pageSizeLog2: 16 as const },
    ];
    const digests = types.map((type) =>
      Buffer.from(memoriesDigest(checkpointOf([{ ...memory, type }]), [bytesSource(bytes)], sha256)).toString('hex'),
    );
    expect(new Set(digests).size).toBe(types.length);
  });
});
