import { instrument } from '@wasm-checkpoint/instrument';
import { openModule, typeStates, validate } from '@wasm-checkpoint/wasm';
import { assemble } from './assemble.js';
import { Torture } from './torture.js';

const loop = `(module $m
  (import "env" "tick" (func $tick))
  (memory (export "memory") 1)
  (global (mut i64) (i64.const 1))
  (func $leaf (param i32) (result i32) (local.get 0))
  (func $run (export "run") (param $n i32) (result i32) (local $sum i32)
    (loop $again
      (call $tick)
      (local.set $sum (i32.add (call $leaf (local.get $n)) (local.get $sum)))
      (br_if $again (local.tee $n (i32.sub (local.get $n) (i32.const 1)))))
    (local.get $sum)))`;

describe('names', () => {
  // clause: inst-prefix
  test.each([
    ['(module (func (export "checkpoint:x")))', 'export checkpoint:x'],
    ['(module (import "checkpoint" "put_i32" (func)))', 'import checkpoint.put_i32'],
  ])('%s is refused', async (text, named) => {
    const bytes = await assemble(text);
    expect(() => instrument(bytes)).toThrow(`error[CKPT4101] ${named} has a name that instrumented modules use`);
  });

  test('the name section is carried over, and added functions have names', async () => {
    const names = openModule(instrument(await assemble(loop)).bytes);
    const section = names.sections.find(({ custom }) => custom?.name === 'name');
    const text = new TextDecoder().decode(names.bytes.subarray(section?.start, section?.end));
    for (const name of ['leaf', 'run', 'sum', 'again', 'checkpoint:frame', 'checkpoint:save'])
      expect(text).toContain(name);
  });
});

describe('what is not supported', () => {
  // clause: inst-refused
  test.each([
    ['(module (func (result (ref none)) (loop) (unreachable)))', 'function 0 has a result of type (ref none)'],
    [
      '(module (type $t (struct (field (ref $t)))) (func (result (ref $t)) (loop) (unreachable)))',
      'function 0 has a result of type (ref 0)',
    ],
    [
      '(module (tag $t) (func try catch $t end) (func block try_table (catch $t 0) end end))',
      'function 0 has legacy exception handlers and function 1 has try_table',
    ],
  ])('%s is refused by name', async (text, reason) => {
    const bytes = await assemble(text);
    expect(() => instrument(bytes)).toThrow(`error[CKPT4102] the module cannot be instrumented: ${reason}`);
  });
});

describe('the main module', () => {
  test.each(['none', 'request', 'fuel', 'memory'] as const)(
    'is valid and exports what the host needs, poll %s',
    async (poll) => {
      const bytes = await assemble(loop);
      const instrumented = instrument(bytes, { poll });
      expect(validate(instrumented.bytes)).toBeUndefined();
      const exports = openModule(instrumented.bytes).exports.map(({ name }) => name);
      const flag = { none: [], request: ['request'], fuel: ['fuel'], memory: ['poll'] }[poll];
      expect(exports.filter((name) => name.startsWith('checkpoint:')).sort()).toEqual(
        ['functions', 'global:0', 'instance', 'memory:0', 'state', ...flag].map((name) => `checkpoint:${name}`).sort(),
      );
      expect(instrumented.tape).toEqual(['frame', 'put_i32', 'put_i64']);
    },
  );

  test('a function that needs no check is copied', async () => {
    const instrumented = instrument(await assemble(loop));
    expect(instrumented.layouts(1)).toEqual([]);
    expect(instrumented.offsets(1).runs.length).toBe(1);
  });

  test('functions keep their order', async () => {
    const instrumented = instrument(await assemble(loop));
    for (const funcidx of [0, 1, 2])
      expect(instrumented.originalFuncidx(instrumented.mainFuncidx(funcidx))).toBe(funcidx);
    expect(instrumented.originalFuncidx(1)).toBeUndefined();
  });

  test('each instruction has its place', async () => {
    const instrumented = instrument(await assemble(loop));
    const main = openModule(instrumented.bytes);
    const offsets = instrumented.offsets(2);
    const moved = new Set(typeStates(main).offsets(instrumented.mainFuncidx(2)));
    for (const offset of typeStates(instrumented.module).offsets(2)) {
      const to = offsets.toNew(offset);
      expect(to !== undefined && moved.has(to)).toBe(true);
      if (to !== undefined) expect(offsets.toOld(to)).toBe(offset);
    }
  });
});

describe('calls through references', () => {
  // clause: inst-layout
  test.each([
    ['call_ref', '(call_ref $f (local.get 0))', 'call'],
    ['return_call_ref', '(return_call_ref $f (local.get 0))', 'entry'],
  ])('%s makes a function unwind', async (_, call, kind) => {
    const bytes = await assemble(`(module (type $f (func)) (func (param (ref $f)) ${call}))`);
    expect(instrument(bytes).layouts(0)).toMatchObject([{ kind }]);
  });
});

describe('layouts', () => {
  // clause: inst-layout
  test('say where a site stands and what it saves', async () => {
    const instrumented = instrument(await assemble(loop), { poll: 'request' });
    const [header, tick, ...others] = instrumented.layouts(2);
    expect(others).toEqual([]);
    expect(header).toMatchObject({ site: 0, kind: 'loop', caller: undefined, types: [0x7f, 0x7f], locals: [0, 1] });
    expect(tick).toMatchObject({ site: 1, kind: 'call', operands: [], results: [], locals: [0, 1] });
    expect(tick?.caller).toBe(header?.innermost);
    expect(tick?.innermost).toBe((tick?.caller ?? 0) + 2);
  });
});

describe('points', () => {
  // clause: inst-continuation
  test('that no frame can stand at are refused', async () => {
    const bytes = await assemble('(module (func (unreachable) (nop)) (func (nop) (nop)))');
    const instrumented = instrument(bytes);
    expect(() => instrumented.record({ funcidx: 0, offset: 2, mode: 'run' })).toThrow('CKPT4103');
    expect(() => instrumented.record({ funcidx: 1, offset: 2, mode: 'return' })).toThrow('nop is no call');
    expect(() => instrumented.record({ funcidx: 1, offset: 7, mode: 'run' })).toThrow('WASM2034');
  });

  test('any instruction can be resumed at, without what the main module saves', async () => {
    const bytes = await assemble(
      '(module (func (export "run") (param i32 i32) (result i32) (i32.sub (local.get 0) (local.get 1))))',
    );
    const torture = new Torture({ bytes, call: 'run', args: [9, 4] });
    const host = torture.host();
    const resumed = [...typeStates(torture.instrumented.module).offsets(0)].map((offset, index) => {
      const locals = index === 0 ? [9n, 4n] : index === 1 ? [undefined, 4n] : [undefined, undefined];
      const operands = [[], [9n], [9n, 4n], [5n]][index] ?? [];
      return host.resume([{ funcidx: 0, offset, locals, operands, caught: [] }]);
    });
    expect(resumed).toEqual(Array.from({ length: 4 }, () => ({ results: [5n] })));
  });
});
