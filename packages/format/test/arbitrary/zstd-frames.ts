const RAW_BLOCK = 0;
const RLE_BLOCK = 1;
const LARGEST_BLOCK = 1 << 17;

/** The bytes that a run of one value takes at least before it is worth a block of its own. */
const WORTH = 16;

function runLength(bytes: Uint8Array, start: number): number {
  let end = start + 1;
  while (end < bytes.length && end - start < LARGEST_BLOCK && bytes[end] === bytes[start]) end++;
  return end - start;
}

/** Magic, descriptor (single segment, no checksum, no dictionary) and content size; RFC 8878, 3.1.1.1. */
function header(size: number): number[] {
  const magic = [0x28, 0xb5, 0x2f, 0xfd];
  if (size < 256) return [...magic, 0x20, size];
  if (size < 65536 + 256) return [...magic, 0x60, (size - 256) & 0xff, (size - 256) >>> 8];
  return [...magic, 0xa0, size & 0xff, (size >>> 8) & 0xff, (size >>> 16) & 0xff, size >>> 24];
}

function blockHeader(last: boolean, type: number, size: number): number[] {
  const bits = (last ? 1 : 0) | (type << 1) | (size << 3);
  return [bits & 0xff, (bits >>> 8) & 0xff, (bits >>> 16) & 0xff];
}

/**
 * One zstd frame of the bytes, made of stored blocks and runs of one byte only, so that generated checkpoints need no
 * library and shrink to the same bytes everywhere; any decoder of RFC 8878 reads it.
 */
export function zstdFrame(bytes: Uint8Array): Uint8Array {
  const frame = header(bytes.length);
  let stored = 0;
  const store = (end: number): void => {
    for (; stored < end; stored = Math.min(end, stored + LARGEST_BLOCK)) {
      const part = bytes.subarray(stored, Math.min(end, stored + LARGEST_BLOCK));
      frame.push(...blockHeader(stored + part.length === bytes.length, RAW_BLOCK, part.length), ...part);
    }
  };
  for (let at = 0; at < bytes.length; ) {
    const length = runLength(bytes, at);
    if (length >= WORTH) {
      store(at);
      frame.push(...blockHeader(at + length === bytes.length, RLE_BLOCK, length), bytes[at] ?? 0);
      stored = at + length;
    }
    at += length;
  }
  store(bytes.length);
  if (bytes.length === 0) frame.push(...blockHeader(true, RAW_BLOCK, 0));
  return Uint8Array.from(frame);
}

/** The bytes of a frame that `zstdFrame` made; throws on any other. */
export function zstdContents(frame: Uint8Array): Uint8Array {
  const field = (at: number, length: number): number => {
    let value = 0;
    for (let index = length - 1; index >= 0; index--) value = value * 256 + (frame[at + index] ?? 0);
    return value;
  };
  const sizes: Readonly<Record<number, readonly [number, number]>> = { 32: [1, 0], 96: [2, 256], 160: [4, 0] };
  const [length, added] = sizes[frame[4] ?? 0] ?? [0, 0];
  if (field(0, 4) !== 0xfd2fb528 || length === 0) throw new Error('not a frame of zstdFrame');
  const bytes = new Uint8Array(field(5, length) + added);
  let to = 0;
  for (let at = 5 + length, last = false; !last; ) {
    const bits = field(at, 3);
    const size = bits >>> 3;
    last = (bits & 1) === 1;
    at += 3;
    if (((bits >>> 1) & 3) === RLE_BLOCK) bytes.fill(frame[at++] ?? 0, to, to + size);
    else bytes.set(frame.subarray(at, at + size), to);
    if (((bits >>> 1) & 3) === RAW_BLOCK) at += size;
    to += size;
    if (to > bytes.length || at > frame.length || (last && (to !== bytes.length || at !== frame.length)))
      throw new Error('damaged frame');
  }
  return bytes;
}
