import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { WasmFeature } from '@wasm-checkpoint/tables';
import { assemble } from '../suite/assembler.js';
import type { Outcome } from './outcome.js';
import type { Program, ProgramValue } from './program.js';
import { programsFolder } from './source.js';

/** An entry of `features/manifest.json`. */
export interface FeatureProgram {
  readonly name: string;
  /** What the modules need beyond WebAssembly 1.0. */
  readonly features: readonly WasmFeature[];
  /** Instances in the order of instantiation; one of the module with the program's name where none are given. */
  readonly instances?: readonly { readonly name: string; readonly module: string }[];
  /** Calls in order, of the first instance where none is named. */
  readonly calls: readonly {
    readonly instance?: string;
    readonly export: string;
    readonly args: readonly ProgramValue[];
  }[];
}

export const featuresFolder = join(programsFolder, 'features');

const readJson = (name: string): unknown => JSON.parse(readFileSync(join(featuresFolder, name), 'utf8'));

/** Every program by its features, in order of name. */
export const featurePrograms = (): readonly FeatureProgram[] => readJson('manifest.json') as readonly FeatureProgram[];

/** What each program showed uninstrumented when it was recorded, by name. */
export const featureOutcomes = (): Readonly<Record<string, Outcome>> =>
  readJson('outcomes.json') as Readonly<Record<string, Outcome>>;

/** The module of a text of this folder, by its name without extension. */
export async function featureModule(name: string): Promise<Uint8Array<ArrayBuffer>> {
  const text = readFileSync(join(featuresFolder, `${name}.wat`), 'utf8');
  const assembled = await assemble({ kind: 'text', text }, 'wasm-tools');
  if ('refusal' in assembled) throw new Error(`${name}.wat: ${assembled.refusal}`);
  return new Uint8Array(assembled.bytes);
}

/** The names of the modules of a program. */
export const modulesOf = ({ name, instances }: FeatureProgram): readonly string[] =>
  instances?.map(({ module }) => module) ?? [name];

/** A program by its features, ready to be run. */
export async function featureProgram(feature: FeatureProgram): Promise<Program> {
  const { name, calls } = feature;
  const places = feature.instances ?? [{ name, module: name }];
  return {
    name,
    instances: await Promise.all(
      places.map(async (place) => ({ name: place.name, bytes: await featureModule(place.module) })),
    ),
    calls: calls.map(({ instance, ...call }) => ({ instance: instance ?? places[0]?.name ?? '', ...call })),
  };
}
