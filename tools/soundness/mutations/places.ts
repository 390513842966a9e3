import type { Checkpoint, Frame, Slot, Value } from '@wasm-checkpoint/format';
import {
  type Instruction,
  liveLocalsAt,
  type Module,
  type TypeState,
  typeStateAt,
  typeStates,
} from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';
import { moduleOf, type Subject } from '../subject.js';
import { anyIndex } from './mutation.js';
import { valueOfType } from './values.js';

export const isDefined = (module: Module, funcidx: number): boolean =>
  funcidx >= module.imported.func && funcidx < module.funcs.length;

const knownOffsets = new WeakMap<Module, Map<number, readonly number[]>>();

/** Body offsets of all instructions of a function that a module defines. */
export function offsetsOf(module: Module, funcidx: number): readonly number[] {
  const functions = knownOffsets.get(module) ?? new Map<number, readonly number[]>();
  knownOffsets.set(module, functions);
  let offsets = functions.get(funcidx);
  if (offsets === undefined) {
    offsets = [...typeStates(module).offsets(funcidx)];
    functions.set(funcidx, offsets);
  }
  return offsets;
}

function signature(module: Module, typeidx: number): { readonly params: number; readonly results: number } {
  const composite = module.types[typeidx]?.composite;
  return composite?.kind === 'func'
    ? { params: composite.params.length, results: composite.results.length }
    : { params: 0, results: 0 };
}

/** The operands that a call takes, of those that an instruction makes; undefined for another instruction. */
export function takenBy(module: Module, { opcode, immediates }: Instruction): number | undefined {
  if (opcode.role !== 'call') return undefined;
  const [first] = immediates;
  if (first?.kind === 'funcidx') return signature(module, module.funcs[first.value] ?? -1).params;
  return first?.kind === 'typeidx' ? signature(module, first.value).params + 1 : undefined;
}

type Role = 'innermost' | 'caller';

/** A frame that may stand at a place, with new values; undefined where no frame can. */
export function frameAt(
  subject: Subject,
  checkpoint: Checkpoint,
  { instance, funcidx, offset }: Pick<Frame, 'instance' | 'funcidx' | 'offset'>,
  role: Role,
  random: Random,
): Frame | undefined {
  const module = moduleOf(subject, checkpoint, instance);
  if (module === undefined || !isDefined(module, funcidx)) return undefined;
  const state = typeStateAt(module, funcidx, offset);
  const taken = role === 'innermost' ? 0 : takenBy(module, state.instruction);
  if (state.unreachable || taken === undefined) return undefined;
  const live = liveLocalsAt(module, funcidx, offset);
  const value = (type: number): Value => valueOfType(subject, checkpoint, module, type, random);
  const locals = state.locals.map(({ type, initialised }, index): Slot => {
    if (!initialised && random.oneIn(2)) return { kind: 'unset' };
    return live[index] === 0 && random.oneIn(2) ? { kind: 'dead' } : value(type);
  });
  const operands = state.operands.slice(0, state.operands.length - taken).map(value);
  return { instance, funcidx, offset, locals, operands, caught: caughtAt(checkpoint, state, random) };
}

/** An exception for each open catch part. */
function caughtAt(checkpoint: Checkpoint, { controls }: TypeState, random: Random): readonly number[] {
  const open = controls.filter(({ kind }) => kind === 'catch' || kind === 'catch_all');
  return open.map(() => anyIndex(checkpoint.exceptions.length, random));
}

export const anyPoint = (checkpoint: Checkpoint): Checkpoint =>
  checkpoint.features.includes('any-point')
    ? checkpoint
    : { ...checkpoint, features: [...checkpoint.features, 'any-point'].sort() };

/** The module of a frame and the type state at it; undefined where a mutant has none there. */
export function stateOf(subject: Subject, checkpoint: Checkpoint, { instance, funcidx, offset }: Frame) {
  const module = moduleOf(subject, checkpoint, instance);
  if (module === undefined || !isDefined(module, funcidx) || !offsetsOf(module, funcidx).includes(offset))
    return undefined;
  return { module, state: typeStateAt(module, funcidx, offset) };
}
