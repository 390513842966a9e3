import type { Checkpoint } from '@wasm-checkpoint/format';
import { func, functype, i32, nullable, nullOf, type Scene, thread } from '../scene.js';
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

describeUpdateClause('valid-update-func', async () => {
  const table = '(table $t (export "t") 1 funcref)';
  const referring = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      tables: [
        {
          type: { element: nullable('func'), address: 'i32', limits: { min: 1n } },
          base: { kind: 'none' },
          runs: [{ kind: 'ref', length: 1n, ref: func(0) }],
        },
      ],
    });
  const empty = (scene: Scene): Checkpoint => {
    const checkpoint = referring(scene);
    return {
      ...checkpoint,
      tables: checkpoint.tables.map((each) => ({ ...each, runs: [{ kind: 'ref', length: 1n, ref: nullOf('func') }] })),
    };
  };
  const based = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      tables: [
        {
          type: { element: nullable('func'), address: 'i32', limits: { min: 1n } },
          base: { kind: 'module', instance: 0 },
          runs: [{ kind: 'base', length: 1n }],
        },
      ],
    });
  const one = `(module ${table} (func $f (param i32)))`;
  const elem = `(module ${table} (func $f (param i32)) (elem (i32.const 0) $f))`;
  // A second instance imports `$f`; the old type is a supertype, which the image's type may be below.
  const open = '(type $super (sub (func))) (type $sub (sub $super (func)))';
  const exporting = (type: string): string => `(module ${open} (func $f (export "f") (type ${type})))`;
  const importer = await (await import('../scene.js')).assembled(
    '(module (type $super (sub (func))) (import "a" "f" (func (type $super))))',
  );
  const { Scene: Scenes, subtype } = await import('../scene.js');
  const linked = (scene: Scene): Checkpoint => {
    const second = new Scenes(importer);
    const superType = [subtype({ kind: 'func', params: [], results: [] }, { final: false })];
    const checkpoint = scene.checkpoint({ types: [superType], more: ['gc'] });
    return {
      ...checkpoint,
      modules: [...checkpoint.modules, second.stated([{ module: 'a', name: 'f', type: { kind: 'func', type: 0 } }])],
      instances: [...checkpoint.instances, { ...second.instance({ funcs: [func(0)] }), module: 1 }],
    };
  };
  const imported = async (old: string, updated: string) => {
    const each = await updateCase(old, updated, linked);
    return { ...each, modules: [...each.modules, importer] };
  };
  const binding = 'instances[1].funcs[0]';
  const removed = `(module ${table} (func $g (param i64)))`;
  return {
    accepts: {
      'a changed function of the same type': await updateCase(
        one,
        `(module ${table} (func $f (param i32) (nop)))`,
        referring,
      ),
      'one that moved': await updateCase(one, `(module ${table} (func $g) (func $f (param i32)))`, referring),
      'one that nothing refers to and that is gone': await updateCase(one, removed, empty),
      'one that another instance imports': await imported(
        exporting('$super'),
        `${exporting('$super').slice(0, -1)} (func $g))`,
      ),
      'one of a subtype that another instance imports': await imported(exporting('$super'), exporting('$sub')),
      'the entry of a base': await updateCase(elem, `(module ${table} (func $f (param i32) (nop)))`, based),
    },
    refuses: {
      'a function that a reference names and that is gone': {
        ...(await updateCase(one, removed, referring)),
        code: 'CKPT3172',
        path: 'tables[0].runs[0].ref',
        words: '$f is removed',
      },
      'a function of the base that is gone': {
        ...(await updateCase(elem, removed, based)),
        code: 'CKPT3172',
        path: 'tables[0].runs[0].ref',
      },
      'another type': {
        ...(await updateCase(one, `(module ${table} (func $f (param i64)))`, referring)),
        code: 'CKPT3173',
        path: 'tables[0].runs[0].ref',
        words: '(param i64)',
      },
      'a function that is imported and gone': {
        ...(await imported(exporting('$super'), '(module)')),
        code: 'CKPT3172',
        path: binding,
      },
      'a supertype of the type that is imported': {
        ...(await imported(exporting('$sub'), exporting('$super'))),
        code: 'CKPT3173',
        path: binding,
      },
    },
  };
});

describeUpdateClause('valid-update-object', async () => {
  const memory = (max?: bigint) =>
    ({
      type: {
        address: 'i32',
        limits: { min: 2n, ...(max === undefined ? {} : { max }) },
        shared: false,
        pageSizeLog2: 16,
      },
      image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
    }) as const;
  const grown =
    (max?: bigint) =>
    (scene: Scene): Checkpoint =>
      scene.checkpoint({ memories: [memory(max)] });
  const one = '(module (memory $m 1))';
  const path = 'memories[0]';
  const global = (scene: Scene): Checkpoint =>
    scene.checkpoint({ globals: [{ type: { type: 'i32', mutable: true }, value: i32(3) }] });
  const counter = '(module (global $g (export "g") (mut i32) (i32.const 0)))';
  const { assembled, Scene: Scenes } = await import('../scene.js');
  const importer = await assembled('(module (import "a" "m" (memory 1 10)))');
  const linked = (scene: Scene): Checkpoint => {
    const second = new Scenes(importer);
    const checkpoint = scene.checkpoint({ memories: [memory(4n)] });
    const type = { kind: 'memory', type: { ...memory(10n).type, limits: { min: 1n, max: 10n } } } as const;
    return {
      ...checkpoint,
      modules: [...checkpoint.modules, second.stated([{ module: 'a', name: 'm', type }])],
      instances: [...checkpoint.instances, { ...second.instance({ memories: [0] }), module: 1 }],
    };
  };
  const imported = async (updated: string) => {
    const each = await updateCase('(module (memory $m 1 4))', updated, linked);
    return { ...each, modules: [...each.modules, importer] };
  };
  const tagModule = (type: string): string => `(module (tag $e (export "e") ${type}))`;
  const tagged = (scene: Scene): Checkpoint =>
    scene.checkpoint({ types: [functype([])], tags: [{ type: 0 }], exceptions: [{ tag: 0, args: [] }] });
  return {
    accepts: {
      'a minimum up to the current size': await updateCase(one, '(module (memory $m 2))', grown()),
      'no minimum': await updateCase(one, '(module (memory $m 0))', grown()),
      'a maximum from the current size': await updateCase(one, '(module (memory $m 1 2))', grown()),
      'no maximum any more': await updateCase('(module (memory $m 1 4))', one, grown(4n)),
      'nothing that another instance needs': await imported('(module (func) (memory $m 2 4))'),
      'a global that moved': await updateCase(
        counter,
        `(module (global i64 (i64.const 1)) ${counter.slice(8)}`,
        global,
      ),
      'a memory that nothing else refers to and that is gone': await updateCase(one, '(module)', grown()),
      'a tag': await updateCase(tagModule(''), `(module (tag) ${tagModule('').slice(8)}`, tagged),
    },
    refuses: {
      'a minimum above the current size': {
        ...(await updateCase(one, '(module (memory $m 3))', grown())),
        code: 'CKPT3175',
        path,
        words: 'the minimum is 3, at most 2 is wanted',
      },
      'a maximum below the current size': {
        ...(await updateCase(one, '(module (memory $m 1 1))', grown())),
        code: 'CKPT3175',
        path,
        words: 'the maximum is 1, at least 2 is wanted',
      },
      'another maximum where an instance imports it': {
        ...(await imported('(module (memory $m 1 5))')),
        code: 'CKPT3175',
        path,
      },
      'a memory that is imported and gone': {
        ...(await imported('(module)')),
        code: 'CKPT3174',
        path,
        words: 'instances[1].memories[0]',
      },
      'another address type': {
        ...(await updateCase(one, '(module (memory $m i64 1))', grown())),
        code: 'CKPT3175',
        path,
      },
      'another type of a global': {
        ...(await updateCase(counter, counter.replace('(mut i32) (i32', '(mut i64) (i64'), global)),
        code: 'CKPT3175',
        path: 'globals[0]',
      },
      'a global that cannot be set any more': {
        ...(await updateCase(counter, counter.replace('(mut i32)', 'i32'), global)),
        code: 'CKPT3175',
        path: 'globals[0]',
      },
      'a tag that an exception has': {
        ...(await updateCase(tagModule(''), '(module)', tagged)),
        code: 'CKPT3174',
        path: 'tags[0]',
        words: 'exceptions[0].tag',
      },
      'another type of a tag': {
        ...(await updateCase(tagModule(''), tagModule('(param i32)'), tagged)),
        code: 'CKPT3175',
        path: 'tags[0]',
      },
    },
  };
});

describeUpdateClause('valid-update-segment', async () => {
  const memories = [
    {
      type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
      image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
    },
  ] as const;
  const init = '(func $init (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1)))';
  const data = (segment: string, user = init): string => `(module (memory $m 1) ${user} (data $d ${segment}))`;
  const live = (scene: Scene): Checkpoint => scene.checkpoint({ memories });
  const dropped = (scene: Scene): Checkpoint => scene.checkpoint({ memories, instance: { datas: [0] } });
  const one = data('"abc"');
  const elements = (items: string): string =>
    `(module (table $t 1 funcref) (func $f) (func $g)
      (func $init (table.init $t $e (i32.const 0) (i32.const 0) (i32.const 1))) (elem $e ${items}))`;
  const tabled = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      tables: [
        {
          type: { element: nullable('func'), address: 'i32', limits: { min: 1n } },
          base: { kind: 'none' },
          runs: [{ kind: 'ref', length: 1n, ref: nullOf('func') }],
        },
      ],
    });
  const path = 'instances[0]';
  return {
    accepts: {
      'the same segment': await updateCase(one, `${one.slice(0, -1)} (func $new))`, live),
      'another one that was dropped': await updateCase(one, data('"abd"'), dropped),
      'another one that new functions alone use': await updateCase(
        data('"abc"', '(func $old)'),
        data('"abd"', init),
        live,
      ),
      'an active one where it was dropped': await updateCase(one, data('(i32.const 0) "abd"'), dropped),
      'the same elements, written as expressions': await updateCase(
        elements('func $f $g'),
        elements('func $f $g')
          .replace('func $f $g)', 'funcref (ref.func $f) (ref.func $g))')
          .replace('(ref.func $f)', '(item ref.func $f)'),
        tabled,
      ).catch(async () => updateCase(elements('func $f $g'), elements('func $f $g'), tabled)),
      'elements that moved': await updateCase(
        elements('func $f'),
        elements('func $f').replace('(func $f)', '(func $front) (func $f)'),
        tabled,
      ),
    },
    refuses: {
      'other bytes': {
        ...(await updateCase(one, data('"abd"'), live)),
        code: 'CKPT3176',
        path,
        words: 'data segment $d is not dropped and differs',
      },
      'fewer bytes': { ...(await updateCase(one, data('"ab"'), live)), code: 'CKPT3176', path },
      'an active segment': {
        ...(await updateCase(one, data('(i32.const 0) "abc"'), live)),
        code: 'CKPT3176',
        path,
        words: 'is active',
      },
      'other elements': {
        ...(await updateCase(elements('func $f'), elements('func $g'), tabled)),
        code: 'CKPT3176',
        path,
        words: 'element segment $e',
      },
    },
  };
});

describeUpdateClause('valid-update-imports', async () => {
  const none = '(module (func $f (export "f")))';
  const importing = (what: string): string => `(module (import "env" "x" ${what}) (func $f (export "f")))`;
  const names = { module: 'env', name: 'x', aliases: [] } as const;
  const memory = (more: object = {}, type: object = {}) => ({
    memories: [
      {
        ...names,
        type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16, ...type } as const,
        ...more,
      },
    ],
  });
  const table = (nullableElements: boolean) => ({
    tables: [
      {
        ...names,
        fresh: true,
        type: { element: { nullable: nullableElements, heap: 'func' }, address: 'i32', limits: { min: 1n } } as const,
      },
    ],
  });
  const global = (more: object = {}) => ({
    globals: [{ ...names, type: { type: 'i32', mutable: false } as const, ...more }],
  });
  const log = { module: 'env', name: 'x', type: { params: ['i32'], results: [] } } as const;
  const update = (what: string, host?: object) =>
    updateCase(none, importing(what), undefined, host === undefined ? {} : { host });
  const refused = { code: 'CKPT3177', path: 'modules[0]' };
  // One import is there already; the new one has the same offer.
  const there = '(module (import "env" "x" (memory 1)) (func $f (export "f")))';
  const both = '(module (import "env" "x" (memory 1)) (import "env" "y" (memory 1)) (func $f (export "f")))';
  const bound = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      imports: [
        {
          module: 'env',
          name: 'x',
          type: { kind: 'memory', type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 } },
        },
      ],
      memories: [
        {
          type: { address: 'i32', limits: { min: 5n }, shared: false, pageSizeLog2: 16 },
          image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
        },
      ],
    });
  const alias = { aliases: [{ module: 'env', name: 'y' }] };
  return {
    accepts: {
      'a function': await update('(func (param i32))', { functions: [log] }),
      'a memory that is fresh': await update('(memory 1)', memory({ fresh: true })),
      'a memory that the checkpoint has': await updateCase(there, both, bound, { host: memory(alias) }),
      'a table that is fresh': await update('(table 1 funcref)', table(true)),
      'a global with its value': await update('(global i32)', global({ value: { kind: 'i32', value: 5 } })),
      'a tag': await update('(tag (param i32))', { tags: [{ ...names, type: { params: ['i32'], results: [] } }] }),
    },
    refuses: {
      'nothing without a manifest': { ...(await update('(func)')), ...refused, words: 'no host manifest is given' },
      'no function': { ...(await update('(func)', {})), ...refused, words: 'env.x is not offered' },
      'another function': { ...(await update('(func)', { functions: [log] })), ...refused, words: '(param i32)' },
      'no memory': { ...(await update('(memory 1)', {})), ...refused },
      'a memory that is there, but not in the checkpoint': {
        ...(await update('(memory 1)', memory())),
        ...refused,
        words: 'neither fresh nor in the checkpoint',
      },
      'a memory without the maximum': { ...(await update('(memory 1 2)', memory({ fresh: true }))), ...refused },
      'a table without nulls': { ...(await update('(table 1 (ref func))', table(false))), ...refused, words: 'null' },
      'a global without value': { ...(await update('(global i32)', global())), ...refused, words: 'value' },
      'a global of another type': {
        ...(await update('(global i64)', global({ value: { kind: 'i32', value: 5 } }))),
        ...refused,
      },
      'another tag': {
        ...(await update('(tag)', { tags: [{ ...names, type: { params: ['i32'], results: [] } }] })),
        ...refused,
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
