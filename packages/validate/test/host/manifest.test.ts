import { readFileSync } from 'node:fs';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  emptyManifest,
  type Manifest,
  manifestJsonSchema,
  readManifest,
  readManifestText,
  writeManifest,
} from '@wasm-checkpoint/validate';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';

const file = readFileSync(new URL('../../../../schema/host-manifest.schema.json', import.meta.url), 'utf8');
const ajv = new Ajv2020({ strict: true, strictTypes: true, strictTuples: true, strictRequired: true });
const accepts = ajv.compile(JSON.parse(file) as object);

/** The code and path with which a JSON value is refused; undefined when it is read. */
function refusal(json: unknown): string | undefined {
  try {
    readManifest(json);
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return `${fault.code} ${fault.path}`;
  }
}

const names = fc.record({ module: fc.constantFrom('env', 'a'), name: fc.string({ unit: 'grapheme', maxLength: 4 }) });
const limits = fc
  .tuple(fc.bigInt({ min: 0n, max: 1000n }), fc.option(fc.bigInt({ min: 1000n, max: 60000n }), { nil: undefined }))
  .map(([min, max]) => (max === undefined ? { min } : { min, max }));
const address = fc.constantFrom('i32' as const, 'i64' as const);
const reftype = fc.record({ nullable: fc.boolean(), heap: fc.constantFrom('any' as const, 'func' as const, 0) });
const valtype = fc.oneof(fc.constantFrom('i32' as const, 'f64' as const, 'v128' as const), reftype);
const functype = fc.oneof(
  fc.record({ params: fc.array(valtype, { maxLength: 3 }), results: fc.array(valtype, { maxLength: 2 }) }),
  fc.constant(0),
);
const scalar = fc.oneof(
  fc.record({ kind: fc.constant('i31' as const), value: fc.nat(0x7fffffff) }),
  fc.record({ kind: fc.constant('host' as const), state: fc.string(), version: fc.string(), payload: fc.uint8Array() }),
);
const constant = fc.oneof(
  fc.record({ kind: fc.constant('i32' as const), value: fc.integer() }),
  fc.record({ kind: fc.constant('i64' as const), value: fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }) }),
  fc.record({ kind: fc.constant('f32' as const), bits: fc.nat(0xffffffff) }),
  fc.record({ kind: fc.constant('f64' as const), bits: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }) }),
  fc.record({ kind: fc.constant('v128' as const), bits: fc.bigInt({ min: 0n, max: 2n ** 128n - 1n }) }),
  fc.record({ kind: fc.constant('null' as const), hierarchy: fc.constantFrom('any' as const, 'func' as const) }),
  fc.record({ kind: fc.constant('host-func' as const), module: fc.string(), name: fc.string() }),
  scalar,
  fc.record({ kind: fc.constant('extern' as const), internal: scalar }),
);

/** Objects with names that no two of them have. */
const objects = <Rest>(rest: fc.Arbitrary<Rest>) =>
  fc.array(fc.tuple(rest, fc.option(fc.boolean(), { nil: undefined })), { maxLength: 3 }).map((all) =>
    all.map(([each, fresh], index) => ({
      module: 'env',
      name: `n${index}`,
      aliases: index % 2 === 0 ? [] : [{ module: 'other', name: `n${index}` }],
      ...(fresh === undefined ? {} : { fresh }),
      ...each,
    })),
  );

const manifests: fc.Arbitrary<Manifest> = fc.record({
  features: fc.array(fc.string({ maxLength: 8 })),
  types: fc.constant([[{ final: true, supertypes: [], composite: { kind: 'func', params: [], results: [] } }]]),
  functions: fc.array(
    fc.tuple(names, functype).map(([pair, type]) => ({ ...pair, type })),
    { maxLength: 4 },
  ),
  memories: objects(
    fc.record({
      type: fc.record({ address, limits, shared: fc.constant(false), pageSizeLog2: fc.constantFrom(0, 16) }),
    }),
  ),
  tables: objects(fc.record({ type: fc.record({ element: reftype, address, limits }) })),
  globals: objects(
    fc
      .tuple(valtype, fc.boolean(), fc.option(constant, { nil: undefined }))
      .map(([type, mutable, value]) => ({ type: { type, mutable }, ...(value === undefined ? {} : { value }) })),
  ),
  tags: objects(fc.record({ type: functype })),
  hostStates: fc.array(
    fc.record({
      name: fc.string(),
      version: fc.string(),
      policies: fc.subarray(['reopen', 'reissue', 'fail'] as const),
    }),
    { maxLength: 3 },
  ),
}) as fc.Arbitrary<Manifest>;

describe('emb-manifest', () => {
  test('schema/host-manifest.schema.json is what the shapes give; `npm run gen` writes it', () => {
    expect(file).toBe(`${JSON.stringify(manifestJsonSchema(), undefined, 2)}\n`);
  });

  test('what is written is read as it was, and follows the schema', () => {
    fc.assert(
      fc.property(manifests, (manifest) => {
        const json: unknown = JSON.parse(JSON.stringify(writeManifest(manifest)));
        expect(accepts(json)).toBe(true);
        expect(readManifest(json)).toEqual(manifest);
        expect(readManifestText(JSON.stringify(json))).toEqual(manifest);
      }),
      { numRuns: 200 },
    );
  });

  // Codes of what a schema cannot say: types and names that depend on others, halves of surrogate pairs, unused bits of base64.
  const beyondSchema = /^CKPT(1040|1108|1109|1114|2001|2003|2004|2005|2009|2010|2011|2015) /;

  test('a value with a part exchanged is refused by the reader exactly when the schema refuses it', () => {
    const junk = fc.oneof(
      fc.constantFrom<unknown>(
        null,
        true,
        [],
        {},
        '',
        '0',
        -1,
        1.5,
        2 ** 32,
        '1',
        'any',
        'i32',
        'reopen',
        '0x00000000',
      ),
      fc.record({ kind: fc.constantFrom('i32', 'extern', 'none') }),
      fc.record({ comment: fc.constantFrom<unknown>('text', 1) }),
    );
    /** Replaces, adds or takes away one member or item somewhere in a JSON value. */
    const exchange = (json: unknown, path: number, action: number, put: unknown): unknown => {
      if (typeof json !== 'object' || json === null || path < 8) return put;
      const keys = Object.keys(json);
      const key = keys[path % Math.max(keys.length, 1)];
      const next = Math.floor(path / Math.max(keys.length, 2));
      if (Array.isArray(json)) {
        const items: unknown[] = [...json];
        const at = Number(key ?? 0);
        if (action === 0 && key !== undefined) items.splice(at, 1);
        else if (action === 1 || key === undefined) items.splice(at, 0, put);
        else items[at] = exchange(items[at], next, action, put);
        return items;
      }
      const members: Record<string, unknown> = { ...json };
      if (action === 0 && key !== undefined && next < 8) delete members[key];
      else if (action === 1 && next < 8) members['extra'] = put;
      else if (key === undefined) return put;
      else members[key] = exchange(members[key], next, action, put);
      return members;
    };
    let refused = 0;
    fc.assert(
      fc.property(manifests, fc.nat(), fc.nat(3), junk, (manifest, path, action, put) => {
        const json = exchange(JSON.parse(JSON.stringify(writeManifest(manifest))), path, action, put);
        const found = refusal(json);
        if (found !== undefined && beyondSchema.test(found)) expect(accepts(json)).toBe(true);
        else expect({ json, found, refused: found !== undefined }).toEqual({ json, found, refused: !accepts(json) });
        if (found !== undefined) refused += 1;
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(300);
  });

  test.each([
    ['null', null, 'CKPT1101 '],
    ['a list', [], 'CKPT1101 '],
    ['no format', {}, 'CKPT1102 '],
    ['another format', { format: 2 }, 'CKPT4003 format'],
    ['a format that is a text', { format: '1' }, 'CKPT1101 format'],
    ['a schema that is a number', { format: 1, $schema: 1 }, 'CKPT1101 $schema'],
    ['an unknown member', { format: 1, function: [] }, 'CKPT1103 '],
    [
      'an unknown policy',
      { format: 1, hostStates: [{ name: '', version: '', policies: ['ask'] }] },
      'CKPT1104 hostStates[0].policies[0]',
    ],
  ])('%s is refused', (_, json, expected) => {
    expect(refusal(json)).toBe(expected);
  });

  test.each([
    ['nothing', { format: 1 }],
    ['a comment and a schema', { format: 1, $schema: 'x', comment: 'for people' }],
  ])('%s is a manifest', (_, json) => {
    expect(readManifest(json)).toEqual(emptyManifest);
  });

  test('a text with a member twice, and one that is not JSON', () => {
    expect(() => readManifestText('{"format":1,"format":1}')).toThrow('CKPT1113');
    expect(() => readManifestText('{')).toThrow('CKPT1112');
  });
});

describe('emb-manifest-types', () => {
  const memory = (limits: object, more: object = {}): object => ({
    format: 1,
    memories: [
      {
        module: '',
        name: '',
        type: { address: 'i32', limits, shared: false, pageSizeLog2: 16, ...more },
      },
    ],
  });
  const func = (type: unknown, types: unknown = []): object => ({
    format: 1,
    types,
    functions: [{ module: '', name: '', type }],
  });
  const nothing = [{ final: true, composite: { kind: 'func' } }];
  const struct = [{ final: true, composite: { kind: 'struct' } }];

  test.each([
    ['a type of the list', func(0, [nothing])],
    ['a type written out with one of the list', func({ params: [{ nullable: true, heap: 0 }] }, [struct])],
    ['the largest memory', memory({ min: '65536', max: '65536' })],
  ])('%s is accepted', (_, json) => {
    expect(refusal(json)).toBeUndefined();
  });

  test.each([
    ['an index beyond the list', func(1, [nothing]), 'CKPT2001 functions[0].type'],
    ['a structure for a function', func(0, [struct]), 'CKPT2005 functions[0].type'],
    [
      'an index in a type written out',
      func({ results: [{ nullable: true, heap: 1 }] }, [struct]),
      'CKPT2001 functions[0].type.results[0]',
    ],
    ['two equal types', func(0, [nothing, nothing]), 'CKPT2003 types[1]'],
    ['a minimum above the maximum', memory({ min: '2', max: '1' }), 'CKPT2009 memories[0].type'],
    ['a memory that is too large', memory({ min: '65537' }), 'CKPT2010 memories[0].type'],
    ['a shared memory without maximum', memory({ min: '1' }, { shared: true }), 'CKPT2011 memories[0].type'],
    [
      'a tag of a structure',
      { format: 1, types: [struct], tags: [{ module: '', name: '', type: 0 }] },
      'CKPT2005 tags[0].type',
    ],
  ])('%s is refused', (_, json, expected) => {
    expect(refusal(json)).toBe(expected);
  });
});

describe('emb-manifest-names', () => {
  const tag = (name: string, ...aliases: string[]): object => ({
    module: 'env',
    name,
    aliases: aliases.map((alias) => ({ module: 'env', name: alias })),
    type: {},
  });
  const global = { module: 'env', name: 'a', type: { type: 'i32', mutable: true } };

  test.each([
    ['different names', { format: 1, tags: [tag('a', 'b'), tag('c', 'd')] }],
    ['the same names in different lists', { format: 1, tags: [tag('a')], globals: [global] }],
    [
      'a function with two types',
      {
        format: 1,
        functions: [
          { module: '', name: '', type: {} },
          { module: '', name: '', type: { params: ['i32'] } },
        ],
      },
    ],
  ])('%s are accepted', (_, json) => {
    expect(refusal(json)).toBeUndefined();
  });

  test.each([
    ['two objects', { format: 1, tags: [tag('a'), tag('a')] }, 'CKPT1114 tags[1]'],
    ['an object and an alias', { format: 1, tags: [tag('a', 'b'), tag('b')] }, 'CKPT1114 tags[1]'],
    ['an alias of itself', { format: 1, tags: [tag('a', 'a')] }, 'CKPT1114 tags[0].aliases[0]'],
  ])('%s with a pair of names in common are refused', (_, json, expected) => {
    expect(refusal(json)).toBe(expected);
  });
});
