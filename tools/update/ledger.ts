import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../programs/source.js';
import { root } from '../root.js';

/** The versions of the ledger; the first one runs, the others are to take its place. */
export const versions = [1, 2, 3, 4] as const;
export type Version = (typeof versions)[number];

/** The source of a version, compiled as the kernels of `tools/programs` are. */
export const ledgerSource = (version: Version): Source => ({
  language: 'c',
  file: `../update/c/ledger-${version}.c`,
  kind: 'kernel',
  // Recursion stays recursion, so that there are frames.
  options: ['-O1', '-fno-optimize-sibling-calls'],
});

/** Where the module of a version lies. */
export const ledgerPath = (version: Version): string => join(root, `tools/update/prebuilt/ledger-${version}.wasm`);

export const ledgerModule = (version: Version): Uint8Array => new Uint8Array(readFileSync(ledgerPath(version)));
