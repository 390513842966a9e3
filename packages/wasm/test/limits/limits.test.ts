import { Diagnostic } from '@wasm-checkpoint/bytes';
import { wasmLimits } from '@wasm-checkpoint/tables';
import { defaultLimits, liveLocalsAt, openModule, validate } from '@wasm-checkpoint/wasm';
import { module, u32 } from '../valid/binary.js';
import { boundaryModules, countedSections, livenessModule } from './boundaries.js';

/** The engine's own validator, which the types of the language's core do not know. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

const limits = Object.keys(boundaryModules) as (keyof typeof boundaryModules)[];

/** A limit that every boundary module can be made for. */
const some = (limit: string): number => (limit === 'moduleSize' ? 100 : 5);

test('every limit of the table is tried', () => {
  expect([...limits, 'livenessWords'].sort()).toEqual(wasmLimits.map(({ name }) => name).sort());
});

describe('as much as a limit allows is valid, one more is over it', () => {
  test.each(limits)('%s', (limit) => {
    const most = some(limit);
    const options = { limits: { [limit]: most } };
    expect(validate(boundaryModules[limit](most), options)?.message).toBeUndefined();
    const fault = validate(boundaryModules[limit](most + 1), options);
    expect(fault).toMatchObject({ code: 'WASM9001', phase: 'limit' });
    expect(fault?.params).toEqual({ what: limit, value: most + 1, limit: most });
    expect(validate(boundaryModules[limit](most + 1))?.message).toBeUndefined();
  });

  test('livenessWords', () => {
    const analyse = (livenessWords: number): unknown => {
      try {
        return liveLocalsAt(openModule(livenessModule, { limits: { livenessWords } }), 0, 3);
      } catch (fault) {
        return fault;
      }
    };
    const fault = analyse(0);
    expect(fault).toBeInstanceOf(Diagnostic);
    const needed = Number((fault as Diagnostic).params['value']);
    expect(needed).toBeGreaterThan(0);
    expect(analyse(needed)).toBeInstanceOf(Uint8Array);
    expect(analyse(needed - 1)).toMatchObject({
      code: 'WASM9001',
      params: { what: 'livenessWords', value: needed, limit: needed - 1 },
    });
  });
});

describe("defaults that are the JavaScript API's are V8's", () => {
  const inV8 = (bytes: Uint8Array): boolean => WebAssembly.validate(bytes);
  test.each(['params', 'results', 'locals', 'brTableSize', 'bodySize'] as const)('%s', (limit) => {
    const most = defaultLimits[limit];
    for (const count of [most, most + 1]) {
      const bytes = boundaryModules[limit](count);
      expect([count, validate(bytes)?.code]).toEqual([count, count > most ? 'WASM9001' : undefined]);
      expect([count, inV8(bytes)]).toEqual([count, count <= most]);
    }
  });
});

describe('a count beyond the bytes that are left is refused before anything is made', () => {
  const sections = Object.entries(countedSections);
  test.each(sections)('%s', (_, make) => {
    for (const count of [1000, 2 ** 27, 2 ** 31, 2 ** 32 - 1]) {
      const fault = validate(module(...make(u32(count))));
      expect([count, fault?.phase]).toEqual([count, 'malformed']);
      expect(['WASM1001', 'WASM1005']).toContain(fault?.code);
    }
  });
});
