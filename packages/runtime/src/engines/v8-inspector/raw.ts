/** What the recorder reads in the debuggee, as plain data that survives JSON. */

/** A reference: `id` is that of an object of the recorder, the same for the same object. */
export type RawRef =
  | { readonly kind: 'null' }
  /** A function, by an instance that has it at an index of its index space. */
  | { readonly kind: 'func'; readonly instance: number; readonly funcidx: number }
  /** A number, where a reference is wanted. */
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'object'; readonly id: number; readonly exception: boolean }
  /** A string, symbol or another primitive value. */
  | { readonly kind: 'primitive'; readonly type: string };

export type RawValue =
  /** A number that an i32 holds, not -0. */
  | { readonly kind: 'int'; readonly value: number }
  /** Any other number, by the two halves of its 64 bits. */
  | { readonly kind: 'float'; readonly high: number; readonly low: number }
  | { readonly kind: 'bigint'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'ref'; readonly ref: RawRef }
  /** The debugger has no such value. */
  | { readonly kind: 'none' };

/** What the host made a memory or table with, where that was seen. */
export interface RawDescriptor {
  readonly maximum?: string;
}

export type RawImport =
  | { readonly kind: 'func'; readonly ref: RawRef }
  | { readonly kind: 'object'; readonly id: number }
  | { readonly kind: 'value'; readonly value: RawValue };

export interface RawInstance {
  /** In the order of the module; absent when its instantiation was not seen. */
  readonly imports?: readonly RawImport[];
  /** Globals, tags, tables and memories that it exports, by name. */
  readonly exports: readonly { readonly name: string; readonly id: number }[];
  /** What the debugger shows as its imported functions. */
  readonly funcs: readonly RawRef[];
  /** Ids of its memories and tables. */
  readonly memories: readonly number[];
  readonly tables: readonly number[];
  readonly globals: readonly RawValue[];
}

export interface RawMemory {
  readonly id: number;
  readonly bytes: number;
  readonly descriptor?: RawDescriptor;
}

export interface RawTable {
  readonly id: number;
  readonly size: string;
  readonly descriptor?: RawDescriptor;
  /** Absent where the JavaScript interface does not let the entries be read. */
  readonly runs?: readonly { readonly length: number; readonly ref: RawRef }[];
}

export interface RawFrame {
  readonly instance: number;
  readonly locals: readonly RawValue[];
  readonly operands: readonly RawValue[];
}

/** An exception that was met: its arguments under one of the tags that are visible. */
export interface RawException {
  readonly id: number;
  readonly tag?: number;
  readonly args: readonly RawValue[];
}

export interface RawState {
  readonly instances: readonly RawInstance[];
  readonly memories: readonly RawMemory[];
  readonly tables: readonly RawTable[];
  readonly exceptions: readonly RawException[];
  readonly frames: readonly RawFrame[];
  /** The arguments of the call of the host in progress, where they were given. */
  readonly args: readonly RawValue[];
}
