import type { Checkpoint } from '@wasm-checkpoint/format';
import type { Scene } from '../scene.js';
import { describeUpdateClause, updateCase } from './scenes.js';

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
