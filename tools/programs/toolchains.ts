import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { programsFolder, type Source } from './source.js';

/** A compiler with what it links, by what tells two versions of it apart. */
export interface Toolchain {
  readonly program: string;
  /** By part: the words of the program itself, or a library's SHA-256. */
  readonly versions: Readonly<Record<string, string>>;
}

const fileHash = (path: string): string => createHash('sha256').update(readFileSync(path)).digest('hex');

/** The first line that a program prints, or undefined when it cannot be run. */
function firstLine(program: string, args: readonly string[]): string | undefined {
  const { status, stdout } = spawnSync(program, args, { encoding: 'utf8' });
  return status === 0 ? stdout.split('\n')[0]?.trim() : undefined;
}

/** Debian: clang-14, lld-14, wasi-libc, libclang-rt-14-dev-wasm32. CLANG names another program. */
function clang(): Toolchain | undefined {
  const program = process.env['CLANG'] ?? 'clang-14';
  const version = firstLine(program, ['--version']);
  const builtins = firstLine(program, ['--target=wasm32-wasi', '--print-libgcc-file-name']);
  const libc = '/usr/lib/wasm32-wasi/libc.a';
  const linker = firstLine(program, ['--print-prog-name=wasm-ld']);
  if (version === undefined || linker === undefined) return undefined;
  if (builtins === undefined || !existsSync(builtins) || !existsSync(libc)) return undefined;
  const linkerVersion = firstLine(linker, ['--version']);
  if (linkerVersion === undefined) return undefined;
  return {
    program,
    versions: { clang: version, linker: linkerVersion, libc: fileHash(libc), builtins: fileHash(builtins) },
  };
}

/** `rustup target add wasm32-wasip1 wasm32-unknown-unknown`. RUSTC names another program. */
function rustc(): Toolchain | undefined {
  const program = process.env['RUSTC'] ?? 'rustc';
  const version = firstLine(program, ['--version']);
  const sysroot = firstLine(program, ['--print', 'sysroot']);
  if (version === undefined || sysroot === undefined) return undefined;
  const targets = Object.values(rustTargets);
  return targets.every((target) => existsSync(join(sysroot, 'lib/rustlib', target)))
    ? { program, versions: { rustc: version } }
    : undefined;
}

const rustTargets: Readonly<Record<Source['kind'], string>> = {
  kernel: 'wasm32-unknown-unknown',
  command: 'wasm32-wasip1',
};

/** What is on this machine, by language. */
export const findToolchain: Readonly<Record<Source['language'], () => Toolchain | undefined>> = {
  c: clang,
  rust: rustc,
};

const clangKinds: Readonly<Record<Source['kind'], readonly string[]>> = {
  kernel: ['-nostartfiles', '-Wl,--no-entry', '-Wl,-z,stack-size=65536'],
  command: [],
};
const rustKinds: Readonly<Record<Source['kind'], readonly string[]>> = {
  kernel: ['--crate-type=cdylib', '-Clink-arg=-zstack-size=65536'],
  command: [],
};

/** The compiler's arguments but for the output. Debug information goes, names stay. */
const compilerArgs: Readonly<Record<Source['language'], (source: Source) => readonly string[]>> = {
  c: ({ file, kind, options }) => [
    ...[
      '--target=wasm32-wasi',
      '--sysroot=/usr',
      '-std=gnu11',
      '-O2',
      '-Wall',
      '-Wextra',
      '-Werror',
      '-Wl,--strip-debug',
    ],
    ...clangKinds[kind],
    ...options,
    file,
  ],
  rust: ({ file, kind, options }) => [
    ...['--edition=2021', `--target=${rustTargets[kind]}`, '-Dwarnings', '-Copt-level=3', '-Clto=fat'],
    ...['-Ccodegen-units=1', '-Cpanic=abort', '-Cstrip=debuginfo'],
    ...rustKinds[kind],
    ...options,
    file,
  ],
};

/** Compiles a source; throws with what the compiler printed when it refuses. */
export function compileSource(toolchain: Toolchain, source: Source): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const output = join(folder, 'program.wasm');
    const args = [...compilerArgs[source.language](source), '-o', output];
    // The paths that compilers write into modules are then relative ones.
    const result = spawnSync(toolchain.program, args, { cwd: programsFolder, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`${source.file}: ${result.stderr}`);
    return new Uint8Array(readFileSync(output));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
