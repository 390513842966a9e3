import { fault } from '@wasm-checkpoint/format';
import type { Caught } from '@wasm-checkpoint/instrument';
import type {
  ExceptionState,
  FrameState,
  InstanceState,
  SlotState,
  ThreadState,
  ValueState,
} from '../capture/index.js';
import { functionCode, instructionIndex } from '../modules/points.js';
import type { CellValue } from '../programs/place.js';
import { caughtTag } from '../resume/caught.js';
import type { Instance } from '../store/instance.js';
import type { StackFrame } from '../store/stack.js';
import type { Thread } from '../store/thread.js';
import type { CellViews } from '../tape/cells.js';
import type { CellReader } from './cells.js';
import type { TagOf } from './objects.js';

/** The builder asks for no local that is not live. */
const NOT_LIVE: SlotState = { kind: 'lost', reason: 'the local is not live' };

/** A frame behind a `wait` as one in it. */
function atWait(frame: FrameState): FrameState {
  const code = functionCode(frame.instance.module, frame.funcidx);
  const offset = code.offsets[instructionIndex(code, frame.offset) - 1] ?? frame.offset;
  return { ...frame, offset, operands: frame.operands.slice(0, -1) };
}

/** The frames of threads that stand still, from their records. */
export class FrameView {
  readonly #cells: CellReader;
  readonly #state: (instance: Instance) => InstanceState;
  readonly #tagOf: TagOf;

  constructor(cells: CellReader, state: (instance: Instance) => InstanceState, tagOf: TagOf) {
    this.#cells = cells;
    this.#state = state;
    this.#tagOf = tagOf;
  }

  thread({ label, stack, waiting }: Thread, status: ThreadState['status']): ThreadState {
    const frames: FrameState[] = [];
    for (let index = stack.frames.length - 1; index >= 0; index--) {
      const frame = stack.frames[index];
      if (frame !== undefined) frames.push(this.#frame(frame, stack.views));
    }
    const [innermost, ...outer] = frames;
    if (waiting === undefined || innermost === undefined) return { label, status, frames };
    return { label, status, frames: [atWait(innermost), ...outer] };
  }

  #frame({ instance, place, cell }: StackFrame, views: CellViews): FrameState {
    const value = (part: CellValue): ValueState => this.#cells.read(views, cell + part.cell, part.type);
    const locals = new Array<SlotState>(place.localCount).fill(NOT_LIVE);
    for (const local of place.locals) locals[local.localidx] = value(local);
    return {
      instance: this.#state(instance),
      funcidx: place.funcidx,
      offset: place.offset,
      locals,
      operands: place.operands.map(value),
      caught: place.caught.map((part) => this.#caught(instance, part, value, views, cell)),
    };
  }

  /** What a legacy handler has caught; CKPT4013 for an exception of the host. Clause inst-caught. */
  #caught(
    instance: Instance,
    { which, args }: Caught<CellValue>,
    value: (part: CellValue) => ValueState,
    views: CellViews,
    first: number,
  ): ExceptionState {
    const tagidx = which === undefined ? args[0]?.tagidx : caughtTag(views, first + which.cell);
    const tag = instance.tags[tagidx ?? -1];
    // clause: exec-capture-complete
    if (tagidx === undefined || tag === undefined)
      throw fault('CKPT4013', { reason: 'an exception of the host is in a handler' }, 0);
    const values = (args.find((each) => each.tagidx === tagidx)?.values ?? []).map(value);
    return { tag: this.#tagOf(instance, tagidx, tag), args: () => values };
  }
}
