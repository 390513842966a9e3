import { parentPort, workerData } from 'node:worker_threads';
import { nodeAlgorithmsOnce } from '../checkpoint-file.js';
import type { Job, Told } from './job.js';
import { ProgramRun, refusalOf } from './program-run.js';
import { REQUEST } from './request.js';

// The thread of a program: what `session.ts` starts.
const tell = (told: Told): void => parentPort?.postMessage(told);
try {
  const run = new ProgramRun(workerData as Job, tell, await nodeAlgorithmsOnce());
  Object.defineProperty(globalThis, REQUEST, { value: run.interrupt });
  await run.run();
} catch (error) {
  tell(refusalOf(error));
}
