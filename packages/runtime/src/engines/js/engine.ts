import {
  type Engine,
  type EngineExtern,
  type EngineFunc,
  type EngineImport,
  type EngineInstance,
  type EngineModule,
  type EngineObject,
  EngineRefusal,
  type EngineValue,
} from '../../engine.js';
import { hostEngine } from './host.js';
import { JsEngineFunc, JsEngineGlobal, JsEngineMemory, JsEngineTable, JsEngineTag } from './objects.js';
import { waitAsync } from './wait.js';
import { webAssembly } from './webassembly.js';

function nativeOf(given: EngineImport | undefined): unknown {
  if (typeof given === 'function' || given === undefined) return given;
  return given.kind === 'constant' ? given.value : given.native;
}

/** How engines say that a call took too much stack. They do not let WebAssembly catch it, as it catches no trap. */
const stackExhausted = /call stack|too much recursion/i;

/** The WebAssembly of the JavaScript host that this code runs in: Node, Deno, Bun, browsers. */
export class JsEngine implements Engine {
  readonly name: string;
  readonly version: string;
  readonly #wasm = webAssembly();
  readonly #objects = new WeakMap<object, EngineExtern>();

  constructor() {
    const { name, version } = hostEngine();
    this.name = name;
    this.version = version;
  }

  compile(bytes: Uint8Array): EngineModule {
    return this.#refusing(() => new this.#wasm.Module(bytes));
  }

  async compileAsync(bytes: Uint8Array): Promise<EngineModule> {
    try {
      return await this.#wasm.compile(bytes);
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  instantiate(module: EngineModule, imports: readonly EngineImport[]): EngineInstance {
    const given = this.#importObject(module, imports);
    const { exports } = this.#refusing(() => new this.#wasm.Instance(module, given));
    return {
      export: (name) => (Object.hasOwn(exports, name) ? this.#extern(exports[name]) : undefined),
    };
  }

  ending(error: unknown): 'trap' | 'exception' {
    if (error instanceof this.#wasm.RuntimeError) return 'trap';
    return error instanceof Error && !(error instanceof TypeError) && stackExhausted.test(error.message)
      ? 'trap'
      : 'exception';
  }

  callable(ref: EngineValue): EngineFunc {
    const extern = this.#extern(ref);
    if (extern?.kind !== 'func') throw new RangeError('not a reference to a function');
    return extern;
  }

  adopt(object: unknown): EngineObject | undefined {
    const extern = typeof object === 'object' && object !== null ? this.#extern(object) : undefined;
    return extern?.kind === 'func' ? undefined : extern;
  }

  readonly wait = 'waitAsync' in Atomics ? waitAsync : undefined;

  /** The name of an exported function is its index. */
  funcidx(ref: EngineValue): number | undefined {
    const index = typeof ref === 'function' ? Number.parseInt(ref.name, 10) : Number.NaN;
    return Number.isNaN(index) ? undefined : index;
  }

  #extern(value: unknown): EngineExtern | undefined {
    if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined;
    let extern = this.#objects.get(value);
    if (extern === undefined) {
      extern = this.#wrapped(value);
      if (extern !== undefined) this.#objects.set(value, extern);
    }
    return extern;
  }

  #wrapped(value: object): EngineExtern | undefined {
    const { Memory, Table, Global, Tag } = this.#wasm;
    if (typeof value === 'function') return new JsEngineFunc(value as (...args: readonly unknown[]) => unknown);
    if (value instanceof Memory) return new JsEngineMemory(value);
    if (value instanceof Table) return new JsEngineTable(value);
    if (value instanceof Global) return new JsEngineGlobal(value);
    return Tag !== undefined && value instanceof Tag ? new JsEngineTag(value) : undefined;
  }

  /**
   * The imports as the interface wants them, by names. Several imports may have the same names and not be bound to the same
   * thing; the interface reads a property once for each import, in their order.
   */
  #importObject(module: EngineModule, imports: readonly EngineImport[]): object {
    const named = new Map<string, Map<string, unknown[]>>();
    this.#wasm.Module.imports(module).forEach(({ module: from, name }, index) => {
      const given = imports[index];
      const names = named.get(from) ?? new Map<string, unknown[]>();
      named.set(from, names);
      const values = names.get(name) ?? [];
      names.set(name, values);
      values.push(nativeOf(given));
    });
    const object: Record<string, object> = Object.create(null);
    for (const [from, names] of named) {
      const inner: object = Object.create(null);
      object[from] = inner;
      for (const [name, values] of names) {
        let reads = 0;
        Object.defineProperty(inner, name, {
          get: () => (values.length === 1 ? values[0] : values[reads++ % values.length]),
        });
      }
    }
    return object;
  }

  #refusing<Made>(make: () => Made): Made {
    try {
      return make();
    } catch (error) {
      throw this.#refusal(error);
    }
  }

  #refusal(error: unknown): unknown {
    const { CompileError, LinkError } = this.#wasm;
    const refused = error instanceof CompileError || error instanceof LinkError || error instanceof TypeError;
    return refused ? new EngineRefusal(error.message, { cause: error }) : error;
  }
}
