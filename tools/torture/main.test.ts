import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../root.js';
import type { Figures } from './report.js';

const main = join(root, 'tools/dist/torture/main.js');

function torture(...args: readonly string[]): {
  readonly code: number | null;
  readonly printed: string;
  readonly told: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], { encoding: 'utf8' });
  return { code: status, printed: stdout, told: stderr };
}

test('programs go on in other processes as if nothing had happened', () => {
  const { code, printed, told } = torture(
    ...['--engine', 'node', '--source', 'kernels', '--only', 'queens', '--interruptions', '6', '--seed', '2', '--json'],
  );
  expect(told).toBe('');
  const { figures, faults } = JSON.parse(printed) as { figures: Figures; faults: readonly string[] };
  expect(faults).toEqual([]);
  expect(figures).toMatchObject({ faults: 0, refused: 0, unsupported: 0, seed: 2 });
  expect(figures.interruptions).toBeGreaterThanOrEqual(6);
  // Each stretch has a process of its own, and so have the plain and the uninterrupted run.
  const trials = figures.sources['kernels']?.trials ?? 0;
  expect(trials).toBeGreaterThan(0);
  expect(figures.processes).toBeGreaterThanOrEqual(2 + trials + figures.interruptions);
  expect(code).toBe(0);
});

test.each<[string, readonly string[], string]>([
  ['an unknown source', ['--source', 'emacs'], 'no source emacs; there are'],
  ['an unknown engine', ['--engine', 'emacs'], 'no engine emacs; there are node, node-24, bun'],
  ['a program that is not there', ['--engine', 'node', '--replay', '{"program":"x","stretches":[]}'], 'no source has'],
])('%s is told', (_, args, expected) => {
  const { code, told } = torture(...args);
  expect(told).toContain(expected);
  expect(code).toBe(2);
});
