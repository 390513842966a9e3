import type { Frame, Thread } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import { describeClause, type Judged } from './clause-cases.js';
import { func, functype, i32, i64, Scene, thread, withFeatures } from './scene.js';

const text = `(module
  (type $int (func (param i32) (result i32)))
  (type $long (func (param i64) (result i32)))
  (table 1 funcref)
  (func $a (type $int) (nop) (i32.const 0))
  (func $b (type $int) (return_call $a (local.get 0)))
  (func $c (type $long) (nop) (i32.const 0))
  (func $d (type $int) (return_call_indirect (type $long) (i64.const 0) (i32.const 0)))
  (func $direct (result i32) (call $a (i32.const 1)))
  (func $through (result i32) (call $b (i32.const 1)))
  (func $far (result i32) (call $d (i32.const 1)))
  (func $indirect (result i32) (call_indirect (type $int) (i32.const 1) (i32.const 0)))
  (func $reference (result i32) (call_ref $long (i64.const 1) (ref.func $c)))
  (func $tail (result i32) (return_call $direct))
  (func $nop (result i32) (nop) (i32.const 1))
  (elem declare func $c))`;
const [a, b, c, d, direct, through, far, indirect, reference, tail, nop] = Array.from({ length: 11 }, (_, i) => i) as [
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
  number,
];

const judgedWith = async () => {
  const scene = await Scene.of(text);
  const judged = (...frames: readonly Frame[]): Judged => ({
    checkpoint: scene.checkpoint({
      tables: [
        {
          type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: 1n } },
          base: { kind: 'none' },
          runs: [{ kind: 'ref', length: 1n, ref: { kind: 'null', hierarchy: 'func' } }],
        },
      ],
      threads: [thread(...frames)],
      more: ['any-point'],
    }),
    modules: [scene.bytes],
  });
  const inner = (funcidx: number): Frame => {
    const locals = funcidx >= direct ? [] : [funcidx === c ? i64(0n) : i32(0)];
    return scene.frame(funcidx, scene.first(funcidx), locals);
  };
  const outer = (funcidx: number, name: string): Frame => scene.frame(funcidx, scene.offset(funcidx, name));
  return { scene, judged, inner, outer };
};

describeClause('valid-link-call', async () => {
  const { judged, inner, outer } = await judgedWith();
  const path = 'threads[0].frames[1].offset';
  return {
    judgement: 'C',
    accepts: {
      'a call': judged(inner(a), outer(direct, 'call')),
      'a call by reference': judged(inner(c), outer(reference, 'call_ref')),
    },
    refuses: {
      'a tail call': {
        ...judged(inner(direct), outer(tail, 'return_call')),
        code: 'CKPT2130',
        path,
        words: 'return_call',
      },
      'no call': { ...judged(inner(a), outer(nop, 'nop')), code: 'CKPT2130', path },
    },
  };
});

describeClause('valid-link-callee', async () => {
  const { judged, inner, outer, scene } = await judgedWith();
  const refused = { code: 'CKPT2131', path: 'threads[0].frames[0].funcidx' };
  const importing = await Scene.of(`(module
    (import "m" "b" (func $b (param i32) (result i32)))
    (func $outer (result i32) (call $b (i32.const 1))))`);
  const linked = (funcidx: number): Judged => ({
    checkpoint: withFeatures(
      {
        ...judged().checkpoint,
        types: [functype(['i32'], ['i32'])],
        modules: [scene.stated(), importing.stated([{ module: 'm', name: 'b', type: { kind: 'func', type: 0 } }])],
        instances: [scene.instance(), { ...importing.instance({ funcs: [func(b)] }), module: 1 }],
        threads: [thread(inner(funcidx), importing.frame(1, importing.offset(1, 'call'), [], [], { instance: 1 }))],
      },
      ['any-point'],
    ),
    modules: [importing.bytes, scene.bytes],
  });
  return {
    judgement: 'C',
    accepts: {
      'what is called': judged(inner(a), outer(direct, 'call')),
      'what is called, before it passes on': judged(inner(b), outer(through, 'call')),
      'through a tail call': judged(inner(a), outer(through, 'call')),
      'through a tail call of any function of a type': judged(inner(c), outer(far, 'call')),
      'any function of the type': judged(inner(a), outer(indirect, 'call_indirect')),
      'through a function of the type': judged(inner(c), outer(indirect, 'call_indirect')),
      'by reference': judged(inner(c), outer(reference, 'call_ref')),
      'through an import': linked(b),
      'through an import and a tail call': linked(a),
    },
    refuses: {
      'another function': { ...judged(inner(b), outer(direct, 'call')), ...refused, words: 'function 0 of instance 0' },
      'another way round': { ...judged(inner(d), outer(through, 'call')), ...refused },
      'another type': { ...judged(inner(a), outer(reference, 'call_ref')), ...refused },
      'another function of an import': { ...linked(c), ...refused },
    },
  };
});

test('valid-link-callee: a call of the host leaves no frame inside', async () => {
  const scene = await Scene.of('(module (import "a" "f" (func)) (func (call 0)) (func (nop)))');
  const checkpoint = scene.checkpoint({
    types: [functype([])],
    imports: [{ module: 'a', name: 'f', type: { kind: 'func', type: 0 } }],
    hostFuncs: [{ module: 'a', name: 'f', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
    threads: [thread(scene.frame(2, scene.first(2)), scene.frame(1, scene.offset(1, 'call')))],
  });
  const { errors } = validate(checkpoint, { modules: [scene.bytes] });
  expect(errors.map(({ code }) => code)).toEqual(['CKPT2131']);
  expect(errors[0]?.text).toContain('function 0 of the host');
});

describeClause('valid-frame-waiting', async () => {
  const scene = await Scene.of(`(module
    (memory 1 1 shared) (memory 2 2 shared)
    (func (memory.atomic.wait32 1 (i32.const 0) (i32.const 0) (i64.const -1)) (drop))
    (func (memory.atomic.wait64 0 offset=8 (i32.const 0) (i64.const 0) (i64.const -1)) (drop))
    (func (nop)))`);
  const memory = (pages: bigint) => ({
    type: { address: 'i32', limits: { min: pages, max: pages }, shared: true, pageSizeLog2: 16 } as const,
    image: { base: { kind: 'zeros' } as const, blockSizeLog2: 16, blocks: [] },
  });
  const waits = (frame: Frame, memidx: number, address: bigint): Judged => {
    const status = { kind: 'waiting', memory: memidx, address, timeout: -1n, ticket: 0 } as const;
    const waiting: Thread = { label: '', status, frames: [frame] };
    return {
      checkpoint: scene.checkpoint({ memories: [memory(1n), memory(2n)], threads: [waiting] }),
      modules: [scene.bytes],
    };
  };
  const first = scene.frame(0, scene.offset(0, 'memory.atomic.wait32'));
  const second = scene.frame(1, scene.offset(1, 'memory.atomic.wait64'));
  const refused = (code: string, field: string) => ({ code, path: `threads[0].status.${field}` });
  return {
    judgement: 'C',
    accepts: {
      'at the end of a memory': waits(first, 1, 131068n),
      'at the last eight bytes': waits(second, 0, 65528n),
    },
    refuses: {
      'no wait': {
        ...waits(scene.frame(2, scene.first(2)), 0, 0n),
        code: 'CKPT2132',
        path: 'threads[0].frames[0].offset',
        words: 'nop',
      },
      'another memory': { ...waits(first, 0, 8n), ...refused('CKPT2133', 'memory') },
      'four bytes where eight are asked for': { ...waits(second, 0, 4n), ...refused('CKPT2134', 'address') },
      'too near to the end': { ...waits(second, 0, 65532n), ...refused('CKPT2134', 'address') },
    },
  };
});
