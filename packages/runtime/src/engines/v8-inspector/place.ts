import { fault } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import { functionCode, instructionIndex } from '../../modules/points.js';
import { type CodePlace, functionAt } from './scripts.js';

/** Instructions that V8 does not stop at, and that do nothing but open a construct whose operands they leave alone. */
const openers: ReadonlySet<string> = new Set(['block', 'try', 'try_table']);

/** The place of a module offset; CKPT4016 outside of all functions. */
export function placeAt(module: Module, moduleOffset: number): CodePlace {
  const funcidx = functionAt(module, moduleOffset);
  // clause: exec-capture-coordinates
  if (funcidx === undefined) throw fault('CKPT4016', { what: `no function is at ${moduleOffset}` }, 0);
  return { module, funcidx, offset: moduleOffset - module.body(funcidx).start };
}

/** Where a frame whose next instruction V8 names stands, and whether that is a portable point. */
export interface StoppedPlace extends CodePlace {
  readonly portable: boolean;
  /** Whether V8 stands in front of a stack check rather than an instruction: one step leads to an instruction. */
  readonly betweenInstructions: boolean;
}

/**
 * The place of an innermost frame. Where V8 stands behind openings of blocks that follow a portable point, the frame is
 * said to stand at that point: what lies between changes no operand, and nothing but that point leads here.
 */
export function stoppedPlace(module: Module, moduleOffset: number): StoppedPlace {
  const place = placeAt(module, moduleOffset);
  const code = functionCode(module, place.funcidx);
  const { offsets, names, portable } = code;
  const index = instructionIndex(code, place.offset);
  // At the start of a body and at `loop` V8 checks the stack, which is where it takes requests.
  if (index === -1 || names[index] === 'loop') return { ...place, portable: false, betweenInstructions: true };
  let at = index;
  while (portable[at] !== 1 && openers.has(names[at - 1] ?? '')) at -= 1;
  const found = portable[at] === 1;
  return {
    ...place,
    offset: found ? (offsets[at] ?? place.offset) : place.offset,
    portable: found,
    betweenInstructions: false,
  };
}

/** Instructions that V8 does not stop at because nothing of them is left when it runs. */
const unstoppable: ReadonlySet<string> = new Set(['loop', 'else', 'catch', 'catch_all', 'delegate']);

/**
 * The module offset at which V8 stops for a body offset: that of the first instruction that is more than the opening of a
 * block. Undefined where it would stop on other ways too, or not at all.
 *
 * Errors: CKPT4016 where no instruction begins.
 */
export function breakOffset({ module, funcidx, offset }: CodePlace): number | undefined {
  const code = functionCode(module, funcidx);
  let index = instructionIndex(code, offset);
  if (index === -1) throw fault('CKPT4016', { what: `no instruction begins at ${offset}` }, 0);
  while (openers.has(code.names[index] ?? '')) index += 1;
  const found = code.offsets[index];
  if (found === undefined || unstoppable.has(code.names[index] ?? '')) return undefined;
  return module.body(funcidx).start + found;
}
