// Runs a command as it is, over the host of WASI: node plain.js MODULE FOLDER [ARGUMENTS...]

import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { WasiHost } from '@wasm-checkpoint/cli';

const [path = '', folder = '.', ...args] = process.argv.slice(2);
const sleeping = new Int32Array(new SharedArrayBuffer(4));
const host = WasiHost.start({
  arguments: [basename(path, '.wasm'), ...args],
  environment: Object.entries(process.env).map(([name, value]) => `${name}=${value}`),
  directories: [{ name: '.', hostPath: folder }],
  alarm: { wait: (milliseconds) => Atomics.wait(sleeping, 0, 0, milliseconds) !== 'timed-out' },
});
const imports = host.imports.modules as WebAssembly.Imports;
const { instance } = await WebAssembly.instantiate(new Uint8Array(readFileSync(path)), imports);
const { memory, _start } = instance.exports as { memory: WebAssembly.Memory; _start: () => void };
host.imports.attach(memory);
try {
  _start();
} catch (error) {
  if (!(error instanceof Error && 'code' in error && typeof error.code === 'number')) throw error;
  process.exitCode = error.code;
}
