import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import { encode, fromJSONText } from '@wasm-checkpoint/format';
import { assemble } from '../suite/assembler.js';
import { bytesOfHex } from './hex.js';
import { type CaseRow, folderOf, type Manifests, type ModuleRow, rowsOf } from './manifest.js';

/** A file that follows from others: where it goes in the corpus, and what it has. */
export interface Derived {
  readonly path: string;
  readonly bytes: Uint8Array;
}

const read = ({ folder }: Manifests, path: string): string => readFileSync(join(folder, path), 'utf8');

async function moduleFile(manifests: Manifests, { name, assembler }: ModuleRow): Promise<Derived> {
  const assembled = await assemble({ kind: 'text', text: read(manifests, `modules/${name}.wat`) }, assembler);
  if ('refusal' in assembled) throw new Error(`modules/${name}.wat: ${assembled.refusal}`);
  return { path: `modules/${name}.wasm`, bytes: Uint8Array.from(assembled.bytes) };
}

function checkpointFile(manifests: Manifests, row: CaseRow): Derived {
  const folder = join('cases', folderOf(row));
  const source = join(folder, row.source);
  try {
    const text = read(manifests, source);
    const bytes = row.source.endsWith('.hex') ? bytesOfHex(text) : encode(fromJSONText(text));
    return { path: join(folder, row.checkpoint), bytes };
  } catch (error) {
    throw new Error(`${source}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Every file that is built from a source: `.wasm` from `.wat`, `.ckpt` from its JSON twin or hex. */
export async function derivedFiles(manifests: Manifests): Promise<readonly Derived[]> {
  const modules: Derived[] = [];
  for (const row of manifests.modules) modules.push(await moduleFile(manifests, row));
  return [...modules, ...rowsOf(manifests).map((row) => checkpointFile(manifests, row))];
}

/** The files whose bytes are not those that their sources give. */
export function stale({ folder }: Manifests, files: readonly Derived[]): readonly Derived[] {
  return files.filter(({ path, bytes }) => {
    const full = join(folder, path);
    return !existsSync(full) || !readFileSync(full).equals(bytes);
  });
}

/** What the modules' manifest says otherwise than their bytes do. */
export function wrongModules(manifests: Manifests): readonly string[] {
  return manifests.modules.flatMap(({ name, length, sha256 }) => {
    const bytes = readFileSync(join(manifests.folder, `modules/${name}.wasm`));
    const digest = createHash('sha256').update(bytes).digest('hex');
    return bytes.length === length && digest === sha256 ? [] : [name];
  });
}

function* filesBelow(folder: string): Generator<string> {
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    if (statSync(path).isDirectory()) yield* filesBelow(path);
    else yield path;
  }
}

/** Files below `cases` and `modules` that no manifest names, and names of files that are not there. */
export function strayFiles(manifests: Manifests): { readonly stray: string[]; readonly missing: string[] } {
  const named = new Set([
    'modules/modules.json',
    ...[...manifests.cases.keys()].map((name) => `cases/${name}/cases.json`),
    ...manifests.modules.flatMap(({ name }) => [`modules/${name}.wat`, `modules/${name}.wasm`]),
    ...rowsOf(manifests).flatMap((row) =>
      [row.checkpoint, row.source, row.host].flatMap((file) =>
        file === undefined ? [] : [`cases/${folderOf(row)}/${file}`],
      ),
    ),
  ]);
  const present = ['cases', 'modules'].flatMap((part) =>
    [...filesBelow(join(manifests.folder, part))].map((path) => relative(manifests.folder, path)),
  );
  return {
    stray: present.filter((path) => !named.has(path)),
    missing: [...named].filter((path) => !present.includes(path)),
  };
}
