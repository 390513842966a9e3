import { parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  customContents,
  customSections,
  encodeNames,
  Names,
  namesOf,
  namesSyntax,
  openModule,
} from '@wasm-checkpoint/wasm';
import fc from 'fast-check';

const text = `(module $mod
  (type $t (struct (field $x i32) (field i32) (field $z i32))) (type $u (func))
  (import "" "" (func $imported)) (table $tab 0 funcref) (memory $mem 0) (global $glob i32 (i32.const 0)) (tag $tag)
  (elem $el func) (data $dat "")
  (func $main (param $p i32) (local i32) (local $l i64) (block $b (loop (if $i (i32.const 0) (then)))))
  (func $"höhe" (block $only)))`;

const bytes = await parse(text);
const section = customSections(openModule(bytes), 'name')[0];
const start = section?.custom?.start ?? 0;
const end = section?.end ?? 0;

/** A name section of the given bytes. */
const namesIn = (...contents: number[]): Names => new Names(Uint8Array.from(contents), 0, contents.length);

describe('binary-namesec: names by index', () => {
  const names = namesOf(openModule(bytes));

  test('of the module and of each index space', () => {
    expect(names.module).toBe('mod');
    expect([...names.of('functions')]).toEqual([
      [0, 'imported'],
      [1, 'main'],
      [2, 'höhe'],
    ]);
    expect([...names.of('types')]).toEqual([
      [0, 't'],
      [1, 'u'],
    ]);
    expect([...names.of('tables')]).toEqual([[0, 'tab']]);
    expect([...names.of('memories')]).toEqual([[0, 'mem']]);
    expect([...names.of('globals')]).toEqual([[0, 'glob']]);
    expect([...names.of('tags')]).toEqual([[0, 'tag']]);
    expect([...names.of('elements')]).toEqual([[0, 'el']]);
    expect([...names.of('data')]).toEqual([[0, 'dat']]);
  });

  test('of locals, labels and fields', () => {
    expect([...names.inner('locals', 1)]).toEqual([
      [0, 'p'],
      [2, 'l'],
    ]);
    expect([...names.inner('labels', 1)]).toEqual([
      [0, 'b'],
      [2, 'i'],
    ]);
    expect([...names.inner('fields', 0)]).toEqual([
      [0, 'x'],
      [2, 'z'],
    ]);
    expect(names.outer('labels')).toEqual([1, 2]);
    expect([...names.inner('locals', 0)]).toEqual([]);
    expect(names.notes).toEqual([]);
  });

  test('written again they are the same bytes', () => {
    expect(encodeNames(namesSyntax(names))).toEqual(bytes.slice(start, end));
  });

  test('a module without name section has none', async () => {
    const none = namesOf(openModule(await parse('(module (func))')));
    expect(none.module).toBeUndefined();
    expect(none.of('functions').size).toBe(0);
    expect(none.notes).toEqual([]);
  });
});

describe('binary-namesec: a broken name section fails nothing', () => {
  test('cut short anywhere, it gives the names before the cut and a note', () => {
    const whole = namesSyntax(new Names(bytes, start, end));
    for (let cut = start + 1; cut < end; cut++) {
      const names = new Names(bytes.subarray(0, cut), start, cut);
      const read = namesSyntax(names);
      for (const [index, name] of read.functions) expect(whole.functions.get(index)).toBe(name);
      for (const [outer, inner] of read.labels)
        for (const [index, name] of inner) expect(whole.labels.get(outer)?.get(index)).toBe(name);
      const boundary = names.subsections.at(-1)?.end === cut && names.notes.length === 0;
      expect(boundary || names.notes.length > 0).toBe(true);
    }
  });

  test('a name that is not UTF-8 is passed over', () => {
    const names = namesIn(1, 10, 3, 0, 1, 0x61, 1, 1, 0xff, 2, 1, 0x62);
    expect([...names.of('functions')]).toEqual([
      [0, 'a'],
      [2, 'b'],
    ]);
    expect(names.notes.map(({ code, offset }) => [code, offset])).toEqual([['WASM1004', 8]]);
  });

  test('of subsections and indices that stand twice the first counts', () => {
    const names = namesIn(1, 7, 2, 0, 1, 0x61, 0, 1, 0x62, 1, 4, 1, 0, 1, 0x63);
    expect([...names.of('functions')]).toEqual([[0, 'a']]);
    expect(names.notes.map(({ code, offset }) => [code, offset])).toEqual([['WASM1009', 9]]);
  });

  test('unknown subsections are listed', () => {
    const names = namesIn(42, 1, 7, 0, 2, 1, 0x6d);
    expect(names.subsections).toEqual([
      { id: 42, start: 2, end: 3 },
      { id: 0, start: 5, end: 7 },
    ]);
    expect(names.module).toBe('m');
    expect(names.notes).toEqual([]);
  });

  test('counts larger than the bytes allocate nothing', () => {
    const names = namesIn(1, 5, 0xff, 0xff, 0xff, 0xff, 0x0f, 2, 5, 0xff, 0xff, 0xff, 0xff, 0x0f);
    expect(names.of('functions').size).toBe(0);
    expect(names.outer('locals')).toEqual([]);
    expect(names.notes.map(({ code }) => code)).toEqual(['WASM1001', 'WASM1001']);
  });

  test('whatever the bytes, nothing is thrown', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (contents) => {
        const names = namesSyntax(new Names(contents, 0, contents.length));
        expect(namesSyntax(new Names(encodeNames(names), 0, encodeNames(names).length)).functions).toEqual(
          new Map([...names.functions].sort(([one], [other]) => one - other)),
        );
      }),
      { numRuns: 2000 },
    );
  });
});

test('binary-customsec: custom sections by name, in file order, and their contents', () => {
  const module = openModule(
    Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 0, 3, 1, 0x78, 5, 0, 2, 1, 0x79, 0, 2, 1, 0x78),
  );
  const found = customSections(module, 'x');
  expect(found.map((header) => [...customContents(module, header)])).toEqual([[5], []]);
});
