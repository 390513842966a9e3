import { Session } from 'node:inspector';
import type { Worker } from 'node:worker_threads';

/** The function of the program's thread that asks for a checkpoint, by its name among the globals. */
export const REQUEST = 'wasm-checkpoint:request';

/** Events and commands of the inspector for threads, which Node's types do not have. */
interface WorkerInspector {
  post(method: string, params: object, done: (error: Error | null) => void): void;
  on(event: string, listener: (message: { params: { sessionId: string } }) => void): void;
}

/**
 * Asks the program for a checkpoint from outside, while its thread is in WebAssembly and listens to nobody.
 *
 * Asking means setting a shared word, which the host functions look at, and evaluating a call in the thread through the
 * inspector, which V8 does at the next back edge of a loop or entry of a function, in WebAssembly too. No debugger is switched on,
 * so the program's code is the same and as fast.
 */
export class CheckpointRequests {
  readonly wanted = new SharedArrayBuffer(4);
  readonly #word = new Int32Array(this.wanted);
  readonly #session = new Session();
  #thread: string | undefined;

  /** To be called once the thread has been started. */
  async attach(worker: Worker): Promise<void> {
    this.#session.connect();
    const inspector = this.#session as unknown as WorkerInspector;
    inspector.on('NodeWorker.attachedToWorker', ({ params }) => {
      this.#thread ??= params.sessionId;
      // Somebody may have asked before there was anybody to ask.
      if (Atomics.load(this.#word, 0) !== 0) this.#evaluate();
    });
    worker.once('exit', () => this.#session.disconnect());
    await new Promise<void>((resolve, reject) => {
      inspector.post('NodeWorker.enable', { waitForDebuggerOnStart: false }, (error) =>
        error === null ? resolve() : reject(error),
      );
    });
  }

  /** Asks for a checkpoint. */
  ask(): void {
    Atomics.store(this.#word, 0, 1);
    Atomics.notify(this.#word, 0);
    this.#evaluate();
  }

  #evaluate(): void {
    if (this.#thread === undefined) return;
    const expression = `globalThis[${JSON.stringify(REQUEST)}]?.()`;
    const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression } });
    const inspector = this.#session as unknown as WorkerInspector;
    // A thread that has ended meanwhile wants nothing any more.
    inspector.post('NodeWorker.sendMessageToWorker', { sessionId: this.#thread, message }, () => undefined);
  }
}
