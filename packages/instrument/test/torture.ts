import { createHash } from 'node:crypto';
import { type Instrumented, type InstrumentOptions, instrument } from '@wasm-checkpoint/instrument';
import { type Bits, type Frame, Host } from './driver.js';

/** A program: its module, a call, and the host functions that it imports, each with a log. */
export interface Program {
  readonly bytes: Uint8Array;
  readonly call: string;
  readonly args?: readonly (number | bigint)[];
  /** Host functions, given a log to write to; what an import of a name returns. */
  /** The one exception that is none of a tag and that host functions throw. */
  readonly hosts?: unknown;
  readonly imports?: (log: unknown[]) => WebAssembly.Imports;
}

/** All that can be told of a run: the outcome, what the host was called with, memories and numeric globals. */
export interface Outcome {
  readonly result: unknown;
  readonly log: readonly unknown[];
  readonly state: readonly unknown[];
}

const EVERY_POLL = { poll: 'fuel', entries: 'all', calls: true } as const satisfies InstrumentOptions;
const PLENTY = 0x7fff_ffff;

function stateOf(exports: Record<string, WebAssembly.ExportValue>, names: readonly string[]): unknown[] {
  return names.map((name) => {
    const value = exports[name];
    if (value instanceof WebAssembly.Memory)
      return createHash('sha256').update(new Uint8Array(value.buffer)).digest('hex');
    if (value instanceof WebAssembly.Global) return value.value;
    return undefined;
  });
}

/** What an error is, without what differs between runs. */
const outcomeOf = (error: unknown): unknown => {
  if (error instanceof WebAssembly.RuntimeError) return `trap: ${error.message}`;
  return error instanceof Error ? `throws: ${error.message}` : ['throws', error];
};

/** Exports of state that the module itself has. */
const ownNames = (bytes: Uint8Array): string[] =>
  WebAssembly.Module.exports(new WebAssembly.Module(Uint8Array.from(bytes)))
    .filter(({ kind }) => kind === 'memory' || kind === 'global')
    .map(({ name }) => name);

/** Runs the module as it is. */
export function uninterrupted(program: Program): Outcome {
  const log: unknown[] = [];
  const module = new WebAssembly.Module(Uint8Array.from(program.bytes));
  const { exports } = new WebAssembly.Instance(module, program.imports?.(log) ?? {});
  let result: unknown;
  try {
    result = (exports[program.call] as (...args: readonly unknown[]) => unknown)(...(program.args ?? []));
  } catch (error) {
    result = outcomeOf(error);
  }
  return { result, log, state: stateOf(exports, ownNames(program.bytes)) };
}

type Step = { readonly result: unknown } | { readonly frames: Frame[] };

/** Bits of results as JavaScript sees the values, by comparing with what a call gave. */
function sameResult(expected: unknown, bits: readonly Bits[]): boolean {
  const list = Array.isArray(expected) ? expected : expected === undefined ? [] : [expected];
  return (
    list.length === bits.length &&
    list.every((value, index) => {
      const found = bits[index];
      if (typeof found !== 'bigint') return found === value;
      if (typeof value === 'bigint') return BigInt.asUintN(64, value) === found;
      const view = new DataView(new ArrayBuffer(8));
      view.setBigUint64(0, found, true);
      return [view.getInt32(0, true), view.getFloat32(0, true), view.getFloat64(0, true)].some((each) =>
        Object.is(each, value),
      );
    })
  );
}

/** One program, instrumented so that it can be stopped everywhere. */
export class Torture {
  readonly instrumented: Instrumented;
  readonly #program: Program;
  readonly #main: WebAssembly.Module;
  readonly #sides = new Map<string, WebAssembly.Module>();
  readonly #expected: Outcome;

  constructor(program: Program, options: InstrumentOptions = EVERY_POLL) {
    this.#program = program;
    this.instrumented = instrument(program.bytes, options);
    this.#main = new WebAssembly.Module(Uint8Array.from(this.instrumented.bytes));
    this.#expected = uninterrupted(program);
  }

  /** A fresh instance. */
  host(log: unknown[] = []): Host {
    const host = new Host(this.instrumented, this.#main, this.#program.imports?.(log) ?? {}, this.#sides);
    host.hosts = this.#program.hosts;
    return host;
  }

  /**
   * Runs with so much fuel, then goes on in a fresh instance with so much, and so on; the last amount is used again and again. Gives how often
   * the program was stopped.
   */
  interrupt(fuels: readonly number[]): number {
    const log: unknown[] = [];
    let host = this.host(log);
    let stops = 0;
    const fuel = (): number => fuels[Math.min(stops, fuels.length - 1)] ?? PLENTY;
    let outcome: unknown;
    let frames: Frame[] | undefined;
    const { expected } = this;
    try {
      if (host.exports['checkpoint:start'] !== undefined) throw new Error('start functions are another test');
      host.fuel = fuel();
      let step: Step | { readonly results: Bits[] } = host.call(this.#program.call, this.#program.args ?? []);
      while ('frames' in step) {
        ({ frames } = step);
        stops++;
        const fresh = this.host(log);
        fresh.restore(host);
        frames = fresh.translate(host, frames);
        host = fresh;
        host.fuel = fuel();
        step = host.resume(frames);
      }
      outcome =
        'result' in step ? step.result : sameResult(expected.result, step.results) ? expected.result : step.results;
    } catch (error) {
      outcome = outcomeOf(error);
    }
    const found: Outcome = { result: outcome, log, state: stateOf(host.exports, ownNames(this.#program.bytes)) };
    expect(found).toEqual(expected);
    return stops;
  }

  get expected(): Outcome {
    return this.#expected;
  }

  /** Stops once at each poll, with `again` polls between all later stops; gives how many runs that took. */
  everywhere(again: readonly number[] = [PLENTY], most = 2000): number {
    let runs = 0;
    for (; runs < most; runs++) if (this.interrupt([runs, ...again]) === 0) break;
    return runs;
  }
}
