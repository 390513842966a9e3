import { type Functype, type Module, openModule, V128 } from '@wasm-checkpoint/wasm';
import { HostFailure, HostObject, ProgramHost } from './host.js';
import { observable, readingOf } from './observable.js';
import { type Observation, observe } from './observation.js';
import type { Program, ProgramCall, ProgramInstance, ProgramValue } from './program.js';
import { trapText } from './traps.js';

/** How a call ended. */
export type Ending =
  | { readonly results: readonly ProgramValue[] }
  /** In the words of the core specification, as far as all engines tell traps apart. */
  | { readonly trap: string }
  /** An exception that left the program: the export of its tag and its values, or the host's own failure. */
  | { readonly thrown: string };

/** A call that was made, with what the host was asked meanwhile. */
export interface CallOutcome {
  readonly ending: Ending;
  readonly log: readonly string[];
}

/** What running a program shows of it. */
export interface Outcome {
  /** The host's log of instantiation, start functions included. */
  readonly start: readonly string[];
  readonly calls: readonly CallOutcome[];
  /** What each instance holds at the end. */
  readonly state: readonly Observation[];
}

/** Thrown where the engine does not know a feature of the program. */
export class UnsupportedProgram extends Error {
  override readonly name = 'UnsupportedProgram';
}

/** The type of an exported function, in the types of the module. */
export function exportedType(module: Module, name: string): Functype {
  const found = module.exports.find((each) => each.kind === 'func' && each.name === name);
  const composite = module.types[module.funcs[found?.index ?? -1] ?? -1]?.composite;
  if (composite?.kind !== 'func') throw new Error(`no function ${name} is exported`);
  return composite;
}

/** Whether a host of JavaScript can pass and take all values of a function. */
export const isCallable = ({ params, results }: Functype): boolean =>
  [...params, ...results].every((type) => type !== V128 && readingOf(type) !== 'exn');

/** An argument as an engine takes it. */
export function argumentOf(host: ProgramHost, value: ProgramValue): unknown {
  if (typeof value === 'string') return BigInt(value);
  if (typeof value === 'number' || value === null) return value;
  if ('float' in value) return Number(value.float);
  if ('host' in value) return host.object(value.host);
  throw new Error('such a reference cannot be made');
}

/** A result as a program's manifest writes it. */
export function resultOf(value: unknown): ProgramValue {
  if (typeof value === 'bigint') return String(value);
  if (value instanceof HostObject) return { host: value.number };
  if (value === null) return value;
  if (typeof value === 'function' || typeof value === 'object') {
    return { ref: typeof value === 'function' ? 'function' : 'object' };
  }
  if (typeof value !== 'number') throw new Error(`a result of a program is ${typeof value}`);
  if (Object.is(value, -0)) return { float: '-0' };
  return Number.isFinite(value) ? value : { float: String(value) };
}

/** What a call gave, whose function has `results` results. */
export function resultsOf(type: Functype, value: unknown): readonly ProgramValue[] {
  if (type.results.length === 0) return [];
  return (type.results.length === 1 ? [value] : (value as readonly unknown[])).map(resultOf);
}

/** An exception of a tag, which the type library of the DOM does not know yet. */
interface EngineException {
  is(tag: unknown): boolean;
  getArg(tag: unknown, index: number): unknown;
}

/** What a call threw; anything that no program should throw is thrown on. */
export function endingOf(
  error: unknown,
  tags: readonly { readonly name: string; readonly tag: unknown; readonly params: number }[],
): Ending {
  if (error instanceof HostFailure) return { thrown: error.message };
  const Exception = (WebAssembly as unknown as { Exception?: new () => EngineException }).Exception;
  if (Exception !== undefined && error instanceof Exception) {
    const found = tags.find(({ tag }) => error.is(tag));
    if (found === undefined) return { thrown: 'exception' };
    const args = Array.from({ length: found.params }, (_, index) => String(error.getArg(found.tag, index)));
    return { thrown: `exception ${found.name}(${args.join(', ')})` };
  }
  const trap = trapText(error);
  if (trap === undefined) throw error;
  return { trap };
}

/** A program's instances on an engine without any instrumentation. */
class PlainInstances {
  readonly host = new ProgramHost();
  readonly #modules = new Map<string, Module>();
  readonly #exports = new Map<string, Readonly<Record<string, unknown>>>();

  instantiate({ name, bytes }: ProgramInstance): void {
    const module = openModule(bytes);
    const compiled = compile(observable(bytes));
    const imports = this.host.imports([module]);
    for (const [other, exports] of this.#exports) imports[other] = exports as WebAssembly.ModuleImports;
    const { exports } = link(compiled, imports);
    if (this.#exports.size === 0) {
      this.host.callback = exports['callback'] as (argument: number) => number;
    }
    this.#modules.set(name, module);
    this.#exports.set(name, exports);
  }

  call({ instance, export: name, args }: ProgramCall): Ending {
    const module = this.#modules.get(instance);
    const exports = this.#exports.get(instance);
    if (module === undefined || exports === undefined) throw new Error(`no instance ${instance}`);
    const type = exportedType(module, name);
    try {
      const called = exports[name] as (...args: unknown[]) => unknown;
      return { results: resultsOf(type, called(...args.map((value) => argumentOf(this.host, value)))) };
    } catch (error) {
      return endingOf(error, exportedTags(module, exports));
    }
  }

  observe(): readonly Observation[] {
    return [...this.#modules].map(([name, module]) => observe(module, this.#exports.get(name) ?? {}));
  }
}

/** The tags that a module exports, with the number of their parameters. */
export function exportedTags(
  module: Module,
  exports: Readonly<Record<string, unknown>>,
): { name: string; tag: unknown; params: number }[] {
  return module.exports.flatMap(({ name, kind, index }) => {
    if (kind !== 'tag') return [];
    const type = module.types[module.tags[index]?.typeidx ?? -1]?.composite;
    return [{ name, tag: exports[name], params: type?.kind === 'func' ? type.params.length : 0 }];
  });
}

function link(module: WebAssembly.Module, imports: WebAssembly.Imports): WebAssembly.Instance {
  try {
    return new WebAssembly.Instance(module, imports);
  } catch (error) {
    if (error instanceof WebAssembly.LinkError) throw new UnsupportedProgram(error.message);
    // A start function that traps leaves no instance that could be looked at.
    if (error instanceof WebAssembly.RuntimeError)
      throw new UnsupportedProgram(`it starts with a trap: ${error.message}`);
    throw error;
  }
}

function compile(bytes: Uint8Array<ArrayBuffer>): WebAssembly.Module {
  try {
    return new WebAssembly.Module(bytes);
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) throw new UnsupportedProgram(error.message);
    throw error;
  }
}

/**
 * Runs a program uninterrupted, without any instrumentation; the only addition are exports to look through at the end.
 *
 * Throws UnsupportedProgram where the engine refuses a module.
 */
export function runPlain({ instances, calls }: Program): Outcome {
  const running = new PlainInstances();
  for (const instance of instances) running.instantiate(instance);
  const { host } = running;
  const start = host.log.splice(0);
  const made = calls.map((call): CallOutcome => {
    const ending = running.call(call);
    return { ending, log: host.log.splice(0) };
  });
  return { start, calls: made, state: running.observe() };
}
