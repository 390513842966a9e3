import { closeSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { WASI } from 'node:wasi';
import { type CommandRun, commands } from './commands.js';
import { prebuiltModule } from './prebuilt.js';

interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly written: Readonly<Record<string, string>>;
}

/** Runs a command on Node's own host of WASI, with files for its standard streams. */
async function runCommand(name: string, run: CommandRun): Promise<Outcome> {
  const scratch = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  const folder = join(scratch, 'folder');
  mkdirSync(folder);
  for (const [file, text] of Object.entries(run.files ?? {})) writeFileSync(join(folder, file), text);
  const at = (stream: string): string => join(scratch, stream);
  writeFileSync(at('stdin'), run.stdin ?? '');
  const [stdin, stdout, stderr] = [
    openSync(at('stdin'), 'r'),
    openSync(at('stdout'), 'w'),
    openSync(at('stderr'), 'w'),
  ];
  try {
    const wasi = new WASI({
      version: 'preview1',
      args: [name, ...run.args],
      env: { ...run.env },
      preopens: { '.': folder },
      stdin,
      stdout,
      stderr,
      returnOnExit: true,
    });
    const instance = await WebAssembly.instantiate(new WebAssembly.Module(prebuiltModule(name)), {
      wasi_snapshot_preview1: wasi.wasiImport,
    });
    const code = wasi.start(instance) as unknown as number;
    const text = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '(no file)');
    return {
      code,
      stdout: text(at('stdout')),
      stderr: text(at('stderr')),
      written: Object.fromEntries(Object.keys(run.written ?? {}).map((file) => [file, text(join(folder, file))])),
    };
  } finally {
    for (const stream of [stdin, stdout, stderr]) closeSync(stream);
    rmSync(scratch, { recursive: true, force: true });
  }
}

const runs = commands.flatMap(({ name, runs: all }) => all.map((run) => [name, run.args.join(' '), run] as const));

test.each(runs)('%s %s', async (name, _, run) => {
  expect(await runCommand(name, run)).toEqual({
    code: run.code,
    stdout: run.stdout,
    stderr: run.stderr ?? '',
    written: run.written ?? {},
  });
});

test('dice tells six counts and never takes negative time', async () => {
  const { code, stdout } = await runCommand('dice', { args: ['60'], stdout: '', code: 0 });
  expect(code).toBe(0);
  const counts = [...stdout.matchAll(/^[1-6]: (\d+)$/gm)].map((match) => Number(match[1]));
  expect(counts).toHaveLength(6);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(60);
});
