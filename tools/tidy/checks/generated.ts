import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, sep } from 'node:path';
import { generatedPages } from '../../docs/pages.js';
import { root } from '../../root.js';
import { type Check, type Fault, isGenerated } from '../check.js';
import type { Tree } from '../tree.js';

const tablesFolder = 'packages/tables/src/gen';

/** What the generator of the tables makes of `schema/` now; it runs in a folder of its own and writes nothing here. */
function generatedTables(): ReadonlyMap<string, string> {
  const scratch = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-gen-'));
  try {
    cpSync(join(root, 'schema'), join(scratch, 'schema'), { recursive: true });
    cpSync(join(root, 'tools/dist-gen'), join(scratch, 'tools/dist-gen'), { recursive: true });
    cpSync(join(root, 'tools/package.json'), join(scratch, 'tools/package.json'));
    symlinkSync(join(root, 'tools/node_modules'), join(scratch, 'tools/node_modules'), 'dir');
    mkdirSync(join(scratch, tablesFolder), { recursive: true });
    execFileSync(process.execPath, [join(scratch, 'tools/dist-gen/main.js')], { encoding: 'utf8', stdio: 'pipe' });
    const written = readdirSync(join(scratch, 'packages'), { recursive: true, withFileTypes: true });
    return new Map(
      written
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.parentPath, entry.name))
        .map((path) => [relative(scratch, path).split(sep).join('/'), readFileSync(path, 'utf8')]),
    );
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

/** A fault for each generated file that is missing, stale, or no longer generated. */
export function compareGenerated(tree: Tree, expected: ReadonlyMap<string, string>): readonly Fault[] {
  const faults: Fault[] = [];
  for (const [file, text] of expected) {
    if (!tree.files.includes(file)) faults.push({ file, line: 0, text: 'is missing: npm run gen' });
    else if (tree.read(file) !== text) faults.push({ file, line: 0, text: 'is stale: npm run gen' });
  }
  for (const file of tree.files.filter(isGenerated)) {
    if (!expected.has(file)) faults.push({ file, line: 0, text: 'is no longer generated; remove it' });
  }
  return faults;
}

export const generated: Check = {
  name: 'generated',
  help: 'generated files are what npm run gen would write',
  run: (tree) => compareGenerated(tree, new Map([...generatedTables(), ...generatedPages(tree)])),
};
