import { allFeatures, validate } from '@wasm-checkpoint/wasm';
import { type Bytes, body, END, functype, HERE, located, section, sized, vec } from './binary.js';

const I32: Bytes = [0x7f];
const memory: Bytes = section('memory', vec([[0, 1]]));

/** Code, or a whole body, with a fault of grammar; the body's own last `end` follows code. */
const malformedCode: Readonly<Record<string, readonly [code: string, bytes: Bytes]>> = {
  'unknown opcode': ['WASM1012', [HERE, 0x27]],
  'unknown opcode behind a prefix': ['WASM1012', [HERE, 0xfc, 0x20]],
  'else outside of if': ['WASM1020', [HERE, 0x05]],
  'else in a block': ['WASM1020', [0x02, 0x40, HERE, 0x05, END]],
  'a second else': ['WASM1020', [0x41, 0, 0x04, 0x40, 0x05, HERE, 0x05, END]],
  'catch outside of try': ['WASM1020', [HERE, 0x07, 0]],
  'catch behind catch_all': ['WASM1020', [0x06, 0x40, 0x19, HERE, 0x07, 0, END]],
  'catch_all in a block': ['WASM1020', [0x06, 0x40, 0x02, 0x40, HERE, 0x19, END, END]],
  'a second catch_all': ['WASM1020', [0x06, 0x40, 0x19, HERE, 0x19, END]],
  'delegate outside of try': ['WASM1020', [HERE, 0x18, 0]],
  'delegate behind catch': ['WASM1020', [0x06, 0x40, 0x07, 0, HERE, 0x18, 0]],
  'delegate that closes a block': ['WASM1020', [0x02, 0x40, HERE, 0x18, 0]],
  'integer too long': ['WASM1002', [0x41, HERE, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00, 0x1a]],
  'integer too large': ['WASM1003', [0x41, HERE, 0x80, 0x80, 0x80, 0x80, 0x70, 0x1a]],
  'index too long': ['WASM1002', [0x10, HERE, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00]],
  'flags of a memory access': ['WASM1014', [0x28, HERE, 0x80, 0x01, 0]],
  'reserved byte': ['WASM1019', [0xfe, 3, HERE, 1]],
  'cast flags': ['WASM1014', [0xfb, 24, HERE, 4, 0, 0x6e, 0x6e]],
  'catch clause': ['WASM1014', [0x1f, 0x40, 1, HERE, 4, 0, END]],
  'block type': ['WASM1013', [0x02, HERE, 0x41, END]],
  'heap type': ['WASM1013', [0xd0, HERE, 0x7f, 0x1a]],
  'long form of a heap type': ['WASM1013', [0xd0, HERE, 0xf0, 0x7f, 0x1a]],
  'more labels than bytes': ['WASM1005', [0x0e, HERE, 200, 1, 0]],
  'bytes behind the end': ['WASM1011', [END, HERE, 0x01]],
  'data segment without count': ['WASM1017', [HERE, 0xfc, 9, 0]],
  'array of a data segment without count': ['WASM1017', [HERE, 0xfb, 9, 0, 0]],
};

const INVALID: Bytes = body([0x50, 0x1a]);

const inSecondBody = (malformed: Bytes, first = INVALID, types: readonly Bytes[] = [functype()]) =>
  located(
    section('type', vec(types)),
    section('function', vec([[0], [0]])),
    memory,
    section('code', vec([first, malformed])),
  );

describe('a module with faults of both kinds is malformed, wherever the invalid part stands', () => {
  test.each(Object.entries(malformedCode))('%s behind an invalid body', (_, [code, bytes]) => {
    const { bytes: all, offset } = inSecondBody(body(bytes));
    expect(validate(all)).toMatchObject({ code, phase: 'malformed', offset, funcidx: 1 });
  });

  test.each(Object.entries(malformedCode))('%s behind an invalid type', (_, [code, bytes]) => {
    const types = [functype(), [0x50, 1, 7, ...functype()]];
    const { bytes: all, offset } = inSecondBody(body(bytes), body([]), types);
    expect(validate(all)).toMatchObject({ code, phase: 'malformed', offset, funcidx: 1 });
  });

  test.each(Object.entries(malformedCode))('%s behind an invalid instruction of the same body', (_, [code, bytes]) => {
    const { bytes: all, offset } = inSecondBody(body([0x50, 0x1a, ...bytes]), body([]));
    expect(validate(all)).toMatchObject({ code, phase: 'malformed', offset, funcidx: 1 });
  });

  test.each([
    ['WASM1001', sized([0, 0x02, 0x40, END, HERE])],
    ['WASM1001', sized([0, 0x41, HERE])],
    ['WASM1005', sized([HERE, 9, END])],
    ['WASM1013', sized([1, 1, HERE, 0x40, END])],
    ['WASM1018', sized([2, 0x80, 0x80, 0x80, 0x80, 0x08, ...I32, HERE, 0x80, 0x80, 0x80, 0x80, 0x08, ...I32, END])],
  ])('%s in a whole body', (code, bytes) => {
    const { bytes: all, offset } = inSecondBody(bytes);
    expect(validate(all)).toMatchObject({ code, phase: 'malformed', offset, funcidx: 1 });
  });

  test('an opcode without its feature', () => {
    const { bytes, offset } = inSecondBody(body([HERE, 0xc0, 0x1a]));
    const features = new Set([...allFeatures].filter((feature) => feature !== 'sign-extension'));
    expect(validate(bytes, { features })).toMatchObject({ code: 'WASM1021', offset, funcidx: 1 });
  });

  test.each([
    ['a type that is not there', section('type', vec([functype([[0x63, 5]])]))],
    ['an import of a type that is not there', section('import', vec([[0, 0, 0, 3]]))],
    ['a global that is read too early', section('global', vec([[...I32, 0, 0x23, 0, END]]))],
    ['an export of nothing', section('export', vec([[0, 0, 9]]))],
    ['an element segment without its table', section('element', vec([[0, 0x41, 0, END, 0]]))],
  ] as const)('%s, and a data segment with unknown flags', (_, invalid) => {
    const { bytes, offset } = located(invalid, section('data', vec([[HERE, 3, 0]])));
    expect(validate(bytes)).toMatchObject({ code: 'WASM1014', phase: 'malformed', offset });
    const { bytes: alone } = located(invalid);
    expect(validate(alone)?.phase).toBe('invalid');
  });

  test.each([
    ['a construct that does not end', 'WASM1022', [HERE, 0x02, 0x40, END]],
    ['an else', 'WASM1020', [HERE, 0x05, END]],
    ['a delegate', 'WASM1020', [HERE, 0x18, 0, END]],
  ] as const)('an initialiser with %s behind an invalid one', (_, code, expr) => {
    const { bytes, offset } = located(
      section(
        'global',
        vec([
          [...I32, 0, 0x42, 0, END],
          [...I32, 0, ...expr],
        ]),
      ),
    );
    expect(validate(bytes)).toMatchObject({ code, phase: 'malformed', offset });
  });
});
