import type { Frame, Thread } from '../syntax/index.js';
import { encodeValue } from './values.js';
import type { SectionWriter } from './writer.js';

function encodeFrame(writer: SectionWriter, frame: Frame): void {
  const caught = frame.caught.length > 0;
  writer.flag(caught); // clause: bin-frame-caught
  writer.field('instance', () => writer.u32(frame.instance));
  writer.field('funcidx', () => writer.u32(frame.funcidx));
  writer.field('offset', () => writer.u32(frame.offset));
  writer.list('locals', frame.locals, (slot) => encodeValue(writer, slot));
  writer.list('operands', frame.operands, (value) => encodeValue(writer, value));
  if (caught) writer.u32List('caught', frame.caught);
}

/** clause: bin-threads */
export function encodeThreads(writer: SectionWriter, threads: readonly Thread[]): void {
  writer.list('threads', threads, ({ label, status, frames }) => {
    writer.field('label', () => writer.name(label));
    writer.flag(status.kind === 'waiting');
    writer.field('status', () => {
      if (status.kind === 'runnable') return;
      writer.u32(status.memory);
      writer.u64(status.address);
      writer.s64(status.timeout);
      writer.u32(status.ticket);
    });
    writer.list('frames', frames, (frame) => encodeFrame(writer, frame));
  });
}
