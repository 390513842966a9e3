import type { Frame, Value } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { describeClause, type Judged } from './clause-cases.js';
import { func, functype, i32, i64, nullable, nullOf, Scene, thread } from './scene.js';

const path = 'threads[0].frames[0]';

const calls = `(module
  (import "a" "wait" (func (param i32)))
  (type $binary (func (param i32 i32) (result i32)))
  (table 1 funcref)
  (func $callee (type $binary) (nop) (i32.const 1))
  (func $direct (result i32) (f32.const 0) (i64.const 1) (i32.const 2) (i32.const 3) (call $callee)
    (nop) (drop) (drop) (drop) (i32.const 0))
  (func $indirect (result i32) (i64.const 1) (i32.const 2) (i32.const 3) (i32.const 0)
    (call_indirect (type $binary)) (return) )
  (func $reference (result i32) (i64.const 1) (i32.const 2) (i32.const 3) (ref.func $callee)
    (call_ref $binary) (return))
  (elem declare func $callee))`;

const callScene = async () => {
  const scene = await Scene.of(calls);
  const table = {
    type: { element: nullable('func'), address: 'i32', limits: { min: 1n } } as const,
    base: { kind: 'none' } as const,
    runs: [{ kind: 'ref', length: 1n, ref: nullOf('func') } as const],
  };
  const judged = (...frames: readonly Frame[]): Judged => ({
    checkpoint: scene.checkpoint({
      types: [functype(['i32'])],
      imports: [{ module: 'a', name: 'wait', type: { kind: 'func', type: 0 } }],
      hostFuncs: [{ module: 'a', name: 'wait', type: 0 }],
      instance: { funcs: [{ kind: 'host-func', address: 0 }] },
      tables: [table],
      threads: [thread(...frames)],
      more: ['any-point'],
    }),
    modules: [scene.bytes],
  });
  const inner = scene.frame(1, scene.first(1), [i32(0), i32(0)]);
  return { scene, judged, inner };
};

describeClause('valid-frame-operands', async () => {
  const { scene, judged, inner } = await callScene();
  const f32 = { kind: 'f32', bits: 0 } as const;
  const alone = (funcidx: number, name: string, ...operands: Value[]): Judged =>
    judged(scene.frame(funcidx, scene.offset(funcidx, name), [], operands));
  const caller = (funcidx: number, name: string, ...operands: Value[]): Judged =>
    judged(inner, scene.frame(funcidx, scene.offset(funcidx, name), [], operands));
  const refused = (position: number) => ({ code: 'CKPT2126', path: `threads[0].frames[${position}].operands` });
  return {
    judgement: 'C',
    accepts: {
      'the whole stack in front': alone(2, 'call', f32, i64(1n), i32(2), i32(3)),
      'the result of a call': alone(2, 'nop', f32, i64(1n), i32(2)),
      'none of a call that is pending': caller(2, 'call', f32, i64(1n)),
      'not the table index either': caller(3, 'call_indirect', i64(1n)),
      'not the reference either': caller(4, 'call_ref', i64(1n)),
      'the table index in front': alone(3, 'call_indirect', i64(1n), i32(2), i32(3), i32(0)),
      'the reference in front': alone(4, 'call_ref', i64(1n), i32(2), i32(3), func(1)),
    },
    refuses: {
      'an operand less': { ...alone(2, 'call', f32, i64(1n), i32(2)), ...refused(0), words: 'f32 i64 i32 i32' },
      'an operand more': { ...alone(2, 'call', f32, i64(1n), i32(2), i32(3), i32(4)), ...refused(0) },
      'the arguments of a pending call': { ...caller(2, 'call', f32, i64(1n), i32(2), i32(3)), ...refused(1) },
      'the result of a pending call': { ...caller(2, 'call', f32, i64(1n), i32(2)), ...refused(1) },
      'the table index of a pending call': { ...caller(3, 'call_indirect', i64(1n), i32(0)), ...refused(1) },
      'the reference of a pending call': { ...caller(4, 'call_ref', i64(1n), func(1)), ...refused(1) },
    },
  };
});

test('valid-frame-operands: operands have the types of the stack', async () => {
  const { scene, judged } = await callScene();
  const operands = [i32(0), i64(1n), i64(2n), nullOf('any')];
  const { checkpoint, modules } = judged(scene.frame(2, scene.offset(2, 'call'), [], operands));
  const report = validate(checkpoint, { modules });
  expect(report.errors.map(({ code, path: where }) => [code, where])).toEqual([
    ['CKPT2101', `${path}.operands[0]`],
    ['CKPT2101', `${path}.operands[2]`],
    ['CKPT2102', `${path}.operands[3]`],
  ]);
  expect(validateWith(checkpoint, { modules, skip: new Set(['valid-frame-operands']) }).errors).toEqual([]);
});
