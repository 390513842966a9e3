// Makes the command and all that it loads at once into one file, for the published package, where it starts in half the time.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild-wasm';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const outfile = process.argv[2] ?? path('dist/bundle/ckpt-validate.cjs');

const common = {
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  minify: true,
  logLevel: 'warning',
};

/** The text of the specification, which `--explain` alone needs, in a file of its own. */
const explainApart = {
  name: 'explain-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/explain\.js$/ }, () => ({ path: './explain.cjs', external: true }));
  },
};

await build({
  ...common,
  entryPoints: [path('dist/cli/main.js')],
  outfile,
  banner: { js: '#!/usr/bin/env node' },
  plugins: [explainApart],
  // Loaded for compressed files alone, and it looks for its own files beside it.
  external: ['@bokuweb/zstd-wasm'],
});
await build({
  ...common,
  entryPoints: [path('dist/explain.js')],
  outfile: join(dirname(outfile), 'explain.cjs'),
});
