import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { ScriptEngine } from '../engines/engines.js';
import { type Answer, lineOf, type Request } from './protocol.js';

/** Longer than any stretch takes. */
const LIMIT = 120_000;

/** A process that answers requests one after the other. */
class Worker {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  #errors = '';
  served = 0;

  constructor(engine: ScriptEngine, script: string) {
    this.#child = spawn(engine.program, [...engine.flags, script]);
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4000);
    });
    // A process that died is told by the end of its output.
    this.#child.stdin.on('error', () => undefined);
    this.#child.on('error', (error) => {
      this.#errors += error.message;
    });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /** The answer, or a failure when the process ends or takes too long over it. */
  async ask(request: Request): Promise<Answer> {
    this.served += 1;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.end();
    }, LIMIT);
    this.#child.stdin.write(lineOf(request));
    const line = await this.#lines.next();
    clearTimeout(timer);
    if (line.done !== true) return JSON.parse(line.value) as Answer;
    const reason = late ? `no answer within ${LIMIT / 1000} s` : `the process ended: ${this.#errors}`;
    return { kind: 'failed', reason };
  }

  end(): void {
    this.#child.kill('SIGKILL');
  }
}

/** Where a request was answered, for who must not be asked next. */
export type Server = object;

/** Who answers requests, each in a process other than `not`. */
export interface Asked {
  ask(request: Request, not?: Server): Promise<{ readonly answer: Answer; readonly by: Server }>;
}

/**
 * Short-lived processes that answer requests.
 *
 * A process is replaced when it has served `lives` requests. The next stretch of a run never goes to the process that made
 * the one before: with `lives` 1 it goes to one that has done nothing yet.
 */
export class Pool implements Asked {
  readonly #engine: ScriptEngine;
  readonly #script: string;
  readonly #lives: number;
  /** Started and idle. */
  #idle: Worker[] = [];
  started = 0;

  constructor(engine: ScriptEngine, script: string, lives: number, spare: number) {
    this.#engine = engine;
    this.#script = script;
    this.#lives = lives;
    for (let index = 0; index < spare; index++) this.#idle.push(this.#start());
  }

  /** Answers a request in a process other than `not`. */
  async ask(request: Request, not?: Server): Promise<{ readonly answer: Answer; readonly by: Server }> {
    const index = this.#idle.findIndex((each) => each !== not);
    const worker = index < 0 ? this.#start() : (this.#idle.splice(index, 1)[0] ?? this.#start());
    // The next one starts while this one works.
    if (worker.served + 1 >= this.#lives) this.#idle.push(this.#start());
    const answer = await worker.ask(request);
    const spent = worker.served >= this.#lives || answer.kind === 'failed';
    if (spent) worker.end();
    else this.#idle.push(worker);
    return { answer, by: worker };
  }

  end(): void {
    for (const worker of this.#idle) worker.end();
    this.#idle = [];
  }

  #start(): Worker {
    this.started += 1;
    return new Worker(this.#engine, this.#script);
  }
}
