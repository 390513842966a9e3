import { spawnSync } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BenchTarget } from '../target.js';

/** What the process that streams reports, in bytes. */
export interface StreamReport {
  readonly image: number;
  readonly filled: number;
  readonly file: number;
  readonly writing: number;
  readonly reading: number;
}

const worker = join(dirname(fileURLToPath(import.meta.url)), '../heaps/stream.js');

/** Memory for streaming a sparse memory of 4 GiB to a file and back, in a process of its own. */
export const checkpointStream: BenchTarget = {
  name: 'checkpoint-stream',
  help: 'memory to stream a sparse WebAssembly memory of 4 GiB to a file and back',
  async run({ show }) {
    show('4 GiB');
    const result = spawnSync(process.execPath, [worker], { encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`streaming failed: ${result.stderr}`);
    const { image, filled, file, writing, reading } = JSON.parse(result.stdout) as StreamReport;
    const what = `${image} bytes, of which ${filled} are in filled pages; file of ${file} bytes`;
    const figure = (name: string, bytes: number, detail: string) => ({
      name: `checkpoint-stream/${name}`,
      value: bytes / 2 ** 20,
      unit: 'MiB',
      detail: `${detail}; ${what}`,
    });
    return [
      figure('write', writing, 'largest resident set while writing, above the one before it'),
      figure('read', reading, 'the same while reading the file again'),
    ];
  },
};
