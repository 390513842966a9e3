import type { Checkpoint, Frame, Slot, Thread, Value } from '@wasm-checkpoint/format';
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
import { anyIndex, type Change, changeItem, indexOf, type Mutation, replaced, spliced } from './mutation.js';
import { numberOf, otherValue, text, valueOfType } from './values.js';

const isDefined = (module: Module, funcidx: number): boolean =>
  funcidx >= module.imported.func && funcidx < module.funcs.length;

const knownOffsets = new WeakMap<Module, Map<number, readonly number[]>>();

/** Body offsets of all instructions of a function that a module defines. */
function offsetsOf(module: Module, funcidx: number): readonly number[] {
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
function takenBy(module: Module, { opcode, immediates }: Instruction): number | undefined {
  if (opcode.role !== 'call') return undefined;
  const [first] = immediates;
  if (first?.kind === 'funcidx') return signature(module, module.funcs[first.value] ?? -1).params;
  return first?.kind === 'typeidx' ? signature(module, first.value).params + 1 : undefined;
}

type Role = 'innermost' | 'caller';

/** A frame that may stand at a place, with new values; undefined where no frame can. */
function frameAt(
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

const anyPoint = (checkpoint: Checkpoint): Checkpoint =>
  checkpoint.features.includes('any-point')
    ? checkpoint
    : { ...checkpoint, features: [...checkpoint.features, 'any-point'].sort() };

/** A change of the frames of a thread. */
function changeFrames(
  checkpoint: Checkpoint,
  random: Random,
  change: (thread: Thread) => readonly [readonly Frame[], string] | undefined,
): Change | undefined {
  return changeItem(checkpoint, 'threads', random, (thread: Thread) => {
    const changed = change(thread);
    return changed && [{ ...thread, frames: changed[0] }, changed[1]];
  });
}

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

/** The module of a frame and the type state at it; undefined where a mutant has none there. */
function stateOf(subject: Subject, checkpoint: Checkpoint, { instance, funcidx, offset }: Frame) {
  const module = moduleOf(subject, checkpoint, instance);
  if (module === undefined || !isDefined(module, funcidx) || !offsetsOf(module, funcidx).includes(offset))
    return undefined;
  return { module, state: typeStateAt(module, funcidx, offset) };
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

/** The order and number of the frames. */
const order: Mutation = (_, checkpoint, random) =>
  changeFrames(checkpoint, random, ({ frames }) => {
    const from = random.integer(0, frames.length - 1);
    const to = random.integer(0, frames.length - 1);
    const [one, other] = [frames[from], frames[to]];
    if (one === undefined || other === undefined) return undefined;
    switch (random.integer(0, 4)) {
      case 0:
        return [replaced(replaced(frames, from, other), to, one), `.frames[${from}] and [${to}] swapped`];
      case 1:
        return [spliced(frames, from, 1), `.frames[${from}] taken out`];
      case 2:
        return [frames.slice(0, -1), '.frames without the outermost'];
      case 3:
        return [frames.slice(0, from + 1), `.frames cut off outside of ${from}`];
      default:
        return [spliced(frames, to, 0, one), `.frames[${from}] copied to ${to}`];
    }
  });

/** The innermost frame goes, and the one outside of it is in front of its call again. */
const uncall: Mutation = (subject, checkpoint, random) =>
  changeFrames(checkpoint, random, ({ frames: [, caller, ...outer] }) => {
    const found = caller && stateOf(subject, checkpoint, caller);
    if (caller === undefined || found === undefined) return undefined;
    const { module, state } = found;
    const pushed = state.operands
      .slice(caller.operands.length)
      .map((type) => valueOfType(subject, checkpoint, module, type, random));
    return [
      [{ ...caller, operands: [...caller.operands, ...pushed] }, ...outer],
      '.frames: the call is to be made again',
    ];
  });

/** A new innermost frame, of a function that the call at the innermost one may enter. */
const enter: Mutation = (subject, checkpoint, random) => {
  const changed = changeFrames(checkpoint, random, ({ frames }) => {
    const [frame] = frames;
    const found = frame && stateOf(subject, checkpoint, frame);
    if (frame === undefined || found === undefined) return undefined;
    const { module, state } = found;
    const taken = takenBy(module, state.instruction);
    const [first] = state.instruction.immediates;
    if (taken === undefined || (first?.kind !== 'funcidx' && first?.kind !== 'typeidx')) return undefined;
    const alike = [...module.funcs.keys()].filter(
      (each) => isDefined(module, each) && module.funcs[each] === first.value,
    );
    const callee = first.kind === 'funcidx' ? first.value : alike.length === 0 ? undefined : random.pick(alike);
    if (callee === undefined || !isDefined(module, callee)) return undefined;
    const at = { instance: frame.instance, funcidx: callee, offset: random.pick(offsetsOf(module, callee)) };
    const next = frameAt(subject, checkpoint, at, 'innermost', random);
    const caller = { ...frame, operands: frame.operands.slice(0, frame.operands.length - taken) };
    return next && [[next, caller, ...frames.slice(1)], `.frames: in a call of ${callee}:${at.offset}`];
  });
  return changed && { ...changed, checkpoint: anyPoint(changed.checkpoint) };
};

/** A call outside of all frames. */
const below: Mutation = (subject, checkpoint, random) =>
  changeFrames(checkpoint, random, ({ frames }) => {
    const outermost = frames.at(-1);
    const module = outermost && moduleOf(subject, checkpoint, outermost.instance);
    if (outermost === undefined || module === undefined) return undefined;
    const { bodyCount, imported } = module;
    const caller = imported.func + random.integer(0, Math.max(0, bodyCount - 1));
    if (!isDefined(module, caller)) return undefined;
    const calls = offsetsOf(module, caller).filter((each) => {
      const { instruction } = typeStateAt(module, caller, each);
      const [first] = instruction.immediates;
      if (instruction.opcode.role !== 'call') return false;
      return (
        random.oneIn(8) ||
        (first?.kind === 'funcidx' ? first.value : -1) === outermost.funcidx ||
        first?.value === module.funcs[outermost.funcidx]
      );
    });
    if (calls.length === 0) return undefined;
    const at = { instance: outermost.instance, funcidx: caller, offset: random.pick(calls) };
    const next = frameAt(subject, checkpoint, at, 'caller', random);
    return next && [[...frames, next], `.frames: called from ${caller}:${at.offset}`];
  });

const threads: Mutation = (subject, checkpoint, random) => {
  const index = indexOf(checkpoint.threads, random);
  const thread = index === undefined ? undefined : checkpoint.threads[index];
  if (index === undefined || thread === undefined) return undefined;
  const made = (list: readonly Thread[], what: string): Change => ({
    checkpoint: { ...checkpoint, threads: list },
    what,
  });
  switch (random.integer(0, 3)) {
    case 0:
      return made([...checkpoint.threads, { ...thread, label: `${thread.label}'` }], `threads[${index}] copied`);
    case 1:
      return made(spliced(checkpoint.threads, index, 1), `threads[${index}] taken out`);
    case 2: {
      const instanceidx = anyIndex(checkpoint.instances.length, random);
      const module = moduleOf(subject, checkpoint, instanceidx);
      if (module === undefined || module.bodyCount === 0) return undefined;
      const started = module.imported.func + random.integer(0, module.bodyCount - 1);
      const at = { instance: instanceidx, funcidx: started, offset: random.pick(offsetsOf(module, started)) };
      const frame = frameAt(subject, checkpoint, at, 'innermost', random);
      if (frame === undefined) return undefined;
      const added: Thread = { label: 'new', status: { kind: 'runnable' }, frames: [frame] };
      const changed = made([...checkpoint.threads, added], `threads: another at ${started}:${at.offset}`);
      return { ...changed, checkpoint: anyPoint(changed.checkpoint) };
    }
    default: {
      const memory = anyIndex(checkpoint.memories.length, random);
      const address = BigInt(random.pick([0, 4, 8, 3, 65532, 65536]));
      const status = { kind: 'waiting', memory, address, timeout: random.pick([-1n, 1000n]), ticket: 0 } as const;
      return made(replaced(checkpoint.threads, index, { ...thread, status }), `threads[${index}].status = waiting`);
    }
  }
};

/** Changes of threads, frames and what they hold; the likelier ones stand more than once. */
export const frameMutations: readonly Mutation[] = [
  ...[local, local, local, local, localCount, operand, operand, operand, offset, offset],
  ...[
    place,
    place,
    place,
    place,
    funcidx,
    instance,
    caught,
    order,
    order,
    uncall,
    enter,
    enter,
    below,
    below,
    threads,
    threads,
  ],
];
