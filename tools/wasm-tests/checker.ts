import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * The parts of the type-checker that the package does not export: a test compares its two paths with each other.
 *
 * The package's exports hide them, so that they are loaded from its folder.
 */
const folder = pathToFileURL(`${dirname(createRequire(import.meta.url).resolve('@wasm-checkpoint/wasm'))}/`);
const load = (file: string): Promise<unknown> => import(new URL(file, folder).href);

export const { checkFunction, beginFunction, finishBody } = (await load(
  'valid/body.js',
)) as typeof import('../../packages/wasm/dist/valid/body.js');
export const { BodyState } = (await load('valid/state.js')) as typeof import('../../packages/wasm/dist/valid/state.js');
export const { ModuleContext } = (await load(
  'valid/context.js',
)) as typeof import('../../packages/wasm/dist/valid/context.js');
export const { scan, scanByRules } = (await load(
  'valid/scan.js',
)) as typeof import('../../packages/wasm/dist/valid/scan.js');
export const { step } = (await load('valid/step.js')) as typeof import('../../packages/wasm/dist/valid/step.js');
export const { readInstruction } = (await load(
  'decode/immediates.js',
)) as typeof import('../../packages/wasm/dist/decode/immediates.js');

export type State = InstanceType<typeof BodyState>;
