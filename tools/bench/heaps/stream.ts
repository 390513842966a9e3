import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Checkpoint, CheckpointWriter, differences, readCheckpoint, zeroPages } from '@wasm-checkpoint/format';
import { nodeAlgorithms, nodeScan } from '@wasm-checkpoint/format/node';
import type { StreamReport } from '../targets/checkpoint-stream.js';

/** Streams a sparse memory of 4 GiB to a file and back, and prints how much memory that took. */

const PAGES = 65536;
const PAGE = 4096;
/** One filled page in so many. */
const STEP = 41;

const memory = new WebAssembly.Memory({ initial: PAGES, maximum: PAGES });
const bytes = new Uint8Array(memory.buffer);
let filled = 0;
for (let page = 0; page < bytes.length / PAGE; page += STEP) {
  bytes.fill(1 + (page % 255), page * PAGE, (page + 1) * PAGE);
  filled += PAGE;
}

const checkpoint: Checkpoint = {
  features: [],
  types: [],
  modules: [],
  instances: [],
  hostFuncs: [],
  tables: [],
  memories: [
    {
      type: { address: 'i32', limits: { min: BigInt(PAGES), max: BigInt(PAGES) }, shared: false, pageSizeLog2: 16 },
      image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
    },
  ],
  globals: [],
  tags: [],
  structs: [],
  arrays: [],
  exceptions: [],
  hostRefs: [],
  threads: [],
  hostStates: [],
  producers: [],
  customs: [],
  digests: [],
  unknowns: [],
};

/** The largest resident set so far, in bytes. */
const largest = (): number => process.resourceUsage().maxRSS * 1024;

/** The resident set now: a peak before it would hide growth. */
const resident = (): number => process.memoryUsage.rss();

const algorithms = await nodeAlgorithms();
const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
const path = join(folder, 'sparse.ckpt');
try {
  const start = resident();
  const file = openSync(path, 'w');
  const writer = new CheckpointWriter((part) => void writeSync(file, part), { algorithms });
  await writer.state(checkpoint);
  for (const block of differences(bytes, zeroPages, { scan: nodeScan })) await writer.block(0, block);
  const { size } = await writer.finish();
  closeSync(file);
  const written = largest();
  const between = resident();
  if (statSync(path).size !== size) throw new Error('the file has another size');
  let blocks = 0;
  await readCheckpoint(
    createReadStream(path, { highWaterMark: 1 << 18 }),
    {
      block: () => {
        blocks += 1;
      },
    },
    { algorithms },
  );
  if (blocks === 0) throw new Error('there were no blocks');
  const report: StreamReport = {
    image: bytes.length,
    filled,
    file: size,
    writing: written - start,
    reading: largest() - between,
  };
  console.log(JSON.stringify(report));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
