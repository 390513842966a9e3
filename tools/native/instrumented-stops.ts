import { type Func, type Imports, type Outcome, Runtime, type Store } from '@wasm-checkpoint/runtime';
import { openModule } from '@wasm-checkpoint/wasm';
import { ProgramHost } from '../programs/host.js';
import { argumentOf } from '../programs/outcome.js';
import type { Program } from '../programs/program.js';
import { everywhere } from '../torture/subject.js';
import { describeObject, hostState, pointOf, type Stopped, stoppedAt } from './point.js';

/** Polls that no call takes. */
const PLENTY = 0x3fff_ffff;

/** Runs a program instrumented and captures it at every safepoint, at most `limit` of them. */
export function instrumentedStops(program: Program, limit: number): readonly Stopped[] {
  const modules = program.instances.map(({ bytes }) => openModule(bytes));
  const runtime = new Runtime({ instrument: everywhere });
  const store = runtime.store();
  const host = new ProgramHost();
  const stops: Stopped[] = [];
  const run = (func: Func, args: readonly unknown[] = []): void => {
    let outcome: Outcome = store.call(func, args, { fuel: 0 });
    while (outcome.kind === 'stopped') {
      stops.push(stop(store));
      outcome = store.resume(outcome.thread, { fuel: stops.length < limit ? 0 : PLENTY });
    }
  };
  const stop = (from: Store): Stopped => {
    const checkpoint = from.capture({ hostStates: [hostState], describe: describeObject });
    const [innermost] = checkpoint.threads[0]?.frames ?? [];
    if (innermost === undefined) throw new Error('a thread without frames');
    const { instance, funcidx, offset } = innermost;
    return stoppedAt(pointOf(instance, funcidx, offset), modules, () => checkpoint);
  };
  host.callback = (argument) => {
    const [first] = store.instances;
    if (first === undefined) throw new Error('the program has no instance yet');
    return (store.exports(first)['callback'] as (argument: number) => number)(argument);
  };
  for (const { bytes } of program.instances) {
    const others = store.instances.map((each, index) => [program.instances[index]?.name ?? '', store.exports(each)]);
    const imports = { ...host.imports(modules), ...(Object.fromEntries(others) as Imports) };
    const instance = store.instantiate(runtime.programSync(bytes), imports);
    if (instance.start !== undefined) run(instance.start);
  }
  for (const { instance, export: name, args } of program.calls) {
    const place = program.instances.findIndex((each) => each.name === instance);
    const called = store.instances[place];
    if (called === undefined) throw new Error(`no instance ${instance}`);
    const values = args.map((value) => argumentOf(host, value));
    run(called.func(name), values);
  }
  return stops;
}
