import { I64, isRef, type Module } from '@wasm-checkpoint/wasm';
import { hostExtern, spectestExtern, spectestFunctions } from './externs.js';

/** What a host function of `fail` throws: no exception of a tag. */
export class HostFailure extends Error {
  override readonly name = 'HostFailure';
}

/** An object of the host that programs hold as an externref; the same object for the same number. */
export class HostObject {
  readonly number: number;

  constructor(number: number) {
    this.number = number;
  }
}

/** Whether imports from a module are the host's; the others are of instances of the program. */
export const isHostModule = (name: string): boolean => hostModules.has(name);

const hostModules: ReadonlySet<string> = new Set(['env', 'host', 'spectest', 'fuzzing-support', '__fuzz_import']);

/** A function of the host as an engine takes it. */
export type HostFunction = (...args: never[]) => unknown;

/**
 * The host of programs: deterministic functions of the module `env`, each of which leaves a line in the log.
 *
 * All of its state is the log and the objects that were handed out, so that a host that was given the same log goes on like
 * this one.
 */
export class ProgramHost {
  /** What was called so far: the name, the arguments, and the result where there is one. */
  readonly log: string[] = [];
  readonly #objects = new Map<number, HostObject>();
  readonly #externs = new Map<string, WebAssembly.ImportValue>();
  /** Calls the export `callback` of the program's first instance; to be set once there is one. */
  callback: (argument: number) => number = () => {
    throw new Error('the program has no instance yet');
  };

  /** The object of a number. */
  object(number: number): HostObject {
    let object = this.#objects.get(number);
    if (object === undefined) {
      object = new HostObject(number);
      this.#objects.set(number, object);
    }
    return object;
  }

  /** The functions of the module `env`. */
  readonly functions: Readonly<Record<string, HostFunction>> = {
    log: (value: number): void => this.#note(`log ${value}`),
    log64: (value: bigint): void => this.#note(`log64 ${value}`),
    add: (value: number): number => this.#answer(`add ${value}`, (value + 1) | 0),
    compare: (a: number, b: number): number => this.#answer(`compare ${a} ${b}`, a < b ? -1 : a > b ? 1 : 0),
    many: (a: number, b: bigint, c: number, d: number, e: number): [number, bigint] => {
      this.#note(`many ${a} ${b} ${Object.is(c, -0) ? '-0' : c} ${d} ${e}`);
      return [(a + e) | 0, BigInt.asIntN(64, b * 3n + BigInt(Math.trunc(d)))];
    },
    host: (number: number): HostObject => {
      this.#note(`host ${number}`);
      return this.object(number);
    },
    number: (value: unknown): number => this.#answer('number', numberOf(value)),
    fail: (value: number): number => {
      this.#note(`fail ${value}`);
      throw new HostFailure(`host failure ${value}`);
    },
    reenter: (value: number): number => {
      this.#note(`reenter ${value}`);
      return this.#answer('reentered', this.callback(value));
    },
  };

  /**
   * What modules may import: the functions of `env`, memories, tables, globals and tags of `host`, made from their types,
   * `spectest` as the scripts of the official test suite know it, and what the modules of Binaryen's fuzzer import. The same
   * things at each call.
   */
  imports(modules: readonly Module[]): Record<string, Record<string, WebAssembly.ImportValue>> {
    const imports: Record<string, Record<string, WebAssembly.ImportValue>> = {
      env: this.functions,
      spectest: Object.fromEntries(
        spectestFunctions.map((name) => [name, (...args: unknown[]): void => this.#note(`${name} ${args.join(' ')}`)]),
      ),
      'fuzzing-support': {
        ...Object.fromEntries(
          ['i32', 'i64', 'f32', 'f64'].map((type) => [
            `log-${type}`,
            (value: unknown) => this.#note(`log-${type} ${value}`),
          ]),
        ),
        throw: this.functions['fail'] as HostFunction,
      },
    };
    for (const module of modules) {
      for (const { module: from, name, type } of module.imports) {
        if (type.kind === 'func' && from === 'fuzzing-support' && imports[from]?.[name] === undefined) {
          imports[from] = { ...imports[from], [name]: this.#idle(module, type.typeidx, name) };
        }
        if (type.kind === 'func' || !isHostModule(from)) continue;
        const key = `${from} ${name}`;
        const made =
          this.#externs.get(key) ?? (from === 'spectest' ? spectestExtern(name) : hostExtern(module, type, name));
        if (made === undefined) continue;
        this.#externs.set(key, made);
        imports[from] = { ...imports[from], [name]: made };
      }
    }
    return imports;
  }

  /** A function that gives zeros and nulls. */
  #idle(module: Module, typeidx: number, name: string): HostFunction {
    const type = module.types[typeidx]?.composite;
    const results = type?.kind === 'func' ? type.results : [];
    const zeros = results.map((result) => (result === I64 ? 0n : isRef(result) ? null : 0));
    return () => {
      this.#note(name);
      return zeros.length > 1 ? zeros : zeros[0];
    };
  }

  #note(line: string): void {
    this.log.push(line);
  }

  #answer(line: string, result: number): number {
    this.#note(`${line} = ${result}`);
    return result;
  }
}

/** What a host sees in an externref: its number, the one of an i31, -1 for null and -2 for what only the program knows. */
function numberOf(value: unknown): number {
  if (value instanceof HostObject) return value.number;
  if (typeof value === 'number') return value;
  return value === null ? -1 : -2;
}
