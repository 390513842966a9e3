import { mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { type ExitCode, runScript, script, UsageError } from '../command.js';
import { progress } from '../progress.js';
import { type BuildRecord, compiledPrograms, recordPath, sha256, sourceHash } from './prebuilt.js';
import { prebuiltPath, type Source } from './source.js';
import { compileSource, findToolchain, type Toolchain } from './toolchains.js';

const command = script(
  'programs',
  'Compiles the C and Rust programs of tools/programs anew and writes their modules and the record of what made them.\n\n' +
    'C: clang-14, lld-14, wasi-libc and libclang-rt-14-dev-wasm32 of Debian. Rust: rustup target add wasm32-wasip1\n' +
    'wasm32-unknown-unknown. CLANG and RUSTC name other compilers.',
  'a program does not compile',
);

const needed: Readonly<Record<Source['language'], string>> = {
  c: 'clang-14, lld-14, wasi-libc and libclang-rt-14-dev-wasm32',
  rust: 'rustc with the targets wasm32-wasip1 and wasm32-unknown-unknown',
};

function toolchain(language: Source['language']): Toolchain {
  const found = findToolchain[language]();
  if (found === undefined) throw new UsageError(`not on this machine: ${needed[language]}`);
  return found;
}

function write(path: string, contents: Uint8Array | string): void {
  const temporary = `${path}.${process.pid}.tmp`;
  writeFileSync(temporary, contents);
  renameSync(temporary, path);
}

async function run(): Promise<ExitCode> {
  const found = { c: toolchain('c'), rust: toolchain('rust') };
  const line = progress();
  const modules = new Map<string, Uint8Array>();
  const programs: Record<string, { source: string; module: string }> = {};
  for (const { name, source } of compiledPrograms) {
    line.show(`compiling ${name}`);
    const module = compileSource(found[source.language], source);
    modules.set(name, module);
    programs[name] = { source: sourceHash(source), module: sha256(module) };
  }
  line.clear();
  const record: BuildRecord = { toolchains: { c: found.c.versions, rust: found.rust.versions }, programs };
  const folder = dirname(recordPath);
  mkdirSync(folder, { recursive: true });
  const stale = readdirSync(folder).filter((file) => file.endsWith('.wasm') && !modules.has(basename(file, '.wasm')));
  for (const file of stale) rmSync(prebuiltPath(basename(file, '.wasm')));
  for (const [name, module] of modules) write(prebuiltPath(name), module);
  write(recordPath, `${JSON.stringify(record, null, 2)}\n`);
  const bytes = [...modules.values()].reduce((sum, module) => sum + module.length, 0);
  console.log(`${modules.size} modules of ${bytes} bytes`);
  return 0;
}

await runScript(command, run);
