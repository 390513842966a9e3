import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.js';

/** An engine that runs scripts of the project as they are compiled, in a process of its own. */
export interface ScriptEngine {
  /** Stable: `node` for the Node that runs this, `node-24`, `bun`. */
  readonly name: string;
  /** What it calls itself: `Node 24.21.0, V8 13.6`. */
  readonly version: string;
  readonly program: string;
  /** Arguments in front of the script's path. */
  readonly flags: readonly string[];
  /** Arguments that let the stack grow to most of what the system gives a thread; none where the engine does so itself. */
  readonly deep: readonly string[];
}

/** An engine that an npm package holds, for this platform. */
interface Packaged {
  readonly name: string;
  readonly package: string;
  readonly version: string;
  /** The program inside the package. */
  readonly path: string;
  readonly flags: readonly string[];
  readonly deep: readonly string[];
}

/** In KiB; where 8 MiB are usual. */
const deepStack = ['--stack-size=7200'];

const windows = process.platform === 'win32';
const nodePlatform = windows ? 'win' : process.platform;
const bunArch = process.arch === 'arm64' ? 'aarch64' : process.arch;

/** They are not in the lock file: each is 100 MB, and only whoever measures or tortures needs them. */
const packaged: readonly Packaged[] = [
  {
    name: 'node-24',
    package: `node-${nodePlatform}-${process.arch}`,
    version: '24.21.0',
    path: windows ? 'bin/node.exe' : 'bin/node',
    flags: ['--no-warnings', '--expose-gc'],
    deep: deepStack,
  },
  {
    name: 'bun',
    package: `@oven/bun-${windows ? 'windows' : process.platform}-${bunArch}`,
    version: '1.4.5',
    path: windows ? 'bin/bun.exe' : 'bin/bun',
    flags: [],
    deep: [],
  },
];

const cache = join(root, 'node_modules/.cache/wasm-checkpoint/engines');

const thisNode: ScriptEngine = {
  name: 'node',
  version: `Node ${process.versions.node}, V8 ${process.versions.v8}`,
  program: process.execPath,
  flags: ['--no-warnings', '--expose-gc'],
  deep: deepStack,
};

/** Installs the package of an engine, once. */
function install(engine: Packaged): string {
  const folder = join(cache, `${engine.name}-${engine.version}`);
  const program = join(folder, 'node_modules', engine.package, engine.path);
  if (existsSync(program)) return program;
  const scratch = `${folder}.${process.pid}`;
  mkdirSync(scratch, { recursive: true });
  try {
    writeFileSync(join(scratch, 'package.json'), '{ "private": true }\n');
    const npm = windows ? 'npm.cmd' : 'npm';
    const args = ['install', '--no-audit', '--no-fund', '--no-save', '--ignore-scripts'];
    const result = spawnSync(npm, [...args, `${engine.package}@${engine.version}`], {
      cwd: scratch,
      encoding: 'utf8',
      shell: windows,
    });
    if (result.status !== 0) throw new Error(`${engine.package} could not be installed: ${result.stderr}`);
    rmSync(folder, { recursive: true, force: true });
    renameSync(scratch, folder);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  return program;
}

/** Prints what the engine calls itself. */
const versionScript =
  'const { bun, node, v8 } = process.versions;' +
  "console.log(bun ? 'Bun ' + bun + ', JavaScriptCore' : 'Node ' + node + ', V8 ' + v8)";

/** The names of all engines. */
export const engineNames: readonly string[] = ['node', ...packaged.map(({ name }) => name)];

/** An engine by its name, installed into node_modules/.cache when it is not there yet; throws with the reason where it cannot be. */
export function scriptEngine(name: string): ScriptEngine {
  if (name === thisNode.name) return thisNode;
  const found = packaged.find((engine) => engine.name === name);
  if (found === undefined) throw new Error(`no engine ${name}; there are ${engineNames.join(', ')}`);
  const program = install(found);
  const { status, stdout, stderr } = spawnSync(program, ['-e', versionScript], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${found.package}@${found.version} does not run: ${stderr}`);
  return { name, version: stdout.trim(), program, flags: found.flags, deep: found.deep };
}
