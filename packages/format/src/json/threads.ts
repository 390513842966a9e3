import type { Frame, Thread, ThreadStatus } from '../syntax/index.js';
import { i64, name, u32, u64 } from './scalars.js';
import { list, record, variants } from './shape.js';
import type { FrameJson, ThreadJson, ThreadStatusJson } from './syntax/index.js';
import { slot, value } from './values.js';

const frame = record<Frame, FrameJson>('frame', {
  instance: u32,
  funcidx: u32,
  offset: u32,
  locals: list(slot, { each: 'maxLocals' }),
  operands: list(value, { each: 'maxOperands' }),
  caught: list(u32, { each: 'maxCaught' }),
});

const status = variants<ThreadStatus, ThreadStatusJson, 'kind'>('thread-status', 'kind', {
  runnable: {},
  waiting: { memory: u32, address: u64, timeout: i64, ticket: u32 },
});

export const thread = record<Thread, ThreadJson>('thread', {
  label: name,
  status,
  frames: list(frame, { total: 'maxFrames' }),
});
