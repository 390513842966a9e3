import { Diagnostic } from '@wasm-checkpoint/bytes';
import { fromJSON, toJSON } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { difference } from '../arbitrary/difference.js';
import { edited, missing, places } from './edit.js';
import { everything, refusal } from './refusal.js';
import { validate } from './validate.js';

describe('whatever the value', () => {
  const whole = places(everything);
  const scrap = fc.oneof(
    fc.jsonValue({ maxDepth: 2 }) as fc.Arbitrary<unknown>,
    fc.constant(missing),
    fc.integer({ min: -2, max: 300 }),
    fc.constantFrom('0', '1', '4096', '', 'func', 'null', 'data', 'AAAF', '0x00000000', `0x${'0'.repeat(32)}`),
    fc
      .constantFrom(...whole)
      .map((place) => place.reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], everything)),
  );
  const spoiled = fc.array(fc.tuple(fc.constantFrom(...whole), scrap), { minLength: 1, maxLength: 2 }).map((edits) => {
    try {
      return edits.reduce<unknown>((json, [place, value]) => edited(json, place, value), everything);
    } catch {
      // The first edit took away the place of the second.
      return undefined;
    }
  });

  const judge = (json: unknown): void => {
    let accepted = true;
    try {
      const checkpoint = fromJSON(json);
      expect(difference(fromJSON(JSON.parse(JSON.stringify(toJSON(checkpoint)))), checkpoint)).toBeUndefined();
    } catch (error) {
      if (!(error instanceof Diagnostic)) throw error;
      accepted = false;
    }
    // clause: json-checkpoint
    if (accepted) expect(validate(json) ? [] : validate.errors).toEqual([]);
  };

  test('nothing but a diagnostic is thrown, and what is accepted the schema accepts', () => {
    fc.assert(fc.property(spoiled, judge), { numRuns: 2000 });
    fc.assert(fc.property(fc.jsonValue() as fc.Arbitrary<unknown>, judge), { numRuns: 300 });
  });

  test.each([undefined, Number.NaN, () => 1, Symbol('x'), 1n, new Map(), new Uint8Array(3)])(
    '%p is refused',
    (json) => {
      refusal(json);
      refusal({ format: 'wasm-checkpoint', version: 1, threads: json === undefined ? null : json });
    },
  );
});
