import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from '../../root.js';
import { polls, withPolls } from './polls.js';

const cache = join(root, 'node_modules/.cache/wasm-checkpoint/asyncify');
const require = createRequire(import.meta.url);

const features = [
  'mutable-globals',
  'sign-ext',
  'nontrapping-float-to-int',
  'bulk-memory',
  'simd',
  'multivalue',
  'reference-types',
].map((feature) => `--enable-${feature}`);

const options = ['--asyncify', `--pass-arg=asyncify-imports@${polls.module}.${polls.import}`, '-O3'];

/** What `wasm-opt` made of a module, and how long that took where it was done now. */
export interface Asyncified {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Milliseconds, from the run that made what the cache has. */
  readonly milliseconds: number;
}

function wasmOpt(): { readonly program: string; readonly version: string } {
  const manifest = require.resolve('binaryen/package.json');
  const { version } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string };
  return { program: join(manifest, '../bin/wasm-opt'), version };
}

/** Runs a script of Node; gives its exit code, or undefined when it was ended after so many milliseconds. */
function runFor(args: readonly string[], limit: number): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] });
    let ended = false;
    const timer = setTimeout(() => {
      ended = true;
      child.kill('SIGKILL');
    }, limit);
    child.on('error', reject);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(ended ? undefined : (code ?? 1));
    });
  });
}

/**
 * A module with polls after `wasm-opt --asyncify -O3` of the Binaryen package, from the cache where it was made before.
 *
 * Undefined where Binaryen needed more than `limit` milliseconds, which is kept too; throws where it refuses the module.
 */
export async function asyncified(bytes: Uint8Array, limit = 600_000): Promise<Asyncified | undefined> {
  const { program, version } = wasmOpt();
  const key = createHash('sha256')
    .update(`${version} ${features.join(' ')} ${options.join(' ')}\n`)
    .update(bytes)
    .digest('hex');
  const made = join(cache, `${key}.wasm`);
  const told = join(cache, `${key}.json`);
  if (!existsSync(told)) {
    mkdirSync(cache, { recursive: true });
    const input = join(cache, `${key}.${process.pid}.in.wasm`);
    const output = join(cache, `${key}.${process.pid}.out.wasm`);
    try {
      writeFileSync(input, withPolls(bytes));
      const start = performance.now();
      const code = await runFor([program, ...features, ...options, input, '-o', output], limit);
      if (code !== undefined && code !== 0) throw new Error(`wasm-opt ended with ${code}`);
      if (code === 0) renameSync(output, made);
      const milliseconds = code === 0 ? performance.now() - start : null;
      writeFileSync(`${told}.${process.pid}`, JSON.stringify({ milliseconds, limit }));
      renameSync(`${told}.${process.pid}`, told);
    } finally {
      for (const path of [input, output]) rmSync(path, { force: true });
    }
  }
  const { milliseconds } = JSON.parse(readFileSync(told, 'utf8')) as { milliseconds: number | null };
  return milliseconds === null ? undefined : { bytes: new Uint8Array(readFileSync(made)), milliseconds };
}
