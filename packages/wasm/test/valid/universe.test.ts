import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  concrete,
  matchesComposite,
  openModule,
  reftype,
  type Subtype,
  TypeUniverse,
  validateDeclarations,
} from '@wasm-checkpoint/wasm';

const opened = async (text: string) => openModule(Uint8Array.from(await parse(text)));

test('types of several modules are equal exactly when their indices are', async () => {
  const first = await opened(`(module
    (type $f (func (param i32))) (type $s (sub (struct (field i32))))
    (rec (type $a (struct (field (ref null $b)))) (type $b (struct (field (ref null $a))))))`);
  const second = await opened(`(module
    (rec (type $a (struct (field (ref null $b)))) (type $b (struct (field (ref null $a)))))
    (type $s (sub (struct (field i32)))) (type $t (sub $s (struct (field i32 i64))))
    (type $f (func (param i32))) (type $alone (struct (field i32))))`);
  const universe = new TypeUniverse();
  const one = universe.add(first.types, first.recgroups);
  const two = universe.add(second.types, second.recgroups);
  expect([...one]).toEqual([0, 1, 2, 3]);
  expect([...two]).toEqual([2, 3, 1, 4, 0, 5]);
  expect([...universe.add(second.types, second.recgroups)]).toEqual([...two]);
  expect(universe.matchesHeap(concrete(4), concrete(1))).toBe(true);
  expect(universe.matchesHeap(concrete(1), concrete(4))).toBe(false);
  expect(universe.matchesHeap(concrete(5), concrete(1))).toBe(false);
  expect(universe.valtype(two, reftype(concrete(3), true))).toBe(reftype(concrete(4), true));
  const [sub, sup] = [universe.types[4], universe.types[1]] as const satisfies readonly (Subtype | undefined)[];
  expect(sub !== undefined && sup !== undefined && matchesComposite(universe, sub.composite, sup.composite)).toBe(true);
  expect(sub !== undefined && sup !== undefined && matchesComposite(universe, sup.composite, sub.composite)).toBe(
    false,
  );
});

test('supertypes are those of the universe', async () => {
  const shift = await opened('(module (type (func)) (type (func (param i64))) (type (func (result i64))))');
  const chain = await opened(`(module (type $a (sub (struct))) (type $b (sub $a (struct (field i32))))
    (type $c (sub $b (struct (field i32 i32)))))`);
  const universe = new TypeUniverse();
  universe.add(shift.types, shift.recgroups);
  const [a = 0, b = 0, c = 0] = universe.add(chain.types, chain.recgroups);
  expect([a, b, c]).toEqual([3, 4, 5]);
  for (const [sub, sup, matches] of [
    [c, a, true],
    [c, b, true],
    [b, c, false],
    [c, 0, false],
  ] as const) {
    expect(universe.matchesHeap(concrete(sub), concrete(sup))).toBe(matches);
  }
});

test('declarations are validated without bodies', async () => {
  const valid = await opened('(module (global i32 (i32.const 1)) (func (result i32) (i32.const 1)))');
  expect(validateDeclarations(valid)).toBeUndefined();
  const bytes = valid.bytes.slice();
  const body = bytes.lastIndexOf(0x41);
  bytes[body] = 0x43; // f32.const, whose bits go beyond the body
  expect(validateDeclarations(openModule(bytes))).toBeUndefined();
  const global = valid.bytes.slice();
  global[global.indexOf(0x41)] = 0x42; // i64.const
  expect(validateDeclarations(openModule(global))?.code).toBe('WASM2001');
});
