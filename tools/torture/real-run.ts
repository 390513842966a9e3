import { decode, encode } from '@wasm-checkpoint/format';
import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import { type Imports, type Instance, type Outcome, Runtime, type Store } from '@wasm-checkpoint/runtime';
import {
  type Guest,
  type Host,
  type MainCall,
  type Num,
  type RealProgram,
  realProgram,
} from '../real/programs/index.js';
import type { Position, Stop, Stretch } from './protocol.js';

/** Polls that no run takes. */
const PLENTY = 0x7fff_ffff;

/** The main call of a real program, in one stretch or several; the host keeps nothing but its output. */
export class RealRun {
  readonly #program: RealProgram;
  readonly #stop: Stop;
  readonly #runtime: Runtime;
  readonly #host: Host;
  #store: Store;

  constructor(name: string, instrument: InstrumentOptions, stop: Stop) {
    this.#program = realProgram(name);
    this.#stop = stop;
    this.#runtime = new Runtime({ instrument });
    this.#store = this.#runtime.store();
    this.#host = { guest: this.#guest(), output: '' };
  }

  /** Runs from a position until the stop or the end. */
  async stretch(from: Position | undefined): Promise<Stretch> {
    const bytes = this.#program.module.bytes();
    const fuel = this.#stop.kind === 'fuel' ? this.#stop.polls : PLENTY;
    let main: MainCall;
    let outcome: Outcome;
    if (from === undefined) {
      const instance = this.#store.instantiate(await this.#runtime.program(bytes), this.#imports());
      if (instance.start !== undefined) this.#store.call(instance.start);
      main = this.#program.prepare(this.#host, this.#program.script);
      outcome = this.#store.call(instance.func(main.name), main.args, { fuel });
    } else {
      main = mainOf(from);
      const snapshot = await this.#runtime.open(Buffer.from(from.base64, 'base64'), { modules: [bytes] });
      this.#store = snapshot.restore({ imports: this.#imports() });
      const [thread] = this.#store.threads;
      if (thread === undefined) throw new Error('the checkpoint has no thread');
      outcome = this.#store.resume(thread, { fuel });
    }
    const polls = fuel - (this.#instance.fuel ?? 0);
    if (outcome.kind === 'stopped') return this.#interrupted(main, polls);
    if (outcome.kind !== 'returned') throw outcome.kind === 'threw' ? outcome.exception : outcome.error;
    const answer = this.#program.answer(this.#host, main, outcome.values[0] as Num | undefined);
    return {
      parts: [{ step: 0, log: [this.#host.output], ending: { results: [answer] } }],
      frames: 0,
      polls,
      state: [],
    };
  }

  #interrupted(main: MainCall, polls: number): Stretch {
    const file = encode(this.#store.capture());
    const frames = decode(file).threads.reduce((sum, thread) => sum + thread.frames.length, 0);
    const at: Position = {
      step: 0,
      base64: Buffer.from(file).toString('base64'),
      main: { name: main.name, args: main.args.map(String), wide: main.args.map((each) => typeof each === 'bigint') },
    };
    return { parts: [{ step: 0, log: [this.#host.output] }], at, frames, polls };
  }

  get #instance(): Instance {
    const [instance] = this.#store.instances;
    if (instance === undefined) throw new Error('the program has no instance yet');
    return instance;
  }

  #guest(): Guest {
    const memory = () => {
      const [first] = this.#instance.memories;
      if (first === undefined) throw new Error('the program has no memory');
      return first;
    };
    return {
      memory: () => memory().bytes(),
      grow: (pages) => memory().grow(BigInt(pages)),
      call: (name, ...args) => {
        const func = this.#store.exports(this.#instance)[name];
        if (typeof func !== 'function') throw new Error(`the program exports no function ${name}`);
        return func(...args) as Num | undefined;
      },
      // Only while the main call is prepared, when nothing is asked to stop.
      callIndirect: (index, ...args) => {
        const [table] = this.#instance.tables;
        const func = table?.get(BigInt(index));
        if (typeof func !== 'function') throw new Error(`the program has no function ${index} in its table`);
        return (func as (...args: readonly Num[]) => Num | undefined)(...args);
      },
    };
  }

  #imports(): Imports {
    const { memory } = this.#program;
    const imports: Record<string, Record<string, unknown>> = {};
    for (const [module, names] of Object.entries(this.#program.functions(this.#host))) imports[module] = { ...names };
    if (memory !== undefined) {
      const { module, name, initial, maximum } = memory;
      imports[module] = { ...imports[module], [name]: new WebAssembly.Memory({ initial, maximum }) };
    }
    return imports;
  }
}

function mainOf({ main }: Position): MainCall {
  if (main === undefined) throw new Error('the position is of another program');
  const { name, args, wide } = main;
  return { name, args: args.map((text, index) => (wide[index] === true ? BigInt(text) : Number(text))) };
}
