const MAGIC = 0xfd2fb528;
const BLOCK_HEADER = 3;
const RESERVED_BLOCK = 3;
const RLE_BLOCK = 1;

/** Why `frame` is not one zstd frame that states a content of `size` bytes and a window of at most `window`; RFC 8878, 3.1.1. */
export function zstdFrameFault(frame: Uint8Array, size: number, window: number): string | undefined {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  if (frame.length < 6 || view.getUint32(0, true) !== MAGIC) return 'no zstd frame';
  const descriptor = frame[4] as number;
  if ((descriptor & 0x08) !== 0) return 'reserved bit';
  if ((descriptor & 0x03) !== 0) return 'dictionary';
  const single = (descriptor & 0x20) !== 0;
  const sizeCode = descriptor >> 6;
  const sizeBytes = sizeCode === 0 ? (single ? 1 : 0) : 1 << sizeCode;
  if (sizeBytes === 0) return 'no content size';
  let at = single ? 5 : 6;
  if (frame.length < at + sizeBytes) return 'cut';
  const stated = sizeField(view, at, sizeBytes);
  if (stated !== BigInt(size)) return `content size ${stated}`;
  if (!single && windowSize(frame[5] as number) > window) return 'window larger than the block';
  at += sizeBytes;
  for (let last = false; !last; ) {
    if (frame.length < at + BLOCK_HEADER) return 'cut';
    const header = (frame[at] as number) | ((frame[at + 1] as number) << 8) | ((frame[at + 2] as number) << 16);
    const type = (header >> 1) & 3;
    if (type === RESERVED_BLOCK) return 'reserved block type';
    last = (header & 1) !== 0;
    at += BLOCK_HEADER + (type === RLE_BLOCK ? 1 : header >> 3);
  }
  if ((descriptor & 0x04) !== 0) at += 4;
  if (at > frame.length) return 'cut';
  return at < frame.length ? 'bytes after the frame' : undefined;
}

function sizeField(view: DataView, at: number, bytes: number): bigint {
  switch (bytes) {
    case 1:
      return BigInt(view.getUint8(at));
    case 2:
      return BigInt(view.getUint16(at, true) + 256);
    case 4:
      return BigInt(view.getUint32(at, true));
    default:
      return view.getBigUint64(at, true);
  }
}

/** The window size of a window descriptor, in bytes. */
function windowSize(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}
