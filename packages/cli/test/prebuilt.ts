import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** The path of a compiled program of tools/programs. */
export const prebuiltPath = (name: string): string =>
  fileURLToPath(new URL(`../../../tools/programs/prebuilt/${name}.wasm`, import.meta.url));

export const prebuilt = (name: string): Uint8Array<ArrayBuffer> => new Uint8Array(readFileSync(prebuiltPath(name)));
