import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** The command as it is installed. */
export const ckptPath = fileURLToPath(new URL('../bin/ckpt.mjs', import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `ckpt` in a process of its own, with pipes for its streams. */
export function ckpt(args: readonly string[], options: { input?: string; cwd?: string } = {}): Outcome {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [ckptPath, ...args], {
    encoding: 'utf8',
    env,
    maxBuffer: 2 ** 28,
    ...options,
  });
  return { code: status, stdout, stderr };
}

/** The lines of `--json`; each must be one object with a type, the last one a verdict (clause emb-json-lines). */
export function jsonLines(stdout: string): readonly Readonly<Record<string, unknown>>[] {
  expect(stdout.endsWith('\n')).toBe(true);
  const lines = stdout
    .slice(0, -1)
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  for (const line of lines) expect(Object.keys(line)[0]).toBe('type');
  expect(lines.at(-1)).toMatchObject({ type: 'verdict', format: 1 });
  return lines;
}
