import { openModule, validate } from '@wasm-checkpoint/wasm';
import { assemble } from '../suite/assembler.js';
import { ProgramHost } from './host.js';
import { observable } from './observable.js';
import { bitsText, observe, tableText } from './observation.js';
import { trapText } from './traps.js';

const text = `(module
  (import "env" "log" (func $log (param i32)))
  (memory (export "own") 2)
  (table $t 3 funcref)
  (table $e 2 externref)
  (elem (table $t) (i32.const 1) func $log $f)
  (data "abc")
  (global i32 (i32.const -1))
  (global (mut i64) (i64.const -2))
  (global (mut f32) (f32.const -nan:0x200001))
  (global f64 (f64.const -0))
  (global (mut v128) (v128.const i32x4 1 2 3 0x80000000))
  (global funcref (ref.func $f))
  (global (mut externref) (ref.null extern))
  (func $f (export "set") (param externref) (table.set $e (i32.const 0) (local.get 0)) (global.set 6 (local.get 0))))`;

async function sample(): Promise<Uint8Array> {
  const assembled = await assemble({ kind: 'text', text }, 'wasm-tools');
  if ('refusal' in assembled) throw new Error(assembled.refusal);
  return assembled.bytes;
}

test('everything an instance holds can be seen from outside, floats by their bits', async () => {
  const bytes = await sample();
  const open = observable(bytes);
  expect(validate(open)).toBeUndefined();
  const host = new ProgramHost();
  const module = openModule(bytes);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(open), host.imports([module]));
  (exports['set'] as (value: unknown) => void)(host.object(5));
  new Uint8Array((exports['own'] as WebAssembly.Memory).buffer)[7] = 1;
  const observation = observe(module, exports);
  expect(observation.globals).toEqual([
    '-1',
    'i64 -2',
    'f32 0xffa00001',
    'f64 0x8000000000000000',
    'v128 0x80000000000000030000000200000001',
    'func 1',
    'host 5',
  ]);
  expect(observation.tables).toEqual(['[null, host func "env.log", func 1]', '[host 5, null]']);
  expect(observation.memories).toHaveLength(1);
  expect(observation.memories[0]).toMatch(/^131072 bytes [0-9a-f]{64}$/);
  expect(Object.keys(exports)).toEqual(expect.arrayContaining(['own', 'set']));
});

test.each([
  [[], '[]'],
  [['a', 'a', 'b', 'a'], '[2 x a, b, a]'],
])('entries %j are %s', (entries, expected) => {
  expect(tableText(entries)).toBe(expected);
});

test.each([
  [-1, 8, '0xffffffff'],
  [1n, 16, '0x0000000000000001'],
  [-1n, 32, `0x${'f'.repeat(32)}`],
] as const)('bits of %d', (bits, digits, expected) => {
  expect(bitsText(bits, digits)).toBe(expected);
});

describe('traps', () => {
  test.each([
    ['unreachable', 'unreachable'],
    ['divide by zero', 'integer divide by zero'],
    ['Division by zero (evaluating x)', 'integer divide by zero'],
    ['divide result unrepresentable', 'integer overflow'],
    ['float unrepresentable in integer range', 'invalid conversion to integer'],
    ['memory access out of bounds', 'out of bounds memory access'],
    ['Out of bounds memory access (evaluating x)', 'out of bounds memory access'],
    ['table index is out of bounds', 'out of bounds table access'],
    ['null function or function signature mismatch', 'bad indirect call'],
    ['array element access out of bounds', 'out of bounds array access'],
    ['dereferencing a null pointer', 'null reference'],
    ['illegal cast', 'cast failure'],
  ])('%s', (message, trap) => {
    expect(trapText(new WebAssembly.RuntimeError(message))).toBe(trap);
  });

  test('the end of the stack is one, other errors are none', () => {
    expect(trapText(new RangeError('Maximum call stack size exceeded'))).toBe('call stack exhausted');
    expect(trapText(new Error('unreachable'))).toBeUndefined();
    expect(trapText(new WebAssembly.RuntimeError('something else'))).toBeUndefined();
  });
});
