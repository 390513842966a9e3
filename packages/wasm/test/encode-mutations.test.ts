import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  decodeModule,
  encodeModule,
  namesOf,
  namesSyntax,
  openModule,
  printFunction,
  Reencoder,
} from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { moduleCases } from './encode-modules.js';

/** One of the modules of the table with some bytes replaced, taken out or put in. */
const mutants = fc
  .tuple(
    fc.constantFrom(...moduleCases.map(([, bytes]) => bytes)),
    fc.array(
      fc.record({
        at: fc.nat(),
        take: fc.nat({ max: 2 }),
        put: fc.uint8Array({ maxLength: 2 }),
      }),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([bytes, edits]) =>
    edits.reduce((mutant, { at, take, put }) => {
      const place = 8 + (at % Math.max(1, mutant.length - 8));
      return Uint8Array.of(...mutant.subarray(0, place), ...put, ...mutant.subarray(place + take));
    }, bytes),
  );

/** What a function gives, or undefined when it throws a diagnostic; everything else that is thrown goes on. */
function unlessRefused<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch (fault) {
    if (fault instanceof Diagnostic) return undefined;
    throw fault;
  }
}

const runs = { numRuns: 3000 };

describe('binary-module: of mutants of modules nothing but diagnostics is thrown', () => {
  test('and those that can be decoded encode to a fixed point', () => {
    fc.assert(
      fc.property(mutants, (bytes) => {
        const encoded = unlessRefused(() => encodeModule(decodeModule(bytes)));
        if (encoded === undefined) return;
        expect(encoded.length).toBeLessThanOrEqual(bytes.length);
        expect(encodeModule(decodeModule(encoded))).toEqual(encoded);
      }),
      runs,
    );
  });

  test('and those that can be re-encoded stay as they are', () => {
    fc.assert(
      fc.property(mutants, (bytes) => {
        const again = unlessRefused(() => new Reencoder(openModule(bytes)).encode().bytes);
        if (again !== undefined) expect(again).toEqual(bytes);
      }),
      runs,
    );
  });

  test('by the disassembler and the names', () => {
    fc.assert(
      fc.property(mutants, fc.nat({ max: 200 }), (bytes, around) => {
        const module = unlessRefused(() => openModule(bytes));
        if (module === undefined) return;
        namesSyntax(namesOf(module));
        for (let funcidx = 0; funcidx <= module.funcs.length; funcidx++) {
          unlessRefused(() => printFunction(module, funcidx));
          unlessRefused(() => printFunction(module, funcidx, { around, offsets: 'body' }));
        }
      }),
      runs,
    );
  });
});
