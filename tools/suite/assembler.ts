import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import initWabt from 'wabt';
import type { ModuleSource } from './wast.js';

/** A module's bytes, or why its text could not be assembled. */
export type Assembled = { readonly bytes: Uint8Array } | { readonly refusal: string };

/**
 * What turns text into bytes. Both resolve and encode, and neither validates.
 *
 * wasm-tools knows every feature but the folded form of the legacy `try`; wabt knows that one, but not GC.
 */
export type Assembler = 'wasm-tools' | 'wabt';

/** The packages and versions of the assemblers; part of every cache key. */
export function assemblerVersions(): string {
  const require = createRequire(import.meta.url);
  const manifests = [
    join(dirname(require.resolve('@bytecodealliance/jco-transpile/wasm-tools')), '../package.json'),
    require.resolve('wabt/package.json'),
  ];
  return manifests
    .map((path) => JSON.parse(readFileSync(path, 'utf8')) as { name: string; version: string })
    .map(({ name, version }) => `${name}@${version}`)
    .join(' ');
}

/** Characters that turn the direction of writing: legal in strings of the text format, but refused by wasm-tools. */
const directionMarks = /[\u202a-\u202e\u2066-\u2069\u206c]/g;
const escapeDirectionMarks = (text: string): string =>
  text.replace(directionMarks, (mark) => `\\u{${mark.charCodeAt(0).toString(16)}}`);

/** The assembler's own words inside the debug print that wasm-tools throws. */
function refusalText(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const words = /.*\bkind: (?:Custom\(")?(.*?)(?:"\))?\s*\}/s.exec(message)?.[1] ?? message;
  return words.replaceAll('\\"', '"');
}

async function assembleWithWasmTools(text: string): Promise<Assembled> {
  try {
    return { bytes: await parse(escapeDirectionMarks(text)) };
  } catch (error) {
    return { refusal: refusalText(error) };
  }
}

async function assembleWithWabt(text: string): Promise<Assembled> {
  const wabt = await initWabt();
  try {
    const module = wabt.parseWat('module.wat', text, { exceptions: true, tail_call: true });
    try {
      return { bytes: Uint8Array.from(module.toBinary({ write_debug_names: true }).buffer) };
    } finally {
      module.destroy();
    }
  } catch (error) {
    return { refusal: error instanceof Error ? error.message : String(error) };
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Assembles a module of a script. */
export async function assemble(source: ModuleSource, assembler: Assembler): Promise<Assembled> {
  if (source.kind === 'binary') return { bytes: source.bytes };
  let text: string;
  try {
    text = source.kind === 'text' ? source.text : utf8.decode(source.bytes);
  } catch {
    return { refusal: 'malformed UTF-8 encoding' };
  }
  return assembler === 'wabt' ? assembleWithWabt(text) : assembleWithWasmTools(text);
}
