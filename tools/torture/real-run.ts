import { decode, encode } from '@wasm-checkpoint/format';
import type { InstrumentOptions } from '@wasm-checkpoint/instrument';
import { type Instance, Runtime } from '@wasm-checkpoint/runtime';
import {
  type InstrumentedRun,
  type MainCall,
  type RealProgram,
  realProgram,
  restoreInstrumented,
  startInstrumented,
} from '../real/programs/index.js';
import type { Position, Stop, Stretch } from './protocol.js';

/** Polls that no run takes. */
const PLENTY = 0x7fff_ffff;

/** The main call of a real program, in one stretch or several; the host keeps nothing but its output. */
export class RealRun {
  readonly #program: RealProgram;
  readonly #runtime: Runtime;
  readonly #fuel: number;

  constructor(name: string, instrument: InstrumentOptions, stop: Stop) {
    this.#program = realProgram(name);
    this.#runtime = new Runtime({ instrument });
    this.#fuel = stop.kind === 'fuel' ? stop.polls : PLENTY;
  }

  /** Runs from a position until the stop or the end. */
  async stretch(from: Position | undefined): Promise<Stretch> {
    const run = await this.#at(from);
    const { store, main, host } = run;
    const [thread] = store.threads;
    const instance = instanceOf(run);
    const options = { fuel: this.#fuel };
    const outcome =
      thread === undefined ? store.call(instance.func(main.name), main.args, options) : store.resume(thread, options);
    const polls = this.#fuel - Math.max(0, instance.fuel ?? 0);
    const log = [host.output];
    if (outcome.kind !== 'stopped') {
      const ending = { results: [run.answer(outcome)] };
      return { parts: [{ step: 0, log, ending }], frames: 0, polls, state: [] };
    }
    const file = encode(store.capture());
    const frames = decode(file).threads.reduce((sum, each) => sum + each.frames.length, 0);
    const at = { step: 0, base64: Buffer.from(file).toString('base64'), main: sentMain(main) };
    return { parts: [{ step: 0, log }], at, frames, polls };
  }

  #at(from: Position | undefined): Promise<InstrumentedRun> {
    if (from === undefined) return startInstrumented(this.#program, this.#runtime);
    const checkpoint = new Uint8Array(Buffer.from(from.base64, 'base64'));
    return restoreInstrumented(this.#program, this.#runtime, { checkpoint, main: mainOf(from), output: '' });
  }
}

function instanceOf({ store }: InstrumentedRun): Instance {
  const [instance] = store.instances;
  if (instance === undefined) throw new Error('the program has no instance');
  return instance;
}

const sentMain = ({ name, args }: MainCall): NonNullable<Position['main']> => ({
  name,
  args: args.map(String),
  wide: args.map((each) => typeof each === 'bigint'),
});

function mainOf({ main }: Position): MainCall {
  if (main === undefined) throw new Error('the position is of another program');
  const { name, args, wide } = main;
  return { name, args: args.map((text, index) => (wide[index] === true ? BigInt(text) : Number(text))) };
}
