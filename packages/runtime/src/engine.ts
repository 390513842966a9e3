/**
 * What the runtime needs of an implementation of WebAssembly: to instantiate modules and to get at what they export.
 *
 * All operations are synchronous, so that a driver in another process stands behind one that waits for its answers. What an
 * engine hands out for one and the same memory, table, global, tag or reference is one and the same value, by `===`.
 */
export interface Engine {
  /** For reports and for `producers` of checkpoints, such as `v8`. */
  readonly name: string;
  readonly version: string;
  /** Throws `EngineRefusal` for a module that it does not accept. */
  compile(bytes: Uint8Array): EngineModule;
  /** The same without keeping the caller waiting; for large modules the only way in some browsers. */
  compileAsync(bytes: Uint8Array): Promise<EngineModule>;
  /**
   * An instance of a module, with one thing for each of its imports, in their order.
   *
   * Throws `EngineRefusal` where the imports do not fit, and as a call does where instantiation traps.
   */
  instantiate(module: EngineModule, imports: readonly EngineImport[]): EngineInstance;
  /** What a call ended with that threw `error`. */
  ending(error: unknown): 'trap' | 'exception';
  /** The function that a reference refers to. */
  callable(ref: EngineValue): EngineFunc;
  /** What the engine makes of a memory, table, global or tag of the host; undefined for anything else. */
  adopt(object: unknown): EngineObject | undefined;
  /**
   * Puts a waiter at the end of the queue of an address, without comparing, and says whether it was notified before its time, in
   * nanoseconds or -1, was over. Missing where an engine has no waiters that do not block their agent.
   */
  readonly wait?:
    | ((memory: EngineMemory, address: bigint, size: 4 | 8, timeout: bigint) => Promise<boolean>)
    | undefined;
  /** The index of a function in the module that defines it, where the engine tells: a hint that is confirmed elsewhere. */
  funcidx?(ref: EngineValue): number | undefined;
}

/** A compiled module; what it is, is the engine's business. */
export type EngineModule = object;

/**
 * A value at the border of the engine: i32 as number, i64 as bigint, f32 and f64 as number, references as the engine has
 * them, null as null. The payload of a NaN may be lost.
 */
export type EngineValue = unknown;

/** A function of the host: it returns its result, an array where there are several, anything where there is none. */
export type HostFunction = (...args: EngineValue[]) => EngineValue;

export interface EngineInstance {
  /** An export by its name; undefined where there is none. */
  export(name: string): EngineExtern | undefined;
}

export type EngineObject = EngineMemory | EngineTable | EngineGlobal | EngineTag;
export type EngineExtern = EngineFunc | EngineObject;
/** What is given for an import: something of the engine, a function of the host, or the value of an immutable global. */
export type EngineImport = EngineExtern | HostFunction | EngineConstant;

/** The value of an immutable global that is given as such. */
export interface EngineConstant {
  readonly kind: 'constant';
  readonly value: EngineValue;
}

/** A function that a module defines. `native` of this and the others is the host's own object, for a table the reference. */
export interface EngineFunc {
  readonly kind: 'func';
  readonly native: EngineValue;
  /** Calls a function with that many results. Throws what the call throws. */
  call(args: readonly EngineValue[], results: number): readonly EngineValue[];
  /** Calls a function of type [] -> []. */
  run(): void;
}

export interface EngineMemory {
  readonly kind: 'memory';
  readonly native: unknown;
  /** The contents: a view in process, a copy from elsewhere. Not to be held while the program runs. */
  bytes(): Uint8Array;
  write(address: number, bytes: Uint8Array): void;
  /** Sets bytes to zero. */
  clear(address: number, length: number): void;
  /** Grows by pages of the memory; false where it does not. */
  grow(pages: bigint): boolean;
}

export interface EngineTable {
  readonly kind: 'table';
  readonly native: unknown;
  readonly length: bigint;
  get(index: bigint): EngineValue;
  set(index: bigint, value: EngineValue): void;
  /** Grows by entries that hold `value`; false where it does not. */
  grow(entries: bigint, value: EngineValue): boolean;
}

export interface EngineGlobal {
  readonly kind: 'global';
  readonly native: unknown;
  get(): EngineValue;
  set(value: EngineValue): void;
}

export interface EngineTag {
  readonly kind: 'tag';
  readonly native: unknown;
}

/** Says that an engine does not take a module or its imports, and why. */
export class EngineRefusal extends Error {
  override readonly name = 'EngineRefusal';
}
