/** An argument or result, as JSON keeps it. */
export type ProgramValue =
  /** i32 and floats. */
  | number
  /** i64, in decimal digits. */
  | string
  /** A null reference. */
  | null
  /** A floating-point number that JSON has no word for: NaN, Infinity, -Infinity, -0. */
  | { readonly float: string }
  /** An object of the host. */
  | { readonly host: number }
  /** A result that the host can only hold. */
  | { readonly ref: 'function' | 'object' };

/** An instance of a program. What it imports from the module named like another instance is that one's. */
export interface ProgramInstance {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** A call of an exported function. */
export interface ProgramCall {
  readonly instance: string;
  readonly export: string;
  readonly args: readonly ProgramValue[];
}

/** Something deterministic that can be run: instances, in the order of instantiation, and calls, each after the one before. */
export interface Program {
  readonly name: string;
  readonly instances: readonly ProgramInstance[];
  readonly calls: readonly ProgramCall[];
}
