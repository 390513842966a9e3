import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild-wasm';
import { root } from '../root.js';
import { componentizer, toolchainVersion } from './toolchain.js';

const validate = join(root, 'packages/validate');
/** The world that the component implements. */
export const witPath = join(validate, 'wit/validator.wit');
/** Where the component lies once it is built. */
export const componentPath = join(validate, 'dist/validator.wasm');
const stampPath = `${componentPath}.made-of`;

/** The component's JavaScript: the validator and all that it needs, in one module. */
async function bundle(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(validate, 'dist/component/index.js')],
    bundle: true,
    format: 'esm',
    platform: 'neutral',
    mainFields: ['module', 'main'],
    target: 'es2022',
    minify: true,
    write: false,
    logLevel: 'warning',
  });
  return outputFiles[0]?.text ?? '';
}

function write(path: string, contents: Uint8Array | string): void {
  writeFileSync(`${path}.tmp`, contents);
  renameSync(`${path}.tmp`, path);
}

/** What a component that is built was made of, or would be: JavaScript, world and toolchain, by their hash. */
async function ingredients(source: string): Promise<string> {
  const hash = createHash('sha256').update(source).update(readFileSync(witPath)).update(toolchainVersion());
  return hash.digest('hex');
}

/** Whether the component is built of what there is now. */
export async function isBuilt(): Promise<boolean> {
  if (!existsSync(componentPath) || !existsSync(stampPath)) return false;
  return readFileSync(stampPath, 'utf8') === (await ingredients(await bundle()));
}

/**
 * Makes a component of the compiled packages/validate, unless it is made of the same already; gives its size in bytes.
 *
 * It imports nothing: no clock, no random numbers, no streams.
 */
export async function buildComponent(): Promise<number> {
  const source = await bundle();
  const made = await ingredients(source);
  if (existsSync(componentPath) && existsSync(stampPath) && readFileSync(stampPath, 'utf8') === made) {
    return readFileSync(componentPath).length;
  }
  const { componentize } = await componentizer();
  const { component } = await componentize(source, {
    witWorld: readFileSync(witPath, 'utf8'),
    worldName: 'validator',
    disableFeatures: ['stdio', 'random', 'clocks', 'http', 'fetch-event'],
  });
  write(componentPath, component);
  write(stampPath, made);
  return component.length;
}
