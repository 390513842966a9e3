import type { Checkpoint } from '@wasm-checkpoint/format';
import { nullable, nullOf, type Scene } from '../scene.js';
import { describeUpdateClause, updateCase } from './scenes.js';

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
