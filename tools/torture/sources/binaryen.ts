import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { F32, F64, I32, I64, type Module, openModule, type Valtype } from '@wasm-checkpoint/wasm';
import { type Random, random } from '../../fuzz/random.js';
import { isCallable } from '../../programs/outcome.js';
import type { Program, ProgramCall, ProgramValue } from '../../programs/program.js';
import type { Source } from '../source.js';

const prefix = 'binaryen-';
const wasmOpt = join(createRequire(import.meta.url).resolve('binaryen/package.json'), '../bin/wasm-opt');

/** Without vectors, which its host of JavaScript would have to take as arguments. */
const features = [
  'bulk-memory',
  'exception-handling',
  'multivalue',
  'mutable-globals',
  'nontrapping-float-to-int',
  'reference-types',
  'sign-ext',
  'tail-call',
];
const MOST_CALLS = 10;

/** Arguments of number types; a function with others is not called. */
const argumentOf: ReadonlyMap<Valtype, (source: Random) => ProgramValue> = new Map([
  [I32, (source: Random): ProgramValue => source.integer(-3, 100)],
  [I64, (source: Random): ProgramValue => String(source.integer(-3, 100))],
  [F32, (source: Random): ProgramValue => source.integer(-3, 100) / 2],
  [F64, (source: Random): ProgramValue => source.integer(-3, 100) / 4],
]);

function callsOf(module: Module, instance: string, source: Random): readonly ProgramCall[] {
  const calls = module.exports.flatMap(({ name, kind, index }): ProgramCall[] => {
    const type = kind === 'func' ? module.types[module.funcs[index] ?? -1]?.composite : undefined;
    if (type?.kind !== 'func' || !isCallable(type)) return [];
    const args = type.params.flatMap((param) => argumentOf.get(param)?.(source) ?? []);
    return args.length === type.params.length ? [{ instance, export: name, args }] : [];
  });
  return calls.slice(0, MOST_CALLS);
}

const exitOf = (args: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [wasmOpt, ...args], { stdio: 'ignore' });
    child.on('error', reject);
    child.on('exit', resolve);
  });

/** Makes a module of some random bytes. */
async function translate(input: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const folder = await mkdtemp(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    const [from, to] = [join(folder, 'input'), join(folder, 'output.wasm')];
    await writeFile(from, input);
    const code = await exitOf([from, '-ttf', '--denan', ...features.map((name) => `--enable-${name}`), '-o', to]);
    if (code !== 0) throw new Error(`wasm-opt ended with ${code}`);
    return new Uint8Array(await readFile(to));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function program(name: string): Promise<Program> {
  const source = random(Number(name.slice(prefix.length)));
  const size = source.integer(500, 4000);
  const bytes = await translate(Uint8Array.from({ length: size }, () => source.integer(0, 255)));
  return { name, instances: [{ name, bytes }], calls: callsOf(openModule(bytes), name, source) };
}

/** What Binaryen's own fuzzer makes of random bytes, by their seeds. */
export const binaryen: Source = {
  name: 'binaryen',
  help: "random modules of Binaryen's fuzzer",
  ends: false,
  *names(seed) {
    const source = random(seed);
    for (;;) yield `${prefix}${source.integer(0, 0x7fffffff)}`;
  },
  program: async (name) => (name.startsWith(prefix) ? { kind: 'program', program: await program(name) } : undefined),
};
