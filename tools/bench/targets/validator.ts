import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import { emptyCheckpoint, encode, type Frame, type Slot } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import { validate } from '@wasm-checkpoint/validate';
import { openModule, typeStateAt, typeStates } from '@wasm-checkpoint/wasm';
import { realCheckpoint } from '../../real/checkpoints.js';
import { root } from '../../root.js';
import { compare } from '../harness.js';
import type { BenchContext, BenchTarget, Figure } from '../target.js';
import { corpusFigures } from './validator-corpus.js';

/** Ends with exit code 0, or the benchmark is of nothing. */
function node(...args: string[]): void {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}: ${stderr}`);
}

const hashing = `
const { createHash } = require('node:crypto');
const { readFileSync } = require('node:fs');
for (const path of process.argv.slice(1)) createHash('sha256').update(readFileSync(path)).digest();
`;

/** The published form of the command as a process of its own, against one that hashes the same files. */
async function command(folder: string, { compare: options, show }: BenchContext): Promise<Figure[]> {
  show('a checkpoint of QuickJS');
  const { checkpoint, module } = await realCheckpoint('quickjs');
  const bundle = join(folder, 'ckpt-validate.cjs');
  const paths = [join(folder, 'program.ckpt'), join(folder, 'program.wasm')];
  const file = encode(checkpoint);
  writeFileSync(paths[0] ?? '', file);
  writeFileSync(paths[1] ?? '', module);
  show('the command as one file');
  node(join(root, 'packages/validate/bundle.mjs'), bundle);
  show('processes');
  const candidates = [
    { name: 'validate', run: () => node(bundle, '--quiet', ...paths) },
    { name: 'hash', run: () => node('-e', hashing, '--', ...paths) },
  ];
  const samples = compare(candidates, { ...options, sample: 0 });
  const frames = checkpoint.threads[0]?.frames.length ?? 0;
  const detail = `QuickJS with ${frames} frames, ${file.length} bytes of checkpoint, ${module.length} of module`;
  return [
    { name: 'validator/quickjs/command', value: samples.median('validate'), unit: 'ms', detail },
    {
      name: 'validator/quickjs/of-hashing',
      value: samples.ratio('validate', 'hash'),
      unit: 'x',
      detail: `${detail}: against a process that hashes both with SHA-256`,
    },
  ];
}

const recursive = `(module (func $f (param i32) (result i32) (local i64 f64 i32 i32)
  (if (result i32) (i32.eqz (local.get 0))
    (then (i32.const 1))
    (else (i32.mul (local.get 0) (call $f (i32.sub (local.get 0) (i32.const 1))))))))`;
const DEEP = 10_000;

/** The time that 10,000 frames more take, reading them included. */
async function recursion({ compare: options, show }: BenchContext): Promise<Figure[]> {
  show('a deep recursion');
  const bytes = Uint8Array.from(await parse(recursive));
  const module = openModule(bytes);
  const offsets = [...typeStates(module).offsets(0)];
  const call = offsets.find((offset) => typeStateAt(module, 0, offset).instruction.opcode.name === 'call') ?? 0;
  const locals: readonly Slot[] = [
    { kind: 'i32', value: 5 },
    { kind: 'i64', value: 7n },
    { kind: 'f64', bits: 0n },
    { kind: 'i32', value: 1 },
    { kind: 'dead' },
  ];
  const frame: Frame = {
    instance: 0,
    funcidx: 0,
    offset: call,
    locals,
    operands: [{ kind: 'i32', value: 5 }],
    caught: [],
  };
  const innermost: Frame = { ...frame, offset: offsets[0] ?? 0, operands: [] };
  const instance = { module: 0, funcs: [], tables: [], memories: [], globals: [], tags: [], elems: [], datas: [] };
  const digest = new Uint8Array(createHash('sha256').update(bytes).digest());
  const fileOf = (depth: number): Uint8Array =>
    encode({
      ...emptyCheckpoint,
      modules: [{ digest, length: BigInt(bytes.length), imports: [] }],
      instances: [instance],
      threads: [
        { label: '', status: { kind: 'runnable' }, frames: [innermost, ...Array.from({ length: depth }, () => frame)] },
      ],
    });
  const algorithms = await nodeAlgorithms();
  const judged = (file: Uint8Array) => (): void => {
    if (!validate(file, { modules: [bytes], algorithms }).accepted) throw new Error('the recursion is valid');
  };
  const candidates = [
    { name: 'deep', run: judged(fileOf(DEEP)) },
    { name: 'shallow', run: judged(fileOf(1)) },
  ];
  const samples = compare(candidates, options);
  return [
    {
      name: 'validator/recursion/more',
      value: samples.median('deep') - samples.median('shallow'),
      unit: 'ms',
      detail: `${DEEP} frames of ${locals.length} locals more`,
    },
  ];
}

/** Validating checkpoints: the command on a real one against hashing, a deep stack, the conformance corpus. */
export const validator: BenchTarget = {
  name: 'validator',
  help: 'validating a checkpoint of QuickJS by the command, against hashing; 10,000 frames more; the conformance corpus',
  async run(context) {
    const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-bench-'));
    try {
      return [...(await command(folder, context)), ...(await recursion(context)), ...corpusFigures(context)];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
