import { Buffer } from 'node:buffer';
import { portableScan, type Scan } from '@wasm-checkpoint/format';

const zeros = Buffer.alloc(65536);

/** Below this a call into the host costs more than it saves. */
const LEAST = 512;

/** Comparison by `memcmp`; some 16 GB/s for zeros, 7 GB/s for equality. */
export const nodeScan: Scan = {
  isZero(bytes, from, to) {
    if (to - from < LEAST) return portableScan.isZero(bytes, from, to);
    for (let index = from; index < from + 16; index++) if (bytes[index] !== 0) return false;
    for (let index = from; index < to; index += zeros.length) {
      const end = Math.min(index + zeros.length, to);
      if (zeros.compare(bytes, index, end, 0, end - index) !== 0) return false;
    }
    return true;
  },
  equal(a, aFrom, b, bFrom, length) {
    if (length < LEAST) return portableScan.equal(a, aFrom, b, bFrom, length);
    const view = Buffer.from(a.buffer, a.byteOffset + aFrom, length);
    return view.compare(b, bFrom, bFrom + length, 0, length) === 0;
  },
};
