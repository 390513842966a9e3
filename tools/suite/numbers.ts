/** Hexadecimal floating-point numbers: `0x1.8p3`. */
const hexFloat = /^([+-]?)0x([0-9a-f]*)\.?([0-9a-f]*)(?:p([+-]?\d+))?$/i;

function readHexFloat(text: string): number {
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = hexFloat.exec(text) ?? [];
  const digits = BigInt(`0x0${whole}${fraction}`);
  let scale = Number(exponent) - 4 * fraction.length;
  // The digits of the suite have at most 64 bits, of which the last ones round to nearest, ties to even, as Number does.
  let value = Number(digits);
  // In steps, since a power of two alone may not be a number where the product is.
  while (scale > 1000) {
    value *= 2 ** 1000;
    scale -= 1000;
  }
  while (scale < -1000) {
    value *= 2 ** -1000;
    scale += 1000;
  }
  value *= 2 ** scale;
  return sign === '-' ? -value : value;
}

/** The number of a floating-point literal of the text format; of a NaN nothing but that it is one. */
export function readFloat(literal: string): number {
  const text = literal.replaceAll('_', '');
  if (/^[+-]?nan/.test(text)) return Number.NaN;
  if (/^[+-]?inf$/.test(text)) return text.startsWith('-') ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  return /^[+-]?0x/i.test(text) ? readHexFloat(text) : Number(text);
}

/** The number of an integer literal of the text format. */
export function readInteger(literal: string): bigint {
  const text = literal.replaceAll('_', '');
  const magnitude = BigInt(text.replace(/^[+-]/, ''));
  return text.startsWith('-') ? -magnitude : magnitude;
}
