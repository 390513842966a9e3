import { createHash } from 'node:crypto';
import { encode } from '@wasm-checkpoint/format';
import { type Imports, type Outcome, Runtime, type Store } from '@wasm-checkpoint/runtime';

/** What a host sees of a program: how its call ended, what it asked of the host, what it left in its exports. */
export interface Shown {
  readonly ending: string;
  readonly log: readonly string[];
  readonly exports: readonly string[];
}

/** A program that is one call of one module, with a host whose whole state is its log. */
export interface Case {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly call: string;
  readonly args: readonly unknown[];
  /** The functions of the host, which may look at the exports. */
  readonly host?: (log: string[], exports: () => Readonly<Record<string, unknown>>) => Imports;
}

const words = (value: unknown): string => (typeof value === 'bigint' ? `${value}n` : String(value));

function exportText(value: unknown): string | undefined {
  if (value instanceof WebAssembly.Memory) {
    const bytes = new Uint8Array(value.buffer);
    return `${bytes.length} ${createHash('sha256').update(bytes.slice()).digest('hex')}`;
  }
  if (value instanceof WebAssembly.Global) return words(value.value);
  if (value instanceof WebAssembly.Table) {
    return Array.from({ length: value.length }, (_, index) => (value.get(index) === null ? '-' : 'f')).join('');
  }
  return undefined;
}

const exportTexts = (exports: Readonly<Record<string, unknown>>): string[] =>
  Object.entries(exports).flatMap(([name, value]) => {
    const text = exportText(value);
    return text === undefined ? [] : [`${name} ${text}`];
  });

const thrownText = (error: unknown): string =>
  error instanceof WebAssembly.RuntimeError ? `trap ${error.message}` : `threw ${String(error)}`;

const returnedText = (values: readonly unknown[]): string => values.map(words).join(' ');

/** The program on the engine alone, without instrumentation. */
export function plain({ bytes, call, args, host = () => ({}) }: Case): Shown {
  const log: string[] = [];
  let exports: Readonly<Record<string, unknown>> = {};
  const imports = host(log, () => exports);
  exports = new WebAssembly.Instance(new WebAssembly.Module(bytes), imports as WebAssembly.Imports).exports;
  let ending: string;
  try {
    const result = (exports[call] as (...args: readonly unknown[]) => unknown)(...args);
    ending = returnedText(Array.isArray(result) ? result : result === undefined ? [] : [result]);
  } catch (error) {
    ending = thrownText(error);
  }
  return { ending, log, exports: exportTexts(exports) };
}

/** How an outcome reads; for one that has ended. */
export function endingText(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'returned':
      return returnedText(outcome.values);
    case 'threw':
      return thrownText(outcome.exception);
    case 'trapped':
      return thrownText(outcome.error);
    case 'stopped':
      throw new Error('the thread has not ended');
  }
}

/**
 * The program stopped at poll `fuel`, written to a file, restored from it into a fresh instance and gone on with: once, or
 * again and again with as much fuel each time. Says how often it was stopped.
 */
export function interrupted(
  runtime: Runtime,
  program: Case,
  fuel: number,
  again = false,
): Shown & { readonly stops: number } {
  return stoppedBy(runtime, program, fuel, () => (again ? fuel : undefined));
}

/** The same with so much fuel each time, undefined for no further stop. */
export function stoppedBy(
  runtime: Runtime,
  { bytes, call, args, host = () => ({}) }: Case,
  first: number,
  next: (stops: number) => number | undefined,
): Shown & { readonly stops: number } {
  const log: string[] = [];
  let store = runtime.store();
  const exports = (of: Store): Readonly<Record<string, unknown>> => {
    const [instance] = of.instances;
    return instance === undefined ? {} : of.exports(instance);
  };
  const instance = store.instantiate(
    runtime.programSync(bytes),
    host(log, () => exports(store)),
  );
  if (instance.start !== undefined) store.call(instance.start);
  let outcome = store.call(instance.func(call), args, { fuel: first });
  let stops = 0;
  while (outcome.kind === 'stopped') {
    stops += 1;
    const snapshot = runtime.openSync(encode(store.capture()));
    store = snapshot.restore({ imports: host(log, () => exports(store)) });
    const [thread] = store.threads;
    if (thread === undefined) throw new Error('the checkpoint has no thread');
    const fuel = next(stops);
    outcome = store.resume(thread, fuel === undefined ? {} : { fuel });
  }
  return { ending: endingText(outcome), log, exports: exportTexts(exports(store)), stops };
}

/** A runtime whose programs stop at every safepoint that fuel reaches. */
export const everywhere = (): Runtime => new Runtime({ instrument: { poll: 'fuel', calls: true, entries: 'all' } });

/** Stops a program at every poll there is, up to a limit, and compares with the uninterrupted one on the engine alone. */
export function expectSame(program: Case, most = 400): number {
  const runtime = everywhere();
  const expected = plain(program);
  let stops = 0;
  for (let fuel = 0; fuel < most; fuel++) {
    const { stops: made, ...shown } = interrupted(runtime, program, fuel);
    expect({ fuel, ...shown }).toEqual({ fuel, ...expected });
    stops += made;
    if (made === 0) break;
  }
  for (const fuel of [0, 1, 2, 5]) {
    const { stops: made, ...shown } = interrupted(runtime, program, fuel, true);
    expect({ fuel, ...shown }).toEqual({ fuel, ...expected });
    stops += made;
  }
  return stops;
}
