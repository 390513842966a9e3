import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  decodeModule,
  encodeModule,
  I32,
  instruction,
  type Module,
  openModule,
  PrintScope,
  printFunction,
  printInstruction,
  type SectionSyntax,
} from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { moduleCases } from './encode-modules.js';
import { functionPattern } from './print-pattern.js';

const GREATEST = 2 ** 32 - 1;
const end = instruction('end');

/** The text of wasm-tools with its functions replaced by ours. */
async function withOurFunctions(module: Module): Promise<string> {
  const text = await print(module.bytes);
  let funcidx = module.imported.func;
  expect(text.match(functionPattern) ?? []).toHaveLength(module.bodyCount);
  return text.replace(functionPattern, () => printFunction(module, funcidx++));
}

describe('text-func: what is printed assembles to the same bytes', () => {
  test.each(moduleCases)('%s', async (_, bytes) => {
    expect(await parse(await withOurFunctions(openModule(bytes)))).toEqual(bytes);
  });

  test('with names that are no plain words, doubled, hidden or empty', async () => {
    const bytes = await parse(`(module
      (type $"a type" (struct (field $"a field" i32) (field $x i32)))
      (global (@name "") i32 (i32.const 0)) (global (@name "") i32 (i32.const 0)) (global $g i32 (i32.const 0)) (global (@name "g") i32 (i32.const 0))
      (func $"quo\\"te\\\\d \\u{7}\\u{1f600}" (param $"p p" i32) (param (@name "p p") i32) (local i64) (local $v i32) (local (@name "v") f32)
        (drop (local.get 0)) (drop (local.get 1)) (drop (local.get 3)) (drop (local.get 4))
        (drop (global.get 0)) (drop (global.get 1)) (drop (global.get $g)) (drop (global.get 3))
        (block $l (br $l) (block $l (br $l) (br 1)) (block $"l m" (br $"l m") (br $l)))
        (drop (struct.get 0 0 (ref.null 0))) (call 1) (call 2))
      (func $dup) (func (@name "dup")) (func (@name "")))`);
    const text = await withOurFunctions(openModule(bytes));
    expect(await parse(text)).toEqual(bytes);
    expect(text).toContain('func $"quo\\"te\\\\d \\u{7}😀" (;0;)');
    expect(text).toContain('call $"#func2 dup"');
    expect(text).toContain('struct.get $"a type" $"a field"');
  });

  test('text-float: numbers keep every bit', async () => {
    const f32s = fc.sample(fc.integer({ min: 0, max: GREATEST }), { numRuns: 1000, seed: 1 });
    const f64s = fc.sample(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), { numRuns: 1000, seed: 2 });
    const scope = new PrintScope(openModule(await parse('(module)')));
    const body = [
      ...f32s.map((bits) => instruction('f32.const', bits)),
      ...f64s.map((bits) => instruction('f64.const', bits)),
    ];
    const text = body.map((one) => `${printInstruction(scope.module, one, scope)} drop`).join('\n');
    const [code] = decodeModule(await parse(`(module (func ${text}))`)).sections.flatMap((section) =>
      section.name === 'code' ? section.contents : [],
    );
    expect(code?.body.filter((_, index) => index % 2 === 0).slice(0, -1)).toEqual(
      body.map(({ opcode, immediates }) => expect.objectContaining({ opcode, immediates })),
    );
  });
});

describe('a function around an offset', () => {
  let module: Module;
  beforeAll(async () => {
    module = openModule(
      await parse(`(module (import "m" "f" (func $imported (param i32)))
        (func $main (param $n i32) (local $i i32) (local i64)
          (block $out (loop $again (br_if $out (i32.eqz (local.get $n))) (call $imported (i32.const 7)) (if (local.get $i) (then (br $again) (br 2) (br 0))))) nop nop))`),
    );
  });

  test('shows the instructions around it moved to the left, the offset marked', () => {
    expect(printFunction(module, 1, { around: 17, lines: 2, offsets: 'body' })).toBe(
      [
        '(;   ;) (func $main (;1;) (type 0) (param $n i32)',
        '(;   ;)   (local $i i32) (local i64)',
        '(;   ;)   ;; 4 more instructions',
        '(;@c ;)   br_if $out',
        '(;@e ;)   i32.const 7',
        '(;>10;)   call $imported',
        '(;@12;)   local.get $i',
        '(;@14;)   if ;; label = @3',
        '(;   ;)   ;; 8 more instructions',
        '(;@21;) )',
        '',
      ].join('\n'),
    );
  });

  test('without names, by number', () => {
    const text = printFunction(module, 1, { names: false });
    expect(text).toBe(
      [
        '(func (;1;) (type 0) (param i32)',
        '  (local i32 i64)',
        '  block ;; label = @1',
        '    loop ;; label = @2',
        '      local.get 0',
        '      i32.eqz',
        '      br_if 1 (;@1;)',
        '      i32.const 7',
        '      call 0',
        '      local.get 1',
        '      if ;; label = @3',
        '        br 1 (;@2;)',
        '        br 2 (;@1;)',
        '        br 0 (;@3;)',
        '      end',
        '    end',
        '  end',
        '  nop',
        '  nop',
        ')',
        '',
      ].join('\n'),
    );
  });

  test('module offsets in the margin, and the first and last instructions', () => {
    const { start, end: last } = module.body(1);
    const text = printFunction(module, 1, { offsets: 'module' });
    expect(text).toContain(`(;@${(start + 5).toString(16)};)   block $out`);
    expect(text.trimEnd().split('\n').at(-1)).toBe(`(;@${(last - 1).toString(16)};) )`);
    expect(printFunction(module, 1, { around: 0, lines: 0 }).split('\n')[2]).toBe('(;>;)   block $out');
    expect(
      printFunction(module, 1, { around: last - 1 - start, lines: 0 })
        .split('\n')
        .at(-2),
    ).toBe('(;>;) )');
  });

  test('an imported function has no text (WASM2035), nor one with too many locals (WASM9001)', async () => {
    expect(() => printFunction(module, 0)).toThrow('WASM2035');
    const many = await parse('(module (func))');
    const sections = decodeModule(many).sections.map(
      (section): SectionSyntax =>
        section.name === 'code'
          ? { ...section, contents: [{ locals: [{ count: GREATEST, type: I32 }], body: [end] }] }
          : section,
    );
    expect(() => printFunction(openModule(encodeModule({ sections })), 0)).toThrow('WASM9001');
  });
});

describe('text of modules that are made to be large', () => {
  test('deep nesting is not indented without bound', async () => {
    const depth = 100_000;
    const body = [
      ...new Array(depth).fill(instruction('block', { kind: 'empty' })),
      instruction('br', depth - 1),
      ...new Array(depth + 1).fill(end),
    ];
    const sections = decodeModule(await parse('(module (func))')).sections.map(
      (section): SectionSyntax =>
        section.name === 'code' ? { ...section, contents: [{ locals: [], body }] } : section,
    );
    const text = printFunction(openModule(encodeModule({ sections })), 0);
    expect(text.split('\n')).toHaveLength(2 * depth + 4);
    expect(text).toContain(`br ${depth - 1} (;@1;)`);
    expect(text.length).toBeLessThan(2 * depth * 120);
  });

  test('a long name is cut where it is used, and stands once in full', async () => {
    const name = 'x'.repeat(100_000);
    const bytes = await parse(`(module (func $f (@name "${name}") call $f call $f))`);
    const text = await withOurFunctions(openModule(bytes));
    expect(text.length).toBeLessThan(105_000);
    expect(await parse(text)).toEqual(bytes);
  });
});
