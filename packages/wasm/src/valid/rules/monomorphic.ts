import type { ByteReader } from '@wasm-checkpoint/bytes';
import { wasmTypes } from '@wasm-checkpoint/tables';
import { immediateReaders } from '../../decode/immediates.js';
import type { Opcode } from '../../syntax/opcode.js';
import { reftype, type Valtype } from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import type { Signature } from '../subtyping.js';
import type { RuleFunction } from './rule.js';

const named = new Map<string, Valtype>(
  wasmTypes.flatMap((row): [string, Valtype][] => {
    if (row.kind === 'absheaptype') {
      return [
        [row.short, reftype(row.code, true)],
        [`(ref null ${row.name})`, reftype(row.code, true)],
        [`(ref ${row.name})`, reftype(row.code, false)],
      ];
    }
    return row.kind === 'constructor' ? [] : [[row.name, row.code]];
  }),
);

/** The value types of one side of a row's type; the address type `at(x)` of an access is left to its rule. */
function valtypes(side: string): Int32Array {
  const words = side.match(/\([^)]*\)|[^\s()]+(\([^)]*\))?/g) ?? [];
  return Int32Array.from(
    words.filter((word) => word !== 'at(x)'),
    (word) => {
      const type = named.get(word);
      if (type === undefined) throw new RangeError(`${word} is no value type of the type table`);
      return type;
    },
  );
}

const signatures: (Signature | undefined)[] = [];

/** The operands and results of a row whose type names no index but the address of an access; made once a row. */
export function signatureOf(opcode: Opcode): Signature {
  let signature = signatures[opcode.index];
  if (signature === undefined) {
    const [params = '', results = ''] = opcode.type.split(' -> ').map((side) => side.slice(1, -1));
    signature = { params: valtypes(params), results: valtypes(results) };
    signatures[opcode.index] = signature;
  }
  return signature;
}

function checkLanes(state: BodyState, opcode: Opcode, reader: ByteReader, count: number): void {
  for (let index = 0; index < count; index++) {
    const lane = reader.u8();
    if (lane >= opcode.lanes) throw state.fail('WASM2008', { lane, lanes: opcode.lanes });
  }
}

/** The rule of all instructions whose row says everything: read the immediates, pop the operands, push the results. */
export const monomorphic: RuleFunction = (state, opcode) => {
  for (const kind of opcode.immediates) {
    if (kind === 'laneidx') checkLanes(state, opcode, state.reader, 1);
    else if (kind === 'laneidx^16') checkLanes(state, opcode, state.reader, 16);
    else immediateReaders[kind](state.reader, state.context.module.scope);
  }
  const { params, results } = signatureOf(opcode);
  state.popAll(params);
  state.pushAll(results);
};
