import { liveLocalsAt, openModule, typeStates, validate } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { isLive, moduleOf, offsetsOf } from './function-modules.js';
import { numberLocals, referenceLocals, stepsOf } from './functions.js';
import { type Statement, statements } from './statements.js';

/** Compares the analysis with the search of paths, at every instruction and for every local; returns the number of instructions. */
function compare(function_: readonly Statement[]): number {
  const steps = stepsOf(function_);
  const bytes = moduleOf(steps);
  expect(validate(bytes)?.message).toBeUndefined();
  const module = openModule(bytes);
  const offsets = offsetsOf(steps);
  expect([...typeStates(module).offsets(0)]).toEqual(offsets);
  const all = [...Array(numberLocals + referenceLocals).keys()];
  const expected = offsets.map((_, index) => all.map((local) => (isLive(steps, index, local) ? 1 : 0)).join(''));
  expect(offsets.map((offset) => liveLocalsAt(module, 0, offset).join(''))).toEqual(expected);
  return steps.length;
}

const read = (local: number): Statement => ({ kind: 'read', local });
const write = (local: number): Statement => ({ kind: 'write', local });
const loop = (...body: Statement[]): Statement => ({ kind: 'loop', body });
const block = (...body: Statement[]): Statement => ({ kind: 'block', body });
const br = (label: number): Statement => ({ kind: 'br', label });
const brIf = (label: number, local: number): Statement => ({ kind: 'br_if', label, local });
const call: Statement = { kind: 'call' };

const functions: Readonly<Record<string, readonly Statement[]>> = {
  'nothing at all': [],
  'a straight line': [write(0), read(0), write(0), read(1)],
  'nested loops': [
    loop(read(0), loop(write(1), loop(read(2), write(2), brIf(0, 3), brIf(2, 4)), read(1)), brIf(0, 5)),
    read(5),
  ],
  'a loop that is left in the middle': [loop(block(brIf(0, 0), write(1), br(1)), read(1))],
  br_table: [
    block(block(block({ kind: 'br_table', labels: [0, 2, 1], last: 3, local: 0 }), read(1)), write(2)),
    read(2),
  ],
  'if without else': [{ kind: 'if', local: 0, whenTrue: [write(1)], whenFalse: undefined }, read(1)],
  'if with both arms': [{ kind: 'if', local: 0, whenTrue: [write(1)], whenFalse: [write(1), read(2)] }, read(1)],
  'code behind a branch': [block(br(0), read(0)), read(1)],
  'handlers of a try_table': [
    block(
      block(
        {
          kind: 'try_table',
          clauses: [
            { all: false, label: 0 },
            { all: true, label: 1 },
          ],
          body: [write(0), call, write(1), call, write(2)],
        },
        { kind: 'return' },
      ),
      read(0),
    ),
    read(1),
  ],
  'nested try_tables, the inner without a clause for all': [
    block(
      {
        kind: 'try_table',
        clauses: [{ all: true, label: 0 }],
        body: [block({ kind: 'try_table', clauses: [{ all: false, label: 0 }], body: [call, write(0)] }), write(1)],
      },
      { kind: 'return' },
    ),
    read(0),
    read(1),
  ],
  'a handler that is in a loop around': [
    loop({ kind: 'try_table', clauses: [{ all: true, label: 0 }], body: [read(0), write(1), call, read(1)] }),
  ],
  'legacy try with parts': [
    { kind: 'try', body: [write(0), call, write(1), call], catches: [[read(0)], [read(1), call]], catchAll: [read(2)] },
    read(3),
  ],
  'exceptions of a part are not handled by its own try': [
    { kind: 'try', body: [], catches: [[write(0), call, read(1)]], catchAll: [read(0)] },
  ],
  'delegate to a try further out': [
    {
      kind: 'try',
      body: [
        {
          kind: 'try',
          body: [{ kind: 'delegate', label: 1, body: [call, write(0), write(1)] }],
          catches: [[read(0)]],
          catchAll: undefined,
        },
      ],
      catches: [[read(1)]],
      catchAll: undefined,
    },
  ],
  'delegate to the function': [
    { kind: 'try', body: [{ kind: 'delegate', label: 1, body: [call, write(0)] }], catches: [], catchAll: [read(0)] },
  ],
  'delegate to a try that is handling': [
    { kind: 'try', body: [], catches: [[{ kind: 'delegate', label: 0, body: [call] }, write(0)]], catchAll: [read(0)] },
  ],
  'rethrow to the handlers around': [
    {
      kind: 'try',
      body: [{ kind: 'try', body: [call], catches: [[write(0), { kind: 'rethrow', label: 0 }]], catchAll: undefined }],
      catches: [],
      catchAll: [read(0), read(1)],
    },
  ],
  throw_ref: [
    block({ kind: 'try_table', clauses: [{ all: true, label: 0 }], body: [write(0), { kind: 'throw_ref' }, read(1)] }),
    read(2),
  ],
  'references that are never null': [
    block({ kind: 'reference', local: 0 }),
    loop({ kind: 'reference', local: 0 }, brIf(0, 1)),
  ],
};

describe('liveness is what the search of all paths finds, at every instruction', () => {
  test.each(Object.entries(functions))('%s', (_, function_) => {
    expect(compare(function_)).toBeGreaterThan(0);
  });

  test.each([
    ['blocks, loops, branches', { modern: false, legacy: false }],
    ['try_table', { modern: true, legacy: false }],
    ['legacy try', { modern: false, legacy: true }],
    ['everything', { modern: true, legacy: true }],
  ])('random functions: %s', (_, choice) => {
    let instructions = 0;
    fc.assert(
      fc.property(statements(choice), (function_) => {
        instructions += compare(function_);
      }),
      { numRuns: 250 },
    );
    expect(instructions).toBeGreaterThan(1000);
  });
});

/** The engine's part that the types of the language's core do not know. */
interface Instance {
  readonly exports: {
    readonly f: (one: number, two: number) => void;
    readonly hash: { readonly value: number };
    readonly fuel: { readonly value: number };
  };
}
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => Instance;
};

/** What can be seen of a run: how it ends, and what it did. */
function outcome(module: object, one: number, two: number): string {
  const { exports } = new WebAssembly.Instance(module);
  let ending = 'returned';
  try {
    exports.f(one, two);
  } catch (fault) {
    ending = String(fault);
  }
  return `${ending}, ${exports.hash.value}, ${exports.fuel.value}`;
}

test('a dead local may be overwritten, and no run shows it', () => {
  let changes = 0;
  fc.assert(
    fc.property(statements({ modern: false, legacy: true }), fc.nat(), fc.nat(), (function_, place, choice) => {
      const steps = stepsOf(function_);
      const index = place % steps.length;
      const module = openModule(moduleOf(steps, 300, false));
      const live = liveLocalsAt(module, 0, offsetsOf(steps, false)[index] ?? -1);
      const dead = [...live.keys()].filter((local) => live[local] === 0);
      const local = dead[choice % Math.max(1, dead.length)];
      if (local === undefined) return;
      const changed = [...steps.slice(0, index), { bytes: [0x41, 0x2a, 0x21, local] }, ...steps.slice(index)];
      const [before, after] = [steps, changed].map((each) => new WebAssembly.Module(moduleOf(each, 300, false)));
      if (before === undefined || after === undefined) throw new RangeError('two modules');
      changes += 1;
      for (const [one, two] of [
        [0, 0],
        [1, 0],
        [0, 1],
        [3, 2],
      ] as const) {
        expect(outcome(after, one, two)).toBe(outcome(before, one, two));
      }
    }),
    { numRuns: 600 },
  );
  expect(changes).toBeGreaterThan(100);
});
