import { Worker } from 'node:worker_threads';
import { type Step, stepCommand } from '@wasm-checkpoint/runtime';

/** The steps by the number under which the other thread is told of them; 0 is none yet. */
const steps: readonly Step[] = ['resume', 'stepInto', 'stepOut'];

/**
 * Runs in a thread of its own, since the one that is to be stopped does not get to any timer.
 *
 * While a session of another thread is connected, a paused thread goes on only by a command of that session: the loop in
 * which Node waits begins after the paused thread's own listeners have run, and so does not see what they send.
 */
const text = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { Session } = require('node:inspector');
  const cell = new Int32Array(workerData.cell);
  const session = new Session();
  session.connectToMainThread();
  session.on('Debugger.paused', () => {
    Atomics.wait(cell, 0, 0);
    session.post(workerData.commands[Atomics.exchange(cell, 0, 0) - 1]);
  });
  session.post('Debugger.enable', () => parentPort.postMessage('ready'));
  parentPort.on('message', (milliseconds) => {
    setTimeout(() => session.post('Debugger.pause', () => parentPort.postMessage('asked')), milliseconds);
  });
`;

/** A second thread that asks the debugger of the main thread for a pause, and has it go on after each. */
export class Interrupter {
  readonly #cell = new Int32Array(new SharedArrayBuffer(4));
  readonly #worker: Worker;
  readonly #connected: Promise<void>;
  #ready = false;

  constructor() {
    const workerData = { cell: this.#cell.buffer, commands: steps.map((step) => stepCommand[step]) };
    this.#worker = new Worker(text, { eval: true, workerData });
    this.#connected = new Promise<void>((resolve, reject) => {
      // Being told that a pause was asked for lets an idle thread run something, and so be paused.
      this.#worker.on('message', (message) => {
        if (message !== 'ready') return;
        Atomics.store(this.#cell, 0, 0);
        this.#ready = true;
        this.#worker.unref();
        resolve();
      });
      this.#worker.once('error', reject);
    });
  }

  /** Whether the main thread goes on only when the other tells it. */
  get connected(): boolean {
    return this.#ready;
  }

  /** Resolves when requests will be heard whatever the main thread does. */
  ready(): Promise<void> {
    return this.#connected;
  }

  /** Has the main thread stopped after a time; until `served`, the process is kept alive. */
  pauseAfter(milliseconds: number): void {
    this.#worker.ref();
    this.#worker.postMessage(milliseconds);
  }

  served(): void {
    this.#worker.unref();
  }

  /** Lets the main thread go on, which is paused and runs the listener of that. */
  goOn(step: Step): void {
    Atomics.store(this.#cell, 0, steps.indexOf(step) + 1);
    Atomics.notify(this.#cell, 0);
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
