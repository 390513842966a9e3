import type { Algorithms, Checkpoint, ModuleBases, ParentGiven } from '@wasm-checkpoint/format';
import { fingerprint } from '@wasm-checkpoint/format';
import { InitialContents } from '@wasm-checkpoint/runtime';
import type { Module } from '@wasm-checkpoint/wasm';
import type { CheckpointFile } from '../checkpoint-file.js';
import { inFile } from '../file-fault.js';
import { type GivenModules, hex } from '../modules.js';
import { compareHostStates } from './host-states.js';
import { compareMemories, type MemoryDifference } from './memories.js';
import { type DifferenceLine, StructureComparison } from './structure.js';
import { compareTables } from './tables.js';
import { compareThreads } from './threads.js';

/** One of the two checkpoints that are compared. */
export interface Side {
  readonly file: CheckpointFile;
  readonly modules: GivenModules;
}

export interface DifferenceOptions {
  /** Compare what is not part of the configuration too: features, producers, custom data, stored digests, the parent. */
  readonly all: boolean;
  readonly parents: readonly CheckpointFile[];
  readonly algorithms: Required<Algorithms>;
}

/** How two checkpoints differ; nothing where they are equal. */
export interface Difference {
  readonly structure: readonly DifferenceLine[];
  readonly memories: readonly MemoryDifference[];
}

/** Lists of the configuration that are compared part by part. */
const lists = [
  ...['types', 'modules', 'instances', 'hostFuncs', 'tags', 'structs', 'arrays', 'exceptions', 'hostRefs'],
] as const satisfies readonly (keyof Checkpoint)[];

const besides = ['features', 'parent', 'producers', 'customs', 'digests', 'unknowns'] as const;

/** Compares two checkpoints place by place; addresses are taken as they are. */
export function difference(a: Side, b: Side, options: DifferenceOptions): Difference {
  const [left, right] = [a.file.checkpoint, b.file.checkpoint];
  const nameOf = b.modules.functionName.bind(b.modules);
  const structure = new StructureComparison(nameOf);
  compareThreads(left, right, [a.modules, b.modules], structure);
  compareGlobals(left, right, b.modules, structure);
  compareTables(left, right, nameOf, structure);
  for (const list of lists) structure.compare(list, left[list], right[list]);
  compareHostStates(left, right, structure);
  for (let index = 0; index < Math.max(left.memories.length, right.memories.length); index++) {
    const [aMemory, bMemory] = [left.memories[index], right.memories[index]];
    const path = `memories[${index}]`;
    if (aMemory === undefined || bMemory === undefined) {
      structure.add(path, aMemory && 'a memory', bMemory && 'a memory');
      continue;
    }
    // The size is told with the contents.
    const typeOf = ({ type }: typeof aMemory) => ({ ...type, limits: { max: type.limits.max } });
    structure.compare(`${path}.type`, typeOf(aMemory), typeOf(bMemory));
  }
  if (options.all) for (const list of besides) structure.compare(list, left[list], right[list]);
  return { structure: structure.lines, memories: memoryDifferences(a, b, options) };
}

function memoryDifferences(a: Side, b: Side, options: DifferenceOptions): readonly MemoryDifference[] {
  const { algorithms } = options;
  const candidates = new Map<string, ParentGiven>();
  const given = [a.file, b.file, ...options.parents].map(({ checkpoint }): ParentGiven => {
    const side = { checkpoint, fingerprint: fingerprint(checkpoint, { algorithms }) };
    candidates.set(hex(side.fingerprint), side);
    return side;
  });
  const [left, right] = given;
  if (left === undefined || right === undefined) return [];
  const modules = initialContents([a, b]);
  return inFile(`${a.file.path}, ${b.file.path}`, () =>
    compareMemories(left, right, { candidates, zstd: algorithms.zstd, modules }),
  );
}

/** What instantiation gives, by the modules that were given for either side. */
function initialContents(sides: readonly Side[]): ModuleBases {
  const opened = new Map<string, Module>();
  for (const { file, modules } of sides) {
    for (const [index, { digest }] of file.checkpoint.modules.entries()) {
      const given = modules.given(index);
      if (given !== undefined) opened.set(hex(digest), given.module);
    }
  }
  return new InitialContents((checkpoint, module) => {
    const digest = checkpoint.modules[module]?.digest;
    return digest && opened.get(hex(digest));
  });
}

function compareGlobals(a: Checkpoint, b: Checkpoint, modules: GivenModules, into: StructureComparison): void {
  const names = new Map<number, string>();
  for (const [instance, { globals }] of b.instances.entries()) {
    for (const [index, address] of globals.entries()) {
      const name = names.has(address) ? undefined : modules.itemName(instance, 'globals', index);
      if (name !== undefined) names.set(address, name);
    }
  }
  for (let index = 0; index < Math.max(a.globals.length, b.globals.length); index++) {
    into.compare(`globals[${index}]`, a.globals[index], b.globals[index], names.get(index));
  }
}
