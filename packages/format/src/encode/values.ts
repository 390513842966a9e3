import { valueTag } from '../codes/values.js';
import type { Field, Slot } from '../syntax/index.js';
import type { SectionWriter } from './writer.js';

type Item = Slot | Field;
type ItemOf<Kind extends Item['kind']> = Extract<Item, { readonly kind: Kind }>;

const address = (writer: SectionWriter, item: { readonly address: number }): void => writer.u32(item.address);

/** What follows the tag of each kind of value; nulls have a tag for each hierarchy. */
const payloads: {
  readonly [Kind in Exclude<Item['kind'], 'null'>]: (writer: SectionWriter, item: ItemOf<Kind>) => void;
} = {
  unset: () => {},
  dead: () => {},
  // clause: bin-value
  i32: (writer, item) => writer.s32(item.value),
  i64: (writer, item) => writer.s64(item.value),
  f32: (writer, item) => writer.fixed32(item.bits), // clause: conv-bits
  f64: (writer, item) => writer.fixed64(item.bits),
  v128: (writer, item) => writer.bits128(item.bits),
  // clause: bin-packed
  i8: (writer, item) => {
    writer.range(item.bits, 0, 0xff, 'u8');
    writer.u8(item.bits);
  },
  i16: (writer, item) => {
    writer.range(item.bits, 0, 0xffff, 'u16');
    writer.u8(item.bits & 0xff);
    writer.u8(item.bits >> 8);
  },
  // clause: bin-ref-func
  func: (writer, item) => {
    writer.u32(item.instance);
    writer.u32(item.funcidx);
  },
  // clause: bin-ref-address
  'host-func': address,
  host: address,
  struct: address,
  array: address,
  exn: address,
  // clause: bin-ref-i31
  i31: (writer, item) => {
    writer.range(item.value, 0, 0x7fff_ffff, 'u31');
    writer.u32(item.value);
  },
  // clause: bin-ref-extern
  extern: (writer, item) => encodeValue(writer, item.internal),
};

const nullTag = {
  any: valueTag['null-any'],
  extern: valueTag['null-extern'],
  func: valueTag['null-func'],
  exn: valueTag['null-exn'],
} as const;

/** Writes a value of any place: the types say which kinds may stand where. */
export function encodeValue(writer: SectionWriter, item: Item): void {
  // clause: bin-null
  if (item.kind === 'null') {
    writer.code(nullTag, item.hierarchy, 'hierarchy');
    return;
  }
  writer.code(valueTag, item.kind, 'kind of value');
  const payload = payloads[item.kind] as (writer: SectionWriter, item: Item) => void;
  payload(writer, item);
}
