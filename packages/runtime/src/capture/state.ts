import type { BitsType, Hierarchy, HostState, Num, Vec } from '@wasm-checkpoint/format';
import type { Globaltype, Memtype, Module, Tabletype } from '@wasm-checkpoint/wasm';

/**
 * The state of a stopped program, as every route of capture offers it to the builder of checkpoints.
 *
 * Coordinates are those of the original modules. Objects are told apart by the identity of the values of this file: the
 * same table, structure or host reference is always the same `TableState`, `StructState`, `HostRefState`. Contents are
 * asked for while the program stands still, and may be made when asked for, with the same objects each time.
 */
export interface ProgramState {
  /** All instances that the route knows, in the order of instantiation. */
  readonly instances: readonly InstanceState[];
  /** Those that the capture was asked for; all by default. What these and the threads refer to comes along. */
  readonly roots?: readonly InstanceState[];
  /** In the order of creation. */
  readonly threads: readonly ThreadState[];
  /** In the order of restoring. */
  readonly hostStates?: readonly HostStateSource[];
}

/** A type whose type indices are those of a module. */
export interface Scoped<Type> {
  readonly module: Module;
  readonly type: Type;
}

/** A defined type by a module and its index there. */
export interface TypeRef {
  readonly module: Module;
  readonly typeidx: number;
}

export interface InstanceState {
  /** The original module; the same object for all instances of the same bytes. */
  readonly module: Module;
  /** One for each function import. */
  readonly funcs: readonly FuncState[];
  /** The whole index spaces, imports first. */
  readonly tables: readonly TableState[];
  readonly memories: readonly MemoryState[];
  readonly globals: readonly GlobalState[];
  readonly tags: readonly TagState[];
  /** Of a passive data segment that is not empty; asked of no other. */
  dataSegment(index: number): SegmentState;
  /** Of a passive element segment that is not empty; asked of no other. */
  elementSegment(index: number): SegmentState;
  /** What a passive element segment that was not dropped holds; asked only where one of its expressions allocates. */
  elementContents(index: number): readonly RefState[];
}

/** Whether a passive segment was dropped; `unknown` where the route cannot tell. */
export type SegmentState = 'kept' | 'dropped' | 'unknown';

/** A function of the host. Two with the same names and type become one: WebAssembly cannot tell. */
export interface HostFuncState {
  /** The names it is offered under. An import that it is bound to has precedence, the first by instance and import. */
  readonly module: string;
  readonly name: string;
  readonly type: TypeRef;
}

export type FuncState =
  | { readonly kind: 'func'; readonly instance: InstanceState; readonly funcidx: number }
  | { readonly kind: 'host-func'; readonly func: HostFuncState };

/** A memory; `type.limits.min` is not looked at, since the bytes tell the size. */
export interface MemoryState {
  readonly type: Memtype;
  /** Of the contents, exactly as long as the memory; the checkpoint refers to them. */
  bytes(): Uint8Array;
}

/** A table; `type.limits.min` is not looked at, since the runs tell the size. */
export interface TableState {
  readonly type: Scoped<Tabletype>;
  /** The entries, from the first on; runs of length 1 will do. */
  runs(): Iterable<TableRunState>;
}

export interface TableRunState {
  readonly length: bigint;
  readonly ref: RefState;
}

export interface GlobalState {
  readonly type: Scoped<Globaltype>;
  value(): ValueState;
}

export interface TagState {
  readonly type: TypeRef;
}

export interface StructState {
  readonly type: TypeRef;
  fields(): readonly FieldState[];
}

export interface ArrayState {
  readonly type: TypeRef;
  /** Little-endian bytes, or references. */
  elements():
    | { readonly storage: BitsType; readonly bytes: Uint8Array }
    | { readonly storage: 'ref'; readonly refs: readonly RefState[] };
}

export interface ExceptionState {
  readonly tag: TagState;
  args(): readonly ValueState[];
}

/** A host-state descriptor; the instances it serves by identity, none for all. */
export interface HostStateSource extends Omit<HostState, 'instances'> {
  readonly instances: readonly InstanceState[];
}

/** An object of the host. Without descriptor it cannot be captured. */
export interface HostRefState {
  readonly descriptor?: { readonly state: HostStateSource; readonly payload: Uint8Array };
}

export type InternalRefState =
  | { readonly kind: 'i31'; readonly value: number }
  | { readonly kind: 'struct'; readonly object: StructState }
  | { readonly kind: 'array'; readonly object: ArrayState }
  | { readonly kind: 'host'; readonly object: HostRefState };

export type RefState =
  | { readonly kind: 'null'; readonly hierarchy: Hierarchy }
  | FuncState
  | InternalRefState
  | { readonly kind: 'extern'; readonly internal: InternalRefState }
  | { readonly kind: 'exn'; readonly object: ExceptionState }
  /** A reference that the route sees and cannot identify or read; the capture fails and names the reason. */
  | { readonly kind: 'opaque'; readonly reason: string };

/**
 * Floats by their bits. `lost`: the route does not have the value, and says why; `bits-lost`: it has a NaN that may have
 * had another payload. Only a local that is not live may be so, or the capture fails.
 */
export type ValueState = Num | Vec | RefState | { readonly kind: 'lost' | 'bits-lost'; readonly reason: string };
export type FieldState =
  | ValueState
  | { readonly kind: 'i8'; readonly bits: number }
  | { readonly kind: 'i16'; readonly bits: number };
export type SlotState = ValueState | { readonly kind: 'unset' };

export interface FrameState {
  readonly instance: InstanceState;
  readonly funcidx: number;
  /** Body offset of the instruction that is next, or of the call that the frame stands at. */
  readonly offset: number;
  /** Parameters, then declared locals. */
  readonly locals: readonly SlotState[];
  /** Bottom first. In a caller's frame the operands of its call may still be there; they are removed. */
  readonly operands: readonly ValueState[];
  /** Exceptions of the open legacy catch blocks, outermost first. */
  readonly caught: readonly ExceptionState[];
}

export type ThreadStatusState =
  | { readonly kind: 'runnable' }
  | {
      readonly kind: 'waiting';
      readonly memory: MemoryState;
      readonly address: bigint;
      /** Nanoseconds left, or -1. */
      readonly timeout: bigint;
      readonly ticket: number;
    };

export interface ThreadState {
  readonly label: string;
  readonly status: ThreadStatusState;
  /** Innermost first; no frames of the host. */
  readonly frames: readonly FrameState[];
}
