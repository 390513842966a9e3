/** Layout of a binary floating-point format. */
interface Format {
  readonly exponentBits: number;
  readonly fractionBits: number;
}

const f32: Format = { exponentBits: 8, fractionBits: 23 };
const f64: Format = { exponentBits: 11, fractionBits: 52 };

/** The exact text of a number given by its bits: hexadecimal, `inf` or `nan` with its payload. */
function floatText(bits: bigint, { exponentBits, fractionBits }: Format): string {
  const one = 1n << BigInt(fractionBits);
  const fraction = bits & (one - 1n);
  const biased = Number((bits >> BigInt(fractionBits)) & ((1n << BigInt(exponentBits)) - 1n));
  const sign = bits >> BigInt(fractionBits + exponentBits) === 0n ? '' : '-';
  const greatest = 2 ** exponentBits - 1;
  if (biased === greatest) {
    if (fraction === 0n) return `${sign}inf`;
    return fraction === one >> 1n ? `${sign}nan` : `${sign}nan:0x${fraction.toString(16)}`;
  }
  if (biased === 0 && fraction === 0n) return `${sign}0x0p+0`;
  const bias = 2 ** (exponentBits - 1) - 1;
  let significand = biased === 0 ? fraction : fraction | one;
  let exponent = (biased === 0 ? 1 : biased) - bias;
  while ((significand & one) === 0n) {
    significand <<= 1n;
    exponent -= 1;
  }
  // Hexadecimal digits stand for four bits each; the fraction is moved to the left of the first digit.
  const padding = BigInt((4 - (fractionBits % 4)) % 4);
  const digits = ((significand - one) << padding)
    .toString(16)
    .padStart(Math.ceil(fractionBits / 4), '0')
    .replace(/0+$/, '');
  return `${sign}0x1${digits === '' ? '' : `.${digits}`}p${exponent < 0 ? '' : '+'}${exponent}`;
}

const view = new DataView(new ArrayBuffer(8));

/** An f32 by its bits, as text and, for people, as decimal number in a comment. */
export function f32Text(bits: number): string {
  view.setUint32(0, bits);
  return `${floatText(BigInt(bits >>> 0), f32)} (;=${view.getFloat32(0)};)`;
}

/** An f64 by its bits, as text and, for people, as decimal number in a comment. */
export function f64Text(bits: bigint): string {
  view.setBigUint64(0, BigInt.asUintN(64, bits));
  return `${floatText(BigInt.asUintN(64, bits), f64)} (;=${view.getFloat64(0)};)`;
}

/** A vector as four lanes of 32 bits, little-endian. */
export function v128Text(bytes: Uint8Array): string {
  const lanes = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const lane = (index: number): string =>
    `0x${lanes
      .getUint32(4 * index, true)
      .toString(16)
      .padStart(8, '0')}`;
  return ['i32x4', lane(0), lane(1), lane(2), lane(3)].join(' ');
}
