import { heapCode } from '../codes/types.js';
import type {
  AbsHeapType,
  AddrType,
  CompType,
  ExternType,
  FieldType,
  GlobalType,
  HeapType,
  Limits,
  MemType,
  NumType,
  PackedType,
  RecType,
  RefType,
  StorageType,
  SubType,
  TableType,
  ValType,
  VecType,
} from '../syntax/index.js';
import { choice, flag, integer, u32, u64 } from './scalars.js';
import { list, named, optional, record, type Shape, variants } from './shape.js';
import type {
  CompTypeJson,
  ExternTypeJson,
  FieldTypeJson,
  GlobalTypeJson,
  HeapTypeJson,
  LimitsJson,
  MemTypeJson,
  RefTypeJson,
  StorageTypeJson,
  SubTypeJson,
  TableTypeJson,
  ValTypeJson,
} from './syntax/index.js';

const absHeapType: Shape<AbsHeapType, AbsHeapType> = choice('heap type', heapCode);

/** A name for an abstract type, a number for a defined one. */
const heapType: Shape<HeapType, HeapTypeJson> = named('heap-type', {
  optional: false,
  write: (value) => value,
  read: (json, at) => (typeof json === 'number' ? u32.read(json, at) : absHeapType.read(json, at)),
  schema: (definitions) => ({ oneOf: [absHeapType.schema(definitions), u32.schema(definitions)] }),
});

const refType = record<RefType, RefTypeJson>('ref-type', { nullable: flag, heap: heapType });

/** A name for a plain type, an object for a reference type. */
function plainOrRef<Plain extends string>(
  name: string,
  plain: Shape<Plain, Plain>,
): Shape<Plain | RefType, Plain | RefTypeJson> {
  return named(name, {
    optional: false,
    write: (value) => (typeof value === 'object' ? refType.write(value) : value),
    read: (json, at) => (typeof json === 'string' ? plain.read(json, at) : refType.read(json, at)),
    schema: (definitions) => ({ oneOf: [plain.schema(definitions), refType.schema(definitions)] }),
  });
}

const plainTypes: Readonly<Record<NumType | VecType, true>> = {
  i32: true,
  i64: true,
  f32: true,
  f64: true,
  v128: true,
};
const packedTypes: Readonly<Record<PackedType, true>> = { i8: true, i16: true };

export const valType: Shape<ValType, ValTypeJson> = plainOrRef('val-type', choice('value type', plainTypes));

const storageType: Shape<StorageType, StorageTypeJson> = plainOrRef(
  'storage-type',
  choice('storage type', { ...plainTypes, ...packedTypes }),
);

const fieldType = record<FieldType, FieldTypeJson>('field-type', { storage: storageType, mutable: flag });
const parts = { each: 'maxTypeParts' } as const;

const compType = variants<CompType, CompTypeJson, 'kind'>('comp-type', 'kind', {
  func: { params: list(valType, parts), results: list(valType, parts) },
  struct: { fields: list(fieldType, parts) },
  array: { element: fieldType },
});

const subType = record<SubType, SubTypeJson>('sub-type', {
  final: flag,
  supertypes: list(u32, parts),
  composite: compType,
});

/** A recursive group: its subtypes. */
export const recType: Shape<RecType, SubTypeJson[]> = named('rec-type', list(subType, { total: 'maxTypes' }));

const limits = record<Limits, LimitsJson>('limits', { min: u64, max: optional(u64) });
const addrType: Shape<AddrType, AddrType> = choice('address type', { i32: true, i64: true });

/** The exponents of page sizes: 0 and 16. */
const pageSize: Shape<0 | 16, 0 | 16> = {
  optional: false,
  write: (value) => value,
  read(json, at) {
    const exponent = integer(0, 16).read(json, at);
    // clause: json-choice
    if (exponent !== 0 && exponent !== 16)
      throw at.fault('CKPT1104', { found: String(exponent), what: 'page size exponent' });
    return exponent;
  },
  schema: () => ({ enum: [0, 16] }),
};

export const memType = record<MemType, MemTypeJson>('mem-type', {
  address: addrType,
  limits,
  shared: flag,
  pageSizeLog2: pageSize,
});

export const tableType = record<TableType, TableTypeJson>('table-type', {
  element: refType,
  address: addrType,
  limits,
});

export const globalType = record<GlobalType, GlobalTypeJson>('global-type', { type: valType, mutable: flag });

export const externType = variants<ExternType, ExternTypeJson, 'kind'>('extern-type', 'kind', {
  func: { type: u32 },
  table: { type: tableType },
  memory: { type: memType },
  global: { type: globalType },
  tag: { type: u32 },
});
