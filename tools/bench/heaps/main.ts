import { writeFileSync } from 'node:fs';
import { runEsbuild } from './esbuild.js';
import { memoriesOf } from './instances.js';
import { runLua } from './lua.js';
import { runQuickJs } from './quickjs.js';
import { runSqlite } from './sqlite.js';

/** Runs one of the programs and writes its memory: `main.js PROGRAM FILE`, a process for each. */
const programs: Readonly<Record<string, () => Promise<void>>> = {
  quickjs: runQuickJs,
  sqlite: runSqlite,
  lua: runLua,
  esbuild: runEsbuild,
};

const [name = '', path = ''] = process.argv.slice(2);
const program = programs[name];
if (program === undefined) throw new Error(`no program ${name}`);
const [largest] = await memoriesOf(program);
if (largest === undefined) throw new Error(`${name} has no memory`);
writeFileSync(path, largest);
process.exit(0);
