import fc from 'fast-check';

/** Names: any Unicode scalar values, few of them; the byte order mark, the ends of planes and of encoded lengths among them. */
export const name: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    'env',
    'memory',
    'wasi_snapshot_preview1',
    '\0',
    '\u{feff}',
    '\u{7f}\u{80}\u{7ff}\u{800}',
    '\u{ffff}\u{10000}\u{10ffff}',
    '"\\/\n\u{2028}',
  ),
  fc.string({ unit: 'binary', maxLength: 5 }),
);

const encoder = new TextEncoder();

/** Order of two names by their UTF-8 bytes, which is not that of JavaScript's strings; clause conv-ascending. */
export function compareNames(left: string, right: string): number {
  const a = encoder.encode(left);
  const b = encoder.encode(right);
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const order = (a[index] ?? 0) - (b[index] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}
