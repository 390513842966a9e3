import type { Frame, Slot } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { describeClause, type Judged } from './clause-cases.js';
import { dead, func, functype, i32, i64, nullOf, Scene, thread, unset } from './scene.js';

const judgedFrames = (scene: Scene, ...frames: readonly Frame[]): Judged => ({
  checkpoint: scene.checkpoint({ threads: [thread(...frames)], more: ['any-point'] }),
  modules: [scene.bytes],
});

const path = 'threads[0].frames[0]';

describeClause('valid-frame-funcidx', async () => {
  const scene = await Scene.of('(module (func (nop)) (func (nop)))');
  const frame = (funcidx: number): Judged => judgedFrames(scene, scene.frame(funcidx, 1));
  return {
    judgement: 'C',
    accepts: { 'the first function': frame(0), 'the last': frame(1) },
    refuses: {
      'one more': { ...frame(2), code: 'CKPT2120', path: `${path}.funcidx` },
      'the last index there is': { ...frame(0xffffffff), code: 'CKPT2120', path: `${path}.funcidx` },
    },
  };
});

describeClause('valid-frame-offset', async () => {
  const scene = await Scene.of('(module (func (local i64) (drop (i32.const 1000)) (block (nop))))');
  const at = (offset: number): Judged => judgedFrames(scene, scene.frame(0, offset, [i64(0n)]));
  const first = scene.first(0);
  const refused = { code: 'CKPT2121', path: `${path}.offset` };
  const { start, end } = scene.module.body(0);
  return {
    judgement: 'C',
    accepts: {
      'the first instruction': at(first),
      'the end of a block': at(scene.offset(0, 'end')),
      'the last end': at(end - start - 1),
    },
    refuses: {
      'the local declarations': { ...at(0), ...refused },
      'inside the local declarations': { ...at(first - 1), ...refused },
      'inside an instruction': { ...at(first + 1), ...refused },
      'behind the body': { ...at(end - start), ...refused },
      'far behind it': { ...at(0xffffffff), ...refused },
    },
  };
});

describeClause('valid-frame-reachable', async () => {
  const scene = await Scene.of(`(module
    (func (return) (nop))
    (func (block (br 0) (block (nop))) (nop))
    (func (param i32) (if (local.get 0) (then (unreachable)) (else (nop)))))`);
  const at = (funcidx: number, name: string, nth = 0): Judged =>
    judgedFrames(scene, scene.frame(funcidx, scene.offset(funcidx, name, nth), funcidx === 2 ? [i32(0)] : []));
  const refused = { code: 'CKPT2122', path: `${path}.offset` };
  return {
    judgement: 'C',
    accepts: {
      'before the return': at(0, 'return'),
      'behind a block that is left': at(1, 'nop', 1),
      'the other arm': at(2, 'nop'),
    },
    refuses: {
      'behind a return': { ...at(0, 'nop'), ...refused, words: 'nop' },
      'the end behind a branch': { ...at(1, 'end', 1), ...refused },
      'inside a block behind a branch': { ...at(1, 'nop', 0), ...refused },
      'an else behind unreachable': { ...at(2, 'else'), ...refused },
    },
  };
});

describeClause('valid-frame-locals', async () => {
  const scene = await Scene.of('(module (func (param i32) (local i64 f32)))');
  const locals = (...list: Slot[]): Judged => judgedFrames(scene, scene.frame(0, scene.first(0), list));
  const f32 = { kind: 'f32', bits: 0 } as const;
  const refused = { code: 'CKPT2123', path: `${path}.locals` };
  return {
    judgement: 'C',
    accepts: { 'parameters and locals': locals(i32(1), i64(2n), f32), 'all dead': locals(dead, dead, dead) },
    refuses: {
      'one less': { ...locals(i32(1), i64(2n)), ...refused },
      'one more': { ...locals(i32(1), i64(2n), f32, f32), ...refused },
      none: { ...locals(), ...refused },
    },
  };
});

test('valid-frame-locals: values have the declared types', async () => {
  const scene = await Scene.of('(module (type $t (func)) (func (param i32 (ref null $t))) (func (type $t)))');
  const errors = (...list: Slot[]): readonly unknown[] => {
    const { checkpoint, modules } = judgedFrames(scene, scene.frame(0, scene.first(0), list));
    expect(validateWith(checkpoint, { modules, skip: new Set(['valid-frame-locals']) }).errors).toEqual([]);
    return validate(checkpoint, { modules }).errors.map(({ code, path: where }) => [code, where]);
  };
  expect(errors(i32(1), nullOf('func'))).toEqual([]);
  expect(errors(i32(1), func(1))).toEqual([]);
  expect(errors(i64(1n), nullOf('any'))).toEqual([
    ['CKPT2101', `${path}.locals[0]`],
    ['CKPT2102', `${path}.locals[1]`],
  ]);
  expect(errors(i32(1), func(0))).toEqual([['CKPT2105', `${path}.locals[1]`]]);
});

describeClause('valid-frame-unset', async () => {
  const scene = await Scene.of(`(module
    (func $f (local $x (ref func)) (local $y i32)
      (block (local.set $x (ref.func $f)) (nop))
      (nop)
      (local.set $x (ref.func $f)) (nop) (drop (local.get $x)) (drop (local.get $y)))
    (elem declare func $f))`);
  const at = (nth: number, x: Slot, y: Slot = i32(0)): Judged =>
    judgedFrames(scene, scene.frame(0, scene.offset(0, 'nop', nth), [x, y]));
  const refused = (local: number) => ({ code: 'CKPT2124', path: `${path}.locals[${local}]` });
  const first = judgedFrames(scene, scene.frame(0, scene.first(0), [unset, i32(0)]));
  return {
    judgement: 'C',
    accepts: {
      'before it is set': first,
      'where the type system has forgotten': at(1, unset),
      'a value where the type system has forgotten': at(1, func(0)),
      'dead where the type system has forgotten': at(1, dead),
      set: at(2, func(0)),
    },
    refuses: {
      'after it was set in this block': { ...at(0, unset), ...refused(0) },
      'after it was set': { ...at(2, unset), ...refused(0) },
      'a local with a default': { ...at(1, func(0), unset), ...refused(1) },
    },
  };
});

describeClause('valid-frame-dead', async () => {
  const scene = await Scene.of(`(module
    (func (param i32 i32) (result i32)
      (loop $l
        (nop)
        (local.set 1 (i32.const 5))
        (br_if $l (local.get 0)))
      (local.get 1)))`);
  const at = (name: string, ...list: Slot[]): Judged =>
    judgedFrames(scene, scene.frame(0, scene.offset(0, name), list));
  const refused = (local: number) => ({ code: 'CKPT2125', path: `${path}.locals[${local}]` });
  return {
    judgement: 'C',
    accepts: {
      'what is set before it is read': at('nop', i32(1), dead),
      'what is not read any more': judgedFrames(scene, scene.frame(0, scene.offset(0, 'local.get', 1), [dead, i32(1)])),
    },
    refuses: {
      'what a loop reads': { ...at('nop', dead, dead), ...refused(0) },
      'what is read behind the loop': {
        ...judgedFrames(scene, scene.frame(0, scene.offset(0, 'local.get', 0), [i32(0), dead])),
        ...refused(1),
      },
    },
  };
});

describeClause('valid-frame-caught', async () => {
  const scene = await Scene.of(`(module
    (tag $a) (tag $b (param i32))
    (func
      try
        nop
      catch $b
        drop
        try
          nop
        catch $a
          nop
        catch_all
          nop
        end
      end
      nop))`);
  const at = (nth: number, ...caught: number[]): Judged => ({
    checkpoint: scene.checkpoint({
      types: [functype([]), functype(['i32'])],
      tags: [{ type: 0 }, { type: 1 }],
      exceptions: [
        { tag: 0, args: [] },
        { tag: 1, args: [i32(5)] },
      ],
      threads: [thread(scene.frame(0, scene.offset(0, 'nop', nth), [], [], { caught }))],
      more: ['any-point'],
    }),
    modules: [scene.bytes],
  });
  const count = { code: 'CKPT2127', path: `${path}.caught` };
  return {
    judgement: 'C',
    accepts: {
      'in the body of a try': at(0),
      'in a handler': at(1, 1),
      'in a handler in a handler': at(2, 1, 0),
      'in catch_all, whatever the tag': at(3, 1, 1),
      behind: at(4),
    },
    refuses: {
      'none in a handler': { ...at(1), ...count },
      'one in a try body': { ...at(0, 0), ...count },
      'one behind': { ...at(4, 1), ...count },
      'one too many': { ...at(1, 1, 0), ...count },
      'another tag': { ...at(1, 0), code: 'CKPT2128', path: `${path}.caught[0]` },
      'another tag inside': { ...at(2, 1, 1), code: 'CKPT2128', path: `${path}.caught[1]` },
    },
  };
});

describeClause('valid-frame-point', async () => {
  const loops = await Scene.of('(module (func $f (nop) (block (nop)) (loop (nop) (nop)) (call $f) (nop) (nop)))');
  const at = (offset: number, more: readonly string[] = []): Judged => ({
    checkpoint: loops.checkpoint({ threads: [thread(loops.frame(0, offset))], more }),
    modules: [loops.bytes],
  });
  const nop = (nth: number, more: readonly string[] = []): Judged => at(loops.offset(0, 'nop', nth), more);
  const refused = { code: 'CKPT2129', path: `${path}.offset` };
  return {
    judgement: 'C',
    accepts: {
      'the first instruction': at(loops.first(0)),
      'the first in a loop': nop(2),
      'a call': at(loops.offset(0, 'call')),
      'behind a call': nop(4),
      'any point where that is declared': nop(5, ['any-point']),
    },
    refuses: {
      'the second instruction': { ...at(loops.offset(0, 'block')), ...refused, words: 'block' },
      'the first in a block': { ...nop(1), ...refused },
      'the loop itself': { ...at(loops.offset(0, 'loop')), ...refused },
      'the second in a loop': { ...nop(3), ...refused },
      'the second behind a call': { ...nop(5), ...refused },
    },
  };
});

test('syn-dead, syn-unset, syn-portable, syn-offset: the clauses of the syntax that take the module are decided', async () => {
  const scene = await Scene.of('(module (func (param i32) (drop (local.get 0)) (nop)))');
  const codes = (offset: number, slot: Slot, more: readonly string[] = []): readonly string[] => {
    const checkpoint = scene.checkpoint({ threads: [thread(scene.frame(0, offset, [slot]))], more });
    return validate(checkpoint, { modules: [scene.bytes] }).errors.map(({ clause }) => clause);
  };
  expect(codes(scene.first(0), i32(0))).toEqual([]);
  expect(codes(scene.first(0), dead)).toEqual(['valid-frame-dead']);
  expect(codes(scene.first(0), unset)).toEqual(['valid-frame-unset']);
  expect(codes(scene.offset(0, 'nop'), i32(0))).toEqual(['valid-frame-point']);
  expect(codes(scene.offset(0, 'nop'), dead, ['any-point'])).toEqual([]);
});
