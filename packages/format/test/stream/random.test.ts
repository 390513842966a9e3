import { decode, encode, expand, imageOf, RandomAccess, type RandomFile, resolveMemory } from '@wasm-checkpoint/format';
import { wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, checkpointOf, expectBytes, memoryOf, PAGE, pagePlan } from '../image/bytes.js';

const zstd = await wasmZstd();
const options = { algorithms: { zstd } };

/** A file that notes what is read of it. */
function watched(bytes: Uint8Array): RandomFile & { readonly reads: [number, number][] } {
  const reads: [number, number][] = [];
  return {
    size: bytes.length,
    reads,
    read: (offset, length) => {
      if (offset < 0 || length < 0 || offset + length > bytes.length)
        throw new Error(`read outside: ${offset}, ${length}`);
      reads.push([offset, length]);
      return bytes.subarray(offset, offset + length);
    },
  };
}

describe('random access', () => {
  test('reads any page as it is in the memory', async () => {
    const plans = fc.array(pagePlan, { minLength: 1, maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(
        plans,
        fc.constantFrom(0, 5),
        fc.constantFrom(12, 14, 16),
        fc.boolean(),
        async (pages, cut, blockSizeLog2, squeeze) => {
          const bytes = bytesOf(pages, cut);
          const compression = squeeze ? { compression: { zstd, level: 1 } } : {};
          const image = imageOf(bytes, { blockSizeLog2, ...compression });
          const file = await RandomAccess.open(watched(encode(checkpointOf([memoryOf(bytes.length, image)]))), options);
          for (let page = 0; page < pages.length; page++) {
            const piece = await file.page(0, page);
            const expected = bytes.subarray(page * PAGE, (page + 1) * PAGE);
            if (piece?.bytes === undefined) expect(expected.every((byte) => byte === 0)).toBe(true);
            else expectBytes(piece.bytes, expected);
          }
        },
      ),
      { numRuns: 40 },
    );
  });

  test('opening reads end and index, a page the sections of memories and its block', async () => {
    const bytes = new Uint8Array(1 << 20).fill(1);
    const encoded = encode(checkpointOf([memoryOf(bytes.length, imageOf(bytes))]));
    const source = watched(encoded);
    const file = await RandomAccess.open(source, options);
    const end = encoded.length - 18;
    const indexOffset = Number(new DataView(encoded.buffer, encoded.byteOffset).getBigUint64(end + 2, true));
    expect(source.reads).toEqual([
      [end, 18],
      [indexOffset, end - indexOffset],
    ]);
    source.reads.length = 0;
    expect((await file.page(0, 100))?.bytes?.length).toBe(PAGE);
    const [block] = file.index.memories[0]?.blocks.slice(6, 7) ?? [];
    expect(source.reads.length).toBe(2);
    expect(source.reads).toContainEqual([block?.offset, block?.size]);
    source.reads.length = 0;
    await file.page(0, 0);
    expect(source.reads.length).toBe(1);
  });

  test('the state is that of decode, without blocks', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCheckpoint(), async (checkpoint) => {
        const encoded = encode(checkpoint);
        const file = await RandomAccess.open(watched(encoded), options);
        const whole = decode(encoded, options);
        const bare = whole.memories.map((memory) => ({ ...memory, image: { ...memory.image, blocks: [] } }));
        expect(await file.state()).toEqual({ ...whole, memories: bare });
        for (const [address, memory] of whole.memories.entries()) {
          for (const block of memory.image.blocks) expect(await file.block(address, block.number)).toEqual(block);
        }
      }),
      { numRuns: 50 },
    );
  });

  test('pages outside and memories that are not there are refused', async () => {
    const file = await RandomAccess.open(watched(encode(checkpointOf([memoryOf(1, imageOf(Uint8Array.of(1)))]))));
    await expect(file.page(0, 1)).rejects.toThrow(RangeError);
    await expect(file.page(0, -1)).rejects.toThrow(RangeError);
    await expect(file.page(1, 0)).rejects.toThrow(RangeError);
    expect(await file.block(0, 1n)).toBeUndefined();
    expect((await file.page(0, 0))?.bytes).toEqual(Uint8Array.of(1));
  });

  // clause: bin-index-exact, bin-end, bin-end-index
  test('any flipped bit of index and end is refused at opening, any other where it is read', async () => {
    const encoded = encode(sampleCheckpoints.everything);
    const file = await RandomAccess.open(watched(encoded), options);
    const [first] = file.index.after;
    const from = (first?.offset ?? 0) + (first?.size ?? 0);
    const readAll = async (bytes: Uint8Array): Promise<void> => {
      const opened = await RandomAccess.open(watched(bytes), options);
      await opened.state();
      for (const { memory, blocks } of opened.index.memories) {
        for (const { number } of blocks) await opened.block(memory, number);
      }
    };
    await readAll(encoded);
    const places = Array.from({ length: encoded.length }, (_, at) => at).filter((at) => at >= from || at % 7 === 0);
    for (const at of places) {
      const flipped = encoded.slice();
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (at % 8));
      await expect(readAll(flipped)).rejects.toEqual(expect.objectContaining({ name: 'Diagnostic' }));
    }
  });

  test.each([0, 1, 17, 18, 25])('%i bytes are no file', async (size) => {
    await expect(RandomAccess.open(watched(new Uint8Array(size)))).rejects.toEqual(
      expect.objectContaining({ code: expect.stringMatching(/^CKPT10/) }),
    );
  });

  // clause: bin-index-exact
  test('a block that stands in the place of another is refused', async () => {
    const bytes = new Uint8Array(2 * PAGE).fill(1);
    const encoded = encode(checkpointOf([memoryOf(bytes.length, imageOf(bytes, { blockSizeLog2: 12 }))]));
    const file = await RandomAccess.open(watched(encoded));
    const [one, two] = file.index.memories[0]?.blocks ?? [];
    if (one === undefined || two === undefined) throw new Error('two blocks are wanted');
    const swapped = encoded.slice();
    swapped.set(encoded.subarray(two.offset, two.offset + two.size), one.offset);
    swapped.set(encoded.subarray(one.offset, one.offset + one.size), two.offset);
    const opened = await RandomAccess.open(watched(swapped));
    await expect(opened.block(0, 0n)).rejects.toEqual(expect.objectContaining({ code: 'CKPT1019' }));
  });

  test('memories of a checkpoint resolve from its file', () => {
    const bytes = bytesOf([{ kind: 'noise', seed: 2 }], 7);
    const checkpoint = decode(encode(checkpointOf([memoryOf(bytes.length, imageOf(bytes))])));
    expectBytes(expand(resolveMemory(checkpoint, 0)), bytes);
  });
});
