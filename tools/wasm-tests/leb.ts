/** LEB128 with as many bytes as asked for, so that also what no writer writes can be written. */
export function paddedUnsigned(value: number, size: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (bytes.length < size - 1 || rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  return [...bytes, rest];
}

/** The signed form. */
export function paddedSigned(value: bigint, size: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (bytes.length < size - 1 || rest < -64n || rest > 63n) {
    bytes.push(Number(rest & 0x7fn) | 0x80);
    rest >>= 7n;
  }
  return [...bytes, Number(rest & 0x7fn)];
}
