import type { Checkpoint } from '@wasm-checkpoint/format';
import { expand, resolveMemory } from '@wasm-checkpoint/format';
import { f32, func, functype, i32, nullable, nullOf, type Scene, sha256, thread } from '../scene.js';
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

  test('new globals as their initialisers say, in the updated instance', async () => {
    const old = '(module (global $a (export "a") i32 (i32.const 5)))';
    const updated = `(module
      (type $pair (struct (field i8) (field (mut i64)) (field (ref null $pair))))
      (type $bytes (array (mut i16))) (type $refs (array (ref null func)))
      (global $first f32 (f32.const 1))
      (global $a (export "a") i32 (i32.const 5))
      (global $b i32 (i32.add (global.get $a) (i32.const 2)))
      (global $p (ref $pair) (struct.new $pair (i32.const 0x1ff) (i64.const -1) (ref.null $pair)))
      (global $q (ref $pair) (struct.new $pair (i32.const 1) (i64.const 2) (global.get $p)))
      (global $d (ref $pair) (struct.new_default $pair))
      (global $x (ref $bytes) (array.new $bytes (i32.const 0x10203) (i32.const 3)))
      (global $y (ref $bytes) (array.new_fixed $bytes 2 (i32.const 1) (i32.const 2)))
      (global $z (ref $refs) (array.new_default $refs (i32.const 2)))
      (global $f funcref (ref.func $g)) (func $g))`;
    const each = await updateCase(old, updated, (scene) =>
      scene.checkpoint({ globals: [{ type: { type: 'i32', mutable: false }, value: i32(5) }] }),
    );
    const { globals, structs, arrays, instances } = updatedOf(each);
    const valueAt = (index: number) => globals[instances[0]?.globals[index] ?? -1]?.value;
    expect(Array.from({ length: 10 }, (_, index) => valueAt(index))).toMatchObject([
      f32(0x3f800000),
      i32(5),
      i32(7),
      { kind: 'struct' },
      { kind: 'struct' },
      { kind: 'struct' },
      { kind: 'array' },
      { kind: 'array' },
      { kind: 'array' },
      func(0),
    ]);
    const fieldsOf = (index: number) => {
      const value = valueAt(index);
      return value?.kind === 'struct' ? structs[value.address]?.fields : undefined;
    };
    const elementsOf = (index: number) => {
      const value = valueAt(index);
      return value?.kind === 'array' ? arrays[value.address]?.elements : undefined;
    };
    expect(fieldsOf(3)).toEqual([{ kind: 'i8', bits: 0xff }, { kind: 'i64', value: -1n }, nullOf('any')]);
    expect(fieldsOf(4)).toEqual([{ kind: 'i8', bits: 1 }, { kind: 'i64', value: 2n }, valueAt(3)]);
    expect(fieldsOf(5)).toEqual([{ kind: 'i8', bits: 0 }, { kind: 'i64', value: 0n }, nullOf('any')]);
    expect(elementsOf(6)).toEqual({ storage: 'i16', bytes: Uint8Array.of(3, 2, 3, 2, 3, 2) });
    expect(elementsOf(7)).toEqual({ storage: 'i16', bytes: Uint8Array.of(1, 0, 2, 0) });
    expect(elementsOf(8)).toEqual({ storage: 'ref', refs: [nullOf('func'), nullOf('func')] });
  });

  test('new tables with their initial values and active segments, new memories as a base', async () => {
    const updated = `(module (func $f (export "f")) (func $g)
      (table $t 5 funcref) (table $u 2 (ref func) (ref.func $f))
      (elem (table $t) (i32.const 1) func $f $g) (elem (table $t) (i32.const 2) func $f)
      (memory $m 1) (memory $n 1) (data (memory $n) (i32.const 3) "abc"))`;
    const each = await updateCase('(module (func $f (export "f")))', updated);
    const checkpoint = updatedOf(each);
    expect(checkpoint.tables.map(({ runs }) => runs)).toEqual([
      [
        { kind: 'ref', length: 1n, ref: nullOf('func') },
        { kind: 'ref', length: 2n, ref: func(0) },
        { kind: 'ref', length: 2n, ref: nullOf('func') },
      ],
      [{ kind: 'ref', length: 2n, ref: func(0) }],
    ]);
    expect(checkpoint.memories.map(({ image }) => image.base)).toEqual([
      { kind: 'zeros' },
      { kind: 'module', instance: 0 },
    ]);
  });

  test('new passive element segments whose expressions allocate, and the contents of old ones', async () => {
    const text = (front: string): string => `(module (type $s (struct (field i32))) ${front}
      (elem $kept (ref $s) (struct.new $s (i32.const 1))) (elem $dropped func $f) (func $f (export "f")))`;
    const added = '(elem $new (ref $s) (struct.new $s (i32.const 7)) (struct.new_default $s)) (elem $plain func $f)';
    const each = await updateCase(text(''), text(added), (scene) =>
      scene.checkpoint({
        types: [
          [
            {
              final: true,
              supertypes: [],
              composite: { kind: 'struct', fields: [{ storage: 'i32', mutable: false }] },
            },
          ],
        ],
        structs: [{ type: 0, fields: [i32(1)] }],
        instance: {
          elems: [
            { kind: 'contents', index: 0, refs: [{ kind: 'struct', address: 0 }] },
            { kind: 'dropped', index: 1 },
          ],
        },
      }),
    );
    const { instances, structs } = updatedOf(each);
    expect(instances[0]?.elems).toEqual([
      {
        kind: 'contents',
        index: 0,
        refs: [
          { kind: 'struct', address: 1 },
          { kind: 'struct', address: 2 },
        ],
      },
      { kind: 'contents', index: 2, refs: [{ kind: 'struct', address: 0 }] },
      { kind: 'dropped', index: 3 },
    ]);
    expect(structs.map(({ fields }) => fields)).toEqual([[i32(1)], [i32(7)], [i32(0)]]);
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

  test('new functions of the host, each once, and what was made for one offer', async () => {
    const imports =
      '(import "env" "f" (func (param i64))) (import "env" "f" (func (param i64))) (import "env" "e" (tag)) (import "env" "e" (tag))';
    const each = await updateCase('(module)', `(module ${imports} (import "env" "h" (global funcref)))`, undefined, {
      host: {
        functions: [
          { module: 'env', name: 'f', type: { params: ['i64'], results: [] } },
          { module: 'env', name: 'callback', type: { params: ['f32'], results: [] } },
        ],
        tags: [{ module: 'env', name: 'e', aliases: [], type: { params: [], results: [] } }],
        globals: [
          {
            module: 'env',
            name: 'h',
            aliases: [],
            type: { type: nullable('func'), mutable: false },
            value: { kind: 'host-func', module: 'env', name: 'callback' },
          },
        ],
      },
    });
    const checkpoint = updatedOf(each);
    expect(checkpoint.hostFuncs.map(({ name }) => name)).toEqual(['f', 'callback']);
    expect(checkpoint.instances[0]?.funcs).toEqual([
      { kind: 'host-func', address: 0 },
      { kind: 'host-func', address: 0 },
    ]);
    expect(checkpoint.instances[0]?.tags).toEqual([0, 0]);
    expect(checkpoint.globals[0]?.value).toEqual({ kind: 'host-func', address: 1 });
    expect(checkpoint.types).toHaveLength(3);
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
    const { assembled, Scene: Scenes } = await import('../scene.js');
    const common = await assembled('(module (func $f (export "f")) (func $g))');
    const one = new Scenes(await assembled('(module (func $f (export "f")))'));
    const other = new Scenes(common);
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
  const { assembled, Scene: Scenes } = await import('../scene.js');
  const stays = new Scenes(await assembled('(module (memory 1) (data (i32.const 0) "x"))'));
  const goes = new Scenes(await assembled('(module (func $f))'));
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
