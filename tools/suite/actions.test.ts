import { scriptActions } from './actions.js';
import { readFloat, readInteger } from './numbers.js';

test.each<[string, number]>([
  ['1.5', 1.5],
  ['-0', -0],
  ['0x1.8p1', 3],
  ['-0x1p-1', -0.5],
  ['0x1.fffffep+127', 3.4028234663852886e38],
  ['0x0.0000000000001p-1022', 5e-324],
  ['0x1p-149', 2 ** -149],
  ['1_000.5e1', 10005],
  ['0xABC', 2748],
  ['0x.8p0', 0.5],
  ['inf', Number.POSITIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
  ['nan:0x1', Number.NaN],
  ['0x1p1023', 2 ** 1023],
])('%s is %d', (text, value) => {
  expect(readFloat(text)).toBe(value);
});

test.each([
  ['12', 12n],
  ['-0x8000_0000', -0x8000_0000n],
  ['+7', 7n],
])('%s is %d', (text, value) => {
  expect(readInteger(text)).toBe(value);
});

test('the actions of a script, in order', () => {
  const source = `
(module $a (func (export "f") (param i32)))
(module definition $d (func))
(assert_return (invoke "f" (i32.const 0xffffffff)) (i32.const 1))
(register "m" $a)
(register "n")
(invoke $a "g" (i64.const -1) (f32.const -0) (f64.const nan) (ref.null func) (ref.extern 3) (v128.const i32x4 0 0 0 0))
(assert_trap (invoke "t") "unreachable")
(assert_exhaustion (invoke "deep") "call stack exhausted")
(assert_return (get "g") (i32.const 1))
(assert_invalid (module (func)) "x")
`;
  expect(scriptActions(source)).toEqual([
    { kind: 'module', line: 2, id: '$a', instance: true },
    { kind: 'module', line: 3, id: '$d', instance: false },
    { kind: 'invoke', line: 4, module: undefined, name: 'f', args: [-1] },
    { kind: 'register', line: 5, name: 'm', module: '$a' },
    { kind: 'register', line: 6, name: 'n', module: undefined },
    {
      kind: 'invoke',
      line: 7,
      module: '$a',
      name: 'g',
      args: ['-1', { float: '-0' }, { float: 'NaN' }, null, { host: 3 }, undefined],
    },
    { kind: 'invoke', line: 8, module: undefined, name: 't', args: [] },
  ]);
});
