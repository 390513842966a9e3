import { type Catch, type Functype, I32, type Valtype } from '@wasm-checkpoint/wasm';
import { statements, writeLog } from './statements.js';
import { leaf, value, values } from './values.js';
import { type BodyWriter, DEPTH, HOST } from './writer.js';

export function block(w: BodyWriter, params: readonly Valtype[], results: readonly Valtype[], depth = 1): void {
  values(w, params, depth + 1);
  w.emit('block', w.blocktype(params, results));
  w.within({ types: results, loop: false }, params, () => {
    statements(w, w.random.integer(0, 3));
    values(w, results, depth + 1);
  });
}

export function ifStatement(w: BodyWriter): void {
  value(w, I32, 2);
  w.emit('if', { kind: 'empty' });
  w.within({ types: [], loop: false }, [], () => {
    statements(w, w.random.integer(1, 3));
    if (w.random.oneIn(2)) {
      w.emit('else');
      statements(w, w.random.integer(1, 2));
    }
  });
}

export function ifValue(w: BodyWriter, type: Valtype, depth: number): void {
  value(w, I32, depth + 1);
  w.emit('if', { kind: 'result', type });
  w.within({ types: [type], loop: false }, [], () => {
    value(w, type, depth + 1);
    w.emit('else');
    statements(w, w.random.integer(0, 1));
    value(w, type, depth + 1);
  });
}

export function loopStatement(w: BodyWriter): void {
  loopOf(w, [], [], 1);
}

export function loopValue(w: BodyWriter, type: Valtype, depth: number): void {
  const params = Array.from({ length: w.random.integer(0, 2) }, () => w.plan.valtype());
  loopOf(w, params, [type], depth);
}

/** A loop that goes on while there is fuel and a random value says so. */
export function loopOf(w: BodyWriter, params: readonly Valtype[], results: readonly Valtype[], depth: number): void {
  values(w, params, depth + 1);
  w.emit('loop', w.blocktype(params, results));
  w.within({ types: params, loop: true }, params, () => {
    statements(w, w.random.integer(1, 3));
    again(w, params);
    values(w, results, depth + 1);
  });
}

/** A branch back to the innermost label. */
export function again(w: BodyWriter, params: readonly Valtype[]): void {
  w.burn();
  w.emit('i32.eqz');
  value(w, I32, 3);
  w.emit('i32.const', 7);
  w.emit('i32.and');
  w.emit('i32.const', 0);
  w.emit('i32.ne');
  w.emit('i32.and');
  w.emit('if', { kind: 'empty' });
  values(w, params, DEPTH);
  w.emit('br', 1);
  w.emit('end');
}

/** A conditional branch out of some construct, its values beneath the condition. */
export function branch(w: BodyWriter): void {
  const forward = w.forward();
  if (forward.length === 0) {
    writeLog(w);
    return;
  }
  const labelidx = w.random.pick(forward);
  const { types } = w.label(labelidx);
  values(w, types, 3);
  value(w, I32, 3);
  w.emit('br_if', labelidx);
  for (const _ of types) w.emit('drop');
}

/** A jump out of a block of its own, to that block or to others whose branches take nothing. */
export function jump(w: BodyWriter): void {
  const targets = [
    0,
    ...w
      .forward()
      .filter((labelidx) => w.label(labelidx).types.length === 0)
      .map((l) => l + 1),
  ];
  const pick = (): number => w.random.pick(targets);
  value(w, I32, 3);
  w.emit('local.set', w.local(I32));
  w.emit('block', { kind: 'empty' });
  w.emit('local.get', w.local(I32));
  w.emit('i32.const', 3);
  w.emit('i32.and');
  w.emit('br_table', [pick(), pick()], 0);
  w.emit('end');
}

/** A call; of its results one of `wanted`, where given, is left. */
export function callOf(w: BodyWriter, wanted: Valtype | undefined, depth: number): void {
  const random = w.random;
  const all = Array.from({ length: w.plan.callable }, (_, index) => index);
  const fitting = wanted === undefined ? all : all.filter((index) => w.plan.functype(index).results.includes(wanted));
  if (fitting.length === 0 || depth > 3) {
    if (wanted !== undefined) leaf(w, wanted);
    return;
  }
  const funcidx = random.pick(fitting);
  const type = w.plan.functype(funcidx);
  callArguments(w, funcidx, type, depth);
  const entry = w.plan.table.indexOf(funcidx);
  if (entry >= 0 && random.oneIn(2)) {
    w.emit('i32.const', entry);
    w.emit('call_indirect', w.plan.typeidx(type), 0);
  } else w.emit('call', funcidx);
  let kept = -1;
  for (const result of [...type.results].reverse()) {
    if (result === wanted && kept < 0) {
      kept = w.fresh(result);
      w.emit('local.set', kept);
    } else if (random.oneIn(2)) w.emit('local.set', w.local(result));
    else w.emit('drop');
  }
  if (wanted !== undefined) w.emit('local.get', kept);
}

/** Arguments of a call; the host's objects have small numbers. */
export function callArguments(w: BodyWriter, funcidx: number, type: Functype, depth: number): void {
  values(w, type.params, depth + 1);
  if (funcidx !== HOST) return;
  w.emit('i32.const', 3);
  w.emit('i32.and');
}

/** A try_table whose catches lead to a block of its own. */
export function tryStatement(w: BodyWriter): void {
  const { tags } = w.plan;
  if (tags.length === 0) {
    block(w, [], []);
    return;
  }
  const random = w.random;
  const tag = random.integer(0, tags.length - 1);
  const all = random.oneIn(2);
  const types = all ? [] : (tags[tag] ?? []);
  w.emit('block', w.blocktype([], types));
  w.within({ types, loop: false }, [], () => {
    tryTable(
      w,
      [all ? { kind: 'catch_all', tagidx: undefined, labelidx: 0 } : { kind: 'catch', tagidx: tag, labelidx: 0 }],
      () => {
        statements(w, random.integer(1, 3));
        if (random.oneIn(2)) {
          value(w, I32, 3);
          w.emit('if', { kind: 'empty' });
          const thrown = random.integer(0, tags.length - 1);
          for (const type of tags[thrown] ?? []) leaf(w, type);
          w.emit('throw', thrown);
          w.emit('end');
        }
      },
    );
    for (const type of types) leaf(w, type);
  });
  for (const type of [...types].reverse()) w.emit('local.set', w.local(type));
}

/** A try_table without values; label indices of its clauses count from outside of it. */
export function tryTable(w: BodyWriter, clauses: readonly Catch[], inner: () => void): void {
  w.emit('try_table', { kind: 'empty' }, clauses);
  w.within({ types: [], loop: false }, [], inner);
}

/** Leaves the function, on a condition: by a return, a tail call, an exception. */
export function leave(w: BodyWriter): void {
  const { tags, features, functions, imports } = w.plan;
  const random = w.random;
  value(w, I32, 3);
  w.emit('i32.const', 15);
  w.emit('i32.and');
  w.emit('i32.const', 13);
  w.emit('i32.eq');
  w.emit('if', { kind: 'empty' });
  const same = [...functions.keys()]
    .map((index) => index + imports.length)
    .filter((funcidx) => funcidx < w.plan.callable)
    .filter((funcidx) => w.plan.functype(funcidx).results.join() === w.type.results.join());
  if (tags.length > 0 && random.oneIn(3)) {
    const tag = random.integer(0, tags.length - 1);
    for (const type of tags[tag] ?? []) leaf(w, type);
    w.emit('throw', tag);
  } else if (features.has('tail-calls') && same.length > 0 && random.oneIn(2)) {
    const funcidx = random.pick(same);
    for (const type of w.plan.functype(funcidx).params) leaf(w, type);
    w.emit('return_call', funcidx);
  } else {
    for (const type of w.type.results) leaf(w, type);
    w.emit('return');
  }
  w.emit('end');
}
