import { readdirSync } from 'node:fs';
import { basename } from 'node:path';
import { wasmFeatures } from '@wasm-checkpoint/tables';
import { allFeatures, type FeatureSet, openModule, validate } from '@wasm-checkpoint/wasm';
import {
  featureModule,
  featureOutcomes,
  featureProgram,
  featurePrograms,
  featuresFolder,
  modulesOf,
} from './features.js';
import { exportedType, runPlain } from './outcome.js';

const programs = featurePrograms();
const outcomes = featureOutcomes();
const modules = programs.flatMap(modulesOf);

/** What of `features` cannot be left out for a module to be valid. */
function needed(bytes: Uint8Array): FeatureSet {
  let left: FeatureSet = allFeatures;
  for (const feature of allFeatures) {
    const fewer = new Set([...left].filter((each) => each !== feature));
    if (feature !== 'core' && validate(bytes, { features: fewer }) === undefined) left = fewer;
  }
  return new Set([...left].filter((each) => each !== 'core'));
}

/** Whether the engine of this process can be asked. */
async function known(name: string): Promise<boolean> {
  return WebAssembly.validate(await featureModule(name));
}
const unknown = new Set<string>();
for (const program of programs) {
  for (const module of modulesOf(program)) if (!(await known(module))) unknown.add(program.name);
}

test('every text is a module of a program', () => {
  const texts = readdirSync(featuresFolder).filter((file) => file.endsWith('.wat'));
  expect(texts.map((file) => basename(file, '.wat')).sort()).toEqual([...modules].sort());
  expect(Object.keys(outcomes).sort()).toEqual(programs.map(({ name }) => name).sort());
});

test('there is a program for every feature that anything runs', () => {
  const used = new Set(programs.flatMap(({ features }) => features));
  // A core feature is in each; relaxed SIMD has a choice of results; no engine has pages of other sizes.
  const left = wasmFeatures.map(({ name }) => name).filter((name) => !used.has(name));
  expect(left).toEqual(['core', 'sign-extension', 'saturating-conversions', 'relaxed-simd', 'custom-page-sizes']);
});

describe.each(programs.map((program) => [program.name, program] as const))('%s', (name, program) => {
  test('is valid and needs the features that it names', async () => {
    const sets = await Promise.all(modulesOf(program).map(async (module) => needed(await featureModule(module))));
    expect([...new Set(sets.flatMap((set) => [...set]))].sort()).toEqual(program.features);
  });

  test('calls what it exports, with arguments of its type', async () => {
    const { instances, calls } = await featureProgram(program);
    for (const { instance, export: called, args } of calls) {
      const bytes = instances.find((each) => each.name === instance)?.bytes;
      expect(bytes).toBeDefined();
      expect(args).toHaveLength(exportedType(openModule(bytes ?? new Uint8Array()), called).params.length);
    }
  });

  const run = async (): Promise<void> => {
    expect(runPlain(await featureProgram(program))).toEqual(outcomes[name]);
  };
  if (unknown.has(name)) test.skip(`shows what was recorded (skipped: V8 ${process.versions.v8} lacks a feature)`, run);
  else test('shows what was recorded', run);
});

test('an outcome tells apart what differs', async () => {
  const [first] = programs.filter(({ name }) => name === 'blocks');
  if (first === undefined) throw new Error('no program blocks');
  const program = await featureProgram(first);
  const other = { ...program, calls: program.calls.map((call) => ({ ...call, args: [5] })) };
  expect(runPlain(other)).not.toEqual(outcomes['blocks']);
});
