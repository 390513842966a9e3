import { type Checkpoint, decode } from '@wasm-checkpoint/format';
import { openModule } from '@wasm-checkpoint/wasm';
import { modulesInOrder } from '../oracle/judge.js';
import type { Program } from '../programs/program.js';
import { realCheckpoint } from '../real/checkpoints.js';
import { type Source, sent } from '../torture/source.js';
import { features } from '../torture/sources/features.js';
import { generated } from '../torture/sources/generated.js';
import { kernels } from '../torture/sources/kernels.js';
import type { EngineProcess } from './engine-process.js';
import type { Subject } from './subject.js';

/** Polls after which programs are stopped. */
const stops = [1, 7, 40, 300];

const subjectOf = (name: string, checkpoint: Checkpoint, modules: readonly Uint8Array[]): Subject => ({
  name,
  checkpoint,
  modules: modulesInOrder(checkpoint, modules).map((bytes) => openModule(bytes ?? new Uint8Array(0))),
});

/** A program stopped in some places; fewer where it ends before, none where the engine or the instrumenter does not take it. */
async function stopped(program: Program, on: EngineProcess, polls: readonly number[]): Promise<Subject[]> {
  const subjects: Subject[] = [];
  const modules = program.instances.map(({ bytes }) => bytes);
  for (const count of polls) {
    const answer = await on.ask({ kind: 'capture', program: sent(program), polls: count });
    if (answer.kind === 'failed') throw new Error(`${program.name}: ${answer.reason}`);
    if (answer.kind !== 'captured' || answer.file === undefined) break;
    const checkpoint = decode(new Uint8Array(Buffer.from(answer.file, 'base64')));
    subjects.push(subjectOf(`${program.name}@${count}`, checkpoint, modules));
  }
  return subjects;
}

async function ofSource(source: Source, on: EngineProcess, polls: readonly number[], most: number): Promise<Subject[]> {
  const subjects: Subject[] = [];
  let programs = 0;
  for await (const name of source.names(20)) {
    if (programs++ >= most) break;
    const found = await source.program(name);
    if (found?.kind === 'program') subjects.push(...(await stopped(found.program, on, polls)));
  }
  return subjects;
}

/** Checkpoints of the modules written by hand, one for each feature, that an engine knows. */
export const featureSubjects = (
  on: EngineProcess,
  only: (name: string) => boolean = () => true,
  polls: readonly number[] = stops,
): Promise<Subject[]> =>
  ofSource({ ...features, names: () => [...(features.names(0) as Iterable<string>)].filter(only) }, on, polls, 1000);

/** Checkpoints of compiled kernels and of random modules. */
export async function programSubjects(on: EngineProcess): Promise<Subject[]> {
  return [...(await ofSource(kernels, on, [40, 300], 8)), ...(await ofSource(generated, on, [7, 40], 20))];
}

/** Checkpoints of real programs in the middle of their work, captured natively. */
export async function nativeSubjects(names: readonly string[]): Promise<Subject[]> {
  const subjects: Subject[] = [];
  for (const name of names) {
    const { module, checkpoint } = await realCheckpoint(name);
    subjects.push(subjectOf(name, checkpoint, [module]));
  }
  return subjects;
}
