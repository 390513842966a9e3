import type { Checkpoint } from '@wasm-checkpoint/format';
import { expand, resolveMemory } from '@wasm-checkpoint/format';
import { assembled, func, functype, i32, nullable, nullOf, Scene, sha256, thread } from '../scene.js';
import { judge, updateCase, updatedOf } from './scenes.js';

const memory = (base: Checkpoint['memories'][number]['image']['base'] = { kind: 'zeros' }) =>
  ({
    type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
    image: { base, blockSizeLog2: 16, blocks: [] },
  }) as const;

describe('valid-update-result: what the updated checkpoint has', () => {
  test('the new module; frames and references in its coordinates', async () => {
    const text = (front: string): string =>
      `(module ${front} (table $t (export "t") 2 funcref) (func $f (export "f") (param funcref) (call $g)) (func $g (call $h)) (func $h))`;
    const each = await updateCase(text(''), text('(func $new (nop)) (func $newer (nop) (nop))'), (scene) =>
      scene.checkpoint({
        tables: [
          {
            type: { element: nullable('func'), address: 'i32', limits: { min: 2n } },
            base: { kind: 'none' },
            runs: [
              { kind: 'ref', length: 1n, ref: func(2) },
              { kind: 'ref', length: 1n, ref: nullOf('func') },
            ],
          },
        ],
        threads: [thread(scene.frame(1, scene.offset(1, 'call')), scene.frame(0, scene.offset(0, 'call'), [func(1)]))],
      }),
    );
    const checkpoint = updatedOf(each);
    const bytes = each.updates[0]?.bytes ?? new Uint8Array();
    expect(checkpoint.modules).toEqual([{ digest: sha256(bytes), length: BigInt(bytes.length), imports: [] }]);
    expect(checkpoint.tables[0]?.runs[0]).toEqual({ kind: 'ref', length: 1n, ref: func(4) });
    expect(checkpoint.threads[0]?.frames.map(({ funcidx, locals }) => ({ funcidx, locals }))).toEqual([
      { funcidx: 3, locals: [] },
      { funcidx: 2, locals: [func(3)] },
    ]);
    expect(judge(each).report.modules[0]?.counts).toEqual({
      unchanged: 3,
      changed: 0,
      removed: 0,
      new: 2,
      renumbered: 3,
    });
  });

  test('offsets by the number of the instruction, where indices take more bytes', async () => {
    const many = Array.from({ length: 200 }, (_, index) => `(func (drop (i32.const ${index})))`).join('');
    const text = '(func $f (export "f") (call $g) (call $g)) (func $g)';
    const each = await updateCase(`(module ${text})`, `(module ${many} ${text})`, (scene) =>
      scene.checkpoint({ threads: [thread(scene.frame(0, scene.offset(0, 'call', 1)))] }),
    );
    expect(each.checkpoint.threads[0]?.frames[0]?.offset).toBe(3);
    expect(updatedOf(each).threads[0]?.frames[0]?.offset).toBe(4);
  });

  test('bases of the old module resolved: memory keeps what it holds', async () => {
    const text = (data: string): string => `(module (memory $m (export "m") 1) (data $d (i32.const 10) "${data}"))`;
    const each = await updateCase(text('old'), text('newer'), (scene) =>
      scene.checkpoint({ memories: [memory({ kind: 'module', instance: 0 })] }),
    );
    const { report, checkpoint } = judge(each);
    if (checkpoint === undefined) throw new Error('there is no updated checkpoint');
    expect(checkpoint.memories[0]?.image.base).toEqual({ kind: 'zeros' });
    const bytes = expand(resolveMemory(checkpoint, 0));
    expect(new TextDecoder().decode(bytes.subarray(10, 16))).toBe('old\0\0\0');
    expect(report.modules[0]?.data).toEqual([
      {
        what: 'contents',
        old: { index: 0, name: 'd', memory: 0, offset: '10', bytes: 3 },
        updated: { index: 0, name: 'd', memory: 0, offset: '10', bytes: 5 },
      },
    ]);
    updatedOf(each);
  });

  test('objects to which nothing refers any longer are left out, and stored digests', async () => {
    const old =
      '(module (memory $m 1) (global $g (export "g") (mut i32) (i32.const 0)) (memory $n (export "n") 1) (tag $e))';
    const updated = '(module (global $g (export "g") (mut i32) (i32.const 0)) (memory $n (export "n") 1))';
    const each = await updateCase(old, updated, (scene) =>
      scene.checkpoint({
        types: [functype([])],
        memories: [memory(), { ...memory(), type: { ...memory().type, limits: { min: 2n } } }],
        globals: [{ type: { type: 'i32', mutable: true }, value: i32(1) }],
        tags: [{ type: 0 }],
        digests: [{ kind: 'core', digest: new Uint8Array(32) }],
      }),
    );
    const checkpoint = updatedOf(each);
    expect(checkpoint.memories.map(({ type }) => type.limits.min)).toEqual([2n]);
    expect(checkpoint.tags).toEqual([]);
    expect(checkpoint.digests).toEqual([]);
    expect(checkpoint.instances[0]).toMatchObject({ memories: [0], globals: [0], tags: [] });
    expect(judge(each).report.modules[0]?.entities).toEqual([
      { kind: 'memory', verdict: 'removed', old: 0, name: '$m' },
      { kind: 'memory', verdict: 'moved', old: 1, updated: 0, name: '$n', evidence: 'export' },
      { kind: 'tag', verdict: 'removed', old: 0, name: '$e' },
    ]);
  });

  test('two modules that become one', async () => {
    const common = await assembled('(module (func $f (export "f")) (func $g))');
    const one = new Scene(await assembled('(module (func $f (export "f")))'));
    const other = new Scene(common);
    const checkpoint: Checkpoint = {
      ...one.checkpoint(),
      modules: [one.stated(), other.stated()],
      instances: [one.instance(), { ...other.instance(), module: 1 }],
    };
    const updated = updatedOf({
      checkpoint,
      modules: [one.bytes, common],
      updates: [{ module: 0, bytes: common }],
    });
    expect(updated.modules).toHaveLength(1);
    expect(updated.instances.map(({ module }) => module)).toEqual([0, 0]);
  });

  test('several instances of one module, linked with each other', async () => {
    const text = (front: string): string =>
      `(module (import "env" "f" (func $i)) ${front} (func $f (export "f") (call $i)) (func $unused (drop (i32.const 3))))`;
    const bind = (scene: Scene): Checkpoint => ({
      ...scene.checkpoint({
        types: [functype([])],
        imports: [{ module: 'env', name: 'f', type: { kind: 'func', type: 0 } }],
        hostFuncs: [{ module: 'env', name: 'f', type: 0 }],
      }),
      instances: [
        scene.instance({ funcs: [{ kind: 'host-func', address: 0 }] }),
        scene.instance({ funcs: [func(1, 0)] }),
      ],
      threads: [
        thread(
          scene.frame(1, scene.offset(1, 'call')),
          scene.frame(1, scene.offset(1, 'call'), [], [], { instance: 1 }),
        ),
      ],
    });
    const updated = updatedOf(await updateCase(text(''), text('(func $new (nop))'), bind));
    expect(updated.instances[1]?.funcs).toEqual([func(2, 0)]);
    expect(updated.threads[0]?.frames.map(({ instance, funcidx }) => [instance, funcidx])).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });
});

test('the bases of modules that stay are theirs still', async () => {
  const stays = new Scene(await assembled('(module (memory 1) (data (i32.const 0) "x"))'));
  const goes = new Scene(await assembled('(module (func $f))'));
  const checkpoint: Checkpoint = {
    ...stays.checkpoint({ memories: [memory({ kind: 'module', instance: 0 })] }),
    modules: [stays.stated(), goes.stated()],
    instances: [stays.instance(), { ...goes.instance(), module: 1 }],
  };
  const updated = updatedOf({
    checkpoint,
    modules: [stays.bytes, goes.bytes],
    updates: [{ module: 1, bytes: await assembled('(module (func $f (nop)))') }],
  });
  expect(updated.memories[0]?.image.base).toEqual({ kind: 'module', instance: 0 });
});
