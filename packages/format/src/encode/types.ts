import { heapCode, limitsFlag, plainCode, typeCode } from '../codes/types.js';
import type {
  CompType,
  ExternType,
  FieldType,
  GlobalType,
  HeapType,
  Limits,
  MemType,
  RecType,
  RefType,
  StorageType,
  SubType,
  TableType,
} from '../syntax/index.js';
import type { SectionWriter } from './writer.js';

function heapType(writer: SectionWriter, type: HeapType): void {
  if (typeof type !== 'number') {
    writer.code(heapCode, type, 'heap type');
    return;
  }
  writer.range(type, 0, 0xffff_ffff, 'u32');
  writer.s33(type);
}

function encodeRefType(writer: SectionWriter, type: RefType): void {
  if (!type.nullable) writer.u8(typeCode.ref);
  else if (typeof type.heap === 'number') writer.u8(typeCode['ref-null']);
  heapType(writer, type.heap);
}

function storageType(writer: SectionWriter, type: StorageType): void {
  if (typeof type === 'string') writer.code(plainCode, type, 'storage type');
  else encodeRefType(writer, type);
}

function fieldType(writer: SectionWriter, type: FieldType): void {
  storageType(writer, type.storage);
  writer.flag(type.mutable);
}

function compType(writer: SectionWriter, type: CompType): void {
  switch (type.kind) {
    case 'func':
      writer.u8(typeCode['comp-func']);
      writer.list('params', type.params, (part) => storageType(writer, part));
      writer.list('results', type.results, (part) => storageType(writer, part));
      break;
    case 'struct':
      writer.u8(typeCode['comp-struct']);
      writer.list('fields', type.fields, (part) => fieldType(writer, part));
      break;
    case 'array':
      writer.u8(typeCode['comp-array']);
      writer.field('element', () => fieldType(writer, type.element));
  }
}

function subType(writer: SectionWriter, type: SubType): void {
  if (!type.final || type.supertypes.length > 0) {
    writer.u8(type.final ? typeCode['sub-final'] : typeCode.sub);
    writer.u32List('supertypes', type.supertypes);
  }
  writer.field('composite', () => compType(writer, type.composite));
}

function recType(writer: SectionWriter, group: RecType): void {
  if (group.length !== 1) {
    writer.u8(typeCode.rec);
    writer.u32(group.length);
  }
  for (const [index, type] of group.entries()) {
    writer.path.enter(index);
    subType(writer, type);
    writer.path.leave();
  }
}

/** clause: bin-types */
export function encodeTypes(writer: SectionWriter, types: readonly RecType[]): void {
  writer.list('types', types, (group) => recType(writer, group));
}

function encodeLimits(writer: SectionWriter, limits: Limits, flags: number): void {
  writer.u8(flags | (limits.max === undefined ? 0 : limitsFlag.maximum));
  writer.u64(limits.min);
  if (limits.max !== undefined) writer.u64(limits.max);
}

export function encodeTableType(writer: SectionWriter, type: TableType): void {
  encodeRefType(writer, type.element);
  encodeLimits(writer, type.limits, type.address === 'i64' ? limitsFlag.address64 : 0);
}

export function encodeMemType(writer: SectionWriter, type: MemType): void {
  const pageSize = type.pageSizeLog2 === 16 ? 0 : limitsFlag.pageSize;
  const address = type.address === 'i64' ? limitsFlag.address64 : 0;
  encodeLimits(writer, type.limits, pageSize | address | (type.shared ? limitsFlag.shared : 0));
  if (pageSize !== 0) {
    writer.range(type.pageSizeLog2, 0, 0, 'page size exponent');
    writer.u32(type.pageSizeLog2);
  }
}

export function encodeGlobalType(writer: SectionWriter, type: GlobalType): void {
  storageType(writer, type.type);
  writer.flag(type.mutable);
}

export function encodeExternType(writer: SectionWriter, type: ExternType): void {
  writer.code(externCode, type.kind, 'external type');
  switch (type.kind) {
    case 'func':
      writer.u32(type.type);
      break;
    case 'table':
      encodeTableType(writer, type.type);
      break;
    case 'memory':
      encodeMemType(writer, type.type);
      break;
    case 'global':
      encodeGlobalType(writer, type.type);
      break;
    case 'tag':
      writer.u8(0);
      writer.u32(type.type);
  }
}

const externCode: Readonly<Record<ExternType['kind'], number>> = {
  func: typeCode['extern-func'],
  table: typeCode['extern-table'],
  memory: typeCode['extern-memory'],
  global: typeCode['extern-global'],
  tag: typeCode['extern-tag'],
};
