import { defaultLimits, liveLocalsAt, openModule, typeStateAt, validate } from '@wasm-checkpoint/wasm';
import { type Bytes, END, functype, i32, module, preamble, section, sectionIds, u32, vec } from '../valid/binary.js';

/** A module with one function of type [] -> [], from a body that is too long for a list of numbers. */
function withBody(body: Uint8Array, types: readonly Bytes[] = [functype()]): Uint8Array {
  const size = u32(body.length);
  const head = [
    ...preamble,
    ...section('type', vec(types)),
    ...section('function', vec([[0]])),
    sectionIds.code,
    ...u32(1 + size.length + body.length),
    1,
    ...size,
  ];
  const bytes = new Uint8Array(head.length + body.length);
  bytes.set(head);
  bytes.set(body, head.length);
  return bytes;
}

/** A body of one pattern of bytes again and again, then another, without locals. */
function repeated(count: number, opening: Bytes, closing: Bytes, locals: Bytes = [0], middle: Bytes = []): Uint8Array {
  const inner = count * opening.length;
  const body = new Uint8Array(locals.length + inner + middle.length + count * closing.length + 1).fill(END);
  body.set(locals);
  for (let index = 0; index < count; index++) body.set(opening, locals.length + index * opening.length);
  body.set(middle, locals.length + inner);
  const behind = locals.length + inner + middle.length;
  for (let index = 0; index < count; index++) body.set(closing, behind + index * closing.length);
  return body;
}

const million = 1_000_000;

describe('a million constructs, one in the other, are a matter of memory only', () => {
  test.each([
    ['block', [0x02, 0x40], [END]],
    ['loop', [0x03, 0x40], [END]],
    ['if', [0x41, 0, 0x04, 0x40], [END]],
    ['try_table', [0x1f, 0x40, 0], [END]],
    ['legacy try', [0x06, 0x40], [0x19, END]],
    ['delegate', [0x06, 0x40], [0x18, 0]],
  ] as const)('%s', (_, opening, closing) => {
    const bytes = withBody(repeated(million, opening, closing));
    expect(validate(bytes)?.message).toBeUndefined();
    const open = withBody(repeated(million, opening, []));
    expect(validate(open)?.code).toBe('WASM1001');
  });

  test('type states and liveness in the middle of them', () => {
    const bytes = withBody(repeated(million, [0x02, 0x40], [END], [1, 1, i32], [0x20, 0, 0x1a]));
    const opened = openModule(bytes);
    const state = typeStateAt(opened, 0, 3 + 2 * million + 2);
    expect(state.controls).toHaveLength(million + 1);
    expect(state.operands).toEqual([i32]);
    expect([...liveLocalsAt(opened, 0, 3)]).toEqual([1]);
    expect([...liveLocalsAt(opened, 0, 3 + 2 * million + 2)]).toEqual([0]);
  });

  test('liveness through a hundred thousand loops, each with a way back', () => {
    const count = 100_000;
    const bytes = withBody(repeated(count, [0x03, 0x40], [0x20, 1, 0x0d, 0, END], [1, 2, i32], [0x20, 0, 0x1a]));
    const opened = openModule(bytes);
    expect([...liveLocalsAt(opened, 0, 3)]).toEqual([1, 1]);
    // Behind the last loop nothing is read any more.
    const last = openModule(bytes).body(0).end - openModule(bytes).body(0).start - 1;
    expect([...liveLocalsAt(opened, 0, last)]).toEqual([0, 0]);
  });

  test('in a constant expression', () => {
    const init = [
      ...new Array<number>(200_000).fill(0x02).flatMap((block) => [block, 0x40]),
      ...new Array<number>(200_001).fill(END),
    ];
    expect(validate(module(section('global', vec([[i32, 0, ...init]]))))?.code).toBe('WASM2010');
    const sums = [0x41, 0, ...new Array<number>(200_000).fill(0x41).flatMap((op) => [op, 1, 0x6a]), END];
    expect(validate(module(section('global', vec([[i32, 0, ...sums]]))))?.message).toBeUndefined();
    const operands = [...new Array<number>(200_000).fill(0x41).flatMap((op) => [op, 1]), END];
    expect(validate(module(section('global', vec([[i32, 0, ...operands]]))))?.code).toBe('WASM2002');
  });
});

describe('operands', () => {
  test('a million of them', () => {
    const bytes = withBody(repeated(million, [0x41, 1], [0x1a]));
    expect(validate(bytes)?.message).toBeUndefined();
    expect(typeStateAt(openModule(bytes), 0, 1 + 2 * million).operands).toHaveLength(million);
  });

  test('a thousand by each of many blocks, reachable or not', () => {
    const results = new Array<Bytes>(1000).fill([i32]);
    const types = [functype(), functype([], results)];
    const dead = repeated(5000, [0x02, 1, 0x00, END], [], [0], [0x00]);
    expect(validate(withBody(dead, types))?.message).toBeUndefined();
    const nested = repeated(5000, [0x02, 1], [0x00, END], [0], []);
    expect(validate(withBody(Uint8Array.from([...nested.subarray(0, -1), 0x00, END]), types))?.message).toBeUndefined();
  });
});

describe('br_table', () => {
  const table = (labels: number, declared = labels): Uint8Array =>
    withBody(Uint8Array.from([0, 0x41, 0, 0x0e, ...u32(declared), ...new Array<number>(labels + 1).fill(0), END]));
  test('as long as allowed, and longer', () => {
    expect(validate(table(defaultLimits.brTableSize))?.message).toBeUndefined();
    expect(validate(table(defaultLimits.brTableSize + 1))?.code).toBe('WASM9001');
    expect(validate(table(10, 2 ** 32 - 1))?.code).toBe('WASM1005');
    expect(validate(table(10, 12))?.code).toBe('WASM1001');
  });

  test('many of them to a label with many types', () => {
    const results = new Array<Bytes>(1000).fill([i32]);
    const labels = new Array<number>(20_000).fill(0);
    const body = Uint8Array.from([0, 0x02, 1, 0x00, 0x0e, ...u32(labels.length), ...labels, 0, END, 0x00, END]);
    expect(validate(withBody(body, [functype(), functype([], results)]))?.message).toBeUndefined();
  });
});

describe('locals', () => {
  const declared = (...groups: readonly (readonly [number, number])[]): string | undefined => {
    const locals = vec(groups.map(([count, type]) => [...u32(count), type]));
    return validate(withBody(Uint8Array.from([...locals, END])))?.code;
  };
  test('up to 2^32 - 1 are over a limit, more are malformed', () => {
    expect(declared([50_000, i32])).toBeUndefined();
    expect(declared([50_001, i32])).toBe('WASM9001');
    expect(declared([2 ** 32 - 1, i32])).toBe('WASM9001');
    expect(declared([2 ** 32 - 1, i32], [1, i32])).toBe('WASM1018');
    expect(declared([2 ** 31, i32], [2 ** 31, 0x7e])).toBe('WASM1018');
  });

  test('many groups, some empty', () => {
    expect(declared(...new Array<[number, number]>(100_000).fill([0, i32]))).toBeUndefined();
    expect(declared(...new Array<[number, number]>(50_000).fill([1, i32]))).toBeUndefined();
  });
});

describe('types', () => {
  const chain = (length: number): Uint8Array =>
    module(
      section(
        'type',
        vec(Array.from({ length }, (_, index) => [0x50, ...(index === 0 ? [0] : [1, ...u32(index - 1)]), 0x5f, 0])),
      ),
    );
  test('long chains of supertypes', () => {
    expect(validate(chain(64))?.message).toBeUndefined();
    expect(validate(chain(65))?.code).toBe('WASM9001');
    expect(validate(chain(100_000))?.code).toBe('WASM9001');
  });

  test('a recursive group whose members all name each other', () => {
    const size = 300;
    // Type indices are signed integers of 33 bits.
    const signed = (index: number): Bytes => (index < 64 ? [index] : [(index & 0x7f) | 0x80, index >> 7]);
    const fields = vec(Array.from({ length: size }, (_, index) => [0x63, ...signed(index), 0]));
    const group = [0x4e, ...vec(new Array<Bytes>(size).fill([0x5f, ...fields]))];
    expect(validate(module(section('type', vec([group]))))?.message).toBeUndefined();
    // Two groups that are equal only as wholes: a function of the one type takes the other's.
    const pair = [
      0x4e,
      ...vec([
        [0x5f, ...vec([[0x63, 1, 0]])],
        [0x5f, ...vec([[0x63, 0, 0]])],
      ]),
    ];
    const same = [
      0x4e,
      ...vec([
        [0x5f, ...vec([[0x63, 3, 0]])],
        [0x5f, ...vec([[0x63, 2, 0]])],
      ]),
    ];
    const code = (param: number, result: number): Uint8Array =>
      module(
        section('type', vec([pair, same, functype([[0x64, param]], [[0x64, result]])])),
        section('function', vec([[4]])),
        section('code', vec([[4, 0, 0x20, 0, END]])),
      );
    expect(validate(code(0, 2))?.message).toBeUndefined();
    expect(validate(code(1, 3))?.message).toBeUndefined();
    expect(validate(code(0, 3))?.code).toBe('WASM2001');
  });

  test('a million empty recursive groups', () => {
    const count = u32(million);
    const size = u32(count.length + 2 * million);
    const head = [...preamble, sectionIds.type, ...size, ...count];
    const bytes = new Uint8Array(head.length + 2 * million);
    bytes.set(head);
    for (let index = 0; index < million; index++) bytes[head.length + 2 * index] = 0x4e;
    expect(validate(bytes)?.message).toBeUndefined();
  });
});
