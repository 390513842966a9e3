import { decodeUtf8, encodeUtf8 } from '@wasm-checkpoint/bytes';

const ALPHABET = encodeUtf8('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/');
const PAD = 0x3d;
const NONE = 0xff;

const values = new Uint8Array(256).fill(NONE);
ALPHABET.forEach((letter, value) => {
  values[letter] = value;
});

/** The base64 of bytes, RFC 4648 section 4, with padding. */
export function toBase64(bytes: Uint8Array): string {
  const letters = new Uint8Array(4 * Math.ceil(bytes.length / 3)).fill(PAD);
  let to = 0;
  for (let from = 0; from < bytes.length; from += 3) {
    const left = bytes.length - from;
    const three =
      ((bytes[from] ?? 0) << 16) |
      ((left > 1 ? (bytes[from + 1] ?? 0) : 0) << 8) |
      (left > 2 ? (bytes[from + 2] ?? 0) : 0);
    letters[to] = ALPHABET[three >> 18] ?? 0;
    letters[to + 1] = ALPHABET[(three >> 12) & 63] ?? 0;
    if (left > 1) letters[to + 2] = ALPHABET[(three >> 6) & 63] ?? 0;
    if (left > 2) letters[to + 3] = ALPHABET[three & 63] ?? 0;
    to += 4;
  }
  return decodeUtf8(letters) ?? '';
}

/** The bytes that a text is the base64 of, or undefined: no other letters, padded, the unused bits zero. */
export function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 !== 0) return undefined;
  const letters = encodeUtf8(text);
  if (letters.length !== text.length) return undefined;
  let padding = 0;
  while (padding < 2 && padding < letters.length && letters[letters.length - 1 - padding] === PAD) padding += 1;
  const bytes = new Uint8Array((letters.length / 4) * 3 - padding);
  let to = 0;
  for (let from = 0; from < letters.length; from += 4) {
    const last = from + 4 === letters.length ? padding : 0;
    const a = values[letters[from] ?? 0] ?? NONE;
    const b = values[letters[from + 1] ?? 0] ?? NONE;
    const c = last > 1 ? 0 : (values[letters[from + 2] ?? 0] ?? NONE);
    const d = last > 0 ? 0 : (values[letters[from + 3] ?? 0] ?? NONE);
    if ((a | b | c | d) > 63) return undefined;
    if ((last === 1 && (c & 3) !== 0) || (last === 2 && (b & 15) !== 0)) return undefined;
    bytes[to] = (a << 2) | (b >> 4);
    if (last < 2) bytes[to + 1] = ((b & 15) << 4) | (c >> 2);
    if (last < 1) bytes[to + 2] = ((c & 3) << 6) | d;
    to += 3;
  }
  return bytes;
}
