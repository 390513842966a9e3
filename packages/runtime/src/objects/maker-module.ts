import type { Hierarchy } from '@wasm-checkpoint/format';
import {
  type Arraytype,
  concrete,
  EXNREF,
  EXTERNREF,
  I32,
  instruction,
  isNullable,
  isRef,
  reftype,
  type SectionContents,
  type Structtype,
  type Subtype,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { type CellType, isRefCell } from '../tape/cells.js';
import { overElements } from './reader-module.js';
import { type Body, SideWriter } from './side.js';
import {
  bitsOf,
  bitsSize,
  carriers,
  cellsOfAll,
  elementAccess,
  getValue,
  putValue,
  storageCell,
  type TapeCall,
} from './storage.js';
import { importTape, tapeMemory } from './tape-imports.js';

/** What a maker is to make. */
export interface MakerParts {
  /** Recursive groups, as they stand in the checkpoint. */
  readonly types: SectionContents['type'];
  /** Whether there are structures, arrays or scalars. */
  readonly gc: boolean;
  /** Lengths of arrays of references that do not change, by their type. */
  readonly fixed: ReadonlyMap<number, ReadonlySet<number>>;
  /** Bytes of arrays of numbers that do not change, one after the other. */
  readonly data: Uint8Array;
  /** Types of the tags of exceptions, by address. */
  readonly tags: ReadonlyMap<number, number>;
}

const get = (local: number) => instruction('local.get', local);
const constant = (value: number) => instruction('i32.const', value);

/** Whether a type has a default value. */
export const isDefaulted = (storage: Valtype): boolean => !isRef(storage) || isNullable(storage);

/** The parameters of a function type. */
export function paramsOf(types: readonly Subtype[], typeidx: number): readonly Valtype[] {
  const composite = types[typeidx]?.composite;
  return composite?.kind === 'func' ? composite.params : [];
}

/**
 * The side module that makes structures, arrays and exceptions: `new:t` from the cells of the record, or of a length, `same:t` of
 * one reference again and again; `set:t` sets what
 * can be set of an object, `load:t` the elements of an array from memory; `exn:a` puts an exception of tag a.
 */
export function makerModule(parts: MakerParts): Uint8Array {
  const writer = new SideWriter(parts.types);
  const tape = importTape(writer, 'get', usedCells(parts));
  const putExn = parts.tags.size > 0 ? importTape(writer, 'put', ['exn']) : undefined;
  writer.import('checkpoint', 'memory', { kind: 'memory', ...tapeMemory });
  const tags = [...parts.tags].map(([address, typeidx]) => ({
    address,
    typeidx,
    tag: writer.import('store', `tag:${address}`, { kind: 'tag', typeidx }),
  }));
  const { types } = parts.types;
  if (parts.gc) {
    writer.func('i31', [I32], [carriers.any], [get(0), instruction('ref.i31')]);
    writer.func('external', [carriers.any], [EXTERNREF], [get(0), instruction('extern.convert_any')]);
    writer.func('internal', [EXTERNREF], [carriers.any], [get(0), instruction('any.convert_extern')]);
  }
  const data = parts.gc ? writer.data(parts.data) : 0;
  for (const [typeidx, { composite }] of types.entries()) {
    if (composite.kind === 'struct') structFunctions(writer, types, typeidx, composite, tape);
    else if (composite.kind === 'array') {
      arrayFunctions(writer, types, typeidx, composite, tape, data, parts.fixed.get(typeidx) ?? new Set());
    }
  }
  for (const { address, typeidx, tag } of tags) {
    if (putExn !== undefined) exceptionFunction(writer, types, address, paramsOf(types, typeidx), tag, tape, putExn);
  }
  return writer.encode();
}

function usedCells({ types: { types }, tags }: MakerParts): Set<'i32' | 'i64' | Hierarchy> {
  const used = new Set<'i32' | 'i64' | Hierarchy>(['i32', 'i64']);
  const add = (storage: Valtype): void => {
    const cell = storageCell({ types }, storage);
    if (isRefCell(cell)) used.add(cell);
  };
  for (const { composite } of types) {
    if (composite.kind === 'struct') for (const { storage } of composite.fields) add(storage);
    else if (composite.kind === 'array') add(composite.field.storage);
  }
  for (const typeidx of tags.values()) for (const param of paramsOf(types, typeidx)) add(param);
  return used;
}

/** A value of the record whose first cell is known. */
const fixedAt =
  (cell: number) =>
  (offset: number): Body => [constant(cell + offset)];

const cast = (typeidx: number): Body => [get(0), instruction('ref.cast', concrete(typeidx))];
const local = (typeidx: number): Valtype => reftype(concrete(typeidx), true);

function structFunctions(
  writer: SideWriter,
  types: readonly Subtype[],
  typeidx: number,
  { fields }: Structtype,
  tape: TapeCall,
): void {
  const cells = fields.map(({ storage }) => storageCell({ types }, storage));
  const { first } = cellsOfAll(cells);
  const values = fields.map(({ storage }, index) =>
    getValue(cells[index] ?? 'i32', storage, fixedAt(first[index] ?? 0), tape),
  );
  writer.func(`new:${typeidx}`, [], [carriers.any], [values, instruction('struct.new', typeidx)]);
  const object = 1;
  const sets = fields.flatMap(
    ({ mutable }, index): Body =>
      mutable ? [get(object), values[index] ?? [], instruction('struct.set', typeidx, index)] : [],
  );
  writer.func(
    `set:${typeidx}`,
    [carriers.any],
    [],
    [cast(typeidx), instruction('local.set', object), sets],
    [local(typeidx)],
  );
}

function arrayFunctions(
  writer: SideWriter,
  types: readonly Subtype[],
  typeidx: number,
  { field: { storage, mutable } }: Arraytype,
  tape: TapeCall,
  data: number,
  lengths: ReadonlySet<number>,
): void {
  const bits = bitsOf(storage);
  const cell = storageCell({ types }, storage);
  if (!mutable && bits !== undefined) {
    const body = [get(0), get(1), instruction('array.new_data', typeidx, data)];
    writer.func(`new:${typeidx}`, [I32, I32], [carriers.any], body);
    return;
  }
  if (!mutable) {
    const same = [getValue(cell, storage, fixedAt(0), tape), get(0), instruction('array.new', typeidx)];
    writer.func(`same:${typeidx}`, [I32], [carriers.any], same);
    for (const length of lengths) {
      const elements = Array.from({ length }, (_, index) => getValue(cell, storage, fixedAt(index), tape));
      const body = [elements, instruction('array.new_fixed', typeidx, length)];
      writer.func(`new:${typeidx}:${length}`, [], [carriers.any], body);
    }
    return;
  }
  const made = isDefaulted(storage)
    ? [get(0), instruction('array.new_default', typeidx)]
    : [getValue(cell, storage, fixedAt(0), tape), get(0), instruction('array.new', typeidx)];
  writer.func(`new:${typeidx}`, [I32], [carriers.any], made);
  setElements(writer, typeidx, storage, cell, tape);
}

function setElements(writer: SideWriter, typeidx: number, storage: Valtype, cell: CellType, tape: TapeCall): void {
  const bits = bitsOf(storage);
  const set = instruction('array.set', typeidx);
  if (bits === undefined) {
    const [object, index] = [1, 2];
    const value = getValue(cell, storage, () => [get(index)], tape);
    const each: Body = [get(object), get(index), value, set];
    writer.func(`set:${typeidx}`, [carriers.any], [], overElements(typeidx, object, index, each), [
      local(typeidx),
      I32,
    ]);
    return;
  }
  const [address, object, index] = [1, 2, 3];
  const each: Body = [
    [get(object), get(index), get(address), elementAccess[bits].load, set],
    [get(address), constant(bitsSize[bits]), instruction('i32.add'), instruction('local.set', address)],
  ];
  writer.func(`load:${typeidx}`, [carriers.any, I32], [], overElements(typeidx, object, index, each), [
    local(typeidx),
    I32,
  ]);
}

function exceptionFunction(
  writer: SideWriter,
  types: readonly Subtype[],
  address: number,
  params: readonly Valtype[],
  tag: number,
  tape: TapeCall,
  put: TapeCall,
): void {
  const cells = params.map((param) => storageCell({ types }, param));
  const { first } = cellsOfAll(cells);
  const values = params.map((param, index) => getValue(cells[index] ?? 'i32', param, fixedAt(first[index] ?? 0), tape));
  const caught: Body = [
    [instruction('block', { kind: 'result', type: EXNREF })],
    [instruction('try_table', { kind: 'empty' }, [{ kind: 'catch_all_ref', tagidx: undefined, labelidx: 0 }])],
    [values, instruction('throw', tag), instruction('end'), instruction('unreachable'), instruction('end')],
  ];
  writer.func(`exn:${address}`, [], [], putValue('exn', caught, put));
}
