import { f32, func, i32, nullable, nullOf } from '../scene.js';
import { updateCase, updatedOf } from './scenes.js';

describe('valid-update-result: what is new is as instantiation would make it', () => {
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
});
