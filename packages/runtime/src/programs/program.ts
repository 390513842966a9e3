import type { Sha256 } from '@wasm-checkpoint/format';
import type { Instrumented, Mode, Point } from '@wasm-checkpoint/instrument';
import { type Module, openModule } from '@wasm-checkpoint/wasm';
import type { Engine, EngineModule } from '../engine.js';
import { moduleDigest } from '../modules/identity.js';
import { exceptionModule } from '../objects/exception-module.js';
import { readerModule } from '../objects/reader-module.js';
import { Place, type Role } from './place.js';
import { SitePlan } from './site.js';

/** A side module that was compiled, and the names that it imports, in its order. */
export interface CompiledSide {
  readonly module: EngineModule;
  readonly imports: readonly ImportName[];
}

export interface ImportName {
  readonly module: string;
  readonly name: string;
}

/** A continuation: an export of a side module. */
export interface Continuation {
  /** Its place among all of the program. */
  readonly number: number;
  readonly side: CompiledSide;
  readonly name: string;
}

/**
 * A module made ready to run, stop and resume: instrumented and compiled once, with everything that is found out about its
 * safepoints and generated for them kept.
 */
export class Program {
  readonly engine: Engine;
  readonly instrumented: Instrumented;
  /** The compiled main module. */
  readonly main: EngineModule;
  /** SHA-256 of the original module. */
  readonly digest: Uint8Array;
  readonly #sites = new Map<number, SitePlan[]>();
  readonly #places: Readonly<Record<Role, Map<number, Map<number, Place>>>> = {
    innermost: new Map(),
    caller: new Map(),
  };
  readonly #continuations = new Map<string, Continuation>();
  #imports: readonly ImportName[] | undefined;
  readonly #sides = new Map<string, CompiledSide | undefined>();

  constructor(engine: Engine, instrumented: Instrumented, main: EngineModule, sha256: Sha256) {
    this.engine = engine;
    this.instrumented = instrumented;
    this.main = main;
    this.digest = moduleDigest(instrumented.module, sha256);
  }

  /** The original module. */
  get module(): Module {
    return this.instrumented.module;
  }

  /** The imports of the main module, in its order. */
  get imports(): readonly ImportName[] {
    this.#imports ??= openModule(this.instrumented.bytes).imports;
    return this.#imports;
  }

  /** What to make of the values that were put at a site. */
  site(funcidx: number, site: number): SitePlan {
    const sites = at(this.#sites, funcidx, () => []);
    let plan = sites[site];
    if (plan === undefined) {
      plan = new SitePlan(this, this.instrumented.layout(funcidx, site));
      sites[site] = plan;
    }
    return plan;
  }

  /** Where a frame stands; throws CKPT4103 where none can be resumed, WASM2034 where no instruction begins. */
  place(role: Role, funcidx: number, offset: number): Place {
    const places = at(this.#places[role], funcidx, () => new Map<number, Place>());
    return at(places, offset, () => new Place(this, role, funcidx, offset));
  }

  /** The continuation of a point, generated and compiled once. */
  continuation(funcidx: number, offset: number, mode: Mode): Continuation {
    return at(this.#continuations, `${funcidx} ${offset} ${mode}`, () => {
      const point: Point = { funcidx, offset, mode };
      return {
        number: this.#continuations.size,
        side: this.#compile(this.instrumented.continuations([point]).bytes),
        name: '0',
      };
    });
  }

  /** The side module that reads and writes all mutable globals; undefined where there are none. */
  get accessors(): CompiledSide | undefined {
    return this.#side('accessors', () => this.instrumented.accessors()?.bytes);
  }

  /** The side module that reads structures and arrays of the module's types; undefined where it has none. */
  get reader(): CompiledSide | undefined {
    const { module } = this;
    const any = module.types.some(({ composite }) => composite.kind !== 'func');
    return this.#side('reader', () => (any ? readerModule(module) : undefined));
  }

  /** The side module that reads exceptions of the module's tags. */
  get exceptions(): CompiledSide | undefined {
    return this.#side('exceptions', () => exceptionModule(this.module));
  }

  #side(name: string, make: () => Uint8Array | undefined): CompiledSide | undefined {
    if (!this.#sides.has(name)) {
      const bytes = make();
      this.#sides.set(name, bytes === undefined ? undefined : this.#compile(bytes));
    }
    return this.#sides.get(name);
  }

  #compile(bytes: Uint8Array): CompiledSide {
    return { module: this.engine.compile(bytes), imports: openModule(bytes).imports };
  }
}

/** The value of a key, made when it is asked for first. */
function at<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  let value = map.get(key);
  if (value === undefined) {
    value = make();
    map.set(key, value);
  }
  return value;
}
