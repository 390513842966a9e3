import { closeSync, createReadStream, mkdtempSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Checkpoint,
  CheckpointWriter,
  differences,
  emptyCheckpoint,
  readCheckpoint,
  zeroPages,
} from '@wasm-checkpoint/format';
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
  ...emptyCheckpoint,
  memories: [
    {
      type: { address: 'i32', limits: { min: BigInt(PAGES), max: BigInt(PAGES) }, shared: false, pageSizeLog2: 16 },
      image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
    },
  ],
};

/** The largest of the resident sets that were seen since it was made; the system's own mark counts from the parent on. */
class Peak {
  readonly #start = process.memoryUsage.rss();
  #most = this.#start;

  see(): void {
    this.#most = Math.max(this.#most, process.memoryUsage.rss());
  }

  /** Above the one at the start, in bytes. */
  get growth(): number {
    this.see();
    return this.#most - this.#start;
  }
}

/** Blocks between two looks at the resident set. */
const LOOK = 64;

const algorithms = await nodeAlgorithms();
const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
const path = join(folder, 'sparse.ckpt');
try {
  const writing = new Peak();
  const file = openSync(path, 'w');
  const writer = new CheckpointWriter((part) => void writeSync(file, part), { algorithms });
  await writer.state(checkpoint);
  let blocks = 0;
  for (const block of differences(bytes, zeroPages, { scan: nodeScan })) {
    await writer.block(0, block);
    if (blocks++ % LOOK === 0) writing.see();
  }
  const { size } = await writer.finish();
  closeSync(file);
  const grown = writing.growth;
  if (statSync(path).size !== size) throw new Error('the file has another size');
  const reading = new Peak();
  let read = 0;
  await readCheckpoint(
    createReadStream(path, { highWaterMark: 1 << 18 }),
    {
      block: () => {
        if (read++ % LOOK === 0) reading.see();
      },
    },
    { algorithms },
  );
  if (read !== blocks || read === 0) throw new Error(`${blocks} blocks written, ${read} read`);
  const report: StreamReport = {
    image: bytes.length,
    filled,
    file: size,
    writing: grown,
    reading: reading.growth,
  };
  console.log(JSON.stringify(report));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
