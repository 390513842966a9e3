import type { Mnemonic } from '@wasm-checkpoint/tables';
import type { Immediate, ImmediateValue } from './instruction.js';
import type { InstructionSyntax } from './module-syntax.js';
import { type ImmediateKind, type OpcodeRow, opcodeOf } from './opcode.js';

type KindsOf<Name extends Mnemonic> = Extract<OpcodeRow, { name: Name }>['immediates'];
type ValuesOf<Kinds extends readonly ImmediateKind[]> = {
  readonly [Index in keyof Kinds]: ImmediateValue<Kinds[Index]>;
};

/** The values of the immediates of an instruction, in the order of the opcode table. */
export type ImmediatesOf<Name extends Mnemonic> = ValuesOf<KindsOf<Name>>;

/** An instruction from its mnemonic and immediates: `instruction('i32.const', 7)`. */
export function instruction<Name extends Mnemonic>(name: Name, ...values: ImmediatesOf<Name>): InstructionSyntax {
  const opcode = opcodeOf(name);
  const given: readonly unknown[] = values;
  // The type of `values` says that each is of its kind.
  return { opcode, immediates: opcode.immediates.map((kind, index) => ({ kind, value: given[index] }) as Immediate) };
}
