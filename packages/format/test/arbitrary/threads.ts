import type { Frame, Thread, ThreadStatus } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { i64, u32 } from './bits.js';
import { name } from './names.js';
import { object } from './object.js';
import { allows } from './options.js';
import type { Shape } from './shape.js';
import type { Values } from './values.js';

function frame(shape: Shape, values: Values): fc.Arbitrary<Frame> {
  const caught =
    shape.exceptions > 0 && allows(shape.options, 'legacy-exceptions')
      ? fc.oneof(
          { weight: 2, arbitrary: fc.constant<number[]>([]) },
          { weight: 1, arbitrary: fc.array(fc.nat({ max: shape.exceptions - 1 }), { maxLength: 2 }) },
        )
      : fc.constant<number[]>([]);
  const place = fc.tuple(fc.nat({ max: shape.instances.length - 1 }), fc.oneof(fc.nat({ max: 9 }), u32));
  return fc
    .record({
      place,
      offset: u32,
      locals: fc.array(values.slot(), { maxLength: 4 }),
      operands: fc.array(values.anyValue(), { maxLength: 3 }),
      caught,
    })
    .map(({ place: [instance, index], ...rest }) => {
      const imports = shape.funcImports[instance] ?? 0;
      return { instance, funcidx: Math.min(index + imports, 0xffffffff), ...rest };
    });
}

/** Statuses without tickets, which depend on all threads. */
function status(shape: Shape): fc.Arbitrary<ThreadStatus> {
  const runnable = fc.constant<ThreadStatus>({ kind: 'runnable' });
  const waitable = shape.memories.flatMap((type, memory) => {
    const size = type.limits.min << BigInt(type.pageSizeLog2);
    return type.shared && size >= 4n ? [{ memory, last: (size - 4n) / 4n }] : [];
  });
  if (waitable.length === 0) return runnable;
  const timeout = fc.oneof(
    fc.constant(-1n),
    i64.map((value) => (value < 0n ? -1n - value : value)),
  );
  const waiting = fc.constantFrom(...waitable).chain(({ memory, last }) =>
    object<ThreadStatus>({
      kind: fc.constant('waiting' as const),
      memory: fc.constant(memory),
      address: fc.oneof(fc.constantFrom(0n, last), fc.bigInt({ min: 0n, max: last })).map((word) => word * 4n),
      timeout,
      ticket: fc.constant(0),
    }),
  );
  return fc.oneof(runnable, waiting);
}

/** Gives the waiting threads the tickets 0, 1, ... in an order that `keys` decides; clause syn-waiting. */
function withTickets(threads: readonly Thread[], keys: readonly number[]): Thread[] {
  const waiting = threads.flatMap((thread, index) => (thread.status.kind === 'waiting' ? [index] : []));
  const order = [...waiting].sort((left, right) => (keys[left] ?? 0) - (keys[right] ?? 0));
  return threads.map((thread, index) =>
    thread.status.kind === 'waiting'
      ? { ...thread, status: { ...thread.status, ticket: order.indexOf(index) } }
      : thread,
  );
}

export function threads(shape: Shape, values: Values): fc.Arbitrary<Thread[]> {
  if (shape.instances.length === 0) return fc.constant([]);
  const many = allows(shape.options, 'threads') ? 3 : 1;
  const thread = object<Thread>({
    label: name,
    status: status(shape),
    frames: fc.array(frame(shape, values), { minLength: 1, maxLength: 3 }),
  });
  const keys = fc.array(fc.nat({ max: 9 }), { minLength: many, maxLength: many });
  return fc.tuple(fc.array(thread, { maxLength: many }), keys).map(([all, order]) => withTickets(all, order));
}
