import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import type { Random } from '../fuzz/random.js';
import type { Asked, Server } from './pool.js';
import type { Position, Stop, Stretch } from './protocol.js';
import { everywhere, type Subject } from './subject.js';

/** How one stretch of a run is made. */
export interface StretchPlan {
  readonly instrument: InstrumentOptions;
  readonly stop: Stop;
}

/** A run of a program with interruptions: each stretch in another process, the last one without a stop. */
export interface Trial {
  readonly subject: Subject;
  readonly stretches: readonly StretchPlan[];
}

/** What came of a trial. */
export interface TrialResult {
  /** Checkpoints that were made, validated and restored. */
  readonly interruptions: number;
  /** Frames of the deepest of them. */
  readonly frames: number;
  /** Bytes of all of them. */
  readonly bytes: number;
  /** What was wrong, if anything. */
  readonly fault?: string;
}

const never: Stop = { kind: 'never' };

/** One interruption at a poll. */
export const atPoll = (subject: Subject, polls: number): Trial => ({
  subject,
  stretches: [{ instrument: everywhere, stop: { kind: 'fuel', polls } }],
});

/** Some interruptions at random, by modules that are instrumented in different ways. */
export function randomTrial(subject: Subject, random: Random): Trial {
  const count = random.pick([1, 1, 1, 2, 2, 3, 5, 8]);
  const stretches = Array.from({ length: count }, (): StretchPlan => {
    if (subject.hostCalls > 0 && random.oneIn(4)) {
      const call = random.integer(1, Math.max(1, Math.ceil(subject.hostCalls / count)));
      const poll = random.pick(['request', 'none', 'fuel'] as const);
      return { instrument: { poll }, stop: { kind: 'host', call } };
    }
    const instrument = random.oneIn(4)
      ? { poll: 'fuel' as const, entries: random.pick(['none', 'recursive', 'all'] as const) }
      : everywhere;
    const polls = random.integer(0, Math.max(0, Math.ceil(subject.polls / count) - 1));
    return { instrument, stop: { kind: 'fuel', polls } };
  });
  return { subject, stretches };
}

/** Makes the run of a trial and compares what it showed. */
export async function runTrial({ subject, stretches }: Trial, pool: Asked): Promise<TrialResult> {
  const made: Stretch[] = [];
  let from: Position | undefined;
  let by: Server | undefined;
  let bytes = 0;
  const plans = [...stretches, { instrument: stretches.at(-1)?.instrument ?? everywhere, stop: never }];
  const result = (fault?: string): TrialResult => ({
    interruptions: made.filter(({ at }) => at !== undefined).length,
    frames: Math.max(0, ...made.map(({ frames }) => frames)),
    bytes,
    ...(fault === undefined ? {} : { fault }),
  });
  for (const [index, { instrument, stop }] of plans.entries()) {
    const answered = await pool.ask(subject.request({ instrument, from, stop, recapture: index === 1 }), by);
    by = answered.by;
    const { answer } = answered;
    if (answer.kind !== 'stretch') {
      return result(`stretch ${index}: ${'reason' in answer ? answer.reason : 'a wrong answer'}`);
    }
    const { stretch } = answer;
    made.push(stretch);
    from = stretch.at;
    bytes += from === undefined ? 0 : (from.base64.length * 3) / 4;
    if (from === undefined) break;
  }
  return result(subject.difference(made));
}
