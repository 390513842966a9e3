import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import {
  type Checkpoint,
  decode,
  encode,
  memoryBytes,
  resolveMemories,
  type Slot,
  stateDigest,
} from '@wasm-checkpoint/format';
import { nodeScan, nodeSha256 } from '@wasm-checkpoint/format/node';
import { InitialContents, livenessOf, Runtime } from '@wasm-checkpoint/runtime';
import { openModule } from '@wasm-checkpoint/wasm';
import { type RealCheckpoint, realCheckpoint } from '../../real/checkpoints.js';
import { restoreInstrumented } from '../../real/programs/index.js';
import { root } from '../../root.js';
import type { Step } from '../step.js';

type Say = (line: string) => void;

const command = join(root, 'packages/validate/bin/ckpt-validate.mjs');

const kibibytes = (size: number): string => `${Math.round(size / 1024)} KiB`;

const memorySize = ({ memories }: Checkpoint): number =>
  memories.reduce((sum, { type }) => sum + Number(memoryBytes(type)), 0);

/** What the command line of the validator says; it ends with 0 for what it accepts. */
function validated(say: Say, checkpoint: string, module: string): boolean {
  say(`$ ckpt-validate ${basename(checkpoint)} ${basename(module)}`);
  const { status, stdout, stderr } = spawnSync(process.execPath, [command, checkpoint, module], { encoding: 'utf8' });
  for (const line of `${stdout}${stderr}`.trimEnd().split('\n')) say(`  ${line}`);
  if (status !== 0 && status !== 1) throw new Error(`the validator ended with ${status}`);
  return status === 0;
}

/** The state digest, which the same state has on every engine. */
function digestOf(checkpoint: Checkpoint, bytes: Uint8Array): string {
  const module = openModule(bytes);
  const modules = new InitialContents(() => module);
  const liveness = livenessOf(() => module);
  const sources = resolveMemories(checkpoint, { modules });
  return Buffer.from(
    stateDigest(checkpoint, sources, { sha256: nodeSha256, scan: nodeScan, liveness, modules }),
  ).toString('hex');
}

/** The same checkpoint with a float in place of an integer in a local of the frame in the middle of the stack. */
function damaged(checkpoint: Checkpoint): Checkpoint {
  const threads = checkpoint.threads.map((thread) => ({
    ...thread,
    frames: thread.frames.map((frame, index) => {
      const integer = frame.locals.findIndex((slot) => slot.kind === 'i32');
      if (index !== thread.frames.length >> 1) return frame;
      const locals = frame.locals.map((slot, local): Slot => (local === integer ? { kind: 'f32', bits: 0 } : slot));
      return { ...frame, locals };
    }),
  }));
  return { ...checkpoint, threads };
}

/** Captures a program, writes the file, reads it back, and has the command judge it. */
async function capture(say: Say, name: string, folder: string): Promise<RealCheckpoint> {
  const captured = await realCheckpoint(name);
  const { program, module, checkpoint } = captured;
  const [file, moduleFile] = [join(folder, `${name}.ckpt`), join(folder, `${name}.wasm`)];
  writeFileSync(moduleFile, module);
  writeFileSync(file, encode(checkpoint));
  const written = readFileSync(file);
  const frames = checkpoint.threads[0]?.frames.length ?? 0;
  say(`${program.module.package}, stopped in front of a call of its host: ${frames} frames`);
  say(`${basename(file)}: ${kibibytes(written.length)} for a memory of ${kibibytes(memorySize(checkpoint))}`);
  const again = decode(new Uint8Array(written));
  if (Buffer.compare(encode(again), written) !== 0) throw new Error('the file is not what was read from it');
  say(`state digest ${digestOf(again, module)}`);
  if (!validated(say, file, moduleFile)) throw new Error(`the checkpoint of ${name} was refused`);
  return captured;
}

/** Captures real programs natively, on their unmodified modules, validates the files, and finishes one elsewhere. */
export const nativeCapture: Step = {
  title: 'Real programs interrupted in the middle of their work, as checkpoints that the validator accepts',
  async run(say) {
    const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
    try {
      const quickjs = await capture(say, 'quickjs', folder);
      say('');
      const sqlite = await capture(say, 'sqlite', folder);
      say('');
      const file = join(folder, 'damaged.ckpt');
      writeFileSync(file, encode(damaged(quickjs.checkpoint)));
      say('the first one, with a float in place of an integer in the middle of the stack:');
      if (validated(say, file, join(folder, 'quickjs.wasm'))) throw new Error('a damaged checkpoint was accepted');
      say('');
      const elsewhere = await restoreInstrumented(sqlite.program, new Runtime(), sqlite);
      const answer = elsewhere.answer(elsewhere.go());
      if (answer !== sqlite.program.expected) throw new Error(`SQLite gave ${answer}`);
      say(`the query of SQLite, restored into an instrumented module and finished: ${answer}`);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
