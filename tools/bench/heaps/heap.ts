import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The programs whose memories make up the heap, by the file that runs them. */
export const heapPrograms = ['quickjs', 'sqlite', 'lua', 'esbuild'] as const;

/** Bytes that each program contributes: the first of its memory. */
const SHARE = 64 * 2 ** 20;

const here = dirname(fileURLToPath(import.meta.url));
const cache = join(here, '../../../../node_modules/.cache/wasm-checkpoint');

/** A name for what the programs do now: the compiled recipes and the versions of their packages. */
function recipe(): string {
  const hash = createHash('sha256');
  for (const file of readdirSync(here).sort()) if (file.endsWith('.js')) hash.update(readFileSync(join(here, file)));
  hash.update(readFileSync(join(here, '../../../package.json')));
  return hash.digest('hex').slice(0, 16);
}

function memoryFile(program: string, show: (text: string) => void): string {
  const path = join(cache, `${program}-${recipe()}.memory`);
  if (existsSync(path)) return path;
  show(`running ${program} for its memory`);
  mkdirSync(cache, { recursive: true });
  const scratch = `${path}.${process.pid}`;
  const result = spawnSync(process.execPath, [join(here, 'main.js'), program, scratch], { encoding: 'utf8' });
  if (result.status !== 0) throw new Error(`${program} gave no memory: ${result.stderr}`);
  renameSync(scratch, path);
  return path;
}

/**
 * 256 MiB of heap as real programs leave it: 64 MiB each of the memories of QuickJS, SQLite, Lua and esbuild after work.
 *
 * Made once, in some seconds, and kept in node_modules/.cache.
 */
export function realisticHeap(show: (text: string) => void): Uint8Array {
  const heap = new Uint8Array(SHARE * heapPrograms.length);
  for (const [index, program] of heapPrograms.entries()) {
    const memory = readFileSync(memoryFile(program, show));
    if (memory.length < SHARE) throw new Error(`${program} has only ${memory.length} bytes of memory`);
    heap.set(memory.subarray(0, SHARE), index * SHARE);
  }
  return heap;
}
