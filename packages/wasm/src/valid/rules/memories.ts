import { readMemarg, readMemidx } from '../../decode/immediates.js';
import type { Opcode } from '../../syntax/opcode.js';
import { I32, I64, type Valtype } from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import { signatureOf } from './monomorphic.js';
import type { RuleFunction } from './rule.js';

function addressOf(state: BodyState, memidx: number): Valtype {
  const { memoryAddress } = state.context;
  state.context.bound('memory', memidx, memoryAddress.length, state.at, state.funcidx);
  return memoryAddress[memidx] ?? I32;
}

const readMemory = (state: BodyState): Valtype =>
  addressOf(state, readMemidx(state.reader, state.context.module.features));

/** Reads a memarg, checks offset and memory, and gives alignment and address type. */
function readAccess(state: BodyState): { align: number; address: Valtype } {
  const { align, memidx, offset } = readMemarg(state.reader, state.context.module.features);
  const address = addressOf(state, memidx);
  if (address === I32 && offset > 0xffff_ffffn) throw state.fail('WASM2007', { memoffset: String(offset) });
  return { align, address };
}

/** The value operands of an access: all that its row lists behind the address. */
function access(state: BodyState, opcode: Opcode): void {
  const { align, address } = readAccess(state);
  if (align > opcode.align) throw state.fail('WASM2006', { alignment: align, natural: opcode.align });
  popAccess(state, opcode, address);
}

function popAccess(state: BodyState, opcode: Opcode, address: Valtype): void {
  const { params, results } = signatureOf(opcode);
  state.popAll(params);
  state.pop(address);
  state.pushAll(results);
}

function laneAccess(state: BodyState, opcode: Opcode): void {
  const { align, address } = readAccess(state);
  const lane = state.reader.u8();
  if (align > opcode.align) throw state.fail('WASM2006', { alignment: align, natural: opcode.align });
  if (lane >= opcode.lanes) throw state.fail('WASM2008', { lane, lanes: opcode.lanes });
  popAccess(state, opcode, address);
}

/** Reads a data index; bodies may name segments only behind a data count section. clause: binary-datacountsec */
export function readData(state: BodyState, opcode: Opcode): void {
  const dataidx = state.reader.u32();
  const { module } = state.context;
  if (module.dataCount === undefined) throw state.fail('WASM1017', { instruction: opcode.name });
  state.context.bound('data segment', dataidx, module.dataCount, state.at, state.funcidx);
}

/** Rules of memories. Source: core spec, valid-instr-memory. */
export const memoryRules = {
  load: access,
  store: access,
  load_lane: laneAccess,
  store_lane: laneAccess,
  atomic: (state, opcode) => {
    const { align, address } = readAccess(state);
    if (align !== opcode.align) throw state.fail('WASM2029', { alignment: align, natural: opcode.align });
    popAccess(state, opcode, address);
  },
  'memory.size': (state) => {
    state.push(readMemory(state));
  },
  'memory.grow': (state) => {
    const address = readMemory(state);
    state.pop(address);
    state.push(address);
  },
  'memory.fill': (state) => {
    const address = readMemory(state);
    state.pop(address);
    state.pop(I32);
    state.pop(address);
  },
  'memory.copy': (state) => {
    const target = readMemory(state);
    const source = readMemory(state);
    state.pop(target === I64 && source === I64 ? I64 : I32);
    state.pop(source);
    state.pop(target);
  },
  'memory.init': (state, opcode) => {
    readData(state, opcode);
    const address = readMemory(state);
    state.pop(I32);
    state.pop(I32);
    state.pop(address);
  },
  'data.drop': readData,
} as const satisfies Record<string, RuleFunction>;
