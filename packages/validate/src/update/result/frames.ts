import type { Frame, Thread } from '@wasm-checkpoint/format';
import type { Update } from '../update.js';
import { type FuncMap, mapped, mapValue } from './references.js';

/** A frame in coordinates of the new module; its function is unchanged. */
function mapFrame(update: Update, map: FuncMap, frame: Frame): Frame {
  const locals = mapped(frame.locals, (slot) => mapValue(map, slot));
  const operands = mapped(frame.operands, (value) => mapValue(map, value));
  const comparison = update.of(frame.instance)?.comparison;
  if (comparison === undefined) return { ...frame, locals, operands };
  const { funcidx, offset } = frame;
  return {
    ...frame,
    locals,
    operands,
    funcidx: comparison.correspondence.image('funcidx', funcidx),
    offset: comparison.offset(funcidx, offset) ?? offset,
  };
}

/** The threads in coordinates of the new modules. */
export function mapThreads(update: Update, map: FuncMap): Thread[] {
  return update.checkpoint.threads.map((thread) => ({
    ...thread,
    frames: thread.frames.map((frame) => mapFrame(update, map, frame)),
  }));
}
