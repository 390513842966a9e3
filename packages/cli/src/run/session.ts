import { Worker } from 'node:worker_threads';
import { printable } from '../text/printable.js';
import { bytesText } from '../text/quantity.js';
import type { Job, Told } from './job.js';
import { CheckpointRequests } from './request.js';

/** What a trap ends a process with, as other runtimes do: that of an aborted one. */
const TRAPPED = 134;

/** When checkpoints are taken. */
export interface Schedule {
  readonly signal: NodeJS.Signals;
  /** Milliseconds from when the program begins to run; undefined for never. */
  readonly after?: number;
  readonly every?: number;
  /** Say on standard error when a checkpoint was written. */
  readonly verbose: boolean;
}

/** Room for the frames of the program: about as many as it would have natively. Taken from the system only when used. */
const STACK_MIB = 64;

/** Runs a program in a thread of its own until it ends; gives the exit code of the process. */
export async function runJob(job: Omit<Job, 'wanted'>, schedule: Schedule): Promise<number> {
  const requests = new CheckpointRequests();
  const ask = (): void => requests.ask();
  // Before anything else, since Node takes SIGUSR1 for a call for its debugger otherwise.
  // Windows has no such signal.
  if (process.platform !== 'win32' || !schedule.signal.startsWith('SIGUSR')) process.on(schedule.signal, ask);
  const worker = new Worker(new URL('./thread.js', import.meta.url), {
    workerData: { ...job, wanted: requests.wanted },
    // The program writes and reads the standard streams itself.
    stdin: false,
    stdout: false,
    stderr: false,
    execArgv: [],
    resourceLimits: { stackSizeMb: STACK_MIB },
  });
  const timers: NodeJS.Timeout[] = [];
  const startTimers = (): void => {
    if (schedule.after !== undefined) timers.push(setTimeout(ask, schedule.after));
    if (schedule.every !== undefined) timers.push(setInterval(ask, schedule.every));
  };
  const code = new Promise<number>((resolve, reject) => {
    let told: number | undefined;
    worker.on('message', (message: Told) => {
      if (message.kind === 'running') startTimers();
      else told = hear(message, schedule.verbose) ?? told;
    });
    worker.on('error', reject);
    // A program that calls `proc_exit` ends its thread with its code.
    worker.on('exit', (exit) => resolve(told ?? exit));
  });
  try {
    await requests.attach(worker);
    return await code;
  } finally {
    for (const timer of timers) clearTimeout(timer);
    process.off(schedule.signal, ask);
  }
}

/** Passes on what the thread of the program tells; gives the exit code when it was the last word. */
function hear(message: Exclude<Told, { kind: 'running' }>, verbose: boolean): number | undefined {
  const say = (text: string): void =>
    void process.stderr.write(`ckpt: ${text.split('\n').map(printable).join('\n')}\n`);
  switch (message.kind) {
    case 'written':
      if (verbose) {
        say(`wrote ${message.path}, ${bytesText(message.bytes)}, in ${message.milliseconds.toFixed(1)} ms`);
      }
      return undefined;
    case 'returned':
      process.stdout.write(`${printable(message.label)}: ${message.values.join(' ')}\n`.replace(/^: /, ''));
      return undefined;
    case 'failed':
      say(`no checkpoint: ${message.reason}`);
      return undefined;
    case 'ended':
      return message.code;
    case 'stopped':
      return 0;
    case 'trapped':
      say(`the program trapped: ${message.reason}`);
      return TRAPPED;
    case 'refused':
      say(message.reason);
      return message.code;
  }
}
