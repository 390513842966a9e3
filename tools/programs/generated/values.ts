import {
  EXNREF,
  EXTERNREF,
  F32,
  F64,
  FUNCREF,
  heapOf,
  I32,
  I64,
  isRef,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import { block, callOf, ifValue, loopValue, tryTable } from './control.js';
import { operations, trapping } from './operations.js';
import { type BodyWriter, DEPTH, HOST, NUMBER } from './writer.js';

/** Memory accesses stay below, but for offsets. */
const ADDRESS_MASK = 0xfff8;

/** The values that a list of types asks for, in order. */
export function values(w: BodyWriter, types: readonly Valtype[], depth: number): void {
  for (const type of types) value(w, type, depth);
}

export function value(w: BodyWriter, type: Valtype, depth: number): void {
  w.room -= 1;
  const random = w.random;
  if (depth >= DEPTH || w.room <= 0 || random.oneIn(5)) {
    leaf(w, type);
    return;
  }
  switch (random.integer(0, 9)) {
    case 0:
      block(w, [], [type], depth);
      break;
    case 1:
      block(w, [w.plan.valtype()], [type], depth);
      break;
    case 2:
      ifValue(w, type, depth);
      break;
    case 3:
      loopValue(w, type, depth);
      break;
    case 4:
      callOf(w, type, depth);
      break;
    case 5:
      selectOf(w, type, depth);
      break;
    case 6:
      tee(w, type, depth);
      break;
    default:
      computed(w, type, depth);
  }
}

/** A constant, a local or a global. */
export function leaf(w: BodyWriter, type: Valtype): void {
  const random = w.random;
  const found = w.localOf(type);
  if (found !== undefined && !random.oneIn(3)) {
    w.emit('local.get', found);
    return;
  }
  const globals = [...w.plan.globals.keys()].filter((index) => index > 0 && w.plan.globals[index] === type);
  if (globals.length > 0 && random.oneIn(2)) w.emit('global.get', random.pick(globals));
  else constant(w, type);
}

export function constant(w: BodyWriter, type: Valtype): void {
  const random = w.random;
  const wide = (): bigint =>
    random.pick([0n, 1n, -1n, 1n << 62n, BigInt(random.integer(-1000, 1000)), 0x7ff0_0000_0000_0001n]);
  if (type === I32) w.emit('i32.const', random.pick([0, 1, -1, 255, 0x7fffffff, random.integer(-1000, 1000)]));
  else if (type === I64) w.emit('i64.const', wide());
  else if (type === F32) w.emit('f32.const', random.pick([0, 0x8000_0000, 0x7fa0_0001, 0xffc1_2345, 0x3fc0_0000]));
  else if (type === F64) {
    w.emit('f64.const', random.pick([0n, 1n << 63n, 0x7ff4_0000_0000_0123n, 0x4045_0000_0000_0000n]));
  } else if (type === V128)
    w.emit(
      'v128.const',
      Uint8Array.from({ length: 16 }, () => random.integer(0, 255)),
    );
  else if (type === FUNCREF && !random.oneIn(3)) w.emit('ref.func', random.pick(w.plan.table));
  else if (isRef(type)) w.emit('ref.null', heapOf(type));
}

export function computed(w: BodyWriter, type: Valtype, depth: number): void {
  const random = w.random;
  if (type === FUNCREF) {
    w.emit('i32.const', random.integer(0, w.plan.table.length));
    w.emit('table.get', 0);
  } else if (type === EXTERNREF) {
    value(w, I32, depth + 1);
    w.emit('i32.const', 3);
    w.emit('i32.and');
    w.emit('call', HOST);
  } else if (type === EXNREF) caught(w);
  else if (isRef(type)) objectOf(w, depth);
  else numberOf(w, type, depth);
}

export function numberOf(w: BodyWriter, type: Valtype, depth: number): void {
  const random = w.random;
  if (random.oneIn(6)) {
    address(w, depth);
    loadOf(w, type);
    return;
  }
  if (type === I32 && random.oneIn(5)) {
    referenceTell(w, depth);
    return;
  }
  const fitting = (random.oneIn(60) ? trapping : operations).filter(({ result }) => result === type);
  const operation = random.pick(fitting.length > 0 ? fitting : operations.filter(({ result }) => result === type));
  values(w, operation.params, depth + 1);
  w.plain(operation.name);
  if (operation.nan) settleNan(w, type);
}

/** A value in place of a NaN whose payload may be any: 0. */
export function settleNan(w: BodyWriter, type: Valtype): void {
  const x = w.local(type);
  w.emit('local.set', x);
  w.emit('local.get', x);
  if (type === F32) w.emit('f32.const', 0);
  else w.emit('f64.const', 0n);
  w.emit('local.get', x);
  w.emit('local.get', x);
  w.plain(type === F32 ? 'f32.eq' : 'f64.eq');
  w.plain('select');
}

/** An i32 that tells something of a reference, a memory or a table. */
export function referenceTell(w: BodyWriter, depth: number): void {
  const random = w.random;
  const refs = w.locals.filter(isRef);
  switch (random.integer(0, 4)) {
    case 0:
      value(w, refs.length > 0 ? random.pick(refs) : FUNCREF, depth + 1);
      w.emit('ref.is_null');
      break;
    case 1:
      value(w, EXTERNREF, depth + 1);
      w.emit('call', NUMBER);
      break;
    case 2:
      w.emit('i32.const', random.integer(0, 1));
      w.emit('memory.grow', 0);
      break;
    case 3:
      w.emit('table.size', 0);
      break;
    default:
      w.emit('memory.size', 0);
  }
}

export function address(w: BodyWriter, depth: number): void {
  value(w, I32, depth + 1);
  w.emit('i32.const', ADDRESS_MASK);
  w.emit('i32.and');
}

export function loadOf(w: BodyWriter, type: Valtype): void {
  const memarg = { align: 0, memidx: 0, offset: BigInt(w.random.integer(0, 8)) };
  if (type === I32) w.emit('i32.load', memarg);
  else if (type === I64) w.emit('i64.load', memarg);
  else if (type === F32) w.emit('f32.load', memarg);
  else if (type === F64) w.emit('f64.load', memarg);
  else w.emit('v128.load', { ...memarg, offset: 0n });
}

/** A struct: new, or one that another leads to. */
export function objectOf(w: BodyWriter, depth: number): void {
  const { struct, structref } = w.plan;
  if (struct === undefined || structref === undefined) return;
  if (w.random.oneIn(2)) {
    values(w, [I32, structref, I64], depth + 1);
    w.emit('struct.new', struct);
    return;
  }
  const x = w.local(structref);
  w.emit('local.get', x);
  w.emit('ref.is_null');
  w.emit('if', { kind: 'result', type: structref });
  w.emit('ref.null', heapOf(structref));
  w.emit('else');
  w.emit('local.get', x);
  w.emit('struct.get', struct, 1);
  w.emit('end');
}

/** An exnref of an exception that is thrown for it. */
export function caught(w: BodyWriter): void {
  const tag = w.random.integer(0, w.plan.tags.length - 1);
  w.emit('block', { kind: 'result', type: EXNREF });
  tryTable(w, [{ kind: 'catch_all_ref', tagidx: undefined, labelidx: 0 }], () => {
    for (const type of w.plan.tags[tag] ?? []) leaf(w, type);
    w.emit('throw', tag);
  });
  w.emit('unreachable');
  w.emit('end');
}

export function selectOf(w: BodyWriter, type: Valtype, depth: number): void {
  values(w, [type, type, I32], depth + 1);
  if (isRef(type)) w.emit('select t', [type]);
  else w.emit('select');
}

export function tee(w: BodyWriter, type: Valtype, depth: number): void {
  value(w, type, depth + 1);
  w.emit('local.tee', w.local(type));
}
