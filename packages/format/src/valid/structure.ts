import type { CheckpointFeature } from '@wasm-checkpoint/tables';
import { digestCode } from '../codes/policies.js';
import { fault } from '../faults.js';
import { knownFeatures } from '../features.js';
import type { Checkpoint } from '../syntax/index.js';
import { compareText } from '../text-order.js';
import { checkBlocks } from './blocks.js';
import { Checker } from './checker.js';
import { usedByState } from './features.js';
import { checkInstances, checkModules } from './instances.js';
import { checkAscending } from './order.js';
import { checkStore } from './store.js';
import { checkThreads } from './threads.js';
import { checkTypes } from './types.js';
import { checkUnknowns } from './unknowns.js';

function checkFeatures(checker: Checker): void {
  const { checkpoint } = checker;
  checkAscending(checker, 'features', checkpoint.features, 'feature', compareText);
  checker.each('features', checkpoint.features, (feature) => {
    // clause: syn-feature-known
    if (!knownFeatures.has(feature)) throw checker.fault('CKPT4002', { feature });
  });
  for (const feature of usedByState(checkpoint)) checkDeclared(checkpoint, feature);
}

function checkDeclared(checkpoint: Checkpoint, feature: CheckpointFeature): void {
  // clause: syn-feature-declared
  if (!checkpoint.features.includes(feature)) throw fault('CKPT2002', { feature }, 0);
}

function checkParent(checker: Checker): void {
  const { parent, memories } = checker.checkpoint;
  const given = parent !== undefined;
  const wanted = memories.some(({ image }) => image.base.kind === 'parent');
  const word = (there: boolean): string => (there ? 'present' : 'absent');
  // clause: syn-parent
  if (given !== wanted) throw checker.fault('CKPT2013', { found: word(given), expected: word(wanted) });
}

function checkHost(checker: Checker): void {
  const { hostStates, producers } = checker.checkpoint;
  checker.each('hostStates', hostStates, ({ instances }) => {
    checkAscending(checker, 'instances', instances, 'instance', (left, right) => left - right);
    checker.each('instances', instances, (instance) => checker.index('instance', instance));
  });
  checkAscending(
    checker,
    'producers',
    producers,
    'producer',
    (left, right) => compareText(left.field, right.field) || compareText(left.name, right.name),
  );
}

/** What may stand behind the blocks. */
function checkBehind(checker: Checker): void {
  const code = digestCode;
  const { digests } = checker.checkpoint;
  checkAscending(checker, 'digests', digests, 'digest', (left, right) => code[left.kind] - code[right.kind]);
  checkUnknowns(checker);
}

/** Checks what needs no look at the blocks. */
export function checkState(checkpoint: Checkpoint): void {
  const checker = new Checker(checkpoint);
  checkFeatures(checker);
  checkParent(checker);
  checkTypes(checker);
  checkModules(checker);
  checkInstances(checker);
  checkStore(checker);
  checkThreads(checker);
  checkHost(checker);
  checkBehind(checker);
}

/** Checks what may have come since `checkState` accepted a checkpoint: digests, unknown sections. */
export function checkTail(checkpoint: Checkpoint): void {
  if (checkpoint.digests.length + checkpoint.unknowns.length > 0) checkBehind(new Checker(checkpoint));
}

/** Checks what follows from the blocks for the rest: whether one of them is compressed. */
export function checkCodings(checkpoint: Checkpoint, zstd: boolean): void {
  if (zstd) checkDeclared(checkpoint, 'zstd');
}

/**
 * Checks all that spec/syntax.md, spec/binary.md and spec/memory-images.md say of a checkpoint and that can be decided
 * without its modules, parent and compressed pages; throws a `Diagnostic` with a path, its offset 0.
 *
 * It goes through the blocks of each memory once.
 */
export function checkStructure(checkpoint: Checkpoint): void {
  checkState(checkpoint);
  checkCodings(checkpoint, checkBlocks(checkpoint));
}
