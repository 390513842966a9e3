import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineNames, type ScriptEngine, scriptEngine } from '../../engines/engines.js';
import { median, Samples } from '../harness.js';
import type { Figure } from '../target.js';
import { type Job, type JobResult, runJob } from './job.js';
import { writeRecorder, writeVariants } from './variants.js';

/** A subject of the cost benches: a module under the name by which the worker knows what to do with it. */
export interface Subject {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** The engines of the cost benches, installed where they are not there yet. */
export const benchEngines = (): readonly ScriptEngine[] => engineNames.map(scriptEngine);

/** A folder with the forms of subjects, for as long as `use` runs. */
export async function withWorkplace<Result>(use: (workplace: Workplace) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  try {
    return await use(new Workplace(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Writes the forms of subjects once and runs jobs on them. */
export class Workplace {
  readonly #folder: string;
  readonly #recorder: string;
  readonly #variants = new Map<string, Job['variants']>();

  constructor(folder: string) {
    this.#folder = folder;
    this.#recorder = writeRecorder(folder);
  }

  /** Runs a job on a subject in all of its forms. */
  async run(engine: ScriptEngine, subject: Subject, job: Pick<Job, 'kind' | 'compare'>): Promise<JobResult> {
    const variants =
      this.#variants.get(subject.name) ?? (await writeVariants(this.#folder, subject.name, subject.bytes));
    this.#variants.set(subject.name, variants);
    return runJob(engine, {
      subject: subject.name,
      recorder: this.#recorder,
      variants,
      ...job,
    });
  }
}

/** The ratio of a form to the plain one within rounds; undefined where the form was not run. */
export const ratioOf = (result: JobResult, form: string): number | undefined =>
  result[form] === undefined ? undefined : new Samples(new Map(Object.entries(result))).ratio(form, 'plain');

/** The median of a form, in what the job measures. */
export const medianOf = (result: JobResult, form: string): number => median(result[form] ?? []);

export const geometricMean = (values: readonly number[]): number =>
  Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);

/** Ratios of one engine as figures: each subject, the geometric mean, the worst, and Asyncify's. */
export function costFigures(target: string, engine: ScriptEngine, results: ReadonlyMap<string, JobResult>): Figure[] {
  const figures: Figure[] = [];
  const figure = (what: string, value: number, detail: string): void => {
    figures.push({ name: `${target}/${engine.name}/${what}`, value, unit: 'x', detail });
  };
  const ours: { subject: string; ratio: number }[] = [];
  const theirs: number[] = [];
  for (const [subject, result] of results) {
    const ratio = ratioOf(result, 'ours') ?? Number.NaN;
    const asyncify = ratioOf(result, 'asyncify');
    ours.push({ subject, ratio });
    if (asyncify !== undefined) theirs.push(asyncify);
    const plain = medianOf(result, 'plain').toFixed(1);
    figure(
      subject,
      ratio,
      `of ${plain} ms; Asyncify ${asyncify === undefined ? 'did not finish' : `${asyncify.toFixed(2)} x`}`,
    );
  }
  const worst = ours.reduce((most, each) => (each.ratio > most.ratio ? each : most));
  const mean = geometricMean(ours.map(({ ratio }) => ratio));
  figure('mean', mean, `geometric mean of ${ours.length}, instrumented to uninstrumented; ${engine.version}`);
  figure('worst', worst.ratio, worst.subject);
  if (theirs.length > 0)
    figure('asyncify', geometricMean(theirs), `geometric mean of ${theirs.length}, Asyncify with polls`);
  return figures;
}
