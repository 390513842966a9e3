import { readTableidx } from '../../decode/immediates.js';
import { I32, I64, type Valtype, valtypeText } from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import type { RuleFunction } from './rule.js';

interface TableOperand {
  readonly address: Valtype;
  readonly element: Valtype;
}

function readTable(state: BodyState): TableOperand {
  const tableidx = readTableidx(state.reader, state.context.module.features);
  const { tableAddress, tableElement } = state.context;
  state.context.bound('table', tableidx, tableElement.length, state.at, state.funcidx);
  return { address: tableAddress[tableidx] ?? I32, element: tableElement[tableidx] ?? 0 };
}

const smaller = (first: Valtype, second: Valtype): Valtype => (first === I64 && second === I64 ? I64 : I32);

function checkElements(state: BodyState, from: Valtype, to: Valtype): void {
  if (!state.context.types.matches(from, to))
    throw state.mismatch(`elements of type ${valtypeText(to)}`, valtypeText(from));
}

/** Rules of tables. Source: core spec, valid-instr-table. */
export const tableRules = {
  'table.get': (state) => {
    const { address, element } = readTable(state);
    state.pop(address);
    state.push(element);
  },
  'table.set': (state) => {
    const { address, element } = readTable(state);
    state.pop(element);
    state.pop(address);
  },
  'table.size': (state) => {
    state.push(readTable(state).address);
  },
  'table.grow': (state) => {
    const { address, element } = readTable(state);
    state.pop(address);
    state.pop(element);
    state.push(address);
  },
  'table.fill': (state) => {
    const { address, element } = readTable(state);
    state.pop(address);
    state.pop(element);
    state.pop(address);
  },
  'table.copy': (state) => {
    const target = readTable(state);
    const source = readTable(state);
    checkElements(state, source.element, target.element);
    state.pop(smaller(target.address, source.address));
    state.pop(source.address);
    state.pop(target.address);
  },
  'table.init': (state) => {
    const elemidx = state.reader.u32();
    const { address, element } = readTable(state);
    checkElements(state, state.context.elementType(elemidx, state.at), element);
    state.pop(I32);
    state.pop(I32);
    state.pop(address);
  },
  'elem.drop': (state) => {
    state.context.elementType(state.reader.u32(), state.at);
  },
} as const satisfies Record<string, RuleFunction>;
