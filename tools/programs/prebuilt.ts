import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commands } from './commands.js';
import { kernels } from './kernels.js';
import { prebuiltPath, programsFolder, type Source } from './source.js';
import type { Toolchain } from './toolchains.js';

/** A program of which a module is committed. */
export interface CompiledProgram {
  readonly name: string;
  readonly source: Source;
}

/** Every program that is compiled. */
export const compiledPrograms: readonly CompiledProgram[] = [...kernels, ...commands];

/** What was committed was compiled from which source by what. */
export interface BuildRecord {
  /** `Toolchain.versions`, by language. */
  readonly toolchains: Readonly<Record<Source['language'], Toolchain['versions']>>;
  /** SHA-256 of source and module, by program. */
  readonly programs: Readonly<Record<string, { readonly source: string; readonly module: string }>>;
}

export const recordPath = join(programsFolder, 'prebuilt/record.json');

export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** SHA-256 of a source together with its options. */
export function sourceHash(source: Source): string {
  const text = readFileSync(join(programsFolder, source.file), 'utf8').replaceAll('\r\n', '\n');
  return sha256(Buffer.from(`${source.options.join(' ')}\n${text}`));
}

export const readRecord = (): BuildRecord => JSON.parse(readFileSync(recordPath, 'utf8')) as BuildRecord;

/** The committed module of a program. */
export function prebuiltModule(name: string): Uint8Array<ArrayBuffer> {
  const path = prebuiltPath(name);
  if (!existsSync(path)) {
    throw new Error(`no program ${name}; there are ${compiledPrograms.map((program) => program.name).join(', ')}`);
  }
  return new Uint8Array(readFileSync(path));
}
