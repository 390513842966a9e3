import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import type { Outcome } from '../programs/outcome.js';
import type { Program } from '../programs/program.js';
import { difference } from './difference.js';
import type { Asked } from './pool.js';
import { type Answer, outcomeOf, type Request, realOutcomeOf, type Stretch, type StretchOrder } from './protocol.js';
import { sent, type Tortured } from './source.js';

/** Every safepoint there is can be stopped at, by counting. */
export const everywhere: InstrumentOptions = { poll: 'fuel', calls: true, entries: 'all' };

/** Something that can be tortured: what it shows when nobody does, and how many places there are to stop. */
export interface Subject {
  readonly source: string;
  readonly name: string;
  /** Polls of the whole run, with `everywhere`. */
  readonly polls: number;
  /** Calls of the host, where they may ask for captures. */
  readonly hostCalls: number;
  /** What is asked for a stretch. */
  request(order: StretchOrder): Request;
  /** Where what stretches showed first differs from the uninstrumented module. */
  difference(stretches: readonly Stretch[]): string | undefined;
}

/** Why something is no subject. */
export interface NoSubject {
  readonly source: string;
  readonly name: string;
  readonly kind: 'unsupported' | 'refused' | 'failed';
  readonly reason: string;
}

/** The code with which the instrumenter refuses what it cannot support. */
const REFUSED = 'CKPT4102';

const hostCallsOf = ({ start, calls }: Outcome): number =>
  start.length + calls.reduce((sum, { log }) => sum + log.length, 0);

type Unmeasured = Omit<Subject, 'polls'>;
type Failure = Omit<NoSubject, 'source' | 'name'>;

function failureOf(answer: Answer): Failure {
  if (answer.kind === 'unsupported') return answer;
  if (answer.kind !== 'failed') return { kind: 'failed', reason: `a wrong answer: ${answer.kind}` };
  return { kind: answer.code === REFUSED ? 'refused' : 'failed', reason: answer.reason };
}

async function plainProgram(source: string, program: Program, pool: Asked): Promise<Unmeasured | Failure> {
  const sending = sent(program);
  const { answer } = await pool.ask({ kind: 'plain', program: sending });
  if (answer.kind !== 'plain') return failureOf(answer);
  const { outcome } = answer;
  if (outcome.calls.some(({ ending }) => 'trap' in ending && ending.trap === 'call stack exhausted')) {
    return { kind: 'unsupported', reason: 'how deep it comes depends on the engine' };
  }
  return {
    source,
    name: program.name,
    hostCalls: hostCallsOf(outcome),
    request: (order) => ({ kind: 'stretch', program: sending, ...order }),
    difference: (stretches) => difference(outcome, outcomeOf(sending, stretches)),
  };
}

async function plainReal(source: string, name: string, pool: Asked): Promise<Unmeasured | Failure> {
  const { answer } = await pool.ask({ kind: 'plain-real', name });
  if (answer.kind !== 'plain-real') return failureOf(answer);
  const { outcome } = answer;
  return {
    source,
    name,
    hostCalls: 0,
    request: (order) => ({ kind: 'stretch-real', name, ...order }),
    difference: (stretches) => difference(outcome, realOutcomeOf(stretches)),
  };
}

/** Runs a program plainly and, instrumented, without an interruption, in two processes, and compares. */
export async function prepareSubject(source: string, tortured: Tortured, pool: Asked): Promise<Subject | NoSubject> {
  const name = tortured.kind === 'real' ? tortured.name : tortured.program.name;
  const plain =
    tortured.kind === 'real' ? await plainReal(source, name, pool) : await plainProgram(source, tortured.program, pool);
  if ('reason' in plain) return { source, name, ...plain };
  const order = { instrument: everywhere, from: undefined, stop: { kind: 'never' }, recapture: false } as const;
  const { answer } = await pool.ask(plain.request(order));
  if (answer.kind !== 'stretch') return { source, name, ...failureOf(answer) };
  const differs = plain.difference([answer.stretch]);
  if (differs !== undefined) return { source, name, kind: 'failed', reason: `uninterrupted: ${differs}` };
  return { ...plain, polls: answer.stretch.polls ?? 0 };
}
