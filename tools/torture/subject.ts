import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import type { Outcome } from '../programs/outcome.js';
import type { Program } from '../programs/program.js';
import { difference } from './difference.js';
import type { Asked } from './pool.js';
import { outcomeOf, type SentProgram } from './protocol.js';
import { sent } from './source.js';

/** Every safepoint there is can be stopped at, by counting. */
export const everywhere: InstrumentOptions = { poll: 'fuel', calls: true, entries: 'all' };

/** A program that can be tortured: what it shows when nobody does, and how many places there are to stop. */
export interface Subject {
  readonly source: string;
  readonly program: SentProgram;
  /** Of the uninstrumented module. */
  readonly expected: Outcome;
  /** Polls of the whole run, with `everywhere`. */
  readonly polls: number;
  /** Calls of the host. */
  readonly hostCalls: number;
}

/** Why a program is no subject. */
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

/** Runs a program plainly and, instrumented, without an interruption, in two processes, and compares. */
export async function prepareSubject(source: string, program: Program, pool: Asked): Promise<Subject | NoSubject> {
  const { name } = program;
  const sending = sent(program);
  const no = (kind: NoSubject['kind'], reason: string): NoSubject => ({ source, name, kind, reason });
  const { answer: plain } = await pool.ask({ kind: 'plain', program: sending });
  if (plain.kind === 'unsupported') return no('unsupported', plain.reason);
  if (plain.kind !== 'plain')
    return no('failed', plain.kind === 'failed' ? `plain: ${plain.reason}` : 'a wrong answer');
  const { answer } = await pool.ask({
    kind: 'stretch',
    program: sending,
    instrument: everywhere,
    from: undefined,
    stop: { kind: 'never' },
    recapture: false,
  });
  if (answer.kind === 'failed') return no(answer.code === REFUSED ? 'refused' : 'failed', answer.reason);
  if (answer.kind !== 'stretch') return no('failed', answer.kind === 'unsupported' ? answer.reason : 'a wrong answer');
  const { outcome: expected } = plain;
  const differs = difference(expected, outcomeOf(sending, [answer.stretch]));
  if (differs !== undefined) return no('failed', `uninterrupted: ${differs}`);
  const { polls = 0 } = answer.stretch;
  return { source, program: sending, expected, polls, hostCalls: hostCallsOf(expected) };
}
