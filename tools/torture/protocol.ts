import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import type { Observation } from '../programs/observation.js';
import type { CallOutcome, Ending, Outcome } from '../programs/outcome.js';
import type { ProgramCall } from '../programs/program.js';

/** A program as it is sent to a worker. */
export interface SentProgram {
  readonly name: string;
  readonly instances: readonly { readonly name: string; readonly base64: string }[];
  readonly calls: readonly ProgramCall[];
}

/** When a stretch of a run is to be interrupted. */
export type Stop =
  /** At the first poll after so many, counted over the calls that are made. */
  | { readonly kind: 'fuel'; readonly polls: number }
  /** By the host function that is called as the n-th one, from 1. */
  | { readonly kind: 'host'; readonly call: number }
  | { readonly kind: 'never' };

/** Where a run stands: before or in a step, of those that `stepsOf` gives. */
export interface Position {
  readonly step: number;
  /** The file of a checkpoint; a step has begun when it has a thread. */
  readonly base64: string;
  /** Of a real program: the call that was interrupted, which tells how to read its result. */
  readonly main?: { readonly name: string; readonly args: readonly string[]; readonly wide: readonly boolean[] };
}

/** How one stretch of a run is made. */
export interface StretchOrder {
  readonly instrument: InstrumentOptions;
  /** Undefined for a run that begins. */
  readonly from: Position | undefined;
  readonly stop: Stop;
  /** Captures again right after restoring and compares the digests of the state; not of real programs. */
  readonly recapture: boolean;
}

export type Request =
  | { readonly kind: 'plain'; readonly program: SentProgram }
  | ({ readonly kind: 'stretch'; readonly program: SentProgram } & StretchOrder)
  /** The same of a real program, by its name. */
  | { readonly kind: 'plain-real'; readonly name: string }
  | ({ readonly kind: 'stretch-real'; readonly name: string } & StretchOrder);

/** What became of a step in a stretch; a step that was interrupted has no ending yet. */
export interface StepPart {
  readonly step: number;
  readonly log: readonly string[];
  readonly ending?: Ending;
}

/** A stretch of a run, from where it began or went on to where it was interrupted or had ended. */
export interface Stretch {
  readonly parts: readonly StepPart[];
  /** Where it was interrupted. */
  readonly at?: Position;
  /** What was left at the end. */
  readonly state?: readonly Observation[];
  /** Frames of the checkpoint. */
  readonly frames: number;
  /** Polls that the stretch took, where they were counted. */
  readonly polls?: number;
}

export type Answer =
  | { readonly kind: 'plain'; readonly outcome: Outcome }
  | { readonly kind: 'plain-real'; readonly outcome: RealOutcome }
  | { readonly kind: 'stretch'; readonly stretch: Stretch }
  /** The engine does not know the program. */
  | { readonly kind: 'unsupported'; readonly reason: string }
  /** Refused by the instrumenter or the runtime, with a code, or anything unexpected, without one. */
  | { readonly kind: 'failed'; readonly code?: string; readonly reason: string };

/** What a real program shows. */
export interface RealOutcome {
  readonly answer: string;
  readonly output: string;
}

/** What a run does, in order: instances with their start functions, then calls. */
export type Step =
  | { readonly kind: 'instantiate'; readonly instance: number }
  | { readonly kind: 'start'; readonly instance: number }
  | { readonly kind: 'call'; readonly call: number };

/** The steps of a program; every instance has a start step, which does nothing where there is no start function. */
export const stepsOf = ({ instances, calls }: Pick<SentProgram, 'instances' | 'calls'>): readonly Step[] => [
  ...instances.flatMap((_, instance): Step[] => [
    { kind: 'instantiate', instance },
    { kind: 'start', instance },
  ]),
  ...calls.map((_, call): Step => ({ kind: 'call', call })),
];

/** What all stretches of a run showed together, as running the plain program would. */
export function outcomeOf(program: SentProgram, stretches: readonly Stretch[]): Outcome {
  const steps = stepsOf(program);
  const start: string[] = [];
  const calls = program.calls.map((): { log: string[]; ending?: Ending } => ({ log: [] }));
  for (const part of stretches.flatMap(({ parts }) => parts)) {
    const step = steps[part.step];
    const call = step?.kind === 'call' ? calls[step.call] : undefined;
    (call?.log ?? start).push(...part.log);
    if (call !== undefined && part.ending !== undefined) call.ending = part.ending;
  }
  return {
    start,
    calls: calls.map(({ log, ending }): CallOutcome => ({ ending: ending ?? { trap: 'did not end' }, log })),
    state: stretches.at(-1)?.state ?? [],
  };
}

/** What all stretches of a real program showed together. */
export function realOutcomeOf(stretches: readonly Stretch[]): RealOutcome {
  const parts = stretches.flatMap((stretch) => stretch.parts);
  const ending = parts.at(-1)?.ending;
  return {
    answer: ending !== undefined && 'results' in ending ? String(ending.results[0]) : 'did not end',
    output: parts.flatMap(({ log }) => log).join(''),
  };
}

/** A message as one line: readers of lines take some characters for ends that JSON lets stand in strings. */
export const lineOf = (message: Request | Answer): string =>
  `${JSON.stringify(message).replaceAll(/[\u0085\u2028\u2029]/g, (end) => `\\u${end.charCodeAt(0).toString(16).padStart(4, '0')}`)}\n`;
