import { readFileSync } from 'node:fs';
import { checkpointJsonSchema, fromJSON, toJSON } from '@wasm-checkpoint/format';
import { checkpointFeatures, checkpointPolicies, checkpointTypes, checkpointValues } from '@wasm-checkpoint/tables';
import { readSchemaFile } from './schema-file.js';
import { validate } from './validate.js';

interface Node {
  readonly enum?: readonly unknown[];
  readonly oneOf?: readonly Node[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly const?: unknown;
}

const schema = JSON.parse(readSchemaFile()) as { readonly $defs: Readonly<Record<string, Node>> };

/** The kinds of a discriminated part of the schema. */
const kindsOf = (name: string): unknown[] =>
  (schema.$defs[name]?.oneOf ?? []).map((one) => one.properties?.['kind']?.const).sort();

const rowsOf = (...groups: string[]): string[] =>
  checkpointValues
    .filter((row) => row.status === 'assigned' && groups.includes(row.group))
    .map((row) => (row.group === 'null' ? 'null' : row.name));

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();

describe('schema/checkpoint.schema.json', () => {
  test('is what the shapes give; `npm run gen` writes it', () => {
    expect(readSchemaFile()).toBe(`${JSON.stringify(checkpointJsonSchema(), undefined, 2)}\n`);
  });

  test('names the kinds of values of schema/checkpoint/values.json', () => {
    const values = rowsOf('number', 'vector', 'null', 'reference');
    expect(kindsOf('value')).toEqual(sorted(values));
    expect(kindsOf('slot')).toEqual(sorted([...values, ...rowsOf('slot')]));
    expect(kindsOf('field')).toEqual(sorted([...values, ...rowsOf('packed')]));
    expect(kindsOf('ref')).toEqual(sorted(rowsOf('null', 'reference')));
    const hierarchies = rowsOf('null').length;
    const hierarchy = schema.$defs['ref']?.oneOf?.find((one) => one.properties?.['kind']?.const === 'null');
    expect(hierarchy?.properties?.['hierarchy']?.enum).toHaveLength(hierarchies);
  });

  test('names the types of schema/checkpoint/types.json', () => {
    const ofGroup = (...groups: string[]): string[] =>
      checkpointTypes.filter((row) => row.status === 'assigned' && groups.includes(row.group)).map((row) => row.name);
    const plain = (name: string): unknown => schema.$defs[name]?.oneOf?.[0]?.enum;
    expect(plain('heap-type')).toEqual(
      expect.arrayContaining(ofGroup('heap').map((name) => name.replace('heap-', ''))),
    );
    expect(plain('heap-type')).toHaveLength(ofGroup('heap').length);
    expect(plain('val-type')).toEqual(ofGroup('number', 'vector'));
    expect(plain('storage-type')).toEqual(ofGroup('number', 'vector', 'packed'));
    expect(kindsOf('comp-type')).toEqual(sorted(ofGroup('composite').map((name) => name.replace('comp-', ''))));
    expect(kindsOf('extern-type')).toEqual(sorted(ofGroup('extern').map((name) => name.replace('extern-', ''))));
  });

  test('names the features and policies of their tables', () => {
    expect(schema.$defs['feature']?.enum).toEqual(checkpointFeatures.map((row) => row.name));
    expect(schema.$defs['host-state']?.properties?.['policy']?.enum).toEqual(checkpointPolicies.map((row) => row.name));
  });

  test.each([
    ['u64', ['0', '1', '9', '10', '18446744073709551615', '9999999999999999999', '10000000000000000000']],
    ['i64', ['0', '-1', '-9', '-10', '9223372036854775807', '-9223372036854775808', '1000000000000000000']],
  ])('has exact bounds of %s', (name, inside) => {
    const outside = {
      u64: [
        '',
        '-1',
        '-0',
        '+1',
        '00',
        '01',
        '1.0',
        '1e3',
        '18446744073709551616',
        '20000000000000000000',
        '100000000000000000000',
      ],
      i64: ['', '-0', '+1', '-01', '9223372036854775808', '-9223372036854775809', '-10000000000000000000', '0x1'],
    }[name as 'u64' | 'i64'];
    const pattern = new RegExp((schema.$defs[name] as { readonly pattern: string }).pattern);
    expect(inside.filter((text) => !pattern.test(text))).toEqual([]);
    expect(outside.filter((text) => pattern.test(text))).toEqual([]);
    for (const text of [...inside, ...outside]) {
      const value = /^(0|-?[1-9][0-9]*)$/.test(text) ? BigInt(text) : undefined;
      const bounds = name === 'u64' ? [0n, 2n ** 64n - 1n] : [-(2n ** 63n), 2n ** 63n - 1n];
      const fits = value !== undefined && value >= (bounds[0] ?? 0n) && value <= (bounds[1] ?? 0n);
      expect([text, pattern.test(text)]).toEqual([text, fits]);
    }
  });
});

test('the example of spec/json.md is the twin of a checkpoint', () => {
  const text = readFileSync(new URL('../../../../spec/json.md', import.meta.url), 'utf8');
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(text)?.[1] ?? '');
  expect(validate(example)).toBe(true);
  expect(toJSON(fromJSON(example))).toEqual(example);
});
