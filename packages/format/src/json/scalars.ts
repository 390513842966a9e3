import { encodeUtf8 } from '@wasm-checkpoint/bytes';
import { hexBytes } from '../codes/bytes.js';
import { fromBase64, toBase64 } from './base64.js';
import { decimalPattern } from './decimal-pattern.js';
import { quote } from './reader.js';
import { named, type Shape } from './shape.js';
import type { Base64Text, BitsText, DecimalText, DigestText } from './syntax/index.js';

const U32_MAX = 0xffffffff;

/** A JSON number without fraction. */
export function integer(min: number, max: number): Shape<number, number> {
  return {
    optional: false,
    write: (value) => value,
    read(json, at) {
      if (typeof json !== 'number') throw at.wrongType('number', json);
      if (!Number.isInteger(json) || json < min || json > max) {
        throw at.fault('CKPT1105', { value: String(json), min: BigInt(min), max: BigInt(max) }); // clause: json-integer
      }
      return json + 0; // JSON's -0 is 0
    },
    schema: () => ({ type: 'integer', minimum: min, maximum: max }),
  };
}

export const u32 = named('u32', integer(0, U32_MAX));
export const u8 = integer(0, 0xff);
export const u16 = integer(0, 0xffff);
export const i32 = named('i32', integer(-0x80000000, 0x7fffffff));

/** A decimal text; with 20 digits or less `BigInt` is quick, whatever the input. */
function decimal(min: bigint, max: bigint): Shape<bigint, DecimalText> {
  return {
    optional: false,
    write: (value) => String(value),
    read(json, at) {
      if (typeof json !== 'string') throw at.wrongType('string', json);
      // clause: json-decimal
      if (!/^(0|-?[1-9][0-9]{0,19})$/.test(json)) throw at.fault('CKPT1106', { text: quote(json) });
      const value = BigInt(json);
      if (value < min || value > max) throw at.fault('CKPT1105', { value: json, min, max }); // clause: json-decimal
      return value;
    },
    schema: () => ({ type: 'string', pattern: decimalPattern(min, max) }),
  };
}

export const u64 = named('u64', decimal(0n, 2n ** 64n - 1n));
export const i64 = named('i64', decimal(-(2n ** 63n), 2n ** 63n - 1n));

function hexDigits(digits: number): Shape<string, BitsText> {
  const pattern = `^0x[0-9a-f]{${digits}}$`;
  const expression = new RegExp(pattern);
  return {
    optional: false,
    write: (value) => value,
    read(json, at) {
      if (typeof json !== 'string') throw at.wrongType('string', json);
      if (!expression.test(json)) throw at.fault('CKPT1107', { text: quote(json), digits }); // clause: json-bits
      return json;
    },
    schema: () => ({ type: 'string', pattern }),
  };
}

/** The text of a bit pattern of `digits` hexadecimal digits. */
export const bitsText = (bits: number | bigint, digits: number): BitsText =>
  `0x${bits.toString(16).padStart(digits, '0')}`;

const bits32Digits = hexDigits(8);
const bigDigits = (digits: number): Shape<bigint, BitsText> => {
  const text = hexDigits(digits);
  return { ...text, write: (value) => bitsText(value, digits), read: (json, at) => BigInt(text.read(json, at)) };
};

/** 32 bits. */
export const bits32: Shape<number, BitsText> = named('bits32', {
  ...bits32Digits,
  write: (value) => bitsText(value, 8),
  read: (json, at) => Number(bits32Digits.read(json, at)),
});
/** 64 bits. */
export const bits64 = named('bits64', bigDigits(16));
/** 128 bits, byte 0 lowest and so last. */
export const bits128 = named('bits128', bigDigits(32));

export const flag: Shape<boolean, boolean> = {
  optional: false,
  write: (value) => value,
  read(json, at) {
    if (typeof json !== 'boolean') throw at.wrongType('boolean', json);
    return json;
  },
  schema: () => ({ type: 'boolean' }),
};

/** One of the values of a total map, whose keys are the JSON texts. */
export function choice<Name extends string>(what: string, names: Readonly<Record<Name, unknown>>): Shape<Name, Name> {
  const known = new Set(Object.keys(names));
  return {
    optional: false,
    write: (value) => value,
    read(json, at) {
      if (typeof json !== 'string') throw at.wrongType('string', json);
      if (!known.has(json)) throw at.fault('CKPT1104', { found: quote(json), what }); // clause: json-choice
      return json as Name;
    },
    schema: () => ({ enum: [...known] }),
  };
}

/** No property of Unicode: engines without its tables do not know them. */
const loneSurrogate = /[\ud800-\udfff]/u;

/** A text of Unicode scalar values. */
export const name: Shape<string, string> = {
  optional: false,
  write: (value) => value,
  read(json, at) {
    if (typeof json !== 'string') throw at.wrongType('string', json);
    if (loneSurrogate.test(json)) throw at.fault('CKPT1109', {}); // clause: json-name
    // A code unit takes at most three bytes.
    if (json.length * 3 > at.limits.maxNameBytes) at.limit('maxNameBytes', encodeUtf8(json).length); // clause: lim-exceeded
    return json;
  },
  schema: () => ({ type: 'string' }),
};

/** Any bytes. */
export const bytes: Shape<Uint8Array, Base64Text> = named('bytes', {
  optional: false,
  write: toBase64,
  read(json, at) {
    if (typeof json !== 'string') throw at.wrongType('string', json);
    const value = fromBase64(json);
    if (value === undefined) throw at.fault('CKPT1108', { text: quote(json), form: 'base64' }); // clause: json-bytes
    return value;
  },
  // The schema leaves out what the last letters may be: one run of a class costs no stack, however long the text.
  schema: () => ({ type: 'string', contentEncoding: 'base64', pattern: '^[A-Za-z0-9+/]*={0,2}$' }),
});

const DIGEST_PATTERN = '^[0-9a-f]{64}$';
const digestExpression = new RegExp(DIGEST_PATTERN);

/** 32 bytes. */
export const digest: Shape<Uint8Array, DigestText> = named('digest', {
  optional: false,
  write: hexBytes,
  read(json, at) {
    if (typeof json !== 'string') throw at.wrongType('string', json);
    // clause: json-bytes
    if (!digestExpression.test(json)) throw at.fault('CKPT1108', { text: quote(json), form: '64 hexadecimal digits' });
    return Uint8Array.from({ length: 32 }, (_, index) => Number.parseInt(json.slice(2 * index, 2 * index + 2), 16));
  },
  schema: () => ({ type: 'string', pattern: DIGEST_PATTERN }),
});
