import type { Checkpoint } from '@wasm-checkpoint/format';
import { assembled, functype, i32, Scene } from '../scene.js';
import { describeUpdateClause, updateCase } from './scenes.js';

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
  const importer = await assembled('(module (import "a" "m" (memory 1 10)))');
  const linked = (scene: Scene): Checkpoint => {
    const second = new Scene(importer);
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
