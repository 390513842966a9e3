import type { Checkpoint, Frame, Thread } from '@wasm-checkpoint/format';
import { typeStateAt } from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';
import { moduleOf } from '../subject.js';
import { anyIndex, type Change, changeItem, indexOf, type Mutation, replaced, spliced } from './mutation.js';
import { anyPoint, frameAt, isDefined, offsetsOf, stateOf, takenBy } from './places.js';
import { valueOfType } from './values.js';

/** A change of the frames of a thread. */
export function changeFrames(
  checkpoint: Checkpoint,
  random: Random,
  change: (thread: Thread) => readonly [readonly Frame[], string] | undefined,
): Change | undefined {
  return changeItem(checkpoint, 'threads', random, (thread: Thread) => {
    const changed = change(thread);
    return changed && [{ ...thread, frames: changed[0] }, changed[1]];
  });
}

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

/** Changes of threads and of the order of their frames; the likelier ones stand more than once. */
export const stackMutations: readonly Mutation[] = [order, order, uncall, enter, enter, below, below, threads, threads];
