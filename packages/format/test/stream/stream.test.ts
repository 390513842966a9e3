import {
  algorithms,
  type Block,
  type Checkpoint,
  CheckpointWriter,
  decode,
  encode,
  imageOf,
  readCheckpoint,
  writeCheckpoint,
} from '@wasm-checkpoint/format';
import { wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, checkpointOf, expectBytes, memoryOf } from '../image/bytes.js';
import { chunksOf, Gathered } from './pieces.js';

const zstd = await wasmZstd();
const options = { algorithms: { zstd } };

/** A block that shares nothing with the reader's buffer. */
const copied = (block: Block): Block => ({
  ...block,
  data:
    block.data.coding === 'raw'
      ? { ...block.data, views: block.data.views.map((view) => view.slice()) }
      : { ...block.data, frame: block.data.frame.slice() },
});

/** The checkpoint as a streaming reader delivers it. */
async function streamed(file: Uint8Array, sizes: readonly number[]): Promise<Checkpoint> {
  const images: Block[][] = [];
  let state: Checkpoint | undefined;
  const read = await readCheckpoint(
    chunksOf(file, sizes),
    {
      state: (checkpoint) => {
        state = checkpoint;
      },
      block: (memory, block) => {
        images[memory] = [...(images[memory] ?? []), copied(block)];
      },
    },
    options,
  );
  expect(state?.memories).toEqual(read.checkpoint.memories);
  expect(read.identity.size).toBe(file.length);
  return {
    ...read.checkpoint,
    memories: read.checkpoint.memories.map((memory, address) => ({
      ...memory,
      image: { ...memory.image, blocks: images[address] ?? [] },
    })),
  };
}

describe('writing as a stream', () => {
  test('gives the file that encode gives', async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCheckpoint(), async (checkpoint) => {
        const gathered = new Gathered();
        const identity = await writeCheckpoint(checkpoint, gathered.sink);
        expectBytes(gathered.bytes, encode(checkpoint));
        expect(identity.size).toBe(gathered.bytes.length);
      }),
    );
  });

  test('digests may come after the blocks', async () => {
    const { everything } = sampleCheckpoints;
    const gathered = new Gathered();
    const writer = new CheckpointWriter(gathered.sink);
    await writer.state({ ...everything, digests: [] });
    for (const [address, memory] of everything.memories.entries()) {
      for (const block of memory.image.blocks) await writer.block(address, block);
    }
    await writer.finish({ digests: everything.digests });
    expectBytes(gathered.bytes, encode(everything));
  });

  const image = imageOf(
    bytesOf([
      { kind: 'byte', at: 1 },
      { kind: 'byte', at: 2 },
    ]),
    { blockSizeLog2: 12 },
  );
  const [first, second] = [...image.blocks];
  const checkpoint = checkpointOf([memoryOf(8192, image), memoryOf(8192, image)]);

  // clause: bin-block-order
  test('blocks out of order are refused', async () => {
    if (first === undefined || second === undefined) throw new Error('two blocks are wanted');
    const refused = expect.objectContaining({ code: 'CKPT1056' });
    for (const order of [
      [
        [0, second],
        [0, first],
      ],
      [
        [0, first],
        [0, first],
      ],
      [
        [1, first],
        [0, second],
      ],
    ] as const) {
      const writer = new CheckpointWriter(() => {});
      await writer.state(checkpoint);
      const [[, one], [, two]] = order;
      await writer.block(order[0][0], one);
      await expect(writer.block(order[1][0], two)).rejects.toEqual(refused);
    }
  });

  // clause: syn-feature-declared
  test('a compressed block takes the feature', async () => {
    const bytes = new Uint8Array(8192).fill(1);
    const [squeezed] = [...imageOf(bytes, { compression: { zstd, level: 1 } }).blocks];
    if (squeezed === undefined) throw new Error('a block is wanted');
    const plain = { base: { kind: 'zeros' }, blockSizeLog2: 20, blocks: [] } as const;
    const writer = new CheckpointWriter(() => {});
    await writer.state(checkpointOf([memoryOf(8192, plain)]));
    await expect(writer.block(0, squeezed)).rejects.toEqual(expect.objectContaining({ code: 'CKPT2002' }));
  });

  test('what was called out of order is refused', async () => {
    const writer = new CheckpointWriter(() => {});
    await expect(writer.finish()).rejects.toThrow(RangeError);
    await writer.state(checkpoint);
    await expect(writer.state(checkpoint)).rejects.toThrow(RangeError);
    if (first !== undefined) await expect(writer.block(2, first)).rejects.toThrow(RangeError);
  });
});

describe('reading a stream', () => {
  test('gives what decode gives, in chunks of any size', async () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(arbitraryCheckpoint(), sizes, async (checkpoint, chunks) => {
        const file = encode(checkpoint);
        expect(await streamed(file, chunks)).toEqual(decode(file, options));
      }),
      { numRuns: 50 },
    );
  });

  test.each(Object.entries(sampleCheckpoints))('of %s byte by byte', async (_, checkpoint) => {
    const file = encode(checkpoint).slice();
    if (file.length < 20_000) expect(await streamed(file, [1])).toEqual(decode(file, options));
  });

  // clause: conv-bytes, bin-end
  test('every truncation is refused as decode refuses it', async () => {
    const file = encode(sampleCheckpoints.frames);
    for (let size = 0; size < file.length; size++) {
      const cut = file.subarray(0, size);
      let code: unknown;
      try {
        decode(cut, options);
      } catch (error) {
        code = (error as { code?: unknown }).code;
      }
      await expect(readCheckpoint([cut], {}, options)).rejects.toEqual(expect.objectContaining({ code }));
    }
  });

  // clause: bin-end
  test('bytes after the end are refused', async () => {
    const file = encode(sampleCheckpoints.minimal);
    const refused = expect.objectContaining({ code: 'CKPT1016' });
    await expect(readCheckpoint([file, Uint8Array.of(0)], {})).rejects.toEqual(refused);
    await expect(readCheckpoint([Buffer.concat([file, Uint8Array.of(0)])], {})).rejects.toEqual(refused);
  });

  test('every single flipped bit is refused with a diagnostic', async () => {
    const file = encode(sampleCheckpoints.quiescent);
    for (let bit = 0; bit < Math.min(file.length, 2000) * 8; bit += 3) {
      const flipped = file.slice();
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(readCheckpoint([flipped], {}, options)).rejects.toEqual(
        expect.objectContaining({ name: 'Diagnostic' }),
      );
    }
  });

  // clause: lim-exceeded
  test('a file over the limit is refused before it is whole', async () => {
    const file = encode(sampleCheckpoints.everything);
    await expect(
      readCheckpoint(chunksOf(file, [64]), {}, { ...options, limits: { maxFileBytes: 100 } }),
    ).rejects.toEqual(expect.objectContaining({ code: 'CKPT9001' }));
  });

  // clause: bin-fingerprint
  test('gives the fingerprint that writing gave', async () => {
    const gathered = new Gathered();
    const written = await writeCheckpoint(sampleCheckpoints.everything, gathered.sink);
    const { identity } = await readCheckpoint([gathered.bytes], {}, options);
    expect(identity).toEqual(written);
    const { sha256 } = algorithms();
    expect(identity.fingerprint).not.toEqual(sha256.digest(gathered.bytes));
  });
});
