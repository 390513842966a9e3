import { posix } from 'node:path';
import { type Check, type Fault, isCode, matches, readJson } from '../check.js';
import type { Tree } from '../tree.js';

/** The leaves that carry no meaning of their own; everything above them may use them. */
const leaves = ['bytes', 'tables'] as const;

/** Which packages the sources of a package may import; the table of the architecture, with the leaves spelled out. */
const allowedPackages: Readonly<Record<string, readonly string[]>> = {
  tables: [],
  bytes: [],
  wasm: leaves,
  format: leaves,
  validate: ['format', 'wasm', ...leaves],
  instrument: ['wasm', ...leaves],
  runtime: ['format', 'instrument', 'validate', 'wasm', ...leaves],
  // The runner must not lean on our own codec, or the corpus confirms itself.
  conformance: [],
  cli: ['conformance', 'format', 'instrument', 'runtime', 'validate', 'wasm', ...leaves],
};

/** What some packages may import from outside the project; the others may import anything that they declare. */
const allowedOutside: Readonly<Record<string, readonly string[]>> = {
  tables: [],
  bytes: [],
  wasm: [],
  format: ['@bokuweb/zstd-wasm', '@noble/hashes'],
  conformance: ['ajv', 'ajv-formats', 'commander'],
};

const scope = '@wasm-checkpoint/';
/** Import and export statements as the formatter writes them, and dynamic imports. */
const specifier = /^(?:import|export)\b(?:[^;'"]*?\bfrom)? *'([^'\n]+)'|\bimport\('([^'\n]+)'\)/gm;

/** The package that a specifier names: `@a/b/c` names `@a/b`. */
const packageName = (name: string): string => name.split('/', name.startsWith('@') ? 2 : 1).join('/');

/** Why a package may not import another one, or undefined when it may. */
function refusal(owner: string, name: string): string | undefined {
  if (name.startsWith(scope)) {
    const target = name.slice(scope.length);
    return allowedPackages[owner]?.includes(target) === true ? undefined : `${owner} may not import ${target}`;
  }
  const outside = allowedOutside[owner];
  if (outside === undefined || outside.includes(name) || name.startsWith('node:')) return undefined;
  return `${owner} may not import ${name}`;
}

function checkSource(tree: Tree, owner: string, file: string): Fault[] {
  const faults: Fault[] = [];
  for (const { line, match } of matches(tree.read(file), specifier)) {
    const name = match[1] ?? match[2] ?? '';
    if (name.startsWith('.')) {
      const target = posix.join(posix.dirname(file), name);
      if (!target.startsWith(`packages/${owner}/`)) faults.push({ file, line, text: `${name} leaves the package` });
    } else {
      const text = refusal(owner, packageName(name));
      if (text !== undefined) faults.push({ file, line, text });
    }
  }
  return faults;
}

function checkManifest(tree: Tree, owner: string, file: string): Fault[] {
  const { dependencies = {} } = readJson<{ dependencies?: Record<string, string> }>(tree, file);
  return Object.keys(dependencies).flatMap((name) => {
    const text = refusal(owner, name);
    return text === undefined ? [] : [{ file, line: 0, text: `dependencies: ${text}` }];
  });
}

export const imports: Check = {
  name: 'imports',
  help: 'packages import only what the architecture lets them',
  run(tree) {
    return tree.files.flatMap((file): Fault[] => {
      const [, owner, rest] = /^packages\/([\w-]+)\/(.*)$/.exec(file) ?? [];
      if (owner === undefined || rest === undefined) return [];
      if (rest === 'package.json') {
        return Object.hasOwn(allowedPackages, owner)
          ? checkManifest(tree, owner, file)
          : [{ file, line: 0, text: `package ${owner} is not in the table of packages` }];
      }
      return rest.startsWith('src/') && isCode(file) ? checkSource(tree, owner, file) : [];
    });
  },
};
