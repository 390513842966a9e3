import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Checkpoint,
  decode,
  diff,
  emptyCheckpoint,
  encode,
  fingerprint,
  flatten,
  imageOf,
  type MemoryImage,
  MemoryTree,
  RandomAccess,
  resolveMemory,
} from '@wasm-checkpoint/format';
import { nodeAlgorithms, nodeScan } from '@wasm-checkpoint/format/node';
import { newQuickJSWASMModule } from 'quickjs-emscripten';
import { memoriesOf } from '../../bench/heaps/instances.js';
import type { Step } from '../step.js';

const WASM_PAGE = 65536;
const IMAGE_PAGE = 4096;

/** A checkpoint of nothing but one memory; frames and globals are for capture to add. */
function checkpointOf(bytes: number, image: MemoryImage, features: readonly string[]): Checkpoint {
  const limits = { min: BigInt(bytes / WASM_PAGE) };
  return {
    ...emptyCheckpoint,
    features,
    memories: [{ type: { address: 'i32', limits, shared: false, pageSizeLog2: 16 }, image }],
    producers: [{ field: 'producer', name: 'demo', version: '1' }],
  };
}

const mebibytes = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(2)} MiB`;

function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof Diagnostic) return error.message;
    throw error;
  }
  throw new Error('a damaged file was accepted');
}

/** A QuickJS at work: its memory, and a way to give it more to do. */
async function startQuickJs(): Promise<{ memory: Uint8Array; evaluate(script: string): void }> {
  let evaluate: ((script: string) => void) | undefined;
  const [memory] = await memoriesOf(async () => {
    const context = (await newQuickJSWASMModule()).newContext();
    evaluate = (script) => context.unwrapResult(context.evalCode(script)).dispose();
    evaluate('globalThis.rows = Array.from({ length: 20000 }, (_, id) => ({ id, name: "row " + id })); 0');
  });
  if (memory === undefined || evaluate === undefined) throw new Error('QuickJS has no memory');
  return { memory, evaluate };
}

/** Runs scripts in QuickJS and writes its memory as checkpoints: whole, compressed, and as a difference from the first. */
export const memoryImage: Step = {
  title: 'The memory of QuickJS after work, as checkpoint files',
  async run(say) {
    const algorithms = await nodeAlgorithms();
    const { zstd, sha256 } = algorithms;
    const { memory, evaluate } = await startQuickJs();
    const before = memory.slice();
    const first = checkpointOf(before.length, imageOf(before, { scan: nodeScan }), []);
    const packed = imageOf(before, { scan: nodeScan, compression: { zstd, level: 1 } });
    const raw = encode(first, { algorithms });
    const compressed = encode(checkpointOf(before.length, packed, ['zstd']), { algorithms });
    say(
      `memory of ${mebibytes(before.length)}: a file of ${mebibytes(raw.length)}, with zstd ${mebibytes(compressed.length)}`,
    );

    evaluate('rows[7].name = "changed"; 0');
    const image = diff(memory, before, { kind: 'parent', memory: 0 }, { scan: nodeScan });
    const parent = { kind: 'fingerprint', digest: fingerprint(first, { algorithms }) } as const;
    const second = { ...checkpointOf(memory.length, image, ['parent']), parent };
    const increment = encode(second, { algorithms });
    say(`after one more assignment: a file of ${increment.length} bytes on top of the first`);

    const whole = flatten([
      { checkpoint: decode(increment, { algorithms }) },
      { checkpoint: decode(raw, { algorithms }) },
    ]);
    const tree = new MemoryTree(resolveMemory(whole, 0), { sha256, scan: nodeScan });
    const direct = new MemoryTree(resolveMemory(checkpointOf(memory.length, imageOf(memory), []), 0), { sha256 });
    const root = Buffer.from(tree.root).toString('hex');
    if (!direct.root.every((byte, index) => byte === tree.root[index])) throw new Error('the chain is not the memory');
    say(`both together are the memory as it is now: hash tree ${root.slice(0, 16)}... either way`);

    let read = 0;
    const file = {
      size: compressed.length,
      read: (offset: number, length: number) => {
        read += length;
        return compressed.subarray(offset, offset + length);
      },
    };
    const random = await RandomAccess.open(file, { algorithms });
    const opened = read;
    const filled = Math.floor(before.findIndex((byte) => byte !== 0) / IMAGE_PAGE);
    const page = await random.page(0, filled);
    if (page === undefined) throw new Error(`page ${filled} holds nothing`);
    say(`random access: ${opened} bytes read to open the compressed file, ${read - opened} more for page ${filled}`);

    const damaged = raw.slice();
    const place = raw.length - (raw.length % IMAGE_PAGE) - IMAGE_PAGE;
    damaged[place] = (damaged[place] ?? 0) ^ 1;
    say(`with one bit changed: ${refusal(() => decode(damaged, { algorithms }))}`);
  },
};
