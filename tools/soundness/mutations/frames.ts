import type { Checkpoint, Frame, Slot, Thread } from '@wasm-checkpoint/format';
import { typeStateAt } from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';
import { moduleOf } from '../subject.js';
import { anyIndex, type Change, indexOf, type Mutation, replaced, spliced } from './mutation.js';
import { anyPoint, frameAt, isDefined, offsetsOf, stateOf } from './places.js';
import { changeFrames, stackMutations } from './stacks.js';
import { numberOf, otherValue, text, valueOfType } from './values.js';

/** A change of one frame; the innermost is chosen as often as all others. */
function changeFrame(
  checkpoint: Checkpoint,
  random: Random,
  change: (frame: Frame, index: number, thread: Thread) => readonly [Frame, string] | undefined,
): Change | undefined {
  return changeFrames(checkpoint, random, (thread) => {
    const index = random.oneIn(2) ? 0 : (indexOf(thread.frames, random) ?? 0);
    const frame = thread.frames[index];
    const changed = frame && change(frame, index, thread);
    return changed && [replaced(thread.frames, index, changed[0]), `.frames[${index}]${changed[1]}`];
  });
}

const local: Mutation = (subject, checkpoint, random) =>
  changeFrame(checkpoint, random, (frame) => {
    const index = indexOf(frame.locals, random);
    const slot = index === undefined ? undefined : frame.locals[index];
    if (index === undefined || slot === undefined) return undefined;
    const found = stateOf(subject, checkpoint, frame);
    const type = found?.state.locals[index]?.type;
    const value = (): Slot => {
      if (found !== undefined && type !== undefined && !random.oneIn(3)) {
        return valueOfType(subject, checkpoint, found.module, type, random);
      }
      const old = slot.kind === 'dead' || slot.kind === 'unset' ? numberOf('i32', random) : slot;
      return otherValue(subject, checkpoint, old, random);
    };
    const next: Slot = random.oneIn(5) ? { kind: random.pick(['dead', 'dead', 'unset']) } : value();
    return [{ ...frame, locals: replaced(frame.locals, index, next) }, `.locals[${index}] = ${text(next)}`];
  });

const localCount: Mutation = (_, checkpoint, random) =>
  changeFrame(checkpoint, random, (frame) => {
    const index = random.integer(0, frame.locals.length);
    return random.oneIn(2)
      ? [{ ...frame, locals: spliced(frame.locals, index, 1) }, `.locals[${index}] taken out`]
      : [{ ...frame, locals: spliced(frame.locals, index, 0, numberOf('i32', random)) }, `.locals[${index}] put in`];
  });

const operand: Mutation = (subject, checkpoint, random) =>
  changeFrame(checkpoint, random, (frame) => {
    const index = indexOf(frame.operands, random);
    const value = index === undefined ? undefined : frame.operands[index];
    if (index === undefined || value === undefined || random.oneIn(6)) {
      const added = numberOf(random.pick(['i32', 'i64', 'f64']), random);
      return [{ ...frame, operands: [...frame.operands, added] }, `.operands pushed ${text(added)}`];
    }
    if (random.oneIn(6))
      return [{ ...frame, operands: spliced(frame.operands, index, 1) }, `.operands[${index}] taken out`];
    const next = otherValue(subject, checkpoint, value, random);
    return [{ ...frame, operands: replaced(frame.operands, index, next) }, `.operands[${index}] = ${text(next)}`];
  });

/** The offset alone: another instruction, the middle of one, or past the end. */
const offset: Mutation = (subject, checkpoint, random) => {
  const changed = changeFrame(checkpoint, random, (frame) => {
    const module = moduleOf(subject, checkpoint, frame.instance);
    if (module === undefined || !isDefined(module, frame.funcidx)) return undefined;
    const offsets = offsetsOf(module, frame.funcidx);
    const at = offsets.indexOf(frame.offset);
    const near = offsets[at + random.pick([-2, -1, 1, 2])] ?? frame.offset + 1;
    const next = random.oneIn(4) ? frame.offset + random.integer(1, 3) : random.oneIn(2) ? near : random.pick(offsets);
    return [{ ...frame, offset: next }, `.offset = ${next}`];
  });
  return changed && random.oneIn(2) ? { ...changed, checkpoint: anyPoint(changed.checkpoint) } : changed;
};

/** The whole frame anew, at another place of the same function or of another. */
const place: Mutation = (subject, checkpoint, random) => {
  const changed = changeFrame(checkpoint, random, (frame, index, { frames }) => {
    const module = moduleOf(subject, checkpoint, frame.instance);
    if (module === undefined || !isDefined(module, frame.funcidx)) return undefined;
    const type = module.funcs[frame.funcidx];
    const alike = [...module.funcs.keys()].filter(
      (funcidx) => isDefined(module, funcidx) && (index === frames.length - 1 || module.funcs[funcidx] === type),
    );
    const funcidx = random.oneIn(3) ? random.pick(alike) : frame.funcidx;
    const role = index === 0 ? 'innermost' : 'caller';
    const offsets = offsetsOf(module, funcidx).filter(
      (each) => role === 'innermost' || typeStateAt(module, funcidx, each).instruction.opcode.role === 'call',
    );
    if (offsets.length === 0) return undefined;
    const next = frameAt(subject, checkpoint, { ...frame, funcidx, offset: random.pick(offsets) }, role, random);
    return next && [next, ` = another at ${next.funcidx}:${next.offset}`];
  });
  return changed && !random.oneIn(12) ? { ...changed, checkpoint: anyPoint(changed.checkpoint) } : changed;
};

const funcidx: Mutation = (subject, checkpoint, random) =>
  changeFrame(checkpoint, random, (frame) => {
    const module = moduleOf(subject, checkpoint, frame.instance);
    const next = anyIndex(module?.funcs.length ?? 1, random);
    return [{ ...frame, funcidx: next }, `.funcidx = ${next}`];
  });

const instance: Mutation = (_, checkpoint, random) =>
  changeFrame(checkpoint, random, (frame) => {
    const next = anyIndex(checkpoint.instances.length, random);
    return [{ ...frame, instance: next }, `.instance = ${next}`];
  });

const caught: Mutation = (_, checkpoint, random) =>
  changeFrame(checkpoint, random, (frame) => {
    const index = random.integer(0, frame.caught.length);
    const address = anyIndex(checkpoint.exceptions.length, random);
    return random.oneIn(2)
      ? [{ ...frame, caught: spliced(frame.caught, index, 1, address) }, `.caught[${index}] = ${address}`]
      : [{ ...frame, caught: spliced(frame.caught, index, random.integer(0, 1)) }, `.caught[${index}] taken out`];
  });

/** Changes of threads, frames and what they hold; the likelier ones stand more than once. */
export const frameMutations: readonly Mutation[] = [
  ...[local, local, local, local, localCount, operand, operand, operand, offset, offset],
  ...[place, place, place, place, funcidx, instance, caught, ...stackMutations],
];
