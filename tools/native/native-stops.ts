import { breakOffset } from '@wasm-checkpoint/runtime';
import { type Stop, ThreadInspector } from '@wasm-checkpoint/runtime/node';
import { type Module, openModule } from '@wasm-checkpoint/wasm';
import { ProgramHost } from '../programs/host.js';
import { argumentOf } from '../programs/outcome.js';
import type { Program } from '../programs/program.js';
import { describeObject, hostState, type Stopped, stoppedAt } from './point.js';

/** The parts of the name of a point. */
function placeOf(point: string): { readonly instance: number; readonly funcidx: number; readonly offset: number } {
  const [, instance = -1, funcidx = -1, offset = -1] = (/^(\d+):(\d+)\+(\d+)$/.exec(point) ?? []).map(Number);
  return { instance, funcidx, offset };
}

/** Whether V8 can be stopped at a point alone, which it cannot where the first instruction there opens a loop. */
export function isReachable(program: Program, point: string): boolean {
  const { instance, funcidx, offset } = placeOf(point);
  const bytes = program.instances[instance]?.bytes;
  return bytes !== undefined && breakOffset({ module: openModule(bytes), funcidx, offset }) !== undefined;
}

/** Runs a program on its unmodified modules and captures it at each of the points, as often as is said. */
export async function nativeStops(program: Program, points: ReadonlyMap<string, number>): Promise<readonly Stopped[]> {
  const modules = program.instances.map(({ bytes }) => openModule(bytes));
  const inspector = ThreadInspector.open({ roots: 'all', hostStates: [hostState], describe: describeObject });
  try {
    const stops: Stopped[] = [];
    const compiled = program.instances.map(({ bytes }) => new WebAssembly.Module(bytes));
    const watch = (point: string, visits: number): void => {
      const { instance, funcidx, offset } = placeOf(point);
      const module = modules[instance];
      if (module === undefined || !isFirst(modules, instance)) return;
      let left = visits;
      const breakpoint = inspector.breakAt(module, funcidx, offset, (stop: Stop) => {
        stops.push(stoppedAt(point, modules, () => stop.capture()));
        left -= 1;
        if (left === 0) breakpoint.remove();
      });
    };
    for (const [point, visits] of points) watch(point, visits);
    runProgram(program, modules, compiled);
    return stops;
  } finally {
    await inspector.close();
  }
}

/** Instances of the same bytes share their breakpoints, and points could not tell them apart. */
const isFirst = (modules: readonly Module[], instance: number): boolean =>
  modules.findIndex(({ bytes }) => Buffer.compare(bytes, modules[instance]?.bytes ?? new Uint8Array(0)) === 0) ===
  instance;

/** Makes the instances of a program and its calls; what these throw is a part of it. */
function runProgram(program: Program, modules: readonly Module[], compiled: readonly WebAssembly.Module[]): void {
  const host = new ProgramHost();
  const exported = new Map<string, WebAssembly.Exports>();
  const imports = host.imports(modules);
  host.callback = (argument) => {
    const [first] = exported.values();
    if (first === undefined) throw new Error('the program has no instance yet');
    return (first['callback'] as (argument: number) => number)(argument);
  };
  program.instances.forEach(({ name }, index) => {
    const module = compiled[index];
    if (module === undefined) throw new Error(`no module ${index}`);
    const others = Object.fromEntries(exported) as unknown as WebAssembly.Imports;
    exported.set(name, new WebAssembly.Instance(module, { ...imports, ...others }).exports);
  });
  for (const { instance, export: name, args } of program.calls) {
    const called = exported.get(instance)?.[name] as (...args: readonly unknown[]) => unknown;
    const values = args.map((value) => argumentOf(host, value));
    try {
      called(...values);
    } catch {
      // Traps and exceptions end a call as results do.
    }
  }
}
