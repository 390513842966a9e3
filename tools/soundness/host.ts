import type { Checkpoint } from '@wasm-checkpoint/format';
import type { RestoreHost } from '@wasm-checkpoint/runtime';
import type { Module } from '@wasm-checkpoint/wasm';
import { hostExtern } from '../programs/externs.js';
import { HostFailure, type HostFunction, type HostObject, ProgramHost } from '../programs/host.js';
import { hostNumber } from '../torture/checkpoint-observation.js';

/** What a function of the host returns that has no other meaning; throws where it would have to be a reference. */
function standIn(types: readonly unknown[]): unknown {
  const values = types.map((type) => {
    if (type === 'i64') return 3n;
    if (typeof type === 'string' && type !== 'v128') return 3;
    if (typeof type === 'object' && type !== null && 'nullable' in type && type.nullable === true) return null;
    throw new HostFailure('no value of the type');
  });
  return values.length > 1 ? values : values[0];
}

/** Failures of a function of the host are its own, whatever is thrown at it. */
const guarded =
  (func: HostFunction): HostFunction =>
  (...args) => {
    try {
      return func(...args);
    } catch (error) {
      const passed = error instanceof HostFailure || error instanceof WebAssembly.RuntimeError;
      throw passed ? error : new HostFailure(String(error));
    }
  };

/** A host for mutants of one subject: what the programs know, and stand-ins of the stated types for anything else. */
export class MutantHost {
  readonly programs = new ProgramHost();
  readonly #checkpoint: Checkpoint;
  readonly #imports: Record<string, Record<string, unknown>> = {};

  /** `original` is the checkpoint before it was changed: where it states the same type, the program's own function is given. */
  constructor(checkpoint: Checkpoint, modules: readonly Module[]) {
    this.#checkpoint = checkpoint;
    for (const [from, names] of Object.entries(this.programs.imports(modules))) {
      for (const [name, value] of Object.entries(names))
        if (typeof value !== 'function') this.#offer(from, name, value);
    }
    for (const module of modules) {
      for (const { module: from, name, type } of module.imports) {
        if (type.kind === 'func' || this.#imports[from]?.[name] !== undefined) continue;
        this.#offer(from, name, hostExtern(module, type, name));
      }
    }
    for (const { module, name, type } of checkpoint.hostFuncs)
      this.#offer(module, name, this.#func(module, name, type));
  }

  #offer(module: string, name: string, value: unknown): void {
    this.#imports[module] = { ...this.#imports[module], [name]: value };
  }

  #func(module: string, name: string, type: number): HostFunction {
    const own = module === 'env' ? this.programs.functions[name] : undefined;
    const composite = this.#checkpoint.types.flat()[type]?.composite;
    const results = composite?.kind === 'func' ? composite.results : [];
    const known = knownResults[name];
    const fits = own !== undefined && known !== undefined && JSON.stringify(results) === known;
    return guarded(fits ? own : () => standIn(results));
  }

  /** What this host cannot offer, and the interface of JavaScript cannot be asked for; undefined where there is nothing. */
  get lacking(): string | undefined {
    if (this.#isTorn) return 'names of the host';
    return this.#hasOtherMaximum ? 'maximum of the host' : undefined;
  }

  /** Whether two functions of one name and different types are asked for, which no host offers. */
  get #isTorn(): boolean {
    const types = new Map<string, number>();
    return this.#checkpoint.hostFuncs.some(({ module, name, type }) => {
      const key = `${module} ${name}`;
      const known = types.get(key);
      types.set(key, type);
      return known !== undefined && known !== type;
    });
  }

  /** Whether a memory or table that is imported states another maximum than the import, by which this host makes it. */
  get #hasOtherMaximum(): boolean {
    const { instances, modules, memories, tables } = this.#checkpoint;
    return instances.some((instance) => {
      const next = { memory: 0, table: 0 };
      return (modules[instance.module]?.imports ?? []).some(({ type, module }) => {
        if (type.kind !== 'memory' && type.kind !== 'table') return false;
        const index = next[type.kind]++;
        const stated =
          type.kind === 'memory' ? memories[instance.memories[index] ?? -1] : tables[instance.tables[index] ?? -1];
        const owned = module === 'host' || module === 'env';
        return owned && stated?.type.limits.max !== type.type.limits.max;
      });
    });
  }

  get restoring(): RestoreHost {
    return {
      imports: this.#imports,
      hostStates: this.#checkpoint.hostStates.map(({ name, version }) => ({
        name,
        version,
        obtain: () => undefined,
        holds: () => true,
      })),
      obtainRef: (_, payload): HostObject => this.programs.object(payload.length < 4 ? 0 : hostNumber(payload)),
    };
  }
}

/** The results of the functions of programs. */
const knownResults: Readonly<Record<string, string>> = {
  log: '[]',
  log64: '[]',
  add: '["i32"]',
  compare: '["i32"]',
  many: '["i32","i64"]',
  fail: '["i32"]',
  number: '["i32"]',
  reenter: '["i32"]',
  host: '[{"nullable":true,"heap":"extern"}]',
};
