import type { Hierarchy } from '@wasm-checkpoint/format';
import { I32, I64, instruction, type Memtype, type Tabletype, type Valtype } from '@wasm-checkpoint/wasm';
import type { SideWriter } from './side.js';
import { carriers, type TapeCall } from './storage.js';

const valtypes: Readonly<Record<'i32' | 'i64' | Hierarchy, Valtype>> = { i32: I32, i64: I64, ...carriers };

/** The memory of the recorder as it is imported. */
export const tapeMemory: Memtype = {
  limits: { min: 1n, max: undefined },
  addrtype: 'i32',
  shared: false,
  pageSizeLog2: undefined,
};

/** The recorder's table of references to exceptions, which the host cannot hold. */
export const exceptionTable: Tabletype = {
  limits: { min: 0n, max: undefined },
  addrtype: 'i32',
  element: carriers.exn,
};

/** Imports the functions of the tape for some cells, before the writer has its first function. */
export function importTape(
  writer: SideWriter,
  operation: 'put' | 'get',
  cells: Iterable<'i32' | 'i64' | Hierarchy>,
): TapeCall {
  const funcs = new Map<string, number>();
  for (const cell of cells) {
    const type = valtypes[cell];
    const typeidx = operation === 'put' ? writer.functype([type], []) : writer.functype([I32], [type]);
    const name = `${operation}_${cell}`;
    funcs.set(name, writer.import('checkpoint', name, { kind: 'func', typeidx }));
  }
  return (wanted, cell) => {
    const index = funcs.get(`${wanted}_${cell}`);
    if (index === undefined) throw new RangeError(`${wanted}_${cell} is not imported`);
    return [instruction('call', index)];
  };
}
