/** A shared memory, as another thread has got it. */
interface SharedMemory {
  readonly buffer: ArrayBufferLike;
}

/**
 * Asks the instance whose `signal.native` this memory is to stop at its next poll; for other threads, to which the memory was
 * sent. The program has to be instrumented with `poll: 'memory'`.
 */
export function signal(memory: SharedMemory): void {
  Atomics.store(new Int32Array(memory.buffer), 0, 1);
}
