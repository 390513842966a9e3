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

/** Random trials of each program before any other gets more. */
const FIRST_TRIALS = 4;
/** Further ones of a program that is too large to be stopped everywhere, or of one that has no end of fellows. */
const MORE_TRIALS = 8;

/** Each program of a source with an end has its turn twice: a few random trials first, then all the others. */
type Turn = 'first' | 'second' | 'only';

/** Trials of a subject: some at random, of several interruptions; of a small one every poll. */
function* trialsOf(subject: Subject, turn: Turn, source: Random, small: number): Generator<Trial> {
  if (subject.polls === 0 && subject.hostCalls === 0) return;
  const exhaustive = subject.polls <= small;
  const count = (turn === 'second' ? 0 : FIRST_TRIALS) + (turn === 'first' || exhaustive ? 0 : MORE_TRIALS);
  for (let index = 0; index < count; index++) yield randomTrial(subject, source);
  if (turn === 'first' || !exhaustive) return;
  for (let polls = 0; polls < subject.polls; polls++) yield atPoll(subject, polls);
}

/** A program of a source, with its turn. */
interface Visit {
  readonly from: Source;
  readonly name: string;
  readonly turn: Turn;
}

async function* visitsOf(from: Source, { seed, only }: CampaignOptions): AsyncGenerator<Visit> {
  for (const turn of from.ends ? (['first', 'second'] as const) : (['only'] as const)) {
    for await (const name of from.names(seed)) {
      if (only === undefined || name.includes(only)) yield { from, name, turn };
    }
  }
}

/** The sources take turns, for ever where one has no end. */
async function* visits(options: CampaignOptions): AsyncGenerator<Visit> {
  const all = options.sources.map((source) => visitsOf(source, options));
  while (all.length > 0) {
    for (const each of [...all]) {
      const next = await each.next();
      if (next.done === true) all.splice(all.indexOf(each), 1);
      else yield next.value;
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
  const programs = visits(options);
  const source = random(options.seed);
  // Those that wait for their second turn.
  const prepared = new Map<string, Subject | NoSubject>();

  async function subjectOf({ from, name, turn }: Visit): Promise<Subject | NoSubject> {
    const key = `${from.name} ${name}`;
    const known = prepared.get(key);
    if (known !== undefined) {
      prepared.delete(key);
      return known;
    }
    const program = await from.program(name);
    if (program === undefined) throw new Error(`${from.name} has no program ${name}`);
    const subject = await prepareSubject(from.name, program, pool);
    tally.of(from.name).programs += 1;
    if ('reason' in subject) tally.without.push(subject);
    else tally.ran.add(name);
    if (turn === 'first') prepared.set(key, subject);
    return subject;
  }

  async function torture(visit: Visit): Promise<void> {
    const { from, turn } = visit;
    const subject = await subjectOf(visit);
    if ('reason' in subject) return;
    for (const trial of trialsOf(subject, turn, random(source.integer(0, 0x7fffffff)), options.small)) {
      if (over()) return;
      tally.add(trial, await runTrial(trial, pool));
      options.show(tally);
    }
    if (turn !== 'first' && subject.polls <= options.small) tally.of(from.name).complete += 1;
  }

  async function work(): Promise<void> {
    while (!over()) {
      const next = await programs.next();
      if (next.done === true) return;
      await torture(next.value);
    }
  }
  await Promise.all(Array.from({ length: options.jobs }, work));
  return tally;
}
