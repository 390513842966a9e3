import { type Checkpoint, checkStructure } from '@wasm-checkpoint/format';
import {
  buildCheckpoint,
  type FrameState,
  type InstanceState,
  type SlotState,
  type ValueState,
} from '@wasm-checkpoint/runtime';
import { frameOf, i32, instanceOf, moduleOf, offsetOf, programOf } from './program.js';

/** Function 1 calls the host with local 0 above an operand; function 2 calls function 1. */
const text = `(module (import "env" "ask" (func $ask (param i32) (result i32)))
  (func $inner (param i32 f32) (result i32) (local i64)
    (i32.const 7)
    (call $ask (local.get 0))
    (drop (local.get 1))
    (i32.add (local.get 0))
    i32.add)
  (func $outer (param i32) (result i32) (i32.add (i32.const 5) (call $inner (local.get 0) (f32.const 1)))))`;

const f32: ValueState = { kind: 'f32', bits: 0x7fa0_0001 };

/** A call of the host from function 1, called from function 2, in the form before it. */
async function stack(change: { inner?: Partial<FrameState>; outer?: Partial<FrameState> } = {}): Promise<Checkpoint> {
  const module = await moduleOf(text);
  const instance = instanceOf(module);
  const inner = frameOf(
    instance,
    1,
    offsetOf(module, 1, 'call'),
    [i32(3), f32, { kind: 'i64', value: 9n }],
    [i32(7), i32(3)],
  );
  const outer = frameOf(instance, 2, offsetOf(module, 2, 'call'), [i32(3)], [i32(5)]);
  return buildCheckpoint(
    programOf(
      [instance],
      [
        { ...inner, ...change.inner },
        { ...outer, ...change.outer },
      ],
    ),
  );
}

const frames = (checkpoint: Checkpoint) => checkpoint.threads[0]?.frames ?? [];

test('exec-safepoint-call: before a call, its arguments are operands', async () => {
  const checkpoint = await stack();
  checkStructure(checkpoint);
  expect(frames(checkpoint)[0]?.operands).toEqual([i32(7), i32(3)]);
  expect(frames(checkpoint)[1]?.operands).toEqual([i32(5)]);
  expect(checkpoint.features).toEqual([]);
});

test('a caller may show the operands of its call; they are removed (syn-frame-caller)', async () => {
  const checkpoint = await stack({ outer: { operands: [i32(5), i32(3), f32] } });
  expect(frames(checkpoint)[1]?.operands).toEqual([i32(5)]);
});

test('exec-capture-dead: locals that are not live are dead, live ones keep their bits (exec-capture-bits)', async () => {
  const locals = frames(await stack())[0]?.locals;
  expect(locals).toEqual([i32(3), f32, { kind: 'dead' }]);
  expect(frames(await stack())[1]?.locals).toEqual([{ kind: 'dead' }]);
});

const lost = { kind: 'lost', reason: 'optimised away' } as const;

test('exec-capture-refuse: a live local whose value nobody has', async () => {
  const locals: SlotState[] = [i32(3), lost, lost];
  await expect(stack({ inner: { locals } })).rejects.toThrow(/CKPT4010.*local 1 .*optimised away.*locals\[1\]/);
  await expect(stack({ inner: { locals: [i32(3), f32, lost] } })).resolves.toBeDefined();
});

test('exec-capture-bits: a NaN that may have been another', async () => {
  const reason = 'quieted';
  const locals: SlotState[] = [i32(3), { kind: 'bits-lost', reason }, lost];
  await expect(stack({ inner: { locals } })).rejects.toThrow(/CKPT4012.*quieted.*frames\[0\]\.locals\[1\]/);
});

test('exec-capture-complete: an operand whose value nobody has, a reference that nobody can name', async () => {
  await expect(stack({ inner: { operands: [lost, i32(3)] } })).rejects.toThrow(/CKPT4011.*operands\[0\]/);
  const operands: ValueState[] = [i32(7), { kind: 'opaque', reason: 'a view' }];
  await expect(stack({ inner: { operands } })).rejects.toThrow(/CKPT4013.*a view.*operands\[1\]/);
});

describe('exec-capture-coordinates: a frame that the original module does not allow is refused', () => {
  test.each<[string, Partial<FrameState>, RegExp]>([
    ['between instructions', { offset: 4 }, /CKPT4016.*not an instruction/],
    ['too few operands', { operands: [i32(7)] }, /CKPT4016.*1 operands, its place has 2/],
    ['too many operands', { operands: [i32(7), i32(7), i32(3)] }, /CKPT4016.*3 operands/],
    ['too few locals', { locals: [i32(3)] }, /CKPT4016.*1 locals, its function has 3/],
    ['a live local of another type', { locals: [i32(3), i32(4), lost] }, /CKPT4016.*live local is i32/],
    ['an imported function', { funcidx: 0 }, /CKPT4016/],
  ])('%s', async (_, inner, refusal) => {
    await expect(stack({ inner })).rejects.toThrow(refusal);
  });

  test('a caller that stands at no call', async () => {
    const module = await moduleOf(text);
    await expect(stack({ outer: { offset: offsetOf(module, 2, 'i32.add'), operands: [] } })).rejects.toThrow(
      /CKPT4016.*stands at no call/,
    );
  });
});

describe('syn-portable: the feature any-point', () => {
  const loops =
    '(module (func $f) (func (local i32) (loop (block (local.set 0 (i32.const 1)) (call $f) (nop) (nop)))))';

  /** Whether the feature is declared with a frame at the n-th instruction of a name, or after it. */
  async function declared(
    name: string,
    nth: number,
    after: number,
    operands: readonly ValueState[] = [],
  ): Promise<boolean> {
    const module = await moduleOf(loops);
    const instance: InstanceState = instanceOf(module);
    const frame = frameOf(instance, 1, offsetOf(module, 1, name, nth, after), [i32(0)], operands);
    return buildCheckpoint(programOf([instance], [frame])).features.includes('any-point');
  }

  test('is absent at entry, at the first instruction of a loop, at a call and after it', async () => {
    expect(await declared('loop', 0, 0)).toBe(false);
    expect(await declared('block', 0, 0)).toBe(false);
    expect(await declared('call', 0, 0)).toBe(false);
    expect(await declared('nop', 0, 0)).toBe(false);
  });

  test('is there elsewhere (exec-safepoint)', async () => {
    expect(await declared('i32.const', 0, 0)).toBe(true);
    expect(await declared('local.set', 0, 0, [i32(1)])).toBe(true);
    expect(await declared('nop', 1, 0)).toBe(true);
  });
});

test('a waiting thread stands at its wait, whose operands are gone', async () => {
  const module = await moduleOf(
    '(module (memory 1 1 shared) (func (result i32) (memory.atomic.wait32 (i32.const 8) (i32.const 0) (i64.const -1))))',
  );
  const instance = instanceOf(module);
  const frame = frameOf(instance, 0, offsetOf(module, 0, 'memory.atomic.wait32'));
  const [memory] = instance.memories;
  if (memory === undefined) throw new Error('no memory');
  const status = { kind: 'waiting', memory, address: 8n, timeout: -1n, ticket: 0 } as const;
  const checkpoint = buildCheckpoint({ instances: [instance], threads: [{ label: 'w', status, frames: [frame] }] });
  checkStructure(checkpoint);
  expect(checkpoint.threads[0]).toMatchObject({ status: { kind: 'waiting', memory: 0 }, frames: [{ operands: [] }] });
  expect(checkpoint.features).toEqual(['threads']);
});

test('a host reference takes its descriptor along; exec-capture-refuse without one', async () => {
  const module = await moduleOf('(module (global (mut externref) (ref.null extern)))');
  const state = {
    name: 'com.example.file',
    version: '1',
    policy: 'reopen',
    required: true,
    payload: new Uint8Array([1]),
    instances: [],
  } as const;
  const build = (descriptor: { state: typeof state; payload: Uint8Array } | undefined): Checkpoint => {
    const object = descriptor === undefined ? {} : { descriptor };
    const value = () => ({ kind: 'extern', internal: { kind: 'host', object } }) as const;
    const globals = module.globals.map((type) => ({ type: { module, type }, value }));
    return buildCheckpoint({ ...programOf([instanceOf(module, { globals })]), hostStates: [state] });
  };
  const checkpoint = build({ state, payload: new Uint8Array([7]) });
  checkStructure(checkpoint);
  expect(checkpoint.hostRefs).toEqual([{ state: 0, payload: new Uint8Array([7]) }]);
  expect(() => build(undefined)).toThrow(/CKPT4015/);
});
