/** An argument or result: i32 and floats as a number, i64 in decimal digits, references as null or a number of the host's. */
export type ProgramValue = number | string | null | { readonly host: number };

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
