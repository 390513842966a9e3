import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { transpileBytes } from '@bytecodealliance/jco-transpile';
import { root } from '../root.js';
import type { Validation } from './answer.js';
import { componentPath } from './build.js';

const folder = join(root, 'tools/dist/component/transpiled');

/** The component under the host that jco makes of it for JavaScript. */
export async function jcoHost(): Promise<Validation> {
  const { files } = await transpileBytes(readFileSync(componentPath), { name: 'validator' });
  rmSync(folder, { recursive: true, force: true });
  for (const [name, bytes] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  const { validation } = (await import(pathToFileURL(join(folder, 'validator.js')).href)) as { validation: Validation };
  return validation;
}
