import type { Mnemonic } from '@wasm-checkpoint/tables';
import { F32, F64, I32, I64, V128, type Valtype } from '@wasm-checkpoint/wasm';

/** An instruction without immediates that only computes. */
export interface Operation {
  readonly name: Mnemonic;
  readonly params: readonly Valtype[];
  readonly result: Valtype;
  /** Whether the result may be a NaN whose payload the standard leaves open. */
  readonly nan: boolean;
}

type Names = readonly Mnemonic[];

const family = (names: Names, params: readonly Valtype[], result: Valtype, nan = false): Operation[] =>
  names.map((name) => ({ name, params, result, nan }));

const integerBinary = (t: 'i32' | 'i64'): Names => [
  `${t}.add`,
  `${t}.sub`,
  `${t}.mul`,
  `${t}.and`,
  `${t}.or`,
  `${t}.xor`,
  `${t}.shl`,
  `${t}.shr_s`,
  `${t}.shr_u`,
  `${t}.rotl`,
  `${t}.rotr`,
];
const integerCompare = (t: 'i32' | 'i64'): Names => [
  `${t}.eq`,
  `${t}.ne`,
  `${t}.lt_s`,
  `${t}.lt_u`,
  `${t}.gt_s`,
  `${t}.le_u`,
  `${t}.ge_s`,
];
const integerUnary = (t: 'i32' | 'i64'): Names => [
  `${t}.clz`,
  `${t}.ctz`,
  `${t}.popcnt`,
  `${t}.extend8_s`,
  `${t}.extend16_s`,
];
const floatBinary = (t: 'f32' | 'f64'): Names => [
  `${t}.add`,
  `${t}.sub`,
  `${t}.mul`,
  `${t}.div`,
  `${t}.min`,
  `${t}.max`,
];
const floatUnary = (t: 'f32' | 'f64'): Names => [`${t}.sqrt`, `${t}.ceil`, `${t}.floor`, `${t}.trunc`, `${t}.nearest`];
const floatCompare = (t: 'f32' | 'f64'): Names => [`${t}.eq`, `${t}.ne`, `${t}.lt`, `${t}.gt`, `${t}.le`, `${t}.ge`];

/** Everything a generated body computes with; what may trap stands in `trapping`. */
export const operations: readonly Operation[] = [
  ...family(integerBinary('i32'), [I32, I32], I32),
  ...family(integerCompare('i32'), [I32, I32], I32),
  ...family([...integerUnary('i32'), 'i32.eqz'], [I32], I32),
  ...family(['i32.wrap_i64', 'i64.eqz'], [I64], I32),
  ...family(integerCompare('i64'), [I64, I64], I32),
  ...family(floatCompare('f32'), [F32, F32], I32),
  ...family(floatCompare('f64'), [F64, F64], I32),
  ...family(['i32.reinterpret_f32', 'i32.trunc_sat_f32_s', 'i32.trunc_sat_f32_u'], [F32], I32),
  ...family(['i32.trunc_sat_f64_s', 'i32.trunc_sat_f64_u'], [F64], I32),
  ...family(['v128.any_true', 'i16x8.all_true', 'i8x16.bitmask'], [V128], I32),
  ...family(integerBinary('i64'), [I64, I64], I64),
  ...family([...integerUnary('i64'), 'i64.extend32_s'], [I64], I64),
  ...family(['i64.extend_i32_s', 'i64.extend_i32_u'], [I32], I64),
  ...family(['i64.trunc_sat_f32_s'], [F32], I64),
  ...family(['i64.reinterpret_f64', 'i64.trunc_sat_f64_u'], [F64], I64),
  ...family(floatBinary('f32'), [F32, F32], F32, true),
  ...family(floatUnary('f32'), [F32], F32, true),
  ...family(['f32.neg', 'f32.abs'], [F32], F32),
  ...family(['f32.copysign'], [F32, F32], F32),
  ...family(['f32.reinterpret_i32', 'f32.convert_i32_s'], [I32], F32),
  ...family(['f32.convert_i64_u'], [I64], F32),
  ...family(['f32.demote_f64'], [F64], F32, true),
  ...family(floatBinary('f64'), [F64, F64], F64, true),
  ...family(floatUnary('f64'), [F64], F64, true),
  ...family(['f64.neg', 'f64.abs'], [F64], F64),
  ...family(['f64.copysign'], [F64, F64], F64),
  ...family(['f64.reinterpret_i64', 'f64.convert_i64_s'], [I64], F64),
  ...family(['f64.convert_i32_u'], [I32], F64),
  ...family(['f64.promote_f32'], [F32], F64, true),
  ...family(['i8x16.splat', 'i16x8.splat', 'i32x4.splat'], [I32], V128),
  ...family(['i64x2.splat'], [I64], V128),
  ...family(['v128.and', 'v128.xor', 'v128.andnot', 'i8x16.add', 'i8x16.swizzle'], [V128, V128], V128),
  ...family(['i16x8.mul', 'i32x4.sub', 'i64x2.add', 'i8x16.avgr_u', 'i32x4.dot_i16x8_s'], [V128, V128], V128),
  ...family(['v128.not', 'i32x4.neg', 'i8x16.popcnt'], [V128], V128),
  ...family(['v128.bitselect'], [V128, V128, V128], V128),
  ...family(['i32x4.shl', 'i64x2.shr_u'], [V128, I32], V128),
];

/** What traps for some operands. */
export const trapping: readonly Operation[] = [
  ...family(['i32.div_s', 'i32.rem_u'], [I32, I32], I32),
  ...family(['i64.div_u', 'i64.rem_s'], [I64, I64], I64),
  ...family(['i32.trunc_f64_s'], [F64], I32),
];
