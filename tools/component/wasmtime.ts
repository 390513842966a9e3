import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '../root.js';
import type { Answer, Question } from './answer.js';
import { componentPath } from './build.js';

/** WASMTIME_PYTHON names a Python that has the package wasmtime, of a version that knows components. */
const python = process.env['WASMTIME_PYTHON'] ?? 'python3';
const driver = join(root, 'tools/component/driver.py');

/** Why there is no Wasmtime; undefined when there is one. */
export function wasmtimeMissing(): string | undefined {
  const { status, error } = spawnSync(python, ['-c', 'from wasmtime.component import Component, Record']);
  if (error !== undefined) return `${python} cannot be run`;
  return status === 0 ? undefined : `${python} has no package wasmtime that knows components: pip install wasmtime`;
}

/** The answers of the component under Wasmtime, to all questions in one process. */
export function askWasmtime(questions: readonly Question[]): readonly Answer[] {
  const scratch = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const known = new Map<Uint8Array, string>();
    const file = (bytes: Uint8Array): string => {
      const path = known.get(bytes) ?? join(scratch, String(known.size));
      if (!known.has(bytes)) writeFileSync(path, bytes);
      known.set(bytes, path);
      return path;
    };
    const lines = questions.map(({ checkpoint, modules, updates, host, full }) =>
      JSON.stringify({
        checkpoint: file(checkpoint),
        modules: modules?.map(file) ?? null,
        updates: updates?.map(({ module, bytes, images }) => [module, file(bytes), images ?? null]) ?? null,
        host: host ?? null,
        full: full ?? false,
      }),
    );
    const { status, stdout, stderr } = spawnSync(python, [driver, componentPath], {
      input: `${lines.join('\n')}\n`,
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
    });
    if (status !== 0) throw new Error(`Wasmtime ended with ${status}:\n${stderr}`);
    return stdout
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as Answer);
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}
