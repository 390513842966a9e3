import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScriptEngine } from '../../engines/engines.js';
import type { CompareOptions } from '../harness.js';
import type { Variant } from './variants.js';

/** What a worker is to time: one subject in several forms, against each other. */
export interface Job {
  /** A kernel by its name, or a real program. */
  readonly subject: string;
  readonly kind: 'kernel' | 'program' | 'depth';
  readonly variants: readonly Variant[];
  readonly recorder: string;
  readonly compare: Partial<CompareOptions>;
}

/** What a worker prints: milliseconds by variant and round, or depths of recursion by variant. */
export type JobResult = Readonly<Record<string, readonly number[]>>;

const worker = join(dirname(fileURLToPath(import.meta.url)), 'worker.js');

/** Runs a job in a new process of an engine; throws with what it printed where it fails. */
export function runJob(engine: ScriptEngine, job: Job): Promise<JobResult> {
  return new Promise((resolve, reject) => {
    // Asyncify's frames of QuickJS are a hundred times as large; its own depth is what the job of that name measures.
    const flags = job.kind === 'program' ? [...engine.flags, ...engine.deep] : engine.flags;
    const child = spawn(engine.program, [...flags, worker], { stdio: ['pipe', 'pipe', 'pipe'] });
    let printed = '';
    let failed = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      failed += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(printed) as JobResult);
      else reject(new Error(`${job.subject} on ${engine.name} ended with ${code}: ${failed}`));
    });
    child.stdin.end(JSON.stringify(job));
  });
}
