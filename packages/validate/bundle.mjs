// Makes the command and all that it loads at once into one file, for the published package, where it starts in half the time.
import { chmodSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild-wasm';

const path = (name) => fileURLToPath(new URL(name, import.meta.url));
const outfile = process.argv[2] ?? path('dist/bundle/ckpt-validate.cjs');
const folder = dirname(outfile);

/** Keeps the compiled code from one run to the next, where Node can (22.1 and later). */
const start = `#!/usr/bin/env node
require('node:module').enableCompileCache?.();
require('./main.cjs');
`;

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
  outfile: join(folder, 'main.cjs'),
  plugins: [explainApart],
  // Loaded for compressed files alone, and it looks for its own files beside it.
  external: ['@bokuweb/zstd-wasm'],
});
await build({
  ...common,
  entryPoints: [path('dist/explain.js')],
  outfile: join(folder, 'explain.cjs'),
});
writeFileSync(outfile, start);
chmodSync(outfile, 0o755);
