import type {
  RawDescriptor,
  RawException,
  RawFrame,
  RawImport,
  RawInstance,
  RawMemory,
  RawRef,
  RawState,
  RawTable,
  RawValue,
} from './raw.js';

/** An instance as the recorder knows it; what it holds does not keep the program's objects alive. */
interface Recorded {
  /** Undefined while instantiation goes on. */
  instance: WeakRef<object> | undefined;
  readonly module: object | undefined;
}

/** The views that the debugger has on an instance, by index; absent where it has nothing of the kind. */
interface Spaces {
  readonly functions: ArrayLike<unknown> | undefined;
  readonly globals: Record<string, { value: unknown }> | undefined;
  readonly memories: Record<string, object> | undefined;
  readonly tables: Record<string, object> | undefined;
}

/**
 * How much of an instance there is to read. `hidden` are the places of references to structures and arrays, which must not be
 * touched: each look at one makes V8 a view of it, and with 13.6 and 14.6 the process ended soon after by memory that was
 * overwritten.
 */
export interface InstanceCounts {
  readonly funcs: number;
  readonly globals: number;
  readonly hidden: readonly number[];
  readonly memories: number;
  readonly tables: number;
}

export interface FramePlan {
  readonly instance: number;
  readonly locals: number;
  readonly hiddenLocals: readonly number[];
  readonly hiddenOperands: readonly number[];
}

/** What of a state is to be read. */
export interface ReadPlan {
  /** For each instance its numbers of imported functions, and of globals, memories and tables. */
  readonly counts: readonly InstanceCounts[];
  /** For each frame its instance, its number of locals, and the locals and operands that must not be touched. */
  readonly frames: readonly FramePlan[];
}

/** An instance of those that live: whether its instantiation was seen, what it dropped, what its module imports. */
export interface SeenInstance {
  /** The same at each reading. */
  readonly serial: number;
  readonly seen: boolean;
  /** Passive segments that it was seen dropping. */
  readonly data: readonly number[];
  readonly elem: readonly number[];
}

/** The object that lives in the debuggee: it sees what is instantiated, and reads what the debugger shows of it. */
export interface Recorder {
  /**
   * Begins a reading. Of pairs of an instance and its module: the place of each among all instances, which stand in the
   * order of instantiation, those last whose instantiation was not seen.
   */
  begin(...pairs: readonly object[]): {
    readonly places: readonly number[];
    readonly instances: readonly SeenInstance[];
  };
  /** An instance of the reading. */
  instance(index: number): object;
  /** An instance whose one global is a null exception, where the engine knows such references. */
  exnNull(): object | undefined;
  read(plan: ReadPlan, ...views: readonly unknown[]): RawState;
  /** The arguments of the call of the host in progress, to be read along. */
  given: readonly unknown[];
  /** What a method gave, for a reader in the same thread. */
  answer: unknown;
  /** The contents of a memory of the reading. */
  bytes(id: number): Uint8Array;
  /** The parts of a memory of the reading that are not zero: from, up to. */
  filled(id: number): readonly (readonly [number, number])[];
  /** Bytes of a memory of the reading in base64. */
  text(id: number, from: number, to: number): string;
  /** An object of the reading. */
  object(id: number): unknown;
  /** The version of V8, where it can be told: 13.6 for 13.6.233. */
  version(): number | undefined;
  /** Ends a reading: nothing is held any more. */
  end(): void;
  /** Notes that an instance is about to drop a segment. */
  drop(instance: object, module: object, kind: 'data' | 'elem', index: number): void;
  /** Puts everything back that was changed. */
  remove(): void;
}

/**
 * Makes the recorder of a realm and lets it watch the constructors of `WebAssembly`; `beforeInstance` is called before each
 * instantiation.
 *
 * It may run in another process, to which its text is sent: nothing outside of it may be used inside.
 */
export function makeRecorder(realm: typeof globalThis, beforeInstance?: () => void): Recorder {
  const wasm = realm.WebAssembly as unknown as Record<string, unknown>;
  const original = { ...Object.getOwnPropertyDescriptors(wasm) };
  const NativeModule = realm.WebAssembly.Module;
  const NativeInstance = realm.WebAssembly.Instance;
  const nativeCompile = realm.WebAssembly.compile;
  const recorded: Recorded[] = [];
  const importsOf = new WeakMap<object, readonly unknown[]>();
  const drops = new WeakMap<object, { data: Set<number>; elem: Set<number> }>();
  const serials = new WeakMap<object, number>();
  const descriptors = new WeakMap<object, RawDescriptor>();
  /** The instances and objects of the reading in progress. */
  let live: object[] = [];
  const ids = new Map<unknown, number>();
  const objects: unknown[] = [];
  let serial = 0;
  const word = new DataView(new ArrayBuffer(8));

  const idOf = (object: unknown): number => {
    let id = ids.get(object);
    if (id === undefined) {
      id = objects.length;
      ids.set(object, id);
      objects.push(object);
    }
    return id;
  };

  /** The values that instantiation would read, read once, and an object that has just these. */
  const readImports = (module: WebAssembly.Module, from: unknown): { values: unknown[]; object: object } => {
    const values: unknown[] = [];
    const object: Record<string, Record<string, unknown>> = Object.create(null);
    for (const { module: outer, name } of NativeModule.imports(module)) {
      const namespace = (from as Record<string, Record<string, unknown>>)[outer] as Record<string, unknown>;
      const value = namespace[name];
      values.push(value);
      object[outer] ??= Object.create(null) as Record<string, unknown>;
      const copy = object[outer] as Record<string, unknown>;
      if (!(name in copy)) copy[name] = value;
    }
    return { values, object };
  };

  /** The instance of an instantiation that was seen. */
  const know = (entry: Recorded, instance: object): void => {
    if (entry.instance !== undefined) return;
    entry.instance = new WeakRef(instance);
    const imports = importsOf.get(entry);
    if (imports !== undefined) importsOf.set(instance, imports);
    importsOf.delete(entry);
    serials.set(instance, serial++);
  };

  const construct = (target: typeof WebAssembly.Instance, args: unknown[], newTarget: unknown): object => {
    const [module, from] = args as [WebAssembly.Module, unknown];
    let imports: ReturnType<typeof readImports>;
    try {
      imports = readImports(module, from);
    } catch {
      // What is wrong with the arguments is for the engine to say.
      return Reflect.construct(target, args, newTarget as typeof WebAssembly.Instance);
    }
    beforeInstance?.();
    // An instance is allocated before its start function runs, which may make others.
    const entry: Recorded = { instance: undefined, module };
    recorded.push(entry);
    importsOf.set(entry, imports.values);
    try {
      const instance = Reflect.construct(target, [module, imports.object], newTarget as typeof WebAssembly.Instance);
      know(entry, instance);
      return instance;
    } catch (error) {
      if (entry.instance === undefined) recorded.splice(recorded.indexOf(entry), 1);
      throw error;
    }
  };

  const Instance = new Proxy(NativeInstance, { construct });

  const instantiate = async (source: unknown, from: unknown): Promise<unknown> => {
    if (source instanceof NativeModule) return new Instance(source, from as WebAssembly.Imports);
    const module = await nativeCompile.call(wasm, source as BufferSource);
    return { module, instance: new Instance(module, from as WebAssembly.Imports) };
  };
  const streaming = async (response: unknown, from: unknown): Promise<unknown> => {
    const module = await realm.WebAssembly.compileStreaming(response as Response);
    return { module, instance: new Instance(module, from as WebAssembly.Imports) };
  };

  const describe = (name: string, read: (args: readonly unknown[]) => RawDescriptor): void => {
    const native = wasm[name];
    if (typeof native !== 'function') return;
    const watched = new Proxy(native, {
      construct(target, args: unknown[], newTarget) {
        const made = Reflect.construct(target, args, newTarget) as object;
        try {
          descriptors.set(made, read(args));
        } catch {
          // A descriptor that cannot be read twice stays unknown.
        }
        return made;
      },
    });
    Object.defineProperty(wasm, name, { ...original[name], value: watched });
  };
  const limits = (args: readonly unknown[]): RawDescriptor => {
    const { maximum } = args[0] as Record<string, unknown>;
    return maximum === undefined ? {} : { maximum: String(maximum) };
  };
  describe('Memory', limits);
  describe('Table', limits);
  Object.defineProperty(wasm, 'Instance', { ...original['Instance'], value: Instance });
  Object.defineProperty(wasm, 'instantiate', { ...original['instantiate'], value: instantiate });
  if (original['instantiateStreaming'] !== undefined) {
    Object.defineProperty(wasm, 'instantiateStreaming', { ...original['instantiateStreaming'], value: streaming });
  }

  /** The views of the instances of the read in progress. */
  let spaces: readonly Spaces[] = [];
  /** The null of exceptions as the debugger gives it: no value of JavaScript, which only may be compared. */
  let exnNull: unknown = null;
  let exnNullInstance: object | undefined;

  const rawRef = (value: unknown): RawRef => {
    // V8 13 ends the process when it is asked for anything of its null of exceptions.
    if (value === exnNull) return { kind: 'null' };
    if (value === null || value === undefined)
      return value === null ? { kind: 'null' } : { kind: 'primitive', type: 'undefined' };
    if (typeof value === 'number') return { kind: 'number', value };
    if (typeof value === 'function') {
      // The name of an exported function is its index in an instance that defines or imports it.
      const funcidx = Number(value.name);
      for (let instance = 0; Number.isInteger(funcidx) && instance < spaces.length; instance++) {
        if (spaces[instance]?.functions?.[funcidx] === value) return { kind: 'func', instance, funcidx };
      }
    }
    if (typeof value !== 'object' && typeof value !== 'function') return { kind: 'primitive', type: typeof value };
    const { Exception } = realm.WebAssembly as unknown as { Exception?: new () => object };
    return { kind: 'object', id: idOf(value), exception: Exception !== undefined && value instanceof Exception };
  };

  const rawValue = (value: unknown): RawValue => {
    if (value === exnNull) return { kind: 'ref', ref: { kind: 'null' } };
    if (typeof value === 'number') {
      if ((value | 0) === value && !Object.is(value, -0)) return { kind: 'int', value };
      // Stored as it is: the bits of a NaN survive.
      word.setFloat64(0, value);
      return { kind: 'float', high: word.getUint32(0), low: word.getUint32(4) };
    }
    if (typeof value === 'bigint') return { kind: 'bigint', text: String(value) };
    if (typeof value === 'string') return { kind: 'text', text: value };
    return { kind: 'ref', ref: rawRef(value) };
  };

  const inspected = (
    view: Record<string, { value: unknown }> | undefined,
    index: number,
    hidden: readonly number[],
  ): RawValue => {
    if (hidden.includes(index)) return { kind: 'none' };
    const found = view?.[index];
    return found === undefined || found === null ? { kind: 'none' } : rawValue(found.value);
  };

  const list = <Item>(count: number, item: (index: number) => Item): Item[] =>
    Array.from({ length: count }, (_, index) => item(index));

  const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

  const isOf = (value: unknown, name: string): boolean => {
    const native = original[name]?.value as (new () => object) | undefined;
    return typeof native === 'function' && value instanceof native;
  };

  const importOf = (value: unknown): RawImport => {
    if (typeof value === 'function') return { kind: 'func', ref: rawRef(value) };
    const known = isObject(value) && ['Memory', 'Table', 'Global', 'Tag'].some((name) => isOf(value, name));
    return known ? { kind: 'object', id: idOf(value) } : { kind: 'value', value: rawValue(value) };
  };

  const readInstance = (index: number, counts: InstanceCounts): RawInstance => {
    const view = spaces[index];
    const instance = live[index] as WebAssembly.Instance | undefined;
    const imports = instance === undefined ? undefined : importsOf.get(instance);
    const exported = instance?.exports ?? {};
    return {
      ...(imports === undefined ? {} : { imports: imports.map(importOf) }),
      exports: Object.entries(exported).flatMap(([name, value]) =>
        typeof value === 'function' ? [] : [{ name, id: idOf(value) }],
      ),
      funcs: list(counts.funcs, (func) => rawRef(view?.functions?.[func])),
      memories: list(counts.memories, (memory) => idOf(view?.memories?.[memory])),
      tables: list(counts.tables, (table) => idOf(view?.tables?.[table])),
      globals: list(counts.globals, (global) => inspected(view?.globals, global, counts.hidden)),
    };
  };

  const descriptorOf = (object: object): { descriptor?: RawDescriptor } => {
    const found = descriptors.get(object);
    return found === undefined ? {} : { descriptor: found };
  };

  const readTable = (id: number, table: WebAssembly.Table): RawTable => {
    const length = table.length as number | bigint;
    const size = { id, size: String(length), ...descriptorOf(table) };
    const runs: { length: number; ref: RawRef }[] = [];
    let last: unknown;
    try {
      for (let index = 0; index < length; index++) {
        const entry = table.get((typeof length === 'bigint' ? BigInt(index) : index) as number) as unknown;
        const run = runs[runs.length - 1];
        if (run !== undefined && entry === last) run.length += 1;
        else runs.push({ length: 1, ref: rawRef(entry) });
        last = entry;
      }
    } catch {
      return size;
    }
    return { ...size, runs };
  };

  const readException = (id: number, exception: object, tags: readonly number[]): RawException => {
    const { is, getArg } = exception as { is(tag: unknown): boolean; getArg(tag: unknown, index: number): unknown };
    for (const tag of tags) {
      if (!is.call(exception, objects[tag])) continue;
      const args: RawValue[] = [];
      try {
        for (;;) args.push(rawValue(getArg.call(exception, objects[tag], args.length)));
      } catch {
        // Behind the last argument.
      }
      return { id, tag, args };
    }
    return { id, args: [] };
  };

  /** Notes an instance that is met while its instantiation goes on, or whose instantiation was not seen. */
  const meet = (instance: object, module: object): void => {
    if (serials.has(instance)) return;
    const pending = [...recorded].reverse().find((entry) => entry.instance === undefined && entry.module === module);
    const entry = pending ?? { instance: undefined, module };
    if (pending === undefined) recorded.push(entry);
    know(entry, instance);
  };

  const recorder: Recorder = {
    given: [],
    answer: undefined,
    begin(...pairs) {
      for (let index = 0; index < pairs.length; index += 2) meet(pairs[index] as object, pairs[index + 1] as object);
      const all = recorded.flatMap((entry) => entry.instance?.deref() ?? []);
      live = [...all.filter((instance) => importsOf.has(instance)), ...all.filter((each) => !importsOf.has(each))];
      return {
        places: pairs.flatMap((instance, index) => (index % 2 === 0 ? [live.indexOf(instance)] : [])),
        instances: live.map((instance) => ({
          serial: serials.get(instance) ?? -1,
          seen: importsOf.has(instance),
          data: [...(drops.get(instance)?.data ?? [])],
          elem: [...(drops.get(instance)?.elem ?? [])],
        })),
      };
    },
    instance: (index) => live[index] ?? {},
    version() {
      const { process, Deno, navigator } = realm as {
        process?: { versions?: { v8?: string } };
        Deno?: { version?: { v8?: string } };
        navigator?: { userAgent?: string };
      };
      const own = Number.parseFloat(Deno?.version?.v8 ?? process?.versions?.v8 ?? '');
      // Chromium counts its versions as V8 does, without the point.
      const chromium = Number(/Chrome\/(\d+)/.exec(navigator?.userAgent ?? '')?.[1]) / 10;
      return Number.isNaN(own) ? (Number.isNaN(chromium) ? undefined : chromium) : own;
    },
    exnNull() {
      try {
        // (module (global exnref (ref.null exn)))
        const bytes = [0, 97, 115, 109, 1, 0, 0, 0, 6, 6, 1, 0x69, 0, 0xd0, 0x69, 0x0b];
        exnNullInstance ??= new NativeInstance(new NativeModule(Uint8Array.from(bytes)));
      } catch {
        // The engine does not know references to exceptions.
      }
      return exnNullInstance;
    },
    drop(instance, module, kind, index) {
      meet(instance, module);
      let found = drops.get(instance);
      if (found === undefined) {
        found = { data: new Set(), elem: new Set() };
        drops.set(instance, found);
      }
      found[kind].add(index);
    },
    end() {
      live = [];
      spaces = [];
      recorder.given = [];
      recorder.answer = undefined;
      exnNull = null;
      ids.clear();
      objects.length = 0;
    },
    read(plan, ...views) {
      let at = 0;
      const next = (): unknown => views[at++] ?? undefined;
      const nulls = next() as Record<string, { value: unknown }> | undefined;
      exnNull = nulls === undefined ? null : nulls[0]?.value;
      spaces = plan.counts.map(() => ({
        functions: next() as Spaces['functions'],
        globals: next() as Spaces['globals'],
        memories: next() as Spaces['memories'],
        tables: next() as Spaces['tables'],
      }));
      const frames = plan.frames.map(({ instance, locals, hiddenLocals, hiddenOperands }): RawFrame => {
        const local = next() as Record<string, { value: unknown }> | undefined;
        const { stack } = (next() ?? {}) as { stack?: Record<string, { value: unknown }> };
        return {
          instance,
          locals: list(locals, (each) => inspected(local, each, hiddenLocals)),
          operands: list(stack === undefined ? 0 : Object.keys(stack).length, (each) =>
            inspected(stack, each, hiddenOperands),
          ),
        };
      });
      const instances = plan.counts.map((counts, index) => readInstance(index, counts));
      const memories: RawMemory[] = [];
      const tables: RawTable[] = [];
      const exceptions: RawException[] = [];
      const args = Array.from(recorder.given, rawValue);
      // Reading a table may meet more objects.
      for (let id = 0; id < objects.length; id++) {
        const object = objects[id];
        if (!isObject(object)) continue;
        if (isOf(object, 'Memory')) {
          const { buffer } = object as WebAssembly.Memory;
          memories.push({ id, bytes: buffer.byteLength, ...descriptorOf(object) });
        } else if (isOf(object, 'Table')) tables.push(readTable(id, object as WebAssembly.Table));
      }
      const tags = Array.from(objects.keys()).filter((id) => isObject(objects[id]) && isOf(objects[id], 'Tag'));
      objects.forEach((object, id) => {
        if (isObject(object) && isOf(object, 'Exception')) exceptions.push(readException(id, object, tags));
      });
      return { instances, memories, tables, exceptions, frames, args };
    },
    bytes: (id) => new Uint8Array((objects[id] as WebAssembly.Memory).buffer),
    filled(id) {
      const { buffer } = objects[id] as WebAssembly.Memory;
      const words = new BigUint64Array(buffer, 0, Math.floor(buffer.byteLength / 8));
      const runs: [number, number][] = [];
      for (let from = 0; from < buffer.byteLength; from += 4096) {
        const end = Math.min(from + 4096, buffer.byteLength);
        let at = from / 8;
        while (8 * at + 8 <= end && words[at] === 0n) at += 1;
        if (8 * at === end) continue;
        const last = runs[runs.length - 1];
        // A small gap costs less than another question.
        if (last !== undefined && from - last[1] <= 65536) last[1] = end;
        else runs.push([from, end]);
      }
      return runs;
    },
    text(id, from, to) {
      const bytes = new Uint8Array((objects[id] as WebAssembly.Memory).buffer, from, to - from);
      const quick = (bytes as { toBase64?(): string }).toBase64?.();
      if (quick !== undefined) return quick;
      const { Buffer: buffers } = realm as { Buffer?: { from(...args: unknown[]): { toString(as: string): string } } };
      if (buffers !== undefined) return buffers.from(bytes.buffer, from, to - from).toString('base64');
      const parts: string[] = [];
      for (let start = 0; start < bytes.length; start += 0x8000) {
        parts.push(String.fromCharCode(...bytes.subarray(start, start + 0x8000)));
      }
      return btoa(parts.join(''));
    },
    object: (id) => objects[id],
    remove() {
      for (const name of ['Instance', 'Memory', 'Table', 'instantiate', 'instantiateStreaming']) {
        const descriptor = original[name];
        if (descriptor !== undefined) Object.defineProperty(wasm, name, descriptor);
      }
    },
  };
  return recorder;
}
