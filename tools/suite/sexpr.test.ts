import fc from 'fast-check';
import { lineAt, readNodes, ScriptError, stringBytes } from './sexpr.js';

const shape = (source: string): unknown =>
  readNodes(source).map(function show(node): unknown {
    if (node.kind === 'list') return node.items.map(show);
    return node.kind === 'atom' ? node.text : { bytes: node.bytes === undefined ? undefined : [...node.bytes] };
  });

describe('readNodes', () => {
  test.each<[string, string, unknown]>([
    ['nothing', '', []],
    ['white space of all kinds', ' \t\r\n', []],
    ['words', '(a b) (c)', [['a', 'b'], ['c']]],
    ['words that touch', '(a(b)c)', [['a', ['b'], 'c']]],
    ['a line comment', '(a ;; ) " (;\n b)', [['a', 'b']]],
    ['a line comment ended by a carriage return', '(a ;; x\r b)', [['a', 'b']]],
    ['a line comment at the end', '(a) ;; x', [['a']]],
    ['nested block comments', '(a (; (; ) ;) " ;) b)', [['a', 'b']]],
    ['a comment that ends a word', 'a;;x\nb(;x;)c', ['a', 'b', 'c']],
    ['parentheses in strings', '("()" "\\"")', [[{ bytes: [40, 41] }, { bytes: [34] }]]],
    ['a quoted identifier', '($"a (b" c)', [['$"a (b"', 'c']]],
    ['an annotation anywhere', '((@a "(" (x)) m (@b))', [['m']]],
    ['an annotation at the top', '(@a) (m)', [['m']]],
    ['a single semicolon', '(a ; b)', [['a', ';', 'b']]],
  ])('%s', (_, source, expected) => {
    expect(shape(source)).toEqual(expected);
  });

  test.each([
    ['unclosed (', '\n(a', 2],
    ['unexpected )', 'a\n\n)', 3],
    ['unterminated string', '"a', 1],
    ['unterminated string', '"a\\"', 1],
    ['unterminated comment', '(; (; ;)', 1],
  ])('%s is an error with its line: %j', (message, source, line) => {
    const read = () => readNodes(source);
    expect(read).toThrow(new ScriptError(message, source, 0).message);
    try {
      read();
    } catch (error) {
      expect(error).toMatchObject({ line });
    }
  });

  test('depth costs no stack', () => {
    const depth = 200_000;
    expect(readNodes('('.repeat(depth) + ')'.repeat(depth))).toHaveLength(1);
  });

  test('nodes know their place in the source', () => {
    const source = ';; x\n(a "b" (c)) $d';
    const parts = readNodes(source).map(({ start, end }) => source.slice(start, end));
    expect(parts).toEqual(['(a "b" (c))', '$d']);
  });

  test('throws nothing but a ScriptError', () => {
    const letters = fc.constantFrom('(', ')', '"', ';', '@', '\\', '$', 'a', ' ', '\n', '(;', ';)');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 40 }), (parts) => {
        try {
          readNodes(parts.join(''));
        } catch (error) {
          if (!(error instanceof ScriptError)) throw error;
        }
      }),
    );
  });
});

describe('stringBytes', () => {
  test.each<[string, number[] | undefined]>([
    ['""', []],
    ['"\\t\\n\\r\\"\\\'\\\\"', [9, 10, 13, 34, 39, 92]],
    ['"\\00\\fF"', [0, 255]],
    ['"\\u{0}\\u{e4}\\u{20AC}\\u{10_ffff}"', [0, 0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf4, 0x8f, 0xbf, 0xbf]],
    ['"ä€😀"', [0xc3, 0xa4, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80]],
    ['"\\x"', undefined],
    ['"\\0"', undefined],
    ['"\\u{d800}"', undefined],
    ['"\\u{110000}"', undefined],
    ['"\\u{}"', undefined],
  ])('%s', (literal, expected) => {
    const bytes = stringBytes(literal);
    expect(bytes === undefined ? undefined : [...bytes]).toEqual(expected);
  });
});

test('lineAt counts from 1', () => {
  expect([0, 1, 2, 3, 4].map((offset) => lineAt('a\n\nb', offset))).toEqual([1, 1, 2, 3, 3]);
});
