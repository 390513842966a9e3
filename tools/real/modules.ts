import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A module of a real program, from an npm package. */
export interface RealModule {
  /** A short name, for reports and options. */
  readonly name: string;
  /** Package and version that it comes from. */
  readonly package: string;
  /** The module's file. */
  readonly path: string;
  /** The module's bytes, read anew at each call. */
  bytes(): Uint8Array;
}

/** The package, a file of it that can be resolved, and the module relative to that file's folder. */
interface Place {
  readonly name: string;
  readonly entry: string;
  readonly module: string;
}

const places: readonly Place[] = [
  { name: 'lua', entry: 'wasmoon', module: 'glue.wasm' },
  { name: 'quickjs', entry: '@jitl/quickjs-wasmfile-release-sync', module: 'emscripten-module.wasm' },
  { name: 'sqlite', entry: 'sql.js', module: 'sql-wasm.wasm' },
  { name: 'wasm-tools', entry: '@bytecodealliance/jco-transpile/wasm-tools', module: '../vendor/wasm-tools.core.wasm' },
  { name: 'esbuild', entry: 'esbuild-wasm/package.json', module: 'esbuild.wasm' },
  { name: 'ruby', entry: '@ruby/3.4-wasm-wasi/dist/ruby+stdlib.wasm', module: 'ruby+stdlib.wasm' },
];

const { resolve } = createRequire(import.meta.url);

/** Package and version of the nearest manifest with a version above a file. */
function packageOf(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    try {
      const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name?: string;
        version?: string;
      };
      if (manifest.name !== undefined && manifest.version !== undefined) return `${manifest.name}@${manifest.version}`;
    } catch {
      // No manifest in this folder.
    }
  }
  throw new Error(`${path} belongs to no package`);
}

/** Real modules in order of size: Lua, QuickJS, SQLite, wasm-tools, esbuild (Go), Ruby. */
export const realModules: readonly RealModule[] = places.map(({ name, entry, module }) => {
  const path = join(dirname(resolve(entry)), module);
  return { name, package: packageOf(path), path, bytes: () => new Uint8Array(readFileSync(path)) };
});

/** The real module of a name; throws when there is none. */
export function realModule(name: string): RealModule {
  const found = realModules.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(`no real module ${name}; there are ${realModules.map((each) => each.name).join(', ')}`);
  return found;
}
