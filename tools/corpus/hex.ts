const token = /^([0-9a-f]{2})(?:\*([1-9][0-9]*))?$/;

/**
 * The bytes of an annotated hex text: two hexadecimal digits a byte, `00*4096` for as many of them, `#` to the end of the line
 * for people. Throws an Error for anything else.
 */
export function bytesOfHex(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    const [hex = ''] = line.split('#', 1);
    for (const word of hex.split(/\s+/).filter((each) => each !== '')) {
      const [, byte, count = '1'] = token.exec(word) ?? [];
      if (byte === undefined) throw new Error(`line ${index + 1}: ${word} is no byte`);
      for (let k = 0; k < Number(count); k++) bytes.push(Number.parseInt(byte, 16));
    }
  }
  return Uint8Array.from(bytes);
}
