import { decodeUtf8, encodeUtf8 } from '@wasm-checkpoint/bytes';

const ALPHABET = encodeUtf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PAD = 0x3d;
const NONE = 0xff;

/** The value of each letter; `NONE` for all other bytes, which none of the values has all bits of. */
const values = new Uint8Array(256).fill(NONE);
ALPHABET.forEach((letter, value) => {
  values[letter] = value;
});

/** The base64 of bytes, RFC 4648 section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  const rest = bytes.length % 3;
  const whole = bytes.length - rest;
  const letters = new Uint8Array(4 * Math.ceil(bytes.length / 3));
  let to = 0;
  for (let from = 0; from < whole; from += 3) {
    const three = ((bytes[from] as number) << 16) | ((bytes[from + 1] as number) << 8) | (bytes[from + 2] as number);
    letters[to] = ALPHABET[three >> 18] as number;
    letters[to + 1] = ALPHABET[(three >> 12) & 63] as number;
    letters[to + 2] = ALPHABET[(three >> 6) & 63] as number;
    letters[to + 3] = ALPHABET[three & 63] as number;
    to += 4;
  }
  if (rest > 0) {
    const two = ((bytes[whole] as number) << 8) | (bytes[whole + 1] ?? 0);
    letters[to] = ALPHABET[two >> 10] as number;
    letters[to + 1] = ALPHABET[(two >> 4) & 63] as number;
    letters[to + 2] = rest === 1 ? PAD : (ALPHABET[(two << 2) & 63] as number);
    letters[to + 3] = PAD;
  }
  return decodeUtf8(letters) ?? '';
}

/** The bytes that a text is the base64 of, or undefined: no other letters, padded, the unused bits zero. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const letters = encodeUtf8(text);
  if (letters.length !== text.length) return undefined;
  if (text === '') return letters;
  const tail = letters.length - 4;
  const padding = letters[tail + 3] !== PAD ? 0 : letters[tail + 2] !== PAD ? 1 : 2;
  const bytes = new Uint8Array((letters.length / 4) * 3 - padding);
  let to = 0;
  let met = 0;
  for (let from = 0; from < tail; from += 4) {
    const a = values[letters[from] as number] as number;
    const b = values[letters[from + 1] as number] as number;
    const c = values[letters[from + 2] as number] as number;
    const d = values[letters[from + 3] as number] as number;
    met |= a | b | c | d;
    bytes[to] = (a << 2) | (b >> 4);
    bytes[to + 1] = (b << 4) | (c >> 2);
    bytes[to + 2] = (c << 6) | d;
    to += 3;
  }
  const a = values[letters[tail] as number] as number;
  const b = values[letters[tail + 1] as number] as number;
  const c = padding === 2 ? 0 : (values[letters[tail + 2] as number] as number);
  const d = padding > 0 ? 0 : (values[letters[tail + 3] as number] as number);
  met |= a | b | c | d;
  if (met > 63) return undefined;
  if ((padding === 1 && (c & 3) !== 0) || (padding === 2 && (b & 15) !== 0)) return undefined;
  // What lies beyond the end of the array is not written.
  bytes[to] = (a << 2) | (b >> 4);
  bytes[to + 1] = (b << 4) | (c >> 2);
  bytes[to + 2] = (c << 6) | d;
  return bytes;
}
