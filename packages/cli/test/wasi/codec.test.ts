import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Descriptor,
  decodeWasiState,
  encodeWasiState,
  type OpenObject,
  type WasiState,
} from '@wasm-checkpoint/cli';
import * as fc from 'fast-check';
import { wasiStates } from './arbitrary.js';

const empty: WasiState = {
  arguments: [],
  environment: [],
  directories: [],
  descriptors: [],
  clocks: { monotonic: 0n, process: 0n, thread: 0n },
};

/** The code of what `work` throws, which is a diagnostic. */
function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Diagnostic) return error.code;
    throw error;
  }
}

const open = (fd: number, object: OpenObject): Descriptor => ({ fd, base: 0n, inheriting: 0n, flags: 0, object });
const file = (directory: number, path: string): OpenObject => ({
  kind: 'file',
  place: { directory, path },
  offset: 0n,
});
const root = (directory: number, path = ''): OpenObject => ({
  kind: 'directory',
  place: { directory, path },
  preopened: true,
  listing: [],
});
const entries = (...cookies: bigint[]): OpenObject => ({
  ...root(0),
  kind: 'directory',
  place: { directory: 0, path: '' },
  preopened: false,
  listing: cookies.map((cookie) => ({ cookie, name: 'x' })),
});

describe('the payload of wasi_snapshot_preview1', () => {
  test('is inverse to the state (emb-hoststate-name, wasi-payload)', () => {
    fc.assert(
      fc.property(wasiStates, (state) => {
        const payload = encodeWasiState(state);
        const decoded = decodeWasiState(payload);
        expect(decoded).toEqual(state);
        expect(encodeWasiState(decoded)).toEqual(payload);
      }),
    );
  });

  test('is refused with a diagnostic or canonical, whatever the bytes', () => {
    const mutants = fc
      .tuple(wasiStates, fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 3 }), fc.nat(3))
      .map(([state, edits, cut]) => {
        const payload = encodeWasiState(state);
        for (const [at, byte] of edits) payload[at % payload.length] = byte;
        return cut === 0 ? payload.subarray(0, (edits[0]?.[0] ?? 0) % payload.length) : payload;
      });
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 64 }), mutants), (bytes) => {
        const decoded: { state?: WasiState } = {};
        const code = codeOf(() => {
          decoded.state = decodeWasiState(bytes);
        });
        if (decoded.state === undefined) expect(code).toMatch(/^CKPT1(00[1-6]|030|30[0-7])$/);
        else expect(encodeWasiState(decoded.state)).toEqual(Uint8Array.from(bytes));
      }),
      { numRuns: 2000 },
    );
  });

  test('has every byte: each prefix is refused', () => {
    fc.assert(
      fc.property(wasiStates, (state) => {
        const payload = encodeWasiState(state);
        for (let end = 0; end < payload.length; end++) {
          expect(codeOf(() => decodeWasiState(payload.subarray(0, end)))).toMatch(/^CKPT100[16]$/);
        }
      }),
      { numRuns: 20 },
    );
  });

  test('says where in the file it is at fault', () => {
    const payload = Uint8Array.of(...encodeWasiState(empty), 9);
    const place = { offset: 1000, path: 'hostStates[0].payload' };
    const fault = (() => {
      try {
        decodeWasiState(payload, place);
      } catch (error) {
        return error;
      }
      return undefined;
    })();
    expect(fault).toMatchObject({ code: 'CKPT1300', offset: 1000 + payload.length - 1, path: place.path });
  });

  const faults: readonly (readonly [string, string, Partial<WasiState>])[] = [
    ['wasi-string', 'CKPT1301', { arguments: ['a\0b'] }],
    ['wasi-string', 'CKPT1301', { environment: ['novalue'] }],
    ['wasi-string', 'CKPT1301', { environment: ['=x'] }],
    ['wasi-string', 'CKPT1301', { directories: [''], descriptors: [open(3, root(0))] }],
    ['wasi-string', 'CKPT1301', { arguments: ['\ud800'] }],
    ['wasi-fd', 'CKPT1302', { descriptors: [open(2, { kind: 'output' }), open(1, { kind: 'error' })] }],
    ['wasi-fd', 'CKPT1302', { descriptors: [open(1, { kind: 'output' }), open(1, { kind: 'error' })] }],
    ['wasi-fd', 'CKPT1302', { descriptors: [open(1, { kind: 'output' }), open(2, { kind: 'output' })] }],
    [
      'wasi-fd',
      'CKPT1302',
      {
        descriptors: [open(0, { kind: 'input-file', offset: 0n }), open(5, { kind: 'input', ahead: new Uint8Array() })],
      },
    ],
    ['wasi-fd', 'CKPT1302', { descriptors: [open(2 ** 31, { kind: 'output' })] }],
    ['wasi-bits', 'CKPT1303', { descriptors: [{ ...open(1, { kind: 'output' }), base: 1n << 30n }] }],
    ['wasi-bits', 'CKPT1303', { descriptors: [{ ...open(1, { kind: 'output' }), inheriting: 1n << 63n }] }],
    ['wasi-bits', 'CKPT1303', { descriptors: [{ ...open(1, { kind: 'output' }), flags: 32 }] }],
    ['wasi-directory', 'CKPT1304', { descriptors: [open(3, root(0))] }],
    ['wasi-directory', 'CKPT1304', { directories: ['/'] }],
    ['wasi-directory', 'CKPT1304', { directories: ['/', '/'], descriptors: [open(3, root(0)), open(4, root(1))] }],
    ['wasi-directory', 'CKPT1304', { directories: ['/', '.'], descriptors: [open(3, root(1)), open(4, root(0))] }],
    ['wasi-directory', 'CKPT1304', { directories: ['/'], descriptors: [open(3, root(0, 'inner'))] }],
    ...['', '/', '/a', 'a/', 'a//b', '.', 'a/./b', '../a', 'a/..', 'a\0'].map(
      (path) => ['wasi-path', 'CKPT1305', { directories: ['/'], descriptors: [open(3, file(0, path))] }] as const,
    ),
    ['wasi-cookie', 'CKPT1306', { directories: ['/'], descriptors: [open(3, entries(0n))] }],
    ['wasi-arguments', 'CKPT1307', { owed: { call: 'poll_oneoff', arguments: [0n, 1n << 32n, 0n, 0n], begun: 0n } }],
    ['wasi-arguments', 'CKPT1307', { owed: { call: 'fd_read', arguments: [0n, 0n, 0n, 0n], begun: 0n } }],
    [
      'wasi-arguments',
      'CKPT1307',
      {
        descriptors: [open(0, { kind: 'input-file', offset: 0n })],
        owed: { call: 'fd_read', arguments: [0n, 0n, 0n, 0n], begun: 0n },
      },
    ],
    ['wasi-cookie', 'CKPT1306', { directories: ['/'], descriptors: [open(3, entries(7n, 7n))] }],
  ];

  test.each(faults)('%s: refused with %s', (_clause, code, part) => {
    expect(codeOf(() => encodeWasiState({ ...empty, ...part }))).toBe(code);
  });

  test('wasi-path: refused in what is read, too', () => {
    const payload = encodeWasiState({ ...empty, directories: ['/'], descriptors: [open(3, file(0, 'ab'))] });
    const at = Buffer.from(payload).indexOf('ab');
    payload.set([0x2e, 0x2e], at);
    expect(codeOf(() => decodeWasiState(payload))).toBe('CKPT1305');
  });

  test('wasi-directory: each is named once, in the order of use', () => {
    const state = {
      ...empty,
      directories: ['/', '.'],
      descriptors: [open(3, root(0)), open(4, root(1)), open(5, file(0, 'a/b')), open(6, file(1, 'a'))],
    };
    expect(decodeWasiState(encodeWasiState(state))).toEqual(state);
  });
});
