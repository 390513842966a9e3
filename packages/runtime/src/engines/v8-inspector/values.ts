import type { Hierarchy, Num } from '@wasm-checkpoint/format';
import {
  absheaptype,
  F32,
  F64,
  heapOf,
  I32,
  I64,
  isConcrete,
  isRef,
  type Module,
  typeidxOf,
  V128,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import type { RefState, ValueState } from '../../capture/index.js';
import type { RawRef, RawValue } from './raw.js';

/** What stands behind the ids and indices of raw references. */
export interface RawObjects {
  func(instance: number, funcidx: number): RefState;
  /** An object in a place of type externref. */
  external(id: number): RefState;
  exception(id: number): RefState;
}

const opaque = (reason: string): RefState => ({ kind: 'opaque', reason });
const lost = (reason: string): ValueState => ({ kind: 'lost', reason });

const isHierarchy = (name: string): name is Hierarchy =>
  name === 'any' || name === 'extern' || name === 'func' || name === 'exn';

/** The hierarchy of a reference type of a module. */
export function hierarchyOf(module: Module, type: Valtype): Hierarchy {
  const heap = heapOf(type);
  if (isConcrete(heap)) return module.types[typeidxOf(heap)]?.composite.kind === 'func' ? 'func' : 'any';
  const top = absheaptype(heap)?.top ?? '';
  if (!isHierarchy(top)) throw new RangeError(`${valtypeText(type)} is in no hierarchy`);
  return top;
}

/** The integers that an i31 holds are those that V8 keeps in a pointer; as a number one cannot be told from the other. */
const isI31 = (value: number): boolean => Number.isInteger(value) && value >= -(2 ** 30) && value < 2 ** 30;

/** A reference in a place of a type; references of V8 that do not show what they refer to are opaque. */
export function decodeRef(raw: RawRef, hierarchy: Hierarchy, objects: RawObjects): RefState {
  if (raw.kind === 'null') return { kind: 'null', hierarchy };
  switch (hierarchy) {
    case 'func':
      return raw.kind === 'func' ? objects.func(raw.instance, raw.funcidx) : opaque('a function of no known instance');
    case 'exn':
      return raw.kind === 'object' && raw.exception
        ? objects.exception(raw.id)
        : opaque('V8 does not show the exception');
    case 'any':
      // The debugger makes a new view of a structure or array each time, so sharing does not show.
      return raw.kind === 'number' && isI31(raw.value)
        ? { kind: 'i31', value: raw.value & 0x7fff_ffff }
        : opaque('V8 does not show the identity of structures and arrays');
    case 'extern':
      if (raw.kind === 'number' && isI31(raw.value)) {
        return { kind: 'extern', internal: { kind: 'i31', value: raw.value & 0x7fff_ffff } };
      }
      return raw.kind === 'object' ? objects.external(raw.id) : opaque(`a ${raw.kind} of the host`);
  }
}

const word = new DataView(new ArrayBuffer(8));

/** The 64 bits of a number that came from the debuggee. */
function doubleBits(raw: Extract<RawValue, { kind: 'int' | 'float' }>): bigint {
  if (raw.kind === 'int') word.setFloat64(0, raw.value);
  else {
    word.setUint32(0, raw.high);
    word.setUint32(4, raw.low);
  }
  return word.getBigUint64(0);
}

const MANTISSA = (1n << 52n) - 1n;

/**
 * An f32 by way of the double that V8 makes of it. That conversion sets the quiet bit of a NaN: whether it was set before
 * is known only for the NaN whose payload is that bit alone, since a payload of nothing would be an infinity.
 */
function decodeF32(raw: Extract<RawValue, { kind: 'int' | 'float' }>): ValueState {
  const bits = doubleBits(raw);
  const nan = (bits & MANTISSA) !== 0n && ((bits >> 52n) & 0x7ffn) === 0x7ffn;
  if (!nan) {
    word.setFloat32(0, word.getFloat64(0));
    return { kind: 'f32', bits: word.getUint32(0) };
  }
  const payload = Number((bits & MANTISSA) >> 29n);
  // clause: exec-capture-bits
  if (payload !== 0x40_0000)
    return { kind: 'bits-lost', reason: 'V8 shows an f32 as a double, which makes a NaN quiet' };
  return { kind: 'f32', bits: (Number(bits >> 63n) * 0x8000_0000 + 0x7f80_0000 + payload) >>> 0 };
}

/** A vector as V8 prints it: `i32x4 0x00000001 0x00000002 0x00000003 0x00000004`, lane 0 first. */
function decodeV128(text: string): ValueState {
  const lanes = /^i32x4((?: 0x[0-9a-f]{1,8}){4})$/i.exec(text)?.[1]?.trim().split(' ');
  if (lanes === undefined) return lost(`V8 shows a vector as ${text}`);
  return { kind: 'v128', bits: lanes.reduceRight((bits, lane) => (bits << 32n) | BigInt(lane), 0n) };
}

const integers: ReadonlyMap<Valtype, (raw: RawValue) => Num | undefined> = new Map<
  Valtype,
  (raw: RawValue) => Num | undefined
>([
  [I32, (raw) => (raw.kind === 'int' ? { kind: 'i32', value: raw.value } : undefined)],
  [I64, (raw) => (raw.kind === 'bigint' ? { kind: 'i64', value: BigInt.asIntN(64, BigInt(raw.text)) } : undefined)],
]);

/** A value in a place of a type of a module. */
export function decodeValue(raw: RawValue, module: Module, type: Valtype, objects: RawObjects): ValueState {
  if (raw.kind === 'none') {
    const object = isRef(type) && hierarchyOf(module, type) === 'any';
    return lost(object ? 'V8 does not show which structure or array a reference is to' : 'V8 does not show it');
  }
  if (isRef(type)) {
    const hierarchy = hierarchyOf(module, type);
    if (raw.kind === 'ref') return decodeRef(raw.ref, hierarchy, objects);
    return decodeRef(
      raw.kind === 'int' ? { kind: 'number', value: raw.value } : { kind: 'primitive', type: raw.kind },
      hierarchy,
      objects,
    );
  }
  const isNumber = raw.kind === 'int' || raw.kind === 'float';
  if (type === F32 && isNumber) return decodeF32(raw);
  if (type === F64 && isNumber) return { kind: 'f64', bits: doubleBits(raw) };
  if (type === V128 && raw.kind === 'text') return decodeV128(raw.text);
  return integers.get(type)?.(raw) ?? lost(`V8 shows a ${raw.kind} where ${valtypeText(type)} is`);
}
