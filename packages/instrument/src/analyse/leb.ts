/** The unsigned LEB128 integer of at most 32 bits at an offset of valid bytes. */
export function readLeb(bytes: Uint8Array, offset: number): number {
  let at = offset;
  let byte = bytes[at++] ?? 0;
  if (byte < 0x80) return byte;
  let value = byte & 0x7f;
  let shift = 7;
  do {
    byte = bytes[at++] ?? 0;
    value |= (byte & 0x7f) << shift;
    shift += 7;
  } while (byte >= 0x80);
  return value >>> 0;
}

/** The offset behind the LEB128 integer at an offset. */
export function skipLeb(bytes: Uint8Array, offset: number): number {
  let at = offset;
  while ((bytes[at++] ?? 0) >= 0x80);
  return at;
}
