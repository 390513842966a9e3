import { exportCoreDump } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { codeOf, core, header } from './bytes.js';
import { one } from './checkpoints.js';
import { wasmtimeDump } from './wasmtime.js';

describe('hostile bytes', () => {
  // Nothing but diagnostics: codeOf throws everything else on.
  const samples = [wasmtimeDump, exportCoreDump(one()).bytes];

  test('every truncation ends in a dump or a diagnostic', () => {
    for (const sample of samples) {
      const codes = Array.from(sample, (_, length) => codeOf(sample.subarray(0, length)));
      expect(codes.filter((code) => code !== undefined).length).toBeGreaterThan(sample.length - 10);
    }
  });

  test('every flip of a bit ends in a dump or a diagnostic', () => {
    let refused = 0;
    for (const sample of samples) {
      for (let bit = 0; bit < sample.length * 8; bit++) {
        const bytes = sample.slice();
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        if (codeOf(bytes) !== undefined) refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  test('random changes and random bytes end in a dump or a diagnostic', () => {
    const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 8 }), (sample, changes) => {
        const bytes = sample.slice();
        for (const { at, value } of changes) bytes[at % bytes.length] = value;
        codeOf(bytes);
      }),
      { numRuns: 5000, seed: 31 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        codeOf(Uint8Array.from([...header, ...core, ...bytes]));
      }),
      { numRuns: 5000, seed: 32 },
    );
  });
});
