import {
  type Comptype,
  type Externtype,
  type Fieldtype,
  type Heaptype,
  heapOf,
  heaptypeText,
  isConcrete,
  isNullable,
  isRef,
  type Limits as LimitsSyntax,
  type Memtype,
  type Recgroup,
  type Subtype,
  type Tabletype,
  typeidxOf,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import type {
  CompType,
  ExternType,
  FieldType,
  HeapType,
  Limits,
  MemType,
  RefType,
  SubType,
  TableType,
  ValType,
} from './gen/algorithm.js';

/** The page size of a memory type that states none, as exponent. */
const PAGE_SIZE_LOG2 = 16;

export const plainHeap = (heap: Heaptype): HeapType => (isConcrete(heap) ? typeidxOf(heap) : heaptypeText(heap));

export const plainRef = (type: Valtype): RefType => ({ nullable: isNullable(type), heap: plainHeap(heapOf(type)) });

export const plainType = (type: Valtype): ValType => (isRef(type) ? plainRef(type) : valtypeText(type));

const plainField = ({ storage, mutable }: Fieldtype): FieldType => ({ storage: plainType(storage), mutable });

function plainComp(type: Comptype): CompType {
  if (type.kind === 'func')
    return { kind: type.kind, params: type.params.map(plainType), results: type.results.map(plainType) };
  if (type.kind === 'struct') return { kind: type.kind, fields: type.fields.map(plainField) };
  return { kind: type.kind, element: plainField(type.field) };
}

const plainSub = ({ final, supers, composite }: Subtype): SubType => ({
  final,
  supertypes: [...supers],
  composite: plainComp(composite),
});

/** The recursive groups of a module. */
export const plainGroups = (types: readonly Subtype[], groups: readonly Recgroup[]): SubType[][] =>
  groups.map(({ first, size }) => types.slice(first, first + size).map(plainSub));

const plainLimits = ({ min, max }: LimitsSyntax): Limits => ({
  min: String(min),
  ...(max === undefined ? {} : { max: String(max) }),
});

export const plainTable = ({ element, addrtype, limits }: Tabletype): TableType => ({
  element: plainRef(element),
  address: addrtype,
  limits: plainLimits(limits),
});

export const plainMemory = ({ addrtype, limits, shared, pageSizeLog2 }: Memtype): MemType => ({
  address: addrtype,
  limits: plainLimits(limits),
  shared,
  pageSizeLog2: pageSizeLog2 ?? PAGE_SIZE_LOG2,
});

export function plainExtern(type: Externtype): ExternType {
  switch (type.kind) {
    case 'func':
    case 'tag':
      return { kind: type.kind, type: type.typeidx };
    case 'table':
      return { kind: type.kind, type: plainTable(type) };
    case 'memory':
      return { kind: type.kind, type: plainMemory(type) };
    case 'global':
      return { kind: type.kind, type: { type: plainType(type.type), mutable: type.mutable } };
  }
}
