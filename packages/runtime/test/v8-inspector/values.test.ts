import type { Checkpoint, Slot } from '@wasm-checkpoint/format';
import { call, faults, innermost, inspected, instantiate, modulesOf } from './thread.js';

/** Captures the state in front of `call $host`, with every local live behind it; gives the locals and operands. */
async function seen(
  locals: string,
  init: string,
  operands = '',
): Promise<{ checkpoint: Checkpoint; locals: readonly Slot[] }> {
  const count = locals.split(' ').length;
  const text = `(module (import "env" "host" (func $host)) (func $f) (elem declare func $f $host)
    (func (export "run") (local ${locals}) ${init} ${operands} (call $host)
      ${'(drop)'.repeat(operands === '' ? 0 : 1)}
      ${Array.from({ length: count }, (_, index) => `(drop (local.get ${index}))`).join('')}))`;
  const [bytes] = await modulesOf(text);
  if (bytes === undefined) throw new Error('no module');
  return inspected((inspector) => {
    let checkpoint: Checkpoint | undefined;
    const host = () => {
      checkpoint = inspector.captureCall([]);
    };
    call(instantiate(bytes, { env: { host } }), 'run');
    if (checkpoint === undefined) throw new Error('not captured');
    expect(faults(checkpoint, [bytes])).toEqual([]);
    return { checkpoint, locals: innermost(checkpoint).locals };
  });
}

const set = (index: number, value: string): string => `(local.set ${index} (${value}))`;

describe('exec-capture-bits: numbers and vectors with all their bits', () => {
  test('integers at their ends', async () => {
    const { locals } = await seen(
      'i32 i32 i64 i64',
      [
        set(0, 'i32.const -1'),
        set(1, 'i32.const 0x80000000'),
        set(2, 'i64.const -1'),
        set(3, 'i64.const 0x8000000000000000'),
      ].join(''),
    );
    expect(locals).toEqual([
      { kind: 'i32', value: -1 },
      { kind: 'i32', value: -(2 ** 31) },
      { kind: 'i64', value: -1n },
      { kind: 'i64', value: -(2n ** 63n) },
    ]);
  });

  test.each([
    ['f64.const -0', 0x8000_0000_0000_0000n],
    ['f64.const inf', 0x7ff0_0000_0000_0000n],
    ['f64.const 0x1p-1074', 1n],
    ['f64.const nan', 0x7ff8_0000_0000_0000n],
    ['f64.const -nan:0x8000000000123', 0xfff8_0000_0000_0123n],
    ['f64.const nan:0x1', 0x7ff0_0000_0000_0001n],
    ['f64.const 5', 0x4014_0000_0000_0000n],
  ])('%s, signalling or not', async (text, bits) => {
    expect((await seen('f64', set(0, text))).locals).toEqual([{ kind: 'f64', bits }]);
  });

  test.each([
    ['f32.const -0', 0x8000_0000],
    ['f32.const -inf', 0xff80_0000],
    ['f32.const 0x1p-149', 1],
    ['f32.const 3.4028234663852886e38', 0x7f7f_ffff],
    ['f32.const nan', 0x7fc0_0000],
    ['f32.const -nan', 0xffc0_0000],
    ['f32.const 5', 0x40a0_0000],
  ])('%s', async (text, bits) => {
    expect((await seen('f32', set(0, text))).locals).toEqual([{ kind: 'f32', bits }]);
  });

  test.each(['f32.const nan:0x200001', 'f32.const nan:0x400001', 'f32.const -nan:0x1'])(
    '%s: V8 shows it quiet, so that a live one is refused, a dead one dead',
    async (text) => {
      await expect(seen('f32', set(0, text))).rejects.toThrow(/CKPT4012/);
      expect((await seen('i32', `(drop (${text}))`)).locals).toHaveLength(1);
    },
  );

  test('vectors', async () => {
    const { locals } = await seen('v128', set(0, 'v128.const i8x16 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 255'));
    expect(locals).toEqual([{ kind: 'v128', bits: 0xff0f0e0d_0c0b0a09_08070605_04030201n }]);
  });
});

describe('references', () => {
  test('null and functions, by identity', async () => {
    const { locals, checkpoint } = await seen(
      'funcref funcref funcref externref',
      [set(0, 'ref.func $f'), set(1, 'ref.func $host')].join(''),
    );
    expect(locals).toEqual([
      { kind: 'func', instance: 0, funcidx: 1 },
      { kind: 'host-func', address: 0 },
      { kind: 'null', hierarchy: 'func' },
      { kind: 'null', hierarchy: 'extern' },
    ]);
    expect(checkpoint.hostFuncs).toEqual([{ module: 'env', name: 'host', type: 0 }]);
  });

  const text =
    '(module (import "env" "host" (func $host)) (func (export "run") (param externref externref) (call $host) (drop (local.get 0)) (drop (local.get 1))))';

  test('objects of the host: exec-capture-refuse without a descriptor, described ones by identity', async () => {
    const [bytes] = await modulesOf(text);
    if (bytes === undefined) throw new Error('no module');
    const state = {
      name: 'com.example.thing',
      version: '1',
      policy: 'reopen',
      required: true,
      payload: new Uint8Array(0),
      instances: [],
    } as const;
    const thing = { name: 'thing' };
    const capture = (first: unknown, second: unknown, describe: boolean): Promise<Checkpoint> =>
      inspected(
        (inspector) => {
          let checkpoint: Checkpoint | undefined;
          const host = () => {
            checkpoint = inspector.captureCall([]);
          };
          call(instantiate(bytes, { env: { host } }), 'run', first, second);
          if (checkpoint === undefined) throw new Error('not captured');
          return checkpoint;
        },
        describe
          ? {
              hostStates: [state],
              describe: (object) => (object === thing ? { state, payload: new Uint8Array([7]) } : undefined),
            }
          : {},
      );
    await expect(capture(thing, thing, false)).rejects.toThrow(/CKPT4015/);
    await expect(capture(thing, {}, true)).rejects.toThrow(/CKPT4015/);
    const described = await capture(thing, thing, true);
    expect(faults(described, [bytes])).toEqual([]);
    expect(described.hostRefs).toEqual([{ state: 0, payload: new Uint8Array([7]) }]);
    expect(innermost(described).locals).toEqual(
      Array(2).fill({ kind: 'extern', internal: { kind: 'host', address: 0 } }),
    );
    // A number that an i31 holds is one, by the JavaScript interface.
    expect(innermost(await capture(-5, null, false)).locals[0]).toEqual({
      kind: 'extern',
      internal: { kind: 'i31', value: 0x7fff_fffb },
    });
    await expect(capture('text', null, false)).rejects.toThrow(/CKPT4013/);
  });
});

/** V8 of Node 20 knows the legacy form by default, later ones both; they never stand in one module. */
const legacy = (() => {
  const empty = Uint8Array.from([
    0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 10, 9, 1, 7, 0, 6, 64, 1, 25, 11, 11,
  ]);
  return WebAssembly.validate(empty);
})();

(legacy ? describe : describe.skip)('exceptions that a legacy catch holds', () => {
  const text = (
    exported: string,
  ): string => `(module (import "env" "host" (func $host (param i32) (result i32))) (tag $e ${exported} (param i32 f64))
    (func (export "run") (result i32)
      i32.const 1000
      try (result i32)
        i32.const 5 f64.const -0 throw $e
      catch $e
        drop
        i32.const 9 i32.add
        try (result i32)
          i32.const 1 f64.const 2 throw $e
        catch_all
          i32.const 77 i32.const 3 call $host i32.add
        end
        i32.add
      end
      i32.add))`;

  test('are caught exceptions of the frame, and no operands of its', async () => {
    const [bytes] = await modulesOf(text('(export "e")'));
    if (bytes === undefined) throw new Error('no module');
    await inspected((inspector) => {
      let checkpoint: Checkpoint | undefined;
      const host = (value: number): number => {
        checkpoint = inspector.captureCall([value]);
        return value;
      };
      expect(call(instantiate(bytes, { env: { host } }), 'run')).toBe(1000 + 14 + 80);
      if (checkpoint === undefined) throw new Error('not captured');
      expect(faults(checkpoint, [bytes])).toEqual([]);
      const { operands, caught } = innermost(checkpoint);
      expect(operands.map((value) => ('value' in value ? value.value : undefined))).toEqual([1000, 14, 77, 3]);
      expect(caught).toEqual([0, 1]);
      expect(checkpoint.exceptions).toEqual([
        {
          tag: 0,
          args: [
            { kind: 'i32', value: 5 },
            { kind: 'f64', bits: 0x8000_0000_0000_0000n },
          ],
        },
        {
          tag: 0,
          args: [
            { kind: 'i32', value: 1 },
            { kind: 'f64', bits: 0x4000_0000_0000_0000n },
          ],
        },
      ]);
      expect(checkpoint.features).toEqual(['exceptions', 'legacy-exceptions']);
    });
  });

  test('exec-capture-complete: are refused when nobody outside has their tag', async () => {
    const [bytes] = await modulesOf(text(''));
    if (bytes === undefined) throw new Error('no module');
    await inspected((inspector) => {
      const host = (value: number): number => {
        inspector.captureCall([value]);
        return value;
      };
      expect(() => call(instantiate(bytes, { env: { host } }), 'run')).toThrow(/CKPT4013.*tag/);
    });
  });
});
