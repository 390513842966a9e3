import { F32, F64, FUNCREF, I32, I64, V128 } from '@wasm-checkpoint/wasm';
import { block, branch, callOf, ifStatement, jump, leave, loopStatement, tryStatement } from './control.js';
import { address, value } from './values.js';
import { type BodyWriter, LOG, LOG64 } from './writer.js';

export function statements(w: BodyWriter, count: number): void {
  for (let index = 0; index < count; index++) statement(w);
}

export function statement(w: BodyWriter): void {
  w.room -= 1;
  const random = w.random;
  const simple = [
    () => setLocal(w),
    () => setLocal(w),
    () => setGlobal(w),
    () => storeOf(w),
    () => writeLog(w),
    () => writeLog(w),
    () => setTable(w),
    () => bulk(w),
    () => setField(w),
  ];
  if (w.room <= 0) {
    random.pick(simple.slice(0, 3))();
    return;
  }
  const structured = [
    () => loopStatement(w),
    () => loopStatement(w),
    () => block(w, [], []),
    () => ifStatement(w),
    () => callOf(w, undefined, 1),
    () => branch(w),
    () => jump(w),
    () => tryStatement(w),
    () => leave(w),
  ];
  random.pick(random.oneIn(2) ? simple : structured)();
}

export function writeLog(w: BodyWriter): void {
  const wide = w.random.oneIn(3);
  value(w, wide ? I64 : I32, 2);
  w.emit('call', wide ? LOG64 : LOG);
}

export function setLocal(w: BodyWriter): void {
  const local = w.random.integer(0, w.locals.length - 1);
  value(w, w.locals[local] ?? I32, 1);
  w.emit('local.set', local);
}

export function setGlobal(w: BodyWriter): void {
  const { globals } = w.plan;
  const index = w.random.integer(1, globals.length - 1);
  value(w, globals[index] ?? I32, 2);
  w.emit('global.set', index);
}

export function storeOf(w: BodyWriter): void {
  const type = w.random.pick([I32, I64, F32, F64, V128]);
  const memarg = { align: 0, memidx: 0, offset: BigInt(w.random.integer(0, 8)) };
  address(w, 2);
  value(w, type, 2);
  if (type === I32) w.emit('i32.store', memarg);
  else if (type === I64) w.emit('i64.store', memarg);
  else if (type === F32) w.emit('f32.store', memarg);
  else if (type === F64) w.emit('f64.store', memarg);
  else w.emit('v128.store', { ...memarg, offset: 0n });
}

export function setTable(w: BodyWriter): void {
  w.emit('i32.const', w.plan.table.length + w.random.integer(0, 1));
  value(w, FUNCREF, 3);
  w.emit('table.set', 0);
}

export function bulk(w: BodyWriter): void {
  const random = w.random;
  const range = (): void => {
    w.emit('i32.const', random.integer(0, 4096));
    w.emit('i32.const', random.integer(0, 4096));
    w.emit('i32.const', random.integer(0, 64));
  };
  switch (random.integer(0, 3)) {
    case 0:
      range();
      w.emit('memory.copy', 0, 0);
      break;
    case 1:
      w.emit('i32.const', random.integer(0, 4096));
      value(w, I32, 3);
      w.emit('i32.const', random.integer(0, 64));
      w.emit('memory.fill', 0);
      break;
    case 2:
      // Of length 0 it works on a segment that was dropped too.
      w.emit('i32.const', 64);
      w.emit('i32.const', 0);
      w.emit('i32.const', 0);
      w.emit('memory.init', 0, 0);
      break;
    default:
      w.emit('data.drop', 0);
  }
}

export function setField(w: BodyWriter): void {
  const { struct, structref } = w.plan;
  if (struct === undefined || structref === undefined) {
    setLocal(w);
    return;
  }
  const x = w.local(structref);
  w.emit('local.get', x);
  w.emit('ref.is_null');
  w.emit('if', { kind: 'empty' });
  w.emit('else');
  w.labels.push({ types: [], loop: false });
  w.emit('local.get', x);
  const field = w.random.integer(0, 2);
  value(w, [I32, structref, I64][field] ?? I32, 4);
  w.emit('struct.set', struct, field);
  w.labels.pop();
  w.emit('end');
}
