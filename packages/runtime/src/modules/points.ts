import { type Instruction, type Module, readInstruction, typeStates } from '@wasm-checkpoint/wasm';

/** The instructions of one function, in the order of the code, by body offset. */
export interface FunctionCode {
  /** Body offsets, ascending. */
  readonly offsets: Int32Array;
  /** Whether the point at the same index is a portable one; clause syn-portable. */
  readonly portable: Uint8Array;
  /** Opcode names at the same index. */
  readonly names: readonly Instruction['opcode']['name'][];
}

const known = new WeakMap<Module, Map<number, FunctionCode>>();

const isCall = ({ role, name }: Instruction['opcode']): boolean =>
  role === 'call' || name === 'return_call' || name === 'return_call_indirect' || name === 'return_call_ref';

function readFunction(module: Module, funcidx: number): FunctionCode {
  const range = module.body(funcidx);
  const [first = 0] = typeStates(module).offsets(funcidx);
  const reader = module.reader(range.start + first, range.end);
  const offsets: number[] = [];
  const portable: number[] = [];
  const names: Instruction['opcode']['name'][] = [];
  // clause: syn-portable
  for (let after = true; !reader.atEnd; ) {
    const { opcode, offset } = readInstruction(reader, module.scope);
    const call = isCall(opcode);
    offsets.push(offset - range.start);
    portable.push(after || call ? 1 : 0);
    names.push(opcode.name);
    after = call || opcode.role === 'loop';
  }
  return { offsets: Int32Array.from(offsets), portable: Uint8Array.from(portable), names };
}

/** The instructions of a function that the module defines, read once; errors as `typeStateAt`. */
export function functionCode(module: Module, funcidx: number): FunctionCode {
  let functions = known.get(module);
  if (functions === undefined) {
    functions = new Map();
    known.set(module, functions);
  }
  let found = functions.get(funcidx);
  if (found === undefined) {
    found = readFunction(module, funcidx);
    functions.set(funcidx, found);
  }
  return found;
}

/** The place of a body offset among the instructions of a function; -1 where no instruction begins. */
export function instructionIndex({ offsets }: FunctionCode, offset: number): number {
  let low = 0;
  let high = offsets.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((offsets[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return offsets[low] === offset ? low : -1;
}

/** Whether a body offset is a portable point; clause syn-portable. */
export function isPortable(module: Module, funcidx: number, offset: number): boolean {
  const code = functionCode(module, funcidx);
  return code.portable[instructionIndex(code, offset)] === 1;
}
