import { openModule, typeStateAt, typeStates, validate } from '@wasm-checkpoint/wasm';
import { type Bytes, body, END, functionModule, functype, i32, i64, module, section, vec } from './binary.js';
import { typeBytes } from './environment.js';

const types = (...definitions: readonly Bytes[]): Uint8Array => module(section('type', vec(definitions)));
const sub = (parent: number | undefined, composite: Bytes): Bytes => [
  0x50,
  ...(parent === undefined ? [0] : [1, parent]),
  ...composite,
];
const struct = (...fields: readonly Bytes[]): Bytes => [0x5f, ...vec(fields)];

describe('one type matches another', () => {
  /** Struct 0, its subtype 1, struct 2 that is neither, function 3, its subtype 4, array 5. */
  const spaces: readonly Bytes[] = [
    sub(undefined, struct()),
    sub(0, struct([i32, 0])),
    sub(undefined, struct([i64, 0])),
    sub(undefined, functype()),
    sub(3, functype()),
    [0x5e, i32, 0],
  ];
  /** Whether a parameter of one type may be returned as another. */
  function matches(from: string, to: string): boolean {
    const tested = functype([typeBytes(from)], [typeBytes(to)]);
    const bytes = module(
      section('type', vec([...spaces, tested])),
      section('function', vec([[spaces.length]])),
      section('code', vec([body([0x20, 0])])),
    );
    const code = validate(bytes)?.code;
    expect([undefined, 'WASM2001']).toContain(code);
    return code === undefined;
  }

  /** Chains from the lowest heap type to the highest. */
  const chains = [
    ['none', '1', '0', 'struct', 'eq', 'any'],
    ['none', '5', 'array', 'eq', 'any'],
    ['none', 'i31', 'eq', 'any'],
    ['nofunc', '4', '3', 'func'],
    ['noextern', 'extern'],
    ['noexn', 'exn'],
  ];
  const heaps = [...new Set([...chains.flat(), '2'])];
  const below = (from: string, to: string): boolean =>
    from === to ||
    chains.some((chain) => chain.includes(from) && chain.indexOf(to) > chain.indexOf(from)) ||
    (from === '2' && ['struct', 'eq', 'any'].includes(to)) ||
    (from === 'none' && to === '2');

  test.each(heaps)('references to %s', (from) => {
    for (const to of heaps) {
      const related = below(from, to);
      expect([to, matches(`(ref ${from})`, `(ref ${to})`)]).toEqual([to, related]);
      expect([to, matches(`(ref ${from})`, `(ref null ${to})`)]).toEqual([to, related]);
      expect([to, matches(`(ref null ${from})`, `(ref null ${to})`)]).toEqual([to, related]);
      expect([to, matches(`(ref null ${from})`, `(ref ${to})`)]).toEqual([to, false]);
    }
    for (const number of ['i32', 'i64', 'f32', 'f64', 'v128']) {
      expect(matches(`(ref ${from})`, number)).toBe(false);
      expect(matches(number, `(ref null ${from})`)).toBe(false);
    }
  });
});

describe('declared supertypes', () => {
  const anyref: Bytes = [0x6e];
  const eqref: Bytes = [0x6d];
  test.each([
    ['more fields', sub(undefined, struct()), sub(0, struct([i32, 1])), undefined],
    ['fewer fields', sub(undefined, struct([i32, 0])), sub(0, struct()), 'WASM2011'],
    ['a lower constant field', sub(undefined, struct([...anyref, 0])), sub(0, struct([...eqref, 0])), undefined],
    ['a higher constant field', sub(undefined, struct([...eqref, 0])), sub(0, struct([...anyref, 0])), 'WASM2011'],
    ['a lower variable field', sub(undefined, struct([...anyref, 1])), sub(0, struct([...eqref, 1])), 'WASM2011'],
    ['the same variable field', sub(undefined, struct([...anyref, 1])), sub(0, struct([...anyref, 1])), undefined],
    ['a constant field made variable', sub(undefined, struct([i32, 0])), sub(0, struct([i32, 1])), 'WASM2011'],
    ['a variable field made constant', sub(undefined, struct([i32, 1])), sub(0, struct([i32, 0])), 'WASM2011'],
    ['another packed type', sub(undefined, struct([0x78, 0])), sub(0, struct([0x77, 0])), 'WASM2011'],
    [
      'lower results, higher parameters',
      sub(undefined, functype([eqref], [anyref])),
      sub(0, functype([anyref], [eqref])),
      undefined,
    ],
    ['lower parameters', sub(undefined, functype([anyref])), sub(0, functype([eqref])), 'WASM2011'],
    ['higher results', sub(undefined, functype([], [eqref])), sub(0, functype([], [anyref])), 'WASM2011'],
    ['another number of parameters', sub(undefined, functype()), sub(0, functype([[i32]])), 'WASM2011'],
    ['another kind', sub(undefined, functype()), sub(0, struct()), 'WASM2011'],
    ['a lower element', sub(undefined, [0x5e, ...anyref, 0]), sub(0, [0x5e, ...eqref, 0]), undefined],
    ['a final type', functype(), sub(0, functype()), 'WASM2012'],
    ['itself', sub(0, functype()), functype(), 'WASM2013'],
    ['two at once', sub(undefined, functype()), [0x50, 2, 0, 0, ...functype()], 'WASM2011'],
  ] as const)('%s', (_, parent, child, code) => {
    expect(validate(types(parent, child))?.code).toBe(code);
  });
});

describe('recursive groups are equal as wholes, member by member', () => {
  const pair = (first: number, second: number, kinds: readonly number[]): Bytes => [
    0x4e,
    ...vec([struct([0x63, first, ...kinds.slice(0, 1)]), struct([0x63, second, ...kinds.slice(1)])]),
  ];
  /** Whether the first type of one group is that of another. */
  const equal = (one: Bytes, other: Bytes): boolean =>
    validate(
      module(
        section('type', vec([one, other, functype([[0x64, 0]], [[0x64, 2]])])),
        section('function', vec([[4]])),
        section('code', vec([body([0x20, 0])])),
      ),
    ) === undefined;

  test.each([
    ['the same', pair(1, 0, [0, 0]), pair(3, 2, [0, 0]), true],
    ['members that name themselves', pair(0, 1, [0, 0]), pair(2, 3, [0, 0]), true],
    ['the other member named', pair(0, 0, [0, 0]), pair(3, 2, [0, 0]), false],
    ['both name the second', pair(1, 1, [0, 0]), pair(2, 2, [0, 0]), false],
    ['a member outside named', pair(1, 0, [0, 0]), pair(1, 0, [0, 0]), false],
    ['another mutability', pair(1, 0, [0, 0]), pair(3, 2, [0, 1]), false],
  ] as const)('%s', (_, one, other, expected) => {
    expect(equal(one, other)).toBe(expected);
  });
});

describe('rules of control', () => {
  const code = (
    instructions: Bytes,
    results: readonly Bytes[] = [],
    more: readonly Bytes[] = [],
    tagged = false,
  ): string | undefined =>
    validate(
      functionModule(
        { results, code: instructions },
        { types: more, sections: tagged ? [section('tag', vec([[0, 1]]))] : [] },
      ),
    )?.code;
  const one: Bytes = [0x41, 1];
  const i32i32 = [functype([[i32]], [[i32]]), functype([], [[i64]])];

  test.each([
    ['if with results and no else', [...one, 0x04, i32, ...one, END, 0x1a], 'WASM2001'],
    ['if that gives what it takes and no else', [...one, ...one, 0x04, 1, END, 0x1a], undefined],
    ['if with else', [...one, 0x04, i32, ...one, 0x05, ...one, END, 0x1a], undefined],
    ['an arm with an operand too many', [...one, 0x04, 0x40, ...one, END], 'WASM2002'],
    ['a block with too few operands', [0x02, i32, END, 0x1a], 'WASM2001'],
    ['a block that takes operands of others', [...one, 0x02, 0x40, 0x1a, END], 'WASM2001'],
    [
      'br_table to labels of different types',
      [0x02, i32, 0x02, 0x7e, ...one, ...one, 0x0e, 1, 0, 1, END, 0x1a, ...one, END, 0x1a],
      'WASM2001',
    ],
    ['br_if with another type', [0x02, i32, 0x42, 0, ...one, 0x0d, 0, 0x1a, ...one, END, 0x1a], 'WASM2001'],
    ['br_if with less', [0x02, i32, ...one, 0x0d, 0, ...one, END, 0x1a], 'WASM2001'],
  ] as const)('%s', (_, instructions, expected) => {
    expect(code(instructions, [], i32i32)).toBe(expected);
  });

  test.each([
    ['catch to its label', [[i32]], [0, 0], undefined],
    ['catch to a label without values', [], [0, 0], 'WASM2001'],
    ['catch_ref to its label', [[i32], [0x64, 0x69]], [1, 0], undefined],
    ['catch_ref to a label without reference', [[i32]], [1, 0], 'WASM2001'],
    ['catch_all to its label', [], [2], undefined],
    ['catch_all to a label with values', [[i32]], [2], 'WASM2001'],
    ['catch_all_ref to its label', [[0x69]], [3], undefined],
    ['catch_all_ref to a label without reference', [], [3], 'WASM2001'],
  ] as const)('%s', (_, results, clause, expected) => {
    expect(code([0x1f, 0x40, 1, ...clause, 0, END, 0x00], results, [functype([[i32]])], true)).toBe(expected);
  });

  test.each([
    ['its results are the function’s', [[i64]], undefined],
    ['its results are others', [[i32]], 'WASM2001'],
    ['its results are fewer', [[i64], [i64]], 'WASM2001'],
    ['its results are more', [], 'WASM2001'],
  ] as const)('a tail call: %s', (_, results, expected) => {
    const bytes = module(
      section('type', vec([functype([], results), functype([], [[i64]])])),
      section('function', vec([[0], [1]])),
      section('code', vec([body([0x12, 1]), body([0x42, 0])])),
    );
    expect(validate(bytes)?.code).toBe(expected);
  });
});

describe('integers at the ends of their ranges, read by the quick path or the rules', () => {
  const constant = (opcode: number, ...leb: Bytes): string | undefined =>
    validate(functionModule({ code: [opcode, ...leb, 0x1a] }))?.code;
  const padded = (count: number, last: number, first = 0x80): Bytes => [
    ...new Array<number>(count - 1).fill(first),
    last,
  ];
  test.each([
    ['2^31 - 1', 0x41, [0xff, 0xff, 0xff, 0xff, 0x07], undefined],
    ['-2^31', 0x41, padded(5, 0x78), undefined],
    ['2^31', 0x41, padded(5, 0x08), 'WASM1003'],
    ['-2^31 - 1', 0x41, [0xff, 0xff, 0xff, 0xff, 0x77], 'WASM1003'],
    ['six bytes', 0x41, padded(6, 0), 'WASM1002'],
    ['2^63 - 1', 0x42, padded(10, 0x00, 0xff), undefined],
    ['-2^63', 0x42, padded(10, 0x7f), undefined],
    ['2^63', 0x42, padded(10, 0x01), 'WASM1003'],
    ['eleven bytes', 0x42, padded(11, 0), 'WASM1002'],
  ] as const)('%s', (_, opcode, leb, expected) => {
    expect(constant(opcode, ...leb)).toBe(expected);
  });

  const access = (...memarg: Bytes): string | undefined =>
    validate(
      functionModule({ code: [0x41, 0, 0x28, ...memarg, 0x1a] }, { sections: [section('memory', vec([[0, 1]]))] }),
    )?.code;
  test.each([
    ['2^32 - 1', [2, ...padded(5, 0x0f, 0xff)], undefined],
    ['2^32', [2, ...padded(5, 0x10)], 'WASM2007'],
    ['ten bytes', [2, ...padded(10, 0)], undefined],
    ['eleven bytes', [2, ...padded(11, 0)], 'WASM1002'],
    ['memory 1', [0x42, 1, 0], 'WASM2003'],
    ['memory 0 by its index', [0x42, 0, 0], undefined],
  ] as const)('offset of an access: %s', (_, memarg, expected) => {
    expect(access(...memarg)).toBe(expected);
  });
});

test('states behind long stretches of code: what a construct has set is unset behind it', () => {
  const nops = new Array<number>(3000).fill(0x01);
  const bytes = functionModule(
    { locals: [[1, [0x64, 0x70]]], code: [0x02, 0x40, 0xd2, 0, 0x21, 0, ...nops, END, 0x01, 0x02, 0x40, ...nops, END] },
    { sections: [section('export', vec([[0, 0, 0]]))] },
  );
  const opened = openModule(bytes);
  const end = 4 + 6 + nops.length;
  for (const offset of typeStates(opened).offsets(0)) {
    const { locals } = typeStateAt(opened, 0, offset);
    expect([offset, locals[0]?.initialised]).toEqual([offset, offset >= 10 && offset <= end]);
  }
});
