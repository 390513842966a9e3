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
  type Opcode,
  opcodes,
  openModule,
  opensBlock,
  printFunction,
  reftype,
  type SectionSyntax,
} from '@wasm-checkpoint/wasm';
import { functionPattern } from './print-pattern.js';

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
