import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { UsageError } from '../command.js';
import { root } from '../root.js';

const folder = join(root, 'tools/component');
const stamp = join(folder, 'node_modules/.installed');

/** What is used of `@bytecodealliance/componentize-js`. */
export interface Componentizer {
  componentize(
    source: string,
    options: {
      /** The text of the WIT package. */
      readonly witWorld: string;
      readonly worldName: string;
      readonly disableFeatures: readonly ('stdio' | 'random' | 'clocks' | 'http' | 'fetch-event')[];
    },
  ): Promise<{ readonly component: Uint8Array; readonly imports: readonly (readonly [string, string])[] }>;
}

/** The lock file of the toolchain, by its hash. */
export const toolchainVersion = (): string =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'pnpm-lock.yaml')))
    .digest('hex');

/** Whether the toolchain of the lock file is installed. */
const isInstalled = (): boolean => existsSync(stamp) && readFileSync(stamp, 'utf8') === toolchainVersion();

/** Installs the toolchain unless it is there: some 270 MB. */
function install(): void {
  if (isInstalled()) return;
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { packageManager: string };
  const npx = process.platform === 'win32' ? 'npx.cmd' : 'npx';
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--ignore-workspace', '--dir', folder];
  const { status, stdout, stderr } = spawnSync(npx, args, {
    encoding: 'utf8',
    shell: process.platform === 'win32',
    env: { ...process.env, CI: 'true' },
  });
  if (status !== 0) throw new UsageError(`the toolchain of components could not be installed:\n${stdout}${stderr}`);
  writeFileSync(stamp, toolchainVersion());
}

/** The tool that makes components of JavaScript; installed first where it is not. */
export async function componentizer(): Promise<Componentizer> {
  install();
  return (await import(pathToFileURL(join(folder, 'componentizer.mjs')).href)) as Componentizer;
}
