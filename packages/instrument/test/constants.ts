import type { Bits } from './driver.js';

/** The bits of a constant's immediate. */
export function constantBits(value: unknown): Bits {
  if (typeof value === 'bigint') return BigInt.asUintN(64, value);
  if (typeof value === 'number') return BigInt(value >>> 0);
  if (value instanceof Uint8Array) return [...value].reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
  throw new Error('constant');
}
