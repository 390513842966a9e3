import { createHash } from 'node:crypto';
import { statSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UsageError } from '../command.js';
import { assemble, assemblerVersions } from './assembler.js';
import { folderOf } from './folders.js';
import { type Command, type ModuleAssertion, splitWast } from './wast.js';

/** What a judge says of a module. */
export type Verdict = 'accepted' | 'malformed' | 'invalid';

/** A module of the suite with the verdict that its script demands. */
export interface SuiteCase {
  /** The script, relative to the suite's folder, with forward slashes. */
  readonly file: string;
  readonly line: number;
  /** The command that states it. */
  readonly command: 'module' | 'definition' | ModuleAssertion;
  /** How the script states it. */
  readonly form: 'text' | 'quote' | 'binary';
  readonly expected: Verdict;
  /** The message of the reference interpreter, for assertions. */
  readonly message: string;
  /** The module, or undefined when the assembler refuses its text. */
  readonly bytes: Uint8Array | undefined;
  /** Why the assembler refuses; empty when it does not. */
  readonly refusal: string;
}

/** A case whose bytes are known. */
export type SuiteModule = SuiteCase & { readonly bytes: Uint8Array };

/**
 * A module is demanded accepted also where its assertion is about linking or running it, and where only a custom section is
 * at fault: the core specification lets no custom section make a module malformed or invalid.
 */
const demanded: Readonly<Record<ModuleAssertion, Verdict>> = {
  assert_malformed: 'malformed',
  assert_invalid: 'invalid',
  assert_malformed_custom: 'accepted',
  assert_invalid_custom: 'accepted',
  assert_unlinkable: 'accepted',
  assert_uninstantiable: 'accepted',
  assert_trap: 'accepted',
};

/** Where assembled scripts are kept between runs, below the tools' folder. */
const cacheFolder = join(dirname(fileURLToPath(import.meta.url)), '../../.cache/suite');
/** Part of every cache key: raised when the splitter or the form of a cached file changes its meaning. */
const cacheFormat = 2;

async function assembleCommand(file: string, command: Command): Promise<SuiteCase | undefined> {
  if (command.kind === 'other') return undefined;
  const assembled = await assemble(command.source, folderOf(file).assembler);
  const isModule = command.kind === 'module';
  return {
    file,
    line: command.line,
    command: isModule ? (command.definition ? 'definition' : 'module') : command.name,
    form: command.source.kind,
    expected: isModule ? 'accepted' : demanded[command.name],
    message: isModule ? '' : command.message,
    bytes: 'bytes' in assembled ? assembled.bytes : undefined,
    refusal: 'bytes' in assembled ? '' : assembled.refusal,
  };
}

interface CachedCase extends Omit<SuiteCase, 'bytes' | 'file'> {
  readonly base64: string | null;
}

async function readCache(path: string, file: string): Promise<SuiteCase[] | undefined> {
  try {
    const cached = JSON.parse(await readFile(path, 'utf8')) as CachedCase[];
    return cached.map(({ base64, ...rest }) => ({
      ...rest,
      file,
      bytes: base64 === null ? undefined : new Uint8Array(Buffer.from(base64, 'base64')),
    }));
  } catch {
    return undefined;
  }
}

async function writeCache(path: string, cases: readonly SuiteCase[]): Promise<void> {
  const cached = cases.map(
    ({ bytes, file: _, ...rest }): CachedCase => ({
      ...rest,
      base64: bytes === undefined ? null : Buffer.from(bytes).toString('base64'),
    }),
  );
  const temporary = `${path}.${process.pid}.tmp`;
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(temporary, JSON.stringify(cached));
    await rename(temporary, path);
  } catch {
    // A cache that cannot be written only costs time.
  }
}

/** The scripts below a folder, relative to it, in order of name. */
export async function suiteFiles(path: string): Promise<string[]> {
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile() && entry.name.endsWith('.wast'))
    .map((entry) => relative(path, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The modules of one script of the suite in order, from the cache where it has them. */
export async function scriptCases(path: string, file: string): Promise<readonly SuiteCase[]> {
  const source = await readFile(join(path, file), 'utf8');
  const key = createHash('sha256')
    .update(`${cacheFormat}\n${assemblerVersions()} ${folderOf(file).assembler}\n${source}`)
    .digest('hex');
  const cachePath = join(cacheFolder, `${key}.json`);
  const cached = await readCache(cachePath, file);
  if (cached !== undefined) return cached;
  const cases: SuiteCase[] = [];
  for (const command of splitWast(source)) {
    const suiteCase = await assembleCommand(file, command);
    if (suiteCase !== undefined) cases.push(suiteCase);
  }
  await writeCache(cachePath, cases);
  return cases;
}

/** Every module of the suite below `path` whose bytes are known, with its file, line and demanded verdict. */
export async function* suiteModules(path: string): AsyncIterable<SuiteModule> {
  for (const file of await suiteFiles(path)) {
    for (const { bytes, ...rest } of await scriptCases(path, file)) {
      if (bytes !== undefined) yield { ...rest, bytes };
    }
  }
}

/**
 * The folder of the official core test suite, from `WASM_TESTSUITE`; undefined when that is not set.
 *
 * Throws a UsageError when it is set and names no folder: then nobody wants to go on without the suite.
 */
export function suitePath(): string | undefined {
  const path = process.env['WASM_TESTSUITE'];
  if (path === undefined || path === '') return undefined;
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    throw new UsageError(`WASM_TESTSUITE: ${resolve(path)} is not a folder`);
  }
  return path;
}
