import {
  closesBlock,
  I32,
  type InstructionSyntax,
  instruction,
  isDefaultable,
  type Module,
  opensBlock,
  readInstruction,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { readLocals } from '@wasm-checkpoint/wasm/checker';
import type { Caught } from '../layout.js';

/** The parameters of a tag. */
export function tagParams(module: Module, tagidx: number): readonly Valtype[] {
  const type = module.types[module.tags[tagidx]?.typeidx ?? -1]?.composite;
  return type?.kind === 'func' ? type.params : [];
}

/** A value that is kept of a caught exception: an argument of a tag, or which tag it has; clause inst-caught. */
export interface CaughtSlot {
  /** -1 for the number that says which tag it is. */
  readonly tagidx: number;
  readonly param: number;
  readonly type: Valtype;
}

/** Which tag the exception of a `catch_all` has. */
export const WHICH: CaughtSlot = { tagidx: -1, param: 0, type: I32 };

/** What is kept of the exception of a legacy `catch` with a tag, or of a `catch_all`, in order. */
export function caughtSlots(module: Module, tagidx: number | undefined): readonly CaughtSlot[] {
  const ofTag = (tag: number): CaughtSlot[] =>
    tagParams(module, tag).map((type, param) => ({ tagidx: tag, param, type }));
  if (tagidx !== undefined) return ofTag(tagidx);
  return [WHICH, ...module.tags.flatMap((_, tag) => ofTag(tag))];
}

/** A legacy `catch` or `catch_all` part that is open at a place. */
export interface OpenCatch {
  /** The tag of a `catch`; undefined for `catch_all`. */
  readonly tagidx: number | undefined;
  /** Whether a `rethrow` in the part throws its exception again. */
  readonly rethrown: boolean;
}

/** What is kept of the exception of a part in the form that hosts see, with something for each value. */
export function caughtOf<Value>(
  module: Module,
  { tagidx, rethrown }: OpenCatch,
  value: (slot: CaughtSlot) => Value,
): Caught<Value> {
  const slots = caughtSlots(module, tagidx);
  const tags = tagidx === undefined ? [...module.tags.keys()] : [tagidx];
  return {
    tagidx,
    rethrown,
    which: tagidx === undefined ? value(WHICH) : undefined,
    args: tags.map((tag) => ({
      tagidx: tag,
      values: slots.filter((slot) => slot.tagidx === tag).map(value),
    })),
  };
}

/** The parts that are open in front of the instruction at a module offset, outermost first. */
export function openCatches(module: Module, funcidx: number, at: number): readonly OpenCatch[] {
  const { start, end } = module.body(funcidx);
  const reader = module.reader(start, end);
  readLocals(reader, module.scope);
  const open: ({ tagidx: number | undefined; rethrown: boolean } | undefined)[] = [undefined];
  let found: readonly (typeof open)[number][] = [];
  let inside = false;
  while (!reader.atEnd) {
    if (!inside && reader.offset >= at) {
      found = [...open];
      inside = true;
      if (found.every((each) => each === undefined)) return [];
    }
    const { opcode, immediates } = readInstruction(reader, module.scope);
    const [first] = immediates;
    if (opensBlock(opcode)) open.push(undefined);
    else if (closesBlock(opcode)) open.pop();
    else if (opcode.rule === 'catch')
      open[open.length - 1] = { tagidx: first?.kind === 'tagidx' ? first.value : 0, rethrown: false };
    else if (opcode.rule === 'catch_all') open[open.length - 1] = { tagidx: undefined, rethrown: false };
    else if (opcode.rule === 'rethrow' && first?.kind === 'labelidx') {
      const target = open[open.length - 1 - first.value];
      if (target !== undefined) target.rethrown = true;
    }
  }
  return found.filter((each) => each !== undefined);
}

/**
 * What stands behind a `catch` or `catch_all` so that its exception is kept in locals: no code behind it could get at it, nor
 * any host. `tag` and `local` give the indices in the module that is written.
 */
export function keepCaught(
  module: Module,
  tagidx: number | undefined,
  tag: (tagidx: number) => number,
  local: (slot: CaughtSlot) => number,
): readonly InstructionSyntax[] {
  const slots = caughtSlots(module, tagidx);
  const set = (slot: CaughtSlot): InstructionSyntax => instruction('local.set', local(slot));
  const kept = (of: readonly CaughtSlot[]): InstructionSyntax[] => [...of].reverse().map(set);
  if (tagidx !== undefined) return [...kept(slots), ...slots.flatMap((slot) => caughtValue(slot.type, local(slot)))];
  const which = (value: number): InstructionSyntax[] => [instruction('i32.const', value), set(WHICH)];
  return [
    instruction('try', { kind: 'empty' }),
    instruction('rethrow', 1),
    ...module.tags.flatMap((_, each) => [
      instruction('catch', tag(each)),
      ...kept(slots.filter((slot) => slot.tagidx === each)),
      ...which(each + 1),
    ]),
    instruction('catch_all'),
    ...which(0),
    instruction('end'),
  ];
}

/** Pushes what is kept in a local. */
export const caughtValue = (type: Valtype, localidx: number): readonly InstructionSyntax[] => {
  const value = instruction('local.get', localidx);
  return isDefaultable(type) ? [value] : [value, instruction('ref.as_non_null')];
};
