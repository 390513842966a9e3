import { commentOf, type Field, type Ref, type Slot } from '@wasm-checkpoint/format';
import { count } from './quantity.js';

/** The name of a function of an instance, where it is known. */
export type FunctionName = (instance: number, funcidx: number) => string | undefined;

/** An integer in decimal, with its bits in hexadecimal where these say more. */
function integerText(value: number | bigint, bits: number): string {
  const big = BigInt(value);
  if (big >= -9n && big < 256n) return String(value);
  return `${value} (0x${BigInt.asUintN(bits, big).toString(16)})`;
}

/** A reference for people: `func 12 $main`, `null func`, `struct 3`. */
function refText(ref: Ref, nameOf: FunctionName): string {
  switch (ref.kind) {
    case 'null':
      return `null ${ref.hierarchy}`;
    case 'func': {
      const name = nameOf(ref.instance, ref.funcidx);
      const of = ref.instance === 0 ? '' : ` of instance ${ref.instance}`;
      return `func ${ref.funcidx}${name === undefined ? '' : ` ${name}`}${of}`;
    }
    case 'host-func':
      return `host function ${ref.address}`;
    case 'i31':
      return `i31 ${ref.value}`;
    case 'extern':
      return `extern ${refText(ref.internal, nameOf)}`;
    default:
      return `${ref.kind} ${ref.address}`;
  }
}

const noNames: FunctionName = () => undefined;

/** A value, slot or field for people, its kind first: `i32 66560 (0x10400)`, `f64 1.5`, `dead`. */
export function valueText(value: Slot | Field, nameOf: FunctionName = noNames): string {
  switch (value.kind) {
    case 'dead':
    case 'unset':
      return value.kind;
    case 'i32':
      return `i32 ${integerText(value.value, 32)}`;
    case 'i64':
      return `i64 ${integerText(value.value, 64)}`;
    case 'f32':
    case 'f64':
    case 'v128':
      return `${value.kind} ${commentOf(value) ?? ''}`;
    case 'i8':
    case 'i16':
      return `${value.kind} ${integerText(value.bits, 16)}`;
    default:
      return refText(value, nameOf);
  }
}

/** As `valueText`, for many equal entries: `12 x null func`. */
export const entriesText = (length: bigint, ref: Ref, nameOf: FunctionName): string =>
  `${count(length, 'entry', 'entries')} ${refText(ref, nameOf)}`;
