import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { type Block, CheckpointWriter, IMAGE_PAGE_SIZE, readCheckpoint } from '@wasm-checkpoint/format';
import { checkpointOf } from '../image/bytes.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

const MIB = 2 ** 20;
const PAGES = 16;

/** Bytes that the heap and buffers hold after a collection. */
function held(): number {
  // The second one waits for the buffers that the first one found to be freed.
  collect();
  collect();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** Blocks of 64 KiB, all filled, each made when it is asked for. */
function* virtualBlocks(count: number): Generator<Block> {
  const bytes = new Uint8Array(PAGES * IMAGE_PAGE_SIZE);
  for (let number = 0; number < count; number++) {
    bytes.fill(number % 255 === 0 ? 1 : number);
    for (let page = 0; page < PAGES; page++) bytes[page * IMAGE_PAGE_SIZE] = 1 + (page % 7);
    const data = { coding: 'raw', size: bytes.length, views: [bytes] } as const;
    yield { number: BigInt(number), runs: [{ kind: 'data', pages: PAGES }], data };
  }
}

/** Writes and reads a virtual image of so many blocks at once; the most memory held on the way, above that before. */
async function through(count: number): Promise<{ readonly bytes: number; readonly most: number }> {
  const image = { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] } as const;
  const type = { address: 'i32', limits: { min: BigInt(count) }, shared: false, pageSizeLog2: 16 } as const;
  const checkpoint = { ...checkpointOf([{ type, image }]) };
  let bytes = 0;
  async function* file(): AsyncGenerator<Uint8Array> {
    let pending: Uint8Array[] = [];
    const writer = new CheckpointWriter((part) => {
      bytes += part.length;
      pending.push(part.slice());
    });
    const flush = function* (): Generator<Uint8Array> {
      const parts = pending;
      pending = [];
      yield* parts;
    };
    await writer.state(checkpoint);
    yield* flush();
    for (const block of virtualBlocks(count)) {
      await writer.block(0, block);
      yield* flush();
    }
    await writer.finish();
    yield* flush();
  }
  const before = held();
  let most = 0;
  let blocks = 0;
  await readCheckpoint(file(), {
    block: () => {
      blocks += 1;
      if (blocks % 512 === 0) most = Math.max(most, held() - before);
    },
  });
  expect(blocks).toBe(count);
  return { bytes, most };
}

// What must not happen is that memory use grows with the image; the bound is some ten blocks and their index entries.
test('256 MiB are written and read in memory that does not depend on their size', async () => {
  const { bytes, most } = await through(4096);
  expect(bytes).toBeGreaterThan(256 * MIB);
  expect(most).toBeLessThan(4 * MIB);
});
