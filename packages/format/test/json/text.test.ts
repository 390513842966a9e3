import { Diagnostic } from '@wasm-checkpoint/bytes';
import { fromJSONText, toJSONText } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';

function refusal(text: string): readonly [string, string] {
  try {
    fromJSONText(text);
  } catch (error) {
    if (error instanceof Diagnostic) return [error.code, error.path];
    throw error;
  }
  throw new Error('accepted');
}

const text = toJSONText(sampleCheckpoints.frames);

describe('fromJSONText', () => {
  // clause: json-text
  test.each([
    '',
    '{',
    '[1,]',
    '{"a" 1}',
    "{'a': 1}",
    'nul',
    '{"format": "wasm-checkpoint", "version": 01}',
    '\u{feff}{}',
  ])('refuses %j, which is not JSON', (bad) => {
    expect(refusal(bad)).toEqual(['CKPT1112', '']);
  });

  // clause: json-duplicate
  test.each([
    ['{"format": 1, "format": 2}', 'format'],
    ['{"format": 1, "for\\u006dat": 2}', 'format'],
    ['{"a": [{}, {"b": "\\"x\\\\", "c": [], "b": 1}]}', 'a[1].b'],
    ['{"a": {"x": 1}, "b": {"x": 1}, "c": [[1, {"__proto__": 1, "__proto__": 1}]]}', 'c[0][1].__proto__'],
    ['[[], {"": 1, "": 1}]', '[1].'],
  ])('refuses two members of one name in %s', (bad, path) => {
    expect(refusal(bad)).toEqual(['CKPT1113', path]);
  });

  test('accepts the same names in different objects, and structure inside of strings', () => {
    const odd = '{"a,":"}]\\"{"';
    const custom = text.replace('"format"', `"comment": ${JSON.stringify(odd)},\n  "format"`);
    expect(difference(fromJSONText(custom), sampleCheckpoints.frames)).toBeUndefined();
  });

  test('finds a member doubled anywhere in a twin', () => {
    const lines = text.split('\n');
    const members = lines.flatMap((line, index) => (/^ +"\w+": ("[^"]*"|\d+),$/.test(line) ? [index] : []));
    expect(members.length).toBeGreaterThan(20);
    for (const index of members) {
      const doubled = [...lines.slice(0, index), lines[index], ...lines.slice(index)].join('\n');
      expect(refusal(doubled)[0]).toBe('CKPT1113');
    }
  });

  test('refuses nothing but with a diagnostic, whatever the text', () => {
    const cut = fc.nat({ max: text.length }).map((at) => text.slice(0, at));
    const changed = fc
      .tuple(fc.nat({ max: text.length - 1 }), fc.constantFrom('"', '{', '}', '[', ']', ',', ':', '\\', '0', ' '))
      .map(([at, letter]) => text.slice(0, at) + letter + text.slice(at + 1));
    const judge = (any: string): void => {
      try {
        fromJSONText(any);
      } catch (error) {
        if (!(error instanceof Diagnostic)) throw error;
      }
    };
    fc.assert(fc.property(fc.oneof(cut, changed, fc.json(), fc.string()), judge), { numRuns: 2000 });
  });

  test('does not recurse', () => {
    const deep = 200_000;
    expect(refusal('['.repeat(deep) + ']'.repeat(deep))[0]).toBe('CKPT1101');
    expect(refusal('['.repeat(deep))[0]).toBe('CKPT1112');
    const objects = `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`;
    expect(refusal(objects)[0]).toMatch(/CKPT110[23]/);
  });
});

test('toJSONText is indented and ends with a line feed', () => {
  expect(text).toBe(`${JSON.stringify(JSON.parse(text), undefined, 2)}\n`);
});
