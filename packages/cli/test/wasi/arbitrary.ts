import type { Descriptor, OpenObject, OwedCall, WasiState } from '@wasm-checkpoint/cli';
import * as fc from 'fast-check';

const text = (unit: fc.Arbitrary<string> = fc.string({ unit: 'binary', maxLength: 12 })): fc.Arbitrary<string> =>
  unit.map((string) => string.replaceAll('\0', ''));
const filled = text().map((string) => string || 'x');
const u64 = fc.bigInt({ min: 0n, max: 2n ** 64n - 1n });
const component = filled.map((string) => string.replaceAll('/', '_')).filter((part) => part !== '.' && part !== '..');
const path = fc.array(component, { minLength: 1, maxLength: 3 }).map((parts) => parts.join('/'));
const bytes = fc.uint8Array({ maxLength: 20 });

const listing = fc
  .uniqueArray(fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), { maxLength: 4 })
  .chain((cookies) => fc.tuple(...cookies.map((cookie) => filled.map((name) => ({ cookie, name })))));

const objectIn = (directory: number): fc.Arbitrary<OpenObject> =>
  fc.oneof(
    fc.record({
      kind: fc.constant('file' as const),
      place: path.map((inner) => ({ directory, path: inner })),
      offset: u64,
      seen: fc.record({ size: u64, modified: u64 }),
    }),
    fc.record({
      kind: fc.constant('file' as const),
      place: path.map((inner) => ({ directory, path: inner })),
      offset: u64,
    }),
    fc.record({
      kind: fc.constant('directory' as const),
      place: path.map((inner) => ({ directory, path: inner })),
      preopened: fc.constant(false),
      listing,
    }),
    fc.record({
      kind: fc.constant('directory' as const),
      place: fc.constant({ directory, path: '' }),
      preopened: fc.boolean(),
      listing,
    }),
  );

const streams: fc.Arbitrary<OpenObject[]> = fc.tuple(
  fc.oneof(
    bytes.map((ahead): OpenObject => ({ kind: 'input', ahead })),
    u64.map((offset): OpenObject => ({ kind: 'input-file', offset })),
  ),
  fc.constant<OpenObject>({ kind: 'output' }),
  fc.constant<OpenObject>({ kind: 'error' }),
);

const objects: fc.Arbitrary<{ directories: string[]; objects: OpenObject[] }> = fc
  .uniqueArray(filled, { maxLength: 3 })
  .chain((directories) =>
    fc.record({
      directories: fc.constant(directories),
      objects: fc
        .tuple(
          fc
            .subarray([0, 1, 2])
            .chain((chosen) => streams.map((all) => all.filter((_, index) => chosen.includes(index)))),
          fc.array(fc.record({ kind: fc.constant('unnamed' as const), contents: bytes, offset: u64 }), {
            maxLength: 2,
          }),
          fc.tuple(...directories.map((_, directory) => fc.array(objectIn(directory), { minLength: 1, maxLength: 3 }))),
        )
        .map(([stdio, unnamed, inside]) => [...stdio, ...unnamed, ...inside.flat()] as OpenObject[]),
    }),
  );

const bits = fc.bigInt({ min: 0n, max: 2n ** 30n - 1n });

const u32 = fc.bigInt({ min: 0n, max: 2n ** 32n - 1n });
const owed: fc.Arbitrary<OwedCall> = fc.record({
  call: fc.constantFrom('poll_oneoff', 'fd_read'),
  arguments: fc.tuple(u32, u32, u32, u32),
  begun: u64,
});

/** The state with an owed read one of its standard input, where it has that. */
function withFittingRead(state: WasiState): WasiState {
  if (state.owed?.call !== 'fd_read') return state;
  const input = state.descriptors.find(({ object }) => object.kind === 'input');
  const [, ...rest] = state.owed.arguments;
  if (input === undefined) return { ...state, owed: { ...state.owed, call: 'poll_oneoff' } };
  return { ...state, owed: { ...state.owed, arguments: [BigInt(input.fd), ...rest] } };
}

const loose: fc.Arbitrary<WasiState> = objects.chain(({ directories, objects: open }) =>
  fc.record(
    {
      arguments: fc.array(text(), { maxLength: 4 }),
      environment: fc.array(
        fc.tuple(filled, text()).map(([name, value]) => `${name.replaceAll('=', '-')}=${value}`),
        { maxLength: 4 },
      ),
      directories: fc.constant(directories),
      descriptors: fc
        .uniqueArray(fc.nat(2 ** 31 - 1), { minLength: open.length, maxLength: open.length })
        .chain((fds) =>
          fc.tuple(
            ...fds
              .sort((left, right) => left - right)
              .map((fd, index) =>
                fc
                  .record({ base: bits, inheriting: bits, flags: fc.nat(31) })
                  .map((rest): Descriptor => ({ fd, ...rest, object: open[index] ?? { kind: 'output' } })),
              ),
          ),
        ),
      clocks: fc.record({ monotonic: u64, process: u64, thread: u64 }),
      owed,
    },
    { requiredKeys: ['arguments', 'directories', 'descriptors', 'clocks'] },
  ),
);

/** Any state that has a payload. */
export const wasiStates: fc.Arbitrary<WasiState> = loose.map(withFittingRead);
