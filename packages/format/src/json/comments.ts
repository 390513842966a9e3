import type { Field, Slot } from '../syntax/index.js';

const view = new DataView(new ArrayBuffer(8));

/** The shortest decimal number that rounds to the 32-bit float. */
function shortest32(value: number): string {
  for (let precision = 6; precision < 9; precision++) {
    const text = value.toPrecision(precision);
    if (Math.fround(Number(text)) === value) return String(Number(text));
  }
  return String(value);
}

/** A float in the words of the text format: `-0`, `inf`, `nan:0x200000`. */
function floatText(
  value: number,
  payload: bigint,
  quiet: bigint,
  negative: boolean,
  shortest: (value: number) => string,
): string {
  const sign = negative ? '-' : '';
  if (Number.isNaN(value)) return `${sign}nan${payload === quiet ? '' : `:0x${payload.toString(16)}`}`;
  if (!Number.isFinite(value)) return `${sign}inf`;
  return `${sign}${shortest(Math.abs(value))}`;
}

/** A 32-bit float for people. */
export function f32Text(bits: number): string {
  view.setUint32(0, bits);
  return floatText(view.getFloat32(0), BigInt(bits & 0x7fffff), 0x400000n, bits >>> 31 === 1, shortest32);
}

/** A 64-bit float for people. */
export function f64Text(bits: bigint): string {
  view.setBigUint64(0, bits);
  const payload = bits & 0xfffffffffffffn;
  return floatText(view.getFloat64(0), payload, 0x8000000000000n, bits >> 63n === 1n, String);
}

/** A vector for people, as the text format writes its four lanes. */
export function v128Text(bits: bigint): string {
  const lane = (index: bigint): string => `0x${((bits >> (32n * index)) & 0xffffffffn).toString(16).padStart(8, '0')}`;
  return `i32x4 ${lane(0n)} ${lane(1n)} ${lane(2n)} ${lane(3n)}`;
}

/** What bits mean, for values that are stored as bits. */
export function commentOf(value: Slot | Field): string | undefined {
  switch (value.kind) {
    case 'f32':
      return f32Text(value.bits);
    case 'f64':
      return f64Text(value.bits);
    case 'v128':
      return v128Text(value.bits);
    default:
      return undefined;
  }
}
