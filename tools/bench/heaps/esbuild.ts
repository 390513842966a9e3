import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** The class that esbuild's `wasm_exec.js` defines: Go's host for WebAssembly. */
interface Go {
  argv: string[];
  env: Record<string, string>;
  exit: (code: number) => void;
  readonly importObject: WebAssembly.Imports;
  run(instance: WebAssembly.Instance): Promise<void>;
}

const require = createRequire(import.meta.url);

/** Several copies of some libraries, as the modules of a program. */
function writeProgram(folder: string): string {
  const sources = ['fast-check', 'wasmoon'].map((name) => readFileSync(require.resolve(name), 'utf8'));
  const imports: string[] = [];
  for (let copy = 0; copy < 3; copy++) {
    for (const [index, source] of sources.entries()) {
      const name = `library-${copy}-${index}.js`;
      writeFileSync(join(folder, name), `${source}\nexports.copy = ${copy};\n`);
      imports.push(`export * as library_${copy}_${index} from './${name}';`);
    }
  }
  const entry = join(folder, 'entry.js');
  writeFileSync(entry, imports.join('\n'));
  return entry;
}

/** Bundles a large program with esbuild, which is Go; its instance stays as it is afterwards. */
export async function runEsbuild(): Promise<void> {
  const folder = dirname(require.resolve('esbuild-wasm/package.json'));
  const globals = globalThis as unknown as Record<string, unknown>;
  globals['require'] ??= require;
  globals['fs'] ??= require('node:fs');
  globals['path'] ??= require('node:path');
  require(join(folder, 'wasm_exec.js'));
  const go = new (globals['Go'] as new () => Go)();
  const scratch = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const output = join(scratch, 'bundle.js');
    const entry = writeProgram(scratch);
    const options = ['--bundle', '--packages=external', '--format=esm', '--minify', '--sourcemap'];
    go.argv = ['esbuild', entry, ...options, `--outfile=${output}`];
    go.env = { PWD: scratch };
    let code = -1;
    go.exit = (status) => {
      code = status;
    };
    const module = readFileSync(join(folder, 'esbuild.wasm')) as Uint8Array<ArrayBuffer>;
    const { instance } = await WebAssembly.instantiate(module, go.importObject);
    await go.run(instance);
    if (code !== 0 || !existsSync(output) || statSync(output).size < 100_000)
      throw new Error(`esbuild ended with ${code}`);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
