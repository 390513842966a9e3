import { checkLimit } from '../../limits.js';
import type { Opcode } from '../../syntax/opcode.js';
import type { Fieldtype } from '../../syntax/types.js';
import {
  concrete,
  I8,
  I16,
  I32,
  isDefaultable,
  isRef,
  reftype,
  type Valtype,
  valtypeText,
} from '../../syntax/valtype.js';
import type { BodyState } from '../state.js';
import { readData } from './memories.js';
import type { RuleFunction } from './rule.js';

const isPacked = (storage: Valtype): boolean => storage === I8 || storage === I16;
/** The operand type of a field: packed ones are i32 on the stack. */
const unpacked = (state: BodyState, { storage }: Fieldtype): Valtype =>
  isPacked(storage) ? I32 : state.context.types.canon(storage);
const reference = (state: BodyState, typeidx: number, nullable: boolean): Valtype =>
  state.context.types.canon(reftype(concrete(typeidx), nullable));

interface ArrayOperand {
  readonly typeidx: number;
  readonly field: Fieldtype;
  readonly element: Valtype;
}

function readArray(state: BodyState): ArrayOperand {
  const typeidx = state.reader.u32();
  const { field } = state.context.composite(typeidx, 'array', state.at);
  return { typeidx, field, element: unpacked(state, field) };
}

function requireMutable(state: BodyState, typeidx: number, fieldidx: number, field: Fieldtype): void {
  if (!field.mutable) throw state.fail('WASM2020', { typeidx, fieldidx });
}

function requireDefault(state: BodyState, type: Valtype): void {
  if (!isDefaultable(type)) throw state.fail('WASM2022', { type: valtypeText(type) });
}

function requirePacking(state: BodyState, opcode: Opcode, field: Fieldtype, wanted: boolean): void {
  if (isPacked(field.storage) !== wanted)
    throw state.fail('WASM2021', { instruction: opcode.name, packed: wanted ? 'not packed' : 'packed' });
}

const structGet =
  (packed: boolean): RuleFunction =>
  (state, opcode) => {
    const typeidx = state.reader.u32();
    const field = state.context.structField(typeidx, state.reader.u32(), state.at);
    requirePacking(state, opcode, field, packed);
    state.pop(reference(state, typeidx, true));
    state.push(unpacked(state, field));
  };

const arrayGet =
  (packed: boolean): RuleFunction =>
  (state, opcode) => {
    const { typeidx, field, element } = readArray(state);
    requirePacking(state, opcode, field, packed);
    state.pop(I32);
    state.pop(reference(state, typeidx, true));
    state.push(element);
  };

function requireNumeric(state: BodyState, { typeidx, field }: ArrayOperand): void {
  if (isRef(field.storage)) throw state.fail('WASM2032', { typeidx });
}

function requireElements(state: BodyState, { element }: ArrayOperand, elemidx: number): void {
  const found = state.context.elementType(elemidx, state.at);
  if (!state.context.types.matches(found, element)) throw state.mismatch(valtypeText(element), valtypeText(found));
}

/** Pops the operands of array.init_*: array, its index, segment index, length. */
function popInit(state: BodyState, { typeidx }: ArrayOperand): void {
  for (let count = 0; count < 3; count++) state.pop(I32);
  state.pop(reference(state, typeidx, true));
}

function makeFromSegment(state: BodyState, { typeidx }: ArrayOperand): void {
  state.pop(I32);
  state.pop(I32);
  state.push(reference(state, typeidx, false));
}

function checkCopy(state: BodyState): void {
  const target = readArray(state);
  const source = readArray(state);
  requireMutable(state, target.typeidx, 0, target.field);
  const same =
    isPacked(target.field.storage) || isPacked(source.field.storage)
      ? source.field.storage === target.field.storage
      : state.context.types.matches(source.element, target.element);
  if (!same)
    throw state.mismatch(`elements of type ${valtypeText(target.field.storage)}`, valtypeText(source.field.storage));
  state.pop(I32);
  state.pop(I32);
  state.pop(reference(state, source.typeidx, true));
  state.pop(I32);
  state.pop(reference(state, target.typeidx, true));
}

/** Rules of structs and arrays. Source: core spec, valid-struct.new and its neighbours. */
export const aggregateRules = {
  'struct.new': (state) => {
    const typeidx = state.reader.u32();
    const { fields } = state.context.composite(typeidx, 'struct', state.at);
    state.popAll(Int32Array.from(fields, (field) => unpacked(state, field)));
    state.push(reference(state, typeidx, false));
  },
  'struct.new_default': (state) => {
    const typeidx = state.reader.u32();
    for (const { storage } of state.context.composite(typeidx, 'struct', state.at).fields)
      requireDefault(state, storage);
    state.push(reference(state, typeidx, false));
  },
  'struct.get': structGet(false),
  'struct.get_packed': structGet(true),
  'struct.set': (state) => {
    const typeidx = state.reader.u32();
    const fieldidx = state.reader.u32();
    const field = state.context.structField(typeidx, fieldidx, state.at);
    requireMutable(state, typeidx, fieldidx, field);
    state.pop(unpacked(state, field));
    state.pop(reference(state, typeidx, true));
  },
  'array.new': (state) => {
    const { typeidx, element } = readArray(state);
    state.pop(I32);
    state.pop(element);
    state.push(reference(state, typeidx, false));
  },
  'array.new_default': (state) => {
    const { typeidx, field } = readArray(state);
    requireDefault(state, field.storage);
    state.pop(I32);
    state.push(reference(state, typeidx, false));
  },
  'array.new_fixed': (state) => {
    const { typeidx, element } = readArray(state);
    const at = state.reader.offset;
    const count = state.reader.u32();
    checkLimit(state.context.module.limits, 'arrayNewFixed', count, at);
    for (let index = 0; index < count; index++) state.pop(element);
    state.push(reference(state, typeidx, false));
  },
  'array.new_data': (state, opcode) => {
    const array = readArray(state);
    readData(state, opcode);
    requireNumeric(state, array);
    makeFromSegment(state, array);
  },
  'array.new_elem': (state) => {
    const array = readArray(state);
    requireElements(state, array, state.reader.u32());
    makeFromSegment(state, array);
  },
  'array.get': arrayGet(false),
  'array.get_packed': arrayGet(true),
  'array.set': (state) => {
    const { typeidx, field, element } = readArray(state);
    requireMutable(state, typeidx, 0, field);
    state.pop(element);
    state.pop(I32);
    state.pop(reference(state, typeidx, true));
  },
  'array.fill': (state) => {
    const { typeidx, field, element } = readArray(state);
    requireMutable(state, typeidx, 0, field);
    state.pop(I32);
    state.pop(element);
    state.pop(I32);
    state.pop(reference(state, typeidx, true));
  },
  'array.copy': checkCopy,
  'array.init_data': (state, opcode) => {
    const array = readArray(state);
    readData(state, opcode);
    requireMutable(state, array.typeidx, 0, array.field);
    requireNumeric(state, array);
    popInit(state, array);
  },
  'array.init_elem': (state) => {
    const array = readArray(state);
    const elemidx = state.reader.u32();
    requireMutable(state, array.typeidx, 0, array.field);
    requireElements(state, array, elemidx);
    popInit(state, array);
  },
} as const satisfies Record<string, RuleFunction>;
