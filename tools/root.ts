import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the checkout: this file runs from `tools/dist`. */
export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');
