import { type Instrumented, type Point, recorder, type SideModule } from '@wasm-checkpoint/instrument';
import { isRef, V128, type Valtype } from '@wasm-checkpoint/wasm';
import { constantBits } from './constants.js';

/** A value as its bits, or a reference. */
export type Bits = bigint | object | null | undefined;

/** A frame in coordinates of the original module; locals that are not live are undefined. */
export interface Frame {
  readonly funcidx: number;
  readonly offset: number;
  readonly locals: readonly Bits[];
  readonly operands: readonly Bits[];
  /** Exceptions of legacy handlers, outermost first: the tag, -1 for none of the module, and the arguments. */
  readonly caught: readonly { readonly tagidx: number; readonly args: readonly Bits[] }[];
}

type Exports = Record<string, WebAssembly.ExportValue>;
const prefix = 'checkpoint:';
const RESULTS = 0;
const RECORD = 8192;

/** One instance of an instrumented module with a tape of its own: what a host does, at its plainest. */
export class Host {
  readonly instrumented: Instrumented;
  readonly exports: Exports;
  readonly #tape: Exports;
  readonly #modules: Map<string, WebAssembly.Module>;
  /** The one exception of the host that handlers of the program may hold. */
  hosts: unknown;
  /** What `raise` throws. */
  #held: unknown;

  constructor(
    instrumented: Instrumented,
    main: WebAssembly.Module,
    imports: WebAssembly.Imports,
    modules: Map<string, WebAssembly.Module>,
  ) {
    this.instrumented = instrumented;
    this.#modules = modules;
    const references = (['func', 'extern', 'any', 'exn'] as const).filter((cell) =>
      instrumented.tape.includes(`put_${cell}`),
    );
    this.#tape = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(recorder(references)))).exports;
    this.exports = new WebAssembly.Instance(main, { ...imports, checkpoint: this.#tape }).exports;
  }

  #flag(name: string): WebAssembly.Global {
    return this.exports[prefix + name] as WebAssembly.Global;
  }
  get state(): number {
    return this.#flag('state').value as number;
  }
  set state(value: number) {
    this.#flag('state').value = value;
  }
  get fuel(): number {
    return this.#flag('fuel').value as number;
  }
  set fuel(value: number) {
    this.#flag('fuel').value = value;
  }

  get #memory(): DataView {
    return new DataView((this.#tape['memory'] as WebAssembly.Memory).buffer);
  }

  #clear(): void {
    for (const [name, value] of Object.entries({ end: RECORD + 65536, record: RECORD, results: RESULTS }))
      (this.#tape[name] as WebAssembly.Global).value = value;
  }

  /** Calls an export, or the start function; gives its results or the frames of the stack, innermost first. */
  call(name: string, args: readonly unknown[]): { readonly result: unknown } | { readonly frames: Frame[] } {
    this.#clear();
    const result = (this.exports[name] as (...args: readonly unknown[]) => unknown)(...args);
    return this.state === 2 ? { frames: this.#frames() } : { result };
  }

  #table(name: string): WebAssembly.Table {
    return this.#tape[name] as WebAssembly.Table;
  }

  #carrier(type: Valtype): string {
    // The tape's names for the hierarchies, by what the instrumenter says of types.
    return isRef(type) ? ((type & 0xff) === 0x6f ? 'externs' : (type & 0xff) === 0x70 ? 'functions' : 'anys') : '';
  }

  #read(type: Valtype, at: number): { readonly value: Bits; readonly next: number } {
    const memory = this.#memory;
    if (type === V128)
      return { value: memory.getBigUint64(at, true) | (memory.getBigUint64(at + 8, true) << 64n), next: at + 16 };
    if (isRef(type)) return { value: this.#table(this.#carrier(type)).get(memory.getUint32(at, true)), next: at + 8 };
    return { value: memory.getBigUint64(at, true), next: at + 8 };
  }

  #frames(): Frame[] {
    const memory = this.#memory;
    const end = (this.#tape['end'] as WebAssembly.Global).value as number;
    const frames: Frame[] = [];
    for (let at = RECORD + 65536; at < end; ) {
      const [, funcidx = 0, site = 0, state] = [0, 4, 8, 12].map((word) => memory.getInt32(at + word, true));
      at += 16;
      const layout = this.instrumented.layout(funcidx, site);
      const values = layout.types.map((type) => {
        const { value, next } = this.#read(type, at);
        at = next;
        return value;
      });
      const source = (each: (typeof layout.operands)[number]): Bits =>
        each.kind === 'value' ? values[each.value] : constantBits(each.instruction.immediates[0]?.value);
      const innermost = state !== 2;
      if (innermost !== (frames.length === 0)) throw new Error('only the first frame is the innermost');
      const offset = innermost ? layout.innermost : layout.caller;
      if (offset === undefined) throw new Error(`site ${site} of ${funcidx} cannot be there`);
      frames.push({
        funcidx,
        offset,
        locals: layout.locals.map((place) => (place < 0 ? undefined : values[place])),
        operands: [...layout.operands, ...(innermost ? layout.results : [])].map(source),
        caught: layout.caught.map(({ which, args }) => {
          const tagidx = which === undefined ? (args[0]?.tagidx ?? -1) : Number(values[which]) - 1;
          const places = args.find((each) => each.tagidx === tagidx)?.values ?? [];
          return { tagidx, args: places.map((place) => values[place]) };
        }),
      });
    }
    this.state = 0;
    return frames;
  }

  #side(key: string, make: () => SideModule): WebAssembly.Module {
    let module = this.#modules.get(key);
    if (module === undefined) {
      module = new WebAssembly.Module(Uint8Array.from(make().bytes));
      this.#modules.set(key, module);
    }
    return module;
  }

  #instantiate(module: WebAssembly.Module): Exports {
    const instance: Record<string, WebAssembly.ImportValue> = {};
    for (const { module: from, name } of WebAssembly.Module.imports(module)) {
      if (from !== 'instance') continue;
      const [kind, index = ''] = name.split(':');
      instance[name] =
        kind === 'function'
          ? ((this.exports[`${prefix}functions`] as WebAssembly.Table).get(Number(index)) as WebAssembly.ImportValue)
          : (this.exports[prefix + name] as WebAssembly.ImportValue);
    }
    const raise = (): never => {
      throw this.#held;
    };
    const raise_caught = (): never => {
      throw this.hosts;
    };
    return new WebAssembly.Instance(module, { instance, checkpoint: { ...this.#tape, raise, raise_caught } }).exports;
  }

  #continuation(point: Point): () => void {
    const key = `${point.funcidx} ${point.offset} ${point.mode}`;
    const module = this.#side(key, () => this.instrumented.continuations([point]));
    return this.#instantiate(module)['0'] as () => void;
  }

  #write(frame: Frame, point: Point): void {
    const record = this.instrumented.record(point);
    const memory = this.#memory;
    const write = (type: Valtype, cell: number, bits: Bits): void => {
      const at = RECORD + 8 * cell;
      if (typeof bits === 'bigint') {
        memory.setBigUint64(at, BigInt.asUintN(64, bits), true);
        if (type === V128) memory.setBigUint64(at + 8, bits >> 64n, true);
        return;
      }
      const table = this.#carrier(type);
      const end = this.#tape[`${table}.end`] as WebAssembly.Global;
      if (this.#table(table).length <= end.value) this.#table(table).grow(16);
      this.#table(table).set(end.value as number, bits);
      memory.setUint32(at, end.value as number, true);
      end.value = (end.value as number) + 1;
    };
    for (const { localidx, type, cell } of record.locals) {
      const bits = frame.locals[localidx];
      if (bits === undefined) throw new Error(`local ${localidx} is live and was not saved`);
      write(type, cell, bits);
    }
    if (record.operands.length !== frame.operands.length) throw new Error('operands');
    record.operands.forEach(({ type, cell }, index) => {
      write(type, cell, frame.operands[index]);
    });
    if (record.caught.length !== frame.caught.length) throw new Error('caught exceptions');
    record.caught.forEach(({ which, args }, index) => {
      const caught = frame.caught[index];
      if (which !== undefined) write(which.type, which.cell, BigInt((caught?.tagidx ?? -1) + 1));
      for (const { tagidx, values } of args)
        values.forEach(({ type, cell }, param) => {
          write(type, cell, tagidx === caught?.tagidx ? caught.args[param] : isRef(type) ? null : 0n);
        });
    });
  }

  /** Runs frames, innermost first; gives the bits of the results, or the frames of the new stack. */
  resume(frames: readonly Frame[]): { readonly results: Bits[] } | { readonly frames: Frame[] } {
    let results: Bits[] = [];
    let mode: Point['mode'] = 'run';
    for (const [index, frame] of frames.entries()) {
      const { funcidx, offset } = frame;
      if (mode === 'throw' && !this.instrumented.catches(funcidx, offset)) continue;
      const point = { funcidx, offset, mode };
      this.#clear();
      this.#write(frame, point);
      try {
        this.#continuation(point)();
        mode = 'return';
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        this.#held = error;
        mode = 'throw';
        continue;
      }
      if (this.state === 2) return { frames: [...this.#frames(), ...frames.slice(index + 1)] };
      let at = RESULTS;
      results = this.instrumented.record(point).results.map((type) => {
        const { value, next } = this.#read(type, at);
        at = next;
        return value;
      });
    }
    if (mode === 'throw') throw this.#held;
    return { results };
  }

  /** Memories, tables and globals of another instance. */
  restore(from: Host): void {
    for (const [name, value] of Object.entries(from.exports)) {
      if (!name.startsWith(prefix)) continue;
      const mine = this.exports[name];
      if (value instanceof WebAssembly.Memory && mine instanceof WebAssembly.Memory) {
        const missing = (value.buffer.byteLength - mine.buffer.byteLength) / 65536;
        if (missing > 0) mine.grow(missing);
        new Uint8Array(mine.buffer).set(new Uint8Array(value.buffer));
      } else if (name.includes('dropped:') && (value as WebAssembly.Global).value === 1) {
        (this.exports[name.replace('dropped', 'drop')] as () => void)();
      } else if (
        value instanceof WebAssembly.Table &&
        mine instanceof WebAssembly.Table &&
        name !== `${prefix}functions`
      ) {
        if (value.length > mine.length) mine.grow(value.length - mine.length);
        for (let index = 0; index < value.length; index++) mine.set(index, this.#translated(from, value.get(index)));
      }
    }
    this.#globals(from);
  }

  /** A reference of another instance as one of this. */
  #translated(from: Host, value: unknown): unknown {
    if (typeof value !== 'function') return value;
    const functions = (host: Host) => host.exports[`${prefix}functions`] as WebAssembly.Table;
    const index = this.instrumented.originalFuncidx(Number(value.name));
    return index !== undefined && functions(from).get(index) === value ? functions(this).get(index) : value;
  }

  translate(from: Host, frames: readonly Frame[]): Frame[] {
    const each = (bits: Bits): Bits => this.#translated(from, bits) as Bits;
    return frames.map((frame) => ({
      ...frame,
      locals: frame.locals.map(each),
      operands: frame.operands.map(each),
      caught: frame.caught.map((one) => ({ ...one, args: one.args.map(each) })),
    }));
  }

  #globals(from: Host): void {
    const make = (): SideModule => this.instrumented.accessors() ?? { bytes: EMPTY_MODULE, instance: [], tape: [] };
    const module = this.#side('accessors', make);
    if (WebAssembly.Module.exports(module).length === 0) return;
    from.#clear();
    this.#clear();
    (from.#instantiate(module)['save'] as () => void)();
    const start = RECORD + 65536;
    const end = (from.#tape['end'] as WebAssembly.Global).value as number;
    const saved = new Uint8Array(from.#memory.buffer, start, end - start);
    new Uint8Array(this.#memory.buffer, RECORD, saved.length).set(saved);
    for (const [name, value] of Object.entries(from.#tape)) {
      const mine = this.#tape[name];
      if (!(value instanceof WebAssembly.Table) || !(mine instanceof WebAssembly.Table)) continue;
      if (mine.length < value.length) mine.grow(value.length - mine.length);
      for (let index = 0; index < value.length; index++) mine.set(index, this.#translated(from, value.get(index)));
    }
    (this.#instantiate(module)['load'] as () => void)();
  }
}

const EMPTY_MODULE = Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0);
