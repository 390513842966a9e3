import { createHash } from 'node:crypto';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild-wasm';
import { root } from '../root.js';

/** Below the tools' folder, so that what is loaded at run time is found among their packages. */
const cache = join(root, 'tools/.cache/torture');
const here = dirname(fileURLToPath(import.meta.url));

/** Folders whose compiled files a worker may load. */
const loaded = [
  join(root, 'tools/dist'),
  ...readdirSync(join(root, 'packages')).map((name) => join(root, 'packages', name)),
];

/** A name for what is compiled now: every file with its size and time. */
function state(): string {
  const hash = createHash('sha256');
  for (const folder of loaded) {
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() || !entry.name.endsWith('.js') || !/[\\/]dist/.test(path) || /node_modules/.test(path))
        continue;
      const { size, mtimeMs } = statSync(path);
      hash.update(`${path} ${size} ${mtimeMs}\n`);
    }
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * The script of the workers as one file, made where it is not there yet: a process that loads it starts in a quarter of the time
 * that its three hundred modules take, and each stretch of a run has a process. The modules themselves for a `short` run and
 * where esbuild fails.
 */
export async function workerScript(short: boolean): Promise<string> {
  const modules = join(here, 'worker.js');
  if (short) return modules;
  const path = join(cache, `worker-${state()}.mjs`);
  if (existsSync(path)) return path;
  await mkdir(cache, { recursive: true });
  const scratch = `${path}.${process.pid}.mjs`;
  const bundled = build({
    entryPoints: [modules],
    outfile: scratch,
    bundle: true,
    platform: 'node',
    format: 'esm',
    external: ['@node-rs/crc32'],
    logLevel: 'warning',
  });
  try {
    await bundled;
  } catch (error) {
    console.error(`workers start slowly: ${error instanceof Error ? error.message : error}`);
    return modules;
  }
  await rename(scratch, path);
  return path;
}
