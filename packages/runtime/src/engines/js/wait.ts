import type { EngineMemory } from '../../engine.js';

/** What hosts with ECMAScript 2024 have in `Atomics`. */
interface WaitAsync {
  waitAsync(
    view: Int32Array | BigInt64Array,
    index: number,
    value: number | bigint,
    milliseconds: number,
  ): { readonly async: boolean; readonly value: string | Promise<string> };
}

const NANOSECONDS = 1e6;

/** Waits in the queue of an address until it is notified (true) or the time is over (false), without blocking. */
export async function waitAsync(memory: EngineMemory, address: bigint, size: 4 | 8, timeout: bigint): Promise<boolean> {
  const { buffer } = memory.bytes();
  const view = size === 4 ? new Int32Array(buffer) : new BigInt64Array(buffer);
  const index = Number(address) / size;
  const milliseconds = timeout < 0n ? Number.POSITIVE_INFINITY : Number(timeout) / NANOSECONDS;
  for (;;) {
    const current = view instanceof Int32Array ? Atomics.load(view, index) : Atomics.load(view, index);
    const { value } = (Atomics as unknown as WaitAsync).waitAsync(view, index, current, milliseconds);
    // Another agent may have written in between; nothing is compared here.
    if (value !== 'not-equal') return (await value) === 'ok';
  }
}
