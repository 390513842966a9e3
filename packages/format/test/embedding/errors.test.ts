import { Diagnostic } from '@wasm-checkpoint/bytes';
import { decode, encode, fromJSON, importCoreDump, toJSON } from '@wasm-checkpoint/format';
import { type CheckpointErrorCode, checkpointErrors, checkpointLimits } from '@wasm-checkpoint/tables';
import fc from 'fast-check';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, changed, diagnosticOf, file, framed, refusal, sectionsOf } from '../decode/build.js';
import { options } from '../decode/options.js';

const { everything, minimal } = sampleCheckpoints;
const bytes = encode(everything);

describe('an error', () => {
  const wrongTag = file(sectionsOf(changed(everything, { 'threads[0].frames[0].locals[0]': { kind: 'i8', bits: 1 } })));

  // clause: emb-error
  test('has code, phase, clause, offset and path', () => {
    const error = refusal(wrongTag);
    expect(error?.code).toBe('CKPT1031');
    expect(error?.phase).toBe('malformed');
    expect(error?.clause).toBe('syn-value-place');
    expect(error?.path).toBe('threads[0].frames[0].locals[0]');
    expect(wrongTag[error?.offset ?? 0]).toBe(0x78);
    const { code, phase, clause, offset, path } = error ?? {};
    expect(error?.toJSON()).toMatchObject({ code, phase, clause, offset, path });
  });

  // clause: emb-error
  test('has the phase that its code begins with', () => {
    const phases: Readonly<Record<string, string>> = {
      1: 'malformed',
      2: 'invalid',
      3: 'mismatch',
      4: 'unsupported',
      9: 'limit',
    };
    for (const { code, phase } of checkpointErrors) expect([code, phase]).toEqual([code, phases[code[4] ?? '']]);
    expect(new Set<CheckpointErrorCode>(checkpointErrors.map(({ code }) => code)).size).toBe(checkpointErrors.length);
  });

  // clause: emb-error
  test('of missing bytes is where they are missing, one of an encoder at 0', () => {
    expect(refusal(bytes.subarray(0, 100))).toMatchObject({ code: 'CKPT1001', offset: 100 });
    const error = diagnosticOf(() => encode(changed(everything, { 'memories[0].type.limits.min': 2n ** 40n })));
    expect(error).toMatchObject({ offset: 0, path: expect.stringContaining('memories[0]') });
  });

  // clause: emb-error-first
  test('is the first one in the file, checksums before what they cover', () => {
    const features = framed({ id: 1, contents: bytesOf('01 02 7a 7a') });
    const broken = features.slice();
    broken[4] = 0x79;
    const header = bytes.subarray(0, 8);
    const rest = framed({ id: 0x12, contents: bytesOf('00') });
    const code = (...parts: readonly Uint8Array[]): string | undefined =>
      refusal(Uint8Array.from(Buffer.concat([header, ...parts])))?.code;
    expect(code(features, rest)).toBe('CKPT4002');
    expect(code(broken, rest)).toBe('CKPT1014');
    expect(code(rest, features)).toBe('CKPT4001');
  });
});

describe('operations', () => {
  // clause: emb-error-only
  test('end with a result or a diagnostic, whatever they are given', () => {
    const samples = [bytes, encode(minimal)];
    const edit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }));
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(edit, { maxLength: 4 }), (sample, edits) => {
        const copy = sample.slice();
        for (const [at, value] of edits) copy[at % copy.length] = value;
        diagnosticOf(() => decode(copy, options));
        diagnosticOf(() => importCoreDump(copy));
      }),
      { numRuns: 500, seed: 11 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        diagnosticOf(() => fromJSON(value));
      }),
      { numRuns: 500, seed: 12 },
    );
  });

  // clause: emb-pure
  test('depend on their arguments only, and leave them alone', () => {
    const before = bytes.slice();
    const first = decode(bytes, options);
    diagnosticOf(() => decode(bytes.subarray(1), options));
    expect(difference(decode(bytes, options), first)).toBeUndefined();
    const json = JSON.stringify(toJSON(first));
    expect(JSON.stringify(toJSON(decode(encode(first), options)))).toBe(json);
    expect(difference(bytes, before)).toBeUndefined();
  });

  // clause: emb-views
  test('give views into the bytes, as decode says of itself', () => {
    const own = bytes.slice();
    const views = decode(own, options).memories.flatMap(({ image }) =>
      [...image.blocks].flatMap(({ data }) => (data.coding === 'raw' ? data.views : [data.frame])),
    );
    expect(views.length).toBeGreaterThan(1);
    for (const view of views) expect(view.buffer).toBe(own.buffer);
  });

  // clause: emb-limits
  test('have limits with defaults and a sentence on each', () => {
    for (const { name, default: value, doc } of checkpointLimits) {
      expect([name, value > 0, doc.length > 10]).toEqual([name, true, true]);
    }
    expect(refusal(bytes, { maxThreads: 1 })).toMatchObject({ code: 'CKPT9001', params: { limit: 'maxThreads' } });
  });

  test('throw diagnostics that are errors', () => {
    expect(refusal(bytes.subarray(0, 7))).toBeInstanceOf(Diagnostic);
  });
});
