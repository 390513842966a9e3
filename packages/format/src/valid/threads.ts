import { memoryBytes, type Thread } from '../syntax/index.js';
import type { Checker } from './checker.js';

/** Bytes that the narrowest `memory.atomic.wait` reads, and so the alignment of its address. */
const WAIT_BYTES = 4n;

/** Checks threads: frames, addresses, and the queue of those that wait. */
export function checkThreads(checker: Checker): void {
  const { threads } = checker.checkpoint;
  const waiting = threads.reduce((count, { status }) => count + (status.kind === 'waiting' ? 1 : 0), 0);
  const tickets = new Set<number>();
  checker.each('threads', threads, (thread) => {
    // clause: syn-thread-frames
    if (thread.frames.length === 0) throw checker.fault('CKPT2018', {});
    checker.field('status', () => checkStatus(checker, thread, waiting, tickets));
    checker.each('frames', thread.frames, (frame) => {
      checker.indexIn('instance', 'instance', frame.instance);
      checker.field('funcidx', () => checker.func(frame.instance, frame.funcidx));
      checker.values('locals', frame.locals);
      checker.values('operands', frame.operands);
      checker.each('caught', frame.caught, (exn) => checker.index('exception', exn));
    });
  });
}

function checkStatus(checker: Checker, { status }: Thread, waiting: number, tickets: Set<number>): void {
  if (status.kind === 'runnable') return;
  checker.indexIn('memory', 'memory', status.memory);
  const type = checker.checkpoint.memories[status.memory]?.type;
  const wrong = (field: string): Error => {
    checker.path.enter(field);
    return checker.fault('CKPT2014', { what: field });
  };
  // clause: syn-waiting
  if (type?.shared !== true) throw wrong('memory');
  const { address, timeout, ticket } = status;
  if (address % WAIT_BYTES !== 0n || address + WAIT_BYTES > memoryBytes(type)) throw wrong('address');
  if (timeout < -1n) throw wrong('timeout');
  if (ticket >= waiting || tickets.has(ticket)) throw wrong('ticket');
  tickets.add(ticket);
}
