import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ckpt, ckptPath, type Outcome } from './ckpt.js';
import { type HandMade, writeHandMade } from './hand-made.js';

/** A command that runs while the test goes on. */
export interface Running {
  readonly process: ChildProcess;
  readonly out: { text: string };
  readonly ended: Promise<number | null>;
}

/** An empty folder for each test, in which commands run. */
export class Scratch {
  folder = '';

  constructor() {
    beforeEach(() => {
      this.folder = mkdtempSync(join(tmpdir(), 'ckpt-test-'));
    });
    afterEach(() => rmSync(this.folder, { recursive: true, force: true }));
  }

  readonly at = (name: string): string => join(this.folder, name);

  readonly files = (): string[] => readdirSync(this.folder).sort();

  readonly run = (args: readonly string[], input = ''): Outcome => ckpt(args, { cwd: this.folder, input });

  /** Runs a line of the shell, `CKPT` standing for the command; it must say nothing on standard error. */
  readonly shell = (line: string): string => {
    const command = line.replaceAll('CKPT', `'${process.execPath}' '${ckptPath}'`);
    const { stdout, stderr } = spawnSync('/bin/sh', ['-c', command], { cwd: this.folder, encoding: 'utf8' });
    expect(stderr).toBe('');
    return stdout;
  };

  readonly start = (args: readonly string[]): Running => {
    const child = spawn(process.execPath, [ckptPath, ...args], { cwd: this.folder, stdio: ['ignore', 'pipe', 'pipe'] });
    const out = { text: '' };
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      out.text += chunk;
    });
    return { process: child, out, ended: once(child, 'close').then(([code]) => code as number | null) };
  };

  /** Writes a program made by hand; gives its name in the folder. */
  readonly handMade = async (name: HandMade): Promise<string> => {
    await writeHandMade(name, this.at(`${name}.wasm`));
    return `${name}.wasm`;
  };
}

/** Waits until something holds, which takes a while on a busy machine. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 20));
}
