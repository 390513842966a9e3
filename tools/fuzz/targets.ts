import type { FuzzTarget } from './target.js';
import { checkpointBytes, checkpointSections } from './targets/checkpoint-mutations.js';
import { coreDumps } from './targets/core-dumps.js';
import { jsonTexts } from './targets/json-texts.js';
import { moduleMutations } from './targets/module-mutations.js';
import { soundness } from './targets/soundness.js';
import { wasmStructure } from './targets/wasm-structure.js';

/** Every fuzz target, in the order in which they run. */
export const targets: readonly FuzzTarget[] = [
  checkpointSections,
  checkpointBytes,
  jsonTexts,
  coreDumps,
  moduleMutations,
  wasmStructure,
  soundness,
];
