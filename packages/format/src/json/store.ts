import { elementBytes } from '../codes/types.js';
import type {
  ArrayObject,
  BitsType,
  Elements,
  Exception,
  Global,
  HostRef,
  Struct,
  Table,
  TableBase,
  TableRun,
  Tag,
} from '../syntax/index.js';
import { bytes, u32, u64 } from './scalars.js';
import { list, mapped, record, type Shape, variants } from './shape.js';
import type {
  ArrayObjectJson,
  Base64Text,
  ElementsJson,
  ExceptionJson,
  GlobalJson,
  HostRefJson,
  StructJson,
  TableBaseJson,
  TableJson,
  TableRunJson,
  TagJson,
} from './syntax/index.js';
import { globalType, tableType } from './types.js';
import { field, ref, value } from './values.js';

const tableBase = variants<TableBase, TableBaseJson, 'kind'>('table-base', 'kind', {
  none: {},
  module: { instance: u32 },
});

const tableRun = variants<TableRun, TableRunJson, 'kind'>('table-run', 'kind', {
  base: { length: u64 },
  ref: { length: u64, ref },
});

const anyTable = record<Table, TableJson>('table', { type: tableType, base: tableBase, runs: list(tableRun) });

export const table: Shape<Table, TableJson> = mapped(
  anyTable,
  (all) => all,
  (all, at) => {
    at.limit('maxTableEntries', all.type.limits.min); // clause: lim-exceeded
    return all;
  },
);

export const global = record<Global, GlobalJson>('global', { type: globalType, value });

export const tag = record<Tag, TagJson>('tag', { type: u32 });

export const struct = record<Struct, StructJson>('struct', { type: u32, fields: list(field) });

/** The bytes of whole elements. */
function elementsOf(storage: BitsType): Shape<Uint8Array, Base64Text> {
  return {
    ...bytes,
    read(json, at) {
      const all = bytes.read(json, at);
      const size = elementBytes[storage];
      // clause: json-elements
      if (all.length % size !== 0) throw at.fault('CKPT1110', { length: all.length, size });
      return all;
    },
  };
}

/** The elements with one member for each storage type. */
type ElementsByStorage =
  | Exclude<Elements, { storage: BitsType }>
  | { [Type in BitsType]: { readonly storage: Type; readonly bytes: Uint8Array } }[BitsType];

const elements: Shape<Elements, ElementsJson> = variants<ElementsByStorage, ElementsJson, 'storage'>(
  'elements',
  'storage',
  {
    i8: { bytes: elementsOf('i8') },
    i16: { bytes: elementsOf('i16') },
    i32: { bytes: elementsOf('i32') },
    i64: { bytes: elementsOf('i64') },
    f32: { bytes: elementsOf('f32') },
    f64: { bytes: elementsOf('f64') },
    v128: { bytes: elementsOf('v128') },
    ref: { refs: list(ref) },
  },
);

export const array = record<ArrayObject, ArrayObjectJson>('array', { type: u32, elements });

export const exception = record<Exception, ExceptionJson>('exception', { tag: u32, args: list(value) });

export const hostRef = record<HostRef, HostRefJson>('host-ref', { state: u32, payload: bytes });
