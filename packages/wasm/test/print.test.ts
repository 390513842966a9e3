import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  concrete,
  decodeModule,
  encodeModule,
  heaptypeOf,
  I32,
  type Immediate,
  type ImmediateKind,
  type ImmediateValue,
  type InstructionSyntax,
  instruction,
  type Module,
  type Opcode,
  opcodes,
  openModule,
  opensBlock,
  PrintScope,
  printFunction,
  printInstruction,
  reftype,
  type SectionSyntax,
} from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { moduleCases } from './encode-modules.js';

const GREATEST = 2 ** 32 - 1;
const lanes = Uint8Array.from({ length: 16 }, (_, index) => 2 * index);

/** Values at the boundaries of each kind of immediate; types and labels are those of the module below. */
const boundaries: { readonly [Kind in ImmediateKind]: (opcode: Opcode) => readonly ImmediateValue<Kind>[] } = {
  blocktype: () => [
    { kind: 'empty' },
    { kind: 'result', type: I32 },
    { kind: 'result', type: reftype(concrete(0), true) },
    { kind: 'type', typeidx: 0 },
  ],
  funcidx: () => [0, GREATEST],
  typeidx: () => [0, 1],
  tableidx: () => [0, 1],
  memidx: () => [0, 1],
  globalidx: () => [0, GREATEST],
  tagidx: () => [0, GREATEST],
  elemidx: () => [0, GREATEST],
  dataidx: () => [0, GREATEST],
  localidx: () => [0, GREATEST],
  labelidx: () => [0, 1],
  fieldidx: () => [0, 1],
  u32: () => [0, GREATEST],
  'labelidx*': () => [[], [0, 1, 0]],
  memarg: ({ align }) => [
    { align, memidx: 0, offset: 0n },
    { align: 0, memidx: 0, offset: 2n ** 32n - 1n },
    { align, memidx: 1, offset: 2n ** 64n - 1n },
  ],
  laneidx: ({ lanes }) => [0, lanes - 1],
  'laneidx^16': () => [lanes],
  zero: () => [0],
  i32: () => [-(2 ** 31), 2 ** 31 - 1, -1, 64],
  i64: () => [-(2n ** 63n), 2n ** 63n - 1n, -1n, 64n],
  f32: () => [0, 0x8000_0000, 1, 0x7f_ffff, 0x80_0000, 0x7f7f_ffff, 0x7f80_0000, 0xffc0_0000, 0x7fa0_0001],
  f64: () => [
    0n,
    1n << 63n,
    1n,
    0x7ff0_0000_0000_0000n,
    0xfff8_0000_0000_0000n,
    0x7ff8_0000_0000_0001n,
    0xf_ffff_ffff_ffffn,
  ],
  v128: () => [new Uint8Array(16), new Uint8Array(16).fill(255), lanes],
  heaptype: () => [heaptypeOf('any'), concrete(1), heaptypeOf('nofunc')],
  'valtype*': () => [[I32], [], [I32, reftype(concrete(1), false)]],
  castflags: () => [
    { sourceNullable: true, targetNullable: false },
    { sourceNullable: false, targetNullable: true },
  ],
  'catch*': () => [
    [],
    [
      { kind: 'catch', tagidx: 0, labelidx: 0 },
      { kind: 'catch_ref', tagidx: GREATEST, labelidx: 0 },
      { kind: 'catch_all', tagidx: undefined, labelidx: 1 },
      { kind: 'catch_all_ref', tagidx: undefined, labelidx: 0 },
    ],
  ],
};

/** The instruction with each of the boundary values of its immediates, all of which occur. */
function variants(opcode: Opcode): InstructionSyntax[] {
  const values = opcode.immediates.map((kind) => boundaries[kind](opcode) as readonly unknown[]);
  return Array.from({ length: Math.max(1, ...values.map((of) => of.length)) }, (_, variant) => ({
    opcode,
    immediates: opcode.immediates.map(
      (kind, index) => ({ kind, value: values[index]?.[variant % (values[index]?.length ?? 1)] }) as Immediate,
    ),
  }));
}

const end = instruction('end');
const open = (name: 'block' | 'if' | 'try'): InstructionSyntax => instruction(name, { kind: 'empty' });

/** The instruction with what it cannot stand without. */
function inPlace(one: InstructionSyntax): InstructionSyntax[] {
  switch (one.opcode.rule) {
    case 'else':
      return [open('if'), one, end];
    case 'catch':
    case 'catch_all':
      return [open('try'), one, end];
    case 'rethrow':
      return [open('try'), instruction('catch_all'), one, end];
    case 'delegate':
      return [open('try'), one];
    case 'end':
      return [open('block'), one];
    default:
      return opensBlock(one.opcode) ? [one, end] : [one];
  }
}

/** A defined function in a text that wasm-tools printed: its head, lines that are further in, and the closing parenthesis. */
const functionPattern = /^ {2}\(func .*\n(?: {4}.*\n)*(?: {2}\)\n)?/gm;

const words = (text: string): string =>
  text
    .replace(/;;.*$/gm, '')
    .replace(/\(;.*?;\)/g, '')
    // wasm-tools leaves the point of a significand without digits.
    .replace(/\.p/g, 'p')
    .replace(/\s+/g, ' ')
    .replace(/ \)/g, ')')
    .trim();

describe('text-instr: every opcode of the table prints as wasm-tools prints it', () => {
  let texts: Map<Opcode, { readonly ours: string; readonly theirs: string }[]>;

  beforeAll(async () => {
    const around = await parse(`(module
      (type $f (func (param i32) (result i32 i64))) (type $s (struct (field $a i8) (field i16)))
      (memory 1) (memory $m 1) (table 1 funcref) (table $t 1 funcref) (func $first (type $f) unreachable))`);
    const all = opcodes.flatMap((opcode) => variants(opcode).map((one) => ({ opcode, one })));
    const sections = decodeModule(around).sections.map((section): SectionSyntax => {
      if (section.name === 'function') return { ...section, contents: all.map(() => 0) };
      if (section.name !== 'code') return section;
      return {
        ...section,
        contents: all.map(({ one }) => ({ locals: [], body: [open('block'), ...inPlace(one), end, end] })),
      };
    });
    const bytes = encodeModule({ sections });
    const module = openModule(bytes);
    const theirs = (await print(bytes)).match(functionPattern) ?? [];
    expect(theirs).toHaveLength(all.length);
    texts = new Map(opcodes.map((opcode) => [opcode, []]));
    all.forEach(({ opcode }, funcidx) => {
      texts.get(opcode)?.push({ ours: printFunction(module, funcidx), theirs: theirs[funcidx] ?? '' });
    });
  });

  test.each(opcodes.map((opcode) => [opcode.name, opcode] as const))('%s', (_, opcode) => {
    const pairs = texts.get(opcode) ?? [];
    expect(pairs.length).toBeGreaterThan(0);
    for (const { ours, theirs } of pairs) expect(words(ours)).toBe(words(theirs));
  });
});

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

  test('shows the instructions around it, the offset marked', () => {
    expect(printFunction(module, 1, { around: 17, lines: 2, offsets: 'body' })).toBe(
      [
        '(;   ;) (func $main (;1;) (type 0) (param $n i32)',
        '(;   ;)   (local $i i32) (local i64)',
        '(;   ;)   ;; 4 more instructions',
        '(;@c ;)       br_if $out',
        '(;@e ;)       i32.const 7',
        '(;>10;)       call $imported',
        '(;@12;)       local.get $i',
        '(;@14;)       if ;; label = @3',
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
      ...new Array(depth).fill(open('block')),
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
