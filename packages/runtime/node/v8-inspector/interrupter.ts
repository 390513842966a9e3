import { Worker } from 'node:worker_threads';

/** Runs in a thread of its own, since the one that is to be stopped does not get to any timer. */
const text = `
  const { parentPort } = require('node:worker_threads');
  const { Session } = require('node:inspector');
  const session = new Session();
  session.connectToMainThread();
  session.post('Debugger.enable', () => parentPort.postMessage('ready'));
  parentPort.on('message', (milliseconds) => {
    setTimeout(() => session.post('Debugger.pause'), milliseconds);
  });
`;

/** A second thread that asks the debugger of the main thread for a pause. */
export class Interrupter {
  readonly #worker = new Worker(text, { eval: true });
  readonly #ready: Promise<void>;

  constructor() {
    this.#worker.unref();
    this.#ready = new Promise((resolve, reject) => {
      this.#worker.once('message', () => resolve());
      this.#worker.once('error', reject);
    });
  }

  /** Resolves when requests will be heard whatever the main thread does. */
  ready(): Promise<void> {
    return this.#ready;
  }

  /** Has the main thread stopped after a time. */
  pauseAfter(milliseconds: number): void {
    this.#worker.postMessage(milliseconds);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
