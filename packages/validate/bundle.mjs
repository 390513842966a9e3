// Makes the command and all that it loads at once into one file, for the published package, where it starts in half the time.
import { createHash } from 'node:crypto';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild-wasm';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const outfile = process.argv[2] ?? path('dist/bundle/ckpt-validate.cjs');
const folder = dirname(outfile);

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  // Of ASCII alone, which is read the fastest; and loaded by ways that a script of any kind has.
  charset: 'ascii',
  supported: { 'dynamic-import': false },
  logLevel: 'warning',
};

/** The text of the specification, which `--explain` alone needs, in a file of its own. */
const explainApart = {
  name: 'explain-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/explain\.js$/ }, () => ({ path: './explain.cjs', external: true }));
  },
};

/** The rows of tables as text, which is read faster than code, without the words that only `--explain` shows. */
const leanTables = {
  name: 'lean-tables',
  setup: ({ onLoad }) => {
    onLoad({ filter: /tables\/dist\/gen\/(checkpoint|validator|wasm)-\w+\.js$/ }, async ({ path: file }) => {
      const [[name, rows], ...others] = Object.entries(await import(file));
      if (others.length > 0 || !Array.isArray(rows)) throw new Error(`${file} is more than one table`);
      const text = JSON.stringify(rows.map(({ doc, ...row }) => row));
      return { contents: `export const ${name} = JSON.parse(${JSON.stringify(text)});` };
    });
  },
};

/** What commander loads for commands that are programs of their own, and what takes Node a while to load. */
const spawnLater = {
  name: 'spawn-later',
  setup: ({ onLoad, onResolve }) => {
    onResolve({ filter: /^node:child_process$/, namespace: 'file' }, ({ path }) => ({ path, namespace: 'later' }));
    onLoad({ filter: /./, namespace: 'later' }, ({ path }) => ({
      contents: `module.exports = { get spawn() { return require('${path}').spawn; } };`,
    }));
  },
};

await build({
  ...common,
  entryPoints: [path('dist/cli/main.js')],
  outfile: join(folder, 'main.cjs'),
  // A function both as a module and as a script, so that nothing has to be put around the text at the start.
  banner: { js: '(typeof module === "undefined" ? {} : module).exports = (function (require) {' },
  footer: { js: '})' },
  plugins: [explainApart, leanTables, spawnLater],
  // Loaded for compressed files alone, and it looks for its own files beside it.
  external: ['@bokuweb/zstd-wasm'],
});
await build({
  ...common,
  entryPoints: [path('dist/explain.js')],
  outfile: join(folder, 'explain.cjs'),
});
const digest = createHash('sha256')
  .update(readFileSync(join(folder, 'main.cjs')))
  .digest('hex')
  .slice(0, 16);
const { code } = await transform(readFileSync(path('start.cjs'), 'utf8'), {
  define: { MAIN_DIGEST: JSON.stringify(digest) },
  minify: true,
  target: common.target,
});
writeFileSync(outfile, code);
chmodSync(outfile, 0o755);
