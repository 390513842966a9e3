import { type Random, random } from '../fuzz/random.js';
import type { Asked } from './pool.js';
import type { Source } from './source.js';
import { type NoSubject, prepareSubject, type Subject } from './subject.js';
import { atPoll, randomTrial, runTrial, type Trial, type TrialResult } from './trial.js';

/** How long a campaign goes on, and on what. */
export interface CampaignOptions {
  readonly sources: readonly Source[];
  readonly seed: number;
  /** Ends when so many interruptions were made; the trials that have begun are finished. */
  readonly interruptions?: number;
  /** Ends after so many seconds likewise. */
  readonly seconds?: number;
  /** Only programs whose name contains it. */
  readonly only?: string;
  /** Trials at a time. */
  readonly jobs: number;
  /** Programs with at most so many polls are stopped at each of them. */
  readonly small: number;
  /** Is told of each trial. */
  show(tally: Tally): void;
}

export interface SourceTally {
  programs: number;
  /** Programs of which every poll was visited. */
  complete: number;
  trials: number;
  interruptions: number;
  faults: number;
}

export interface Fault {
  readonly trial: Trial;
  readonly fault: string;
}

/** What a campaign has done so far. */
export class Tally {
  readonly sources = new Map<string, SourceTally>();
  readonly faults: Fault[] = [];
  readonly without: NoSubject[] = [];
  /** Names of the programs that were tortured. */
  readonly ran = new Set<string>();
  frames = 0;
  bytes = 0;

  of(source: string): SourceTally {
    let tally = this.sources.get(source);
    if (tally === undefined) {
      tally = { programs: 0, complete: 0, trials: 0, interruptions: 0, faults: 0 };
      this.sources.set(source, tally);
    }
    return tally;
  }

  get interruptions(): number {
    return [...this.sources.values()].reduce((sum, { interruptions }) => sum + interruptions, 0);
  }

  add(trial: Trial, result: TrialResult): void {
    const tally = this.of(trial.subject.source);
    tally.trials += 1;
    tally.interruptions += result.interruptions;
    this.frames = Math.max(this.frames, result.frames);
    this.bytes += result.bytes;
    if (result.fault === undefined) return;
    tally.faults += 1;
    this.faults.push({ trial, fault: result.fault });
  }
}

/** Random trials of a program that is too large to be stopped everywhere, or of one that has no end of fellows. */
const RANDOM_TRIALS = 12;

/** Trials of a subject: each poll for a small one, some at random for others, and for each a few of several interruptions. */
function* trialsOf(subject: Subject, source: Random, small: number): Generator<Trial> {
  const exhaustive = subject.polls <= small;
  if (exhaustive) for (let polls = 0; polls < subject.polls; polls++) yield atPoll(subject, polls);
  if (subject.polls === 0 && subject.hostCalls === 0) return;
  const count = exhaustive ? Math.ceil(RANDOM_TRIALS / 3) : RANDOM_TRIALS;
  for (let index = 0; index < count; index++) yield randomTrial(subject, source);
}

/** Programs of all sources in turns, for ever where one has no end. */
async function* programsOf({ sources, seed, only }: CampaignOptions): AsyncGenerator<[Source, string]> {
  const names = sources.map((source) => {
    const iterable = source.names(seed);
    return {
      source,
      iterator: Symbol.asyncIterator in iterable ? iterable[Symbol.asyncIterator]() : iterable[Symbol.iterator](),
    };
  });
  while (names.length > 0) {
    for (const each of [...names]) {
      const next = await each.iterator.next();
      if (next.done === true) names.splice(names.indexOf(each), 1);
      else if (only === undefined || next.value.includes(only)) yield [each.source, next.value];
    }
  }
}

/** Tortures programs until a limit is reached or, where all sources end, all trials were made. */
export async function campaign(options: CampaignOptions, pool: Asked): Promise<Tally> {
  const tally = new Tally();
  const start = performance.now();
  const over = (): boolean =>
    tally.interruptions >= (options.interruptions ?? Number.POSITIVE_INFINITY) ||
    performance.now() - start >= 1000 * (options.seconds ?? Number.POSITIVE_INFINITY);
  const programs = programsOf(options);
  const source = random(options.seed);

  async function torture(from: Source, name: string): Promise<void> {
    const program = await from.program(name);
    if (program === undefined) throw new Error(`${from.name} has no program ${name}`);
    const subject = await prepareSubject(from.name, program, pool);
    const counts = tally.of(from.name);
    counts.programs += 1;
    if ('reason' in subject) {
      tally.without.push(subject);
      return;
    }
    tally.ran.add(name);
    for (const trial of trialsOf(subject, random(source.integer(0, 0x7fffffff)), options.small)) {
      if (over()) return;
      tally.add(trial, await runTrial(trial, pool));
      options.show(tally);
    }
    if (subject.polls <= options.small) counts.complete += 1;
  }

  async function work(): Promise<void> {
    while (!over()) {
      const next = await programs.next();
      if (next.done === true) return;
      await torture(...next.value);
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work));
  return tally;
}
