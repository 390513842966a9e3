import { decodeUtf8, encodeUtf8 } from '@wasm-checkpoint/bytes';
import fc from 'fast-check';

describe('decodeUtf8', () => {
  test.each<[string, number[], string]>([
    ['nothing', [], ''],
    ['the least and greatest of one byte', [0x00, 0x7f], '\u0000\u007f'],
    ['of two bytes', [0xc2, 0x80, 0xdf, 0xbf], '\u0080\u07ff'],
    ['of three bytes', [0xe0, 0xa0, 0x80, 0xef, 0xbf, 0xbf], '\u0800\uffff'],
    ['of four bytes', [0xf0, 0x90, 0x80, 0x80, 0xf4, 0x8f, 0xbf, 0xbf], '\u{10000}\u{10ffff}'],
    ['around the surrogates', [0xed, 0x9f, 0xbf, 0xee, 0x80, 0x80], '\ud7ff\ue000'],
    ['a byte order mark', [0xef, 0xbb, 0xbf], '\ufeff'],
  ])('%s', (_, bytes, text) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBe(text);
    expect([...encodeUtf8(text)]).toEqual(bytes);
  });

  test.each<[string, number[]]>([
    ['a continuation alone', [0x80]],
    ['a cut sequence of two', [0xc2]],
    ['a cut sequence of three', [0xe0, 0xa0]],
    ['a cut sequence of four', [0xf0, 0x90, 0x80]],
    ['a continuation that is none', [0xc2, 0x41]],
    ['an over-long zero', [0xc0, 0x80]],
    ['an over-long form of two', [0xc1, 0xbf]],
    ['an over-long form of three', [0xe0, 0x9f, 0xbf]],
    ['an over-long form of four', [0xf0, 0x8f, 0xbf, 0xbf]],
    ['the first surrogate', [0xed, 0xa0, 0x80]],
    ['the last surrogate', [0xed, 0xbf, 0xbf]],
    ['beyond the last code point', [0xf4, 0x90, 0x80, 0x80]],
    ['a lead byte of five', [0xf8, 0x88, 0x80, 0x80, 0x80]],
    ['no lead byte at all', [0xff]],
  ])('refuses %s', (_, bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });

  test('is the inverse of encodeUtf8', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => decodeUtf8(encodeUtf8(text)) === text));
  });

  test('accepts no bytes that encodeUtf8 would not write', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
        const text = decodeUtf8(bytes);
        if (text !== undefined) expect([...encodeUtf8(text)]).toEqual([...bytes]);
      }),
      { numRuns: 5_000 },
    );
  });
});

test('encodeUtf8 replaces lone surrogates', () => {
  expect([...encodeUtf8('\ud800')]).toEqual([0xef, 0xbf, 0xbd]);
});
