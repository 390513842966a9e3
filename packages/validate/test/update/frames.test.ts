import type { Checkpoint } from '@wasm-checkpoint/format';
import { functype, i32, type Scene, thread } from '../scene.js';
import { describeUpdateClause, judge, updateCase } from './scenes.js';

/** A thread that is about to call `$leaf` in `$main`, whose local is 7. */
const calling = (scene: Scene): Checkpoint =>
  scene.checkpoint({ threads: [thread(scene.frame(1, scene.offset(1, 'call'), [i32(7)]))] });

const program = (leaf: string, main = '(call $leaf) (drop (local.get 0))'): string =>
  `(module (func $leaf ${leaf}) (func $main (export "main") (param i32) ${main}))`;

describeUpdateClause('valid-update-correspondence', async () => {
  const two = '(module (func (export "a")) (func (export "b") (result i32) (i32.const 1)))';
  const swapped = '(module (func (export "b") (result i32) (i32.const 1)) (func (export "a")))';
  const importing = '(module (import "env" "f" (func)) (func (export "a")))';
  const other = '(module (import "env" "g" (func)) (func (export "a")))';
  const bound = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      types: [functype([])],
      imports: [{ module: 'env', name: 'f', type: { kind: 'func', type: 0 } }],
      hostFuncs: [{ module: 'env', name: 'f', type: 0 }],
      instance: { funcs: [{ kind: 'host-func', address: 0 }] },
    });
  const typed = '(module (type (func)) (type (func (param i32))))';
  const refused = { code: 'CKPT3170', path: 'modules[0]' };
  const host = { functions: [{ module: 'env', name: 'g', type: { params: [], results: [] } }] };
  return {
    accepts: {
      'what is found': await updateCase(two, swapped),
      'functions and types that are given': await updateCase(two, swapped, undefined, {
        pairs: { funcidx: [[0, 1]], typeidx: [[0, 1]] },
      }),
      'pairs that are all there are': await updateCase(two, swapped, undefined, { pairs: {}, complete: true }),
    },
    refuses: {
      'two images of one': {
        ...(await updateCase(two, two, undefined, {
          pairs: {
            funcidx: [
              [0, 0],
              [0, 1],
            ],
          },
        })),
        ...refused,
        words: 'mapped already',
      },
      'one image of two': {
        ...(await updateCase(two, two, undefined, {
          pairs: {
            funcidx: [
              [0, 0],
              [1, 0],
            ],
          },
        })),
        ...refused,
      },
      'an index that is none': {
        ...(await updateCase(two, two, undefined, { pairs: { funcidx: [[2, 0]] } })),
        ...refused,
        words: 'the old module has no such index',
      },
      'an image that is none': {
        ...(await updateCase(two, two, undefined, { pairs: { memidx: [[0, 0]] } })),
        ...refused,
      },
      'a definition for an import': {
        ...(await updateCase(importing, importing, bound, { pairs: { funcidx: [[0, 1]] } })),
        ...refused,
        words: 'only the old one is imported',
      },
      'an import of other names': {
        ...(await updateCase(importing, other, bound, { pairs: { funcidx: [[0, 0]] }, host })),
        ...refused,
        words: 'names',
      },
      'another type': {
        ...(await updateCase(typed, typed, undefined, { pairs: { typeidx: [[0, 1]] } })),
        ...refused,
        words: 'types differ',
      },
    },
  };
});

describeUpdateClause('valid-update-frame', async () => {
  const nop = program('');
  const refused = { code: 'CKPT3171', path: 'threads[0].frames[0].funcidx' };
  return {
    accepts: {
      'the same module': await updateCase(nop, nop, calling),
      'another body of a function without frames': await updateCase(nop, program('(nop)'), calling),
      'a function in front, so that all move': await updateCase(
        nop,
        `(module (func $new (nop) (nop)) ${nop.slice('(module '.length)}`,
        calling,
      ),
      'no frames, another body': await updateCase(nop, program('', '(drop (local.get 0))')),
    },
    refuses: {
      'another instruction': {
        ...(await updateCase(nop, program('', '(call $leaf) (nop)'), calling)),
        ...refused,
        words: 'instruction 1 was local.get 0 at 3, it is nop at 3',
      },
      'another local': {
        ...(await updateCase(nop, program('', '(local i64) (call $leaf) (drop (local.get 0))'), calling)),
        ...refused,
        words: 'its locals were none, they are 1 i64',
      },
      'another type': {
        ...(await updateCase(nop, nop.replace('(param i32)', '(param i32 i32)'), calling)),
        ...refused,
        words: 'its type was (param i32), it is (param i32 i32)',
      },
      'a function that is removed': {
        ...(await updateCase(nop, '(module (func $leaf))', calling)),
        ...refused,
        words: 'removed',
      },
      'another callee': {
        ...(await updateCase(
          nop,
          `${program('', '(call $new) (drop (local.get 0))').slice(0, -1)} (func $new))`,
          calling,
        )),
        ...refused,
        words: 'call',
      },
    },
  };
});

describeUpdateClause('valid-update-result', async () => {
  const constant = (value: number): string =>
    `(module (global $g (export "g") i32 (i32.const ${value})) (func $main (export "main") (drop (global.get $g))))`;
  const global = (scene: Scene): Checkpoint =>
    scene.checkpoint({ globals: [{ type: { type: 'i32', mutable: false }, value: i32(1) }] });
  const pairs = { globalidx: [[0, 0]] } as const;
  // `$caller` waits for `$callee`, which `$middle` passes to; in the new version it does not.
  const passing = (middle: string): string =>
    `(module (func $callee (call $leaf)) (func $leaf) (func $middle ${middle}) (func $caller (export "main") (call $middle)))`;
  const stacked = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      threads: [thread(scene.frame(0, scene.offset(0, 'call')), scene.frame(3, scene.offset(3, 'call')))],
    });
  return {
    accepts: {
      'a constant that changed and that no frame reads': await updateCase(constant(1), constant(2), global),
      'a constant that is the same': await updateCase(constant(1), constant(1), global, { pairs }),
      'a way of tail calls that is still there': await updateCase(
        passing('(return_call $callee)'),
        passing('(nop) (return_call $callee)'),
        stacked,
      ),
    },
    refuses: {
      'a constant that changed and is given an image': {
        ...(await updateCase(constant(1), constant(2), global, { pairs })),
        code: 'CKPT3178',
        path: 'globals[0].value',
        words: 'CKPT3116',
      },
      'a way of tail calls that is gone': {
        ...(await updateCase(passing('(return_call $callee)'), passing('(call $callee)'), stacked)),
        code: 'CKPT3178',
        path: 'threads[0].frames[0].funcidx',
      },
    },
  };
});

test('valid-update-result: a new module that is not valid is refused, and so is one that is none', async () => {
  const each = await updateCase('(module)', '(module)');
  const body = (await updateCase('(module)', '(module (func (drop (i32.const 0))))')).updates[0]?.bytes.slice();
  if (body === undefined) throw new Error('there is no module');
  body[body.length - 2] = 0x50; // drop becomes i64.eqz
  for (const bytes of [Uint8Array.of(0, 0x61, 0x73, 0x6d), body]) {
    const { report, checkpoint } = judge({ ...each, updates: [{ module: 0, bytes }] });
    expect(report.errors.map(({ code, path }) => ({ code, path }))).toEqual([{ code: 'CKPT3178', path: 'modules[0]' }]);
    expect(report.obstacles.map(({ kind, verdict }) => ({ kind, verdict }))).toEqual([
      { kind: 'result', verdict: 'refused' },
    ]);
    expect(checkpoint).toBeUndefined();
  }
});

test('valid-order: what the old modules do not meet is told alone', async () => {
  const each = await updateCase(program(''), '(module)', calling);
  const { report, premise } = judge({ ...each, modules: [] });
  expect(report).toMatchObject({ accepted: false, judgement: 'B', obstacles: [], modules: [] });
  expect(premise.accepted).toBe(false);
});

test('two replacements of one module, and one of none, are mistakes of the caller', async () => {
  const each = await updateCase('(module)', '(module)');
  const [first] = each.updates;
  if (first === undefined) throw new Error('there is no replacement');
  expect(() => judge({ ...each, updates: [first, first] })).toThrow(RangeError);
  expect(() => judge({ ...each, updates: [{ ...first, module: 1 }] })).toThrow(RangeError);
});
