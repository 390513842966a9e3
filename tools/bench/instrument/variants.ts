import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type InstrumentOptions, instrument, recorder } from '@wasm-checkpoint/instrument';
import { asyncified } from './asyncify.js';

/** A module in one of the forms that are compared, as a file. */
export interface Variant {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
}

/** The forms: the module itself, ours, and Asyncify of Binaryen with polls at loop headers and function entries. */
export const variantNames = ['plain', 'ours', 'asyncify'] as const;
export type VariantName = (typeof variantNames)[number];

/** How our instrumented modules are made where the cost is judged. */
const ours: InstrumentOptions = {};

/** A module in each form; undefined where there is none, since Binaryen did not finish. */
const makers: Readonly<Record<VariantName, (bytes: Uint8Array) => Promise<Uint8Array | undefined>>> = {
  plain: async (bytes) => bytes,
  ours: async (bytes) => instrument(bytes, ours).bytes,
  asyncify: async (bytes) => (await asyncified(bytes))?.bytes,
};

/** The bytes of a module in a form. */
export const variantBytes = (name: VariantName, bytes: Uint8Array): Promise<Uint8Array | undefined> =>
  makers[name](bytes);

/** Writes a module in all of its forms into a folder. */
export async function writeVariants(folder: string, subject: string, bytes: Uint8Array): Promise<Variant[]> {
  const variants: Variant[] = [];
  for (const name of variantNames) {
    const made = await makers[name](bytes);
    if (made === undefined) continue;
    const path = join(folder, `${subject}-${name}.wasm`);
    writeFileSync(path, made);
    variants.push({ name, path, bytes: made.length });
  }
  return variants;
}

/** Writes the recorder, which our modules import; gives its path. */
export function writeRecorder(folder: string): string {
  const path = join(folder, 'recorder.wasm');
  writeFileSync(path, recorder(['func', 'extern']));
  return path;
}
