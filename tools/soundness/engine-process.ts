import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { ScriptEngine } from '../engines/engines.js';
import type { Answer, Request } from './protocol.js';
import type { Subject } from './subject.js';

const script = join(dirname(fileURLToPath(import.meta.url)), 'worker.js');
/** Far longer than any trial takes, in milliseconds. */
const LIMIT = 30_000;
/** Trials after which a process is replaced: it keeps what was generated for each place. */
const LIVES = 2000;

/** A process that tries mutants; when it crashes or hangs, the answer says so and the next request goes to another one. */
export class EngineProcess {
  readonly #engine: ScriptEngine;
  readonly #limit: number;
  #child: ChildProcessWithoutNullStreams | undefined;
  #lines: AsyncIterator<string> | undefined;
  #errors = '';
  #served = 0;
  readonly #known = new Set<string>();

  constructor(engine: ScriptEngine, limit = LIMIT) {
    this.#engine = engine;
    this.#limit = limit;
  }

  async ask(request: Request): Promise<Answer> {
    if (this.#child === undefined) this.#start();
    this.#served += 1;
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.end();
    }, this.#limit);
    const lines = this.#lines;
    this.#child?.stdin.write(`${JSON.stringify(request)}\n`);
    const line = await lines?.next();
    clearTimeout(timer);
    if (line !== undefined && line.done !== true) return JSON.parse(line.value) as Answer;
    this.end();
    return {
      kind: 'failed',
      reason: late ? `no answer within ${this.#limit / 1000} s` : `the process ended: ${this.#errors}`,
    };
  }

  /** Tries a valid mutant of a subject. */
  async try({ name, modules }: Subject, file: Uint8Array): Promise<Answer> {
    if (this.#served >= LIVES) this.end();
    if (!this.#known.has(name)) {
      const sent = modules.map(({ bytes }) => Buffer.from(bytes).toString('base64'));
      await this.ask({ kind: 'modules', subject: name, modules: sent });
      this.#known.add(name);
    }
    return this.ask({ kind: 'trial', subject: name, file: Buffer.from(file).toString('base64') });
  }

  end(): void {
    this.#child?.kill('SIGKILL');
    this.#child = undefined;
    this.#known.clear();
    this.#served = 0;
  }

  #start(): void {
    const child = spawn(this.#engine.program, [...this.#engine.flags, script]);
    this.#errors = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-4000);
    });
    // A process that died is told by the end of its output.
    child.stdin.on('error', () => undefined);
    child.on('error', (error) => {
      this.#errors += error.message;
    });
    // Who asked it waits for its answer; nobody waits for its end.
    child.unref();
    this.#child = child;
    this.#lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  }
}
