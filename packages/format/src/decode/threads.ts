import type { Frame, Thread, ThreadStatus } from '../syntax/index.js';
import type { SectionReader } from './reader.js';
import { decodeFlag } from './types.js';
import { decodeSlot, decodeValue } from './values.js';

function decodeStatus(reader: SectionReader): ThreadStatus {
  if (!decodeFlag(reader, 'thread status')) return { kind: 'runnable' };
  return {
    kind: 'waiting',
    memory: reader.field('memory', () => reader.u32()),
    address: reader.field('address', () => reader.u64()),
    timeout: reader.field('timeout', () => reader.s64()),
    ticket: reader.field('ticket', () => reader.u32()),
  };
}

const none: readonly number[] = Object.freeze([]);

function decodeFrame(reader: SectionReader): Frame {
  const caught = decodeFlag(reader, 'frame');
  const frame = {
    instance: reader.field('instance', () => reader.u32()),
    funcidx: reader.field('funcidx', () => reader.u32()),
    offset: reader.field('offset', () => reader.u32()),
    locals: reader.list('locals', 1, 'maxLocals', decodeSlot),
    operands: reader.list('operands', 1, 'maxOperands', decodeValue),
  };
  if (!caught) return { ...frame, caught: none };
  const start = reader.offset;
  const exceptions = reader.u32List('caught', 'maxCaught');
  if (exceptions.length === 0) throw reader.fault('CKPT1072', {}, start); // clause: bin-frame-caught
  return { ...frame, caught: exceptions };
}

/** clause: bin-threads */
export function decodeThreads(reader: SectionReader): Thread[] {
  let frames = 0;
  return reader.list('threads', 3, 'maxThreads', () => ({
    label: reader.field('label', () => reader.name()),
    status: reader.field('status', decodeStatus),
    frames: reader.list('frames', 6, 'maxFrames', () => {
      frames += 1;
      reader.limit('maxFrames', frames, reader.offset); // clause: lim-exceeded
      return decodeFrame(reader);
    }),
  }));
}
