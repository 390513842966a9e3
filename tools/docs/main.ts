import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { root } from '../root.js';
import { gitTree } from '../tidy/tree.js';
import { generatedPages } from './pages.js';

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}

let changed = 0;
const pages = generatedPages(gitTree(root));
for (const [path, text] of pages) {
  const full = join(root, path);
  if (textOf(full) === text) continue;
  mkdirSync(dirname(full), { recursive: true });
  writeFileSync(`${full}.tmp`, text);
  renameSync(`${full}.tmp`, full);
  changed += 1;
}
console.log(`${pages.size} files, ${changed} changed`);
