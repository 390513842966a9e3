import type { RealModule } from '../modules.js';

/** A number as JavaScript passes it to WebAssembly. */
export type Num = number | bigint;

/** A function of the host; what it does besides giving a result it does to the guest's memory or to the host's output. */
// biome-ignore lint/suspicious/noConfusingVoidType: functions without result are given as arrow functions
export type HostFunction = (...args: Num[]) => Num | void;

/** The functions that a module imports, by module and name. */
export type HostFunctions = Readonly<Record<string, Readonly<Record<string, HostFunction>>>>;

/** A running instance as its host sees it, whatever runs it. */
export interface Guest {
  /** The contents of its memory; to be asked for anew after every call, since it may have grown. */
  memory(): Uint8Array;
  /** Grows the memory by pages of 64 KiB; says whether it could. */
  grow(pages: number): boolean;
  /** Calls an exported function that returns without being stopped. */
  call(name: string, ...args: readonly Num[]): Num | undefined;
  /** Calls an entry of its first exported table, which returns or throws without being stopped. */
  callIndirect(index: number, ...args: readonly Num[]): Num | undefined;
}

/** What a host keeps while a program runs; `output` is all that a checkpoint of the program leaves out. */
export interface Host {
  readonly guest: Guest;
  /** What the program printed so far. */
  output: string;
}

/** The call of an export that does the work. */
export interface MainCall {
  readonly name: string;
  readonly args: readonly Num[];
}

/** A function that a module imports. */
export interface ImportName {
  readonly module: string;
  readonly name: string;
}

/**
 * A real program with a job, which can be stopped anywhere in its main call and finished in another process: the host has
 * no state but its output.
 *
 * It runs on the unmodified module and on an instrumented one alike. During the main call no function of the host calls
 * the guest.
 */
export interface RealProgram {
  readonly name: string;
  readonly module: RealModule;
  /** The memory that the host gives, where the module imports one; sizes in pages. */
  readonly memory?: ImportName & { readonly initial: number; readonly maximum: number };
  /** What it is to do by default: seconds of work at most, with a result that tells whether all went well. */
  readonly script: string;
  /** What `answer` gives for the default script. */
  readonly expected: string;
  /** An import that the main call reaches again and again, from deep within, and whose call has no effect. */
  readonly harmless: ImportName;
  /** Which call of it, from 1, comes from deep within the default script. */
  readonly deepCall: number;
  functions(host: Host): HostFunctions;
  /** Makes a fresh instance ready for its main call; everything that it does returns quickly. */
  prepare(host: Host, script: string): MainCall;
  /** What came of the main call, which may have been made in another process. */
  answer(host: Host, main: MainCall, result: Num | undefined): string;
}
