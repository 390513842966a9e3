import {
  concrete,
  type Functype,
  I32,
  I64,
  type InstructionSyntax,
  type Module,
  reftype,
  type Valtype,
} from '@wasm-checkpoint/wasm';

/** The type of a function that does what an instruction on a segment does. */
export function segmentSignature(module: Module, { opcode, immediates }: InstructionSyntax): Functype {
  const at = (place: number): number => {
    const value = immediates[place]?.value;
    return typeof value === 'number' ? value : 0;
  };
  const address = (type: { readonly addrtype: 'i32' | 'i64' } | undefined): Valtype =>
    type?.addrtype === 'i64' ? I64 : I32;
  const of = (params: readonly Valtype[], results: readonly Valtype[] = []): Functype => ({
    kind: 'func',
    params,
    results,
  });
  switch (opcode.rule) {
    case 'memory.init':
      return of([address(module.memories[at(1)]), I32, I32]);
    case 'table.init':
      return of([address(module.tables[at(1)]), I32, I32]);
    case 'array.new_data':
    case 'array.new_elem':
      return of([I32, I32], [reftype(concrete(at(0)), false)]);
    case 'array.init_data':
    case 'array.init_elem':
      return of([reftype(concrete(at(0)), true), I32, I32, I32]);
    default:
      return of([]);
  }
}
