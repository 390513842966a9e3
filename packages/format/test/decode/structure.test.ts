import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { changed, diagnosticOf, file, refusal, sectionsOf } from './build.js';

const { everything, quiescent, minimal, frames } = sampleCheckpoints;

/** A change that breaks one rule, the code it gives and the path where. */
interface Case {
  readonly clause: string;
  readonly code: string;
  readonly path: string;
  readonly change: Readonly<Record<string, unknown>>;
  readonly of?: Checkpoint;
}

const func = (instance: number, funcidx: number) => ({ kind: 'func', instance, funcidx });
const table64 = (min: bigint, max?: bigint) => ({
  element: { nullable: true, heap: 'func' },
  address: 'i64',
  limits: max === undefined ? { min } : { min, max },
});
const memory = (address: string, pageSizeLog2: number, min: bigint, max?: bigint) => ({
  address,
  limits: max === undefined ? { min } : { min, max },
  shared: false,
  pageSizeLog2,
});
const importType = 'modules[0].imports[2].type.type';

const indices: Case[] = [
  ['instances[0].module', 2],
  ['instances[0].funcs[0]', { kind: 'host-func', address: 1 }],
  ['instances[1].funcs[0]', func(2, 1)],
  ['instances[0].tables[1]', 2],
  ['instances[0].memories[1]', 3],
  ['instances[0].globals[1]', 2],
  ['instances[0].tags[1]', 2],
  ['instances[0].elems[0].refs[1]', { kind: 'array', address: 2 }],
  ['hostFuncs[0].type', 5],
  ['tables[1].type', { element: { nullable: true, heap: 5 }, address: 'i32', limits: { min: 6n } }],
  ['tables[1].base.instance', 2],
  ['tables[1].runs[0].ref', { kind: 'extern', internal: { kind: 'host', address: 1 } }],
  ['memories[2].image.base.instance', 2],
  ['globals[1].type', { type: { nullable: true, heap: 5 }, mutable: true }],
  ['globals[1].value', { kind: 'exn', address: 1 }],
  ['tags[1].type', 5],
  ['structs[0].type', 5],
  ['structs[0].fields[0]', { kind: 'struct', address: 2 }],
  ['arrays[0].type', 5],
  ['arrays[0].elements.refs[1]', { kind: 'struct', address: 2 }],
  ['exceptions[0].tag', 2],
  ['exceptions[0].args[0]', { kind: 'array', address: 2 }],
  ['hostRefs[0].state', 3],
  ['threads[0].frames[0].instance', 2],
  ['threads[0].frames[0].locals[1]', { kind: 'host', address: 1 }],
  ['threads[0].frames[0].operands[2]', { kind: 'exn', address: 1 }],
  ['threads[0].frames[0].caught[1]', 1],
  ['threads[1].status.memory', 3],
  ['hostStates[0].instances[1]', 2],
  ['modules[0].imports[0].type', { kind: 'func', type: 5 }],
  ['modules[0].imports[4].type', { kind: 'tag', type: 5 }],
].map(([path, value]) => ({
  clause: 'syn-index',
  code: 'CKPT2001',
  path: path as string,
  change: { [path as string]: value },
}));

const cases: Case[] = [
  ...indices,
  {
    clause: 'syn-index',
    code: 'CKPT2001',
    path: 'types[1]',
    change: { 'types[1][1].composite.element.storage.heap': 5 },
  },
  {
    clause: 'syn-feature-declared',
    code: 'CKPT2002',
    path: '',
    change: { features: everything.features.slice(0, -1) },
  },
  ...everything.features
    .filter((name) => name !== 'any-point')
    .map((name) => ({
      clause: 'syn-feature-declared',
      code: 'CKPT2002',
      path: '',
      change: { features: everything.features.filter((other) => other !== name) },
    })),
  { clause: 'syn-feature-known', code: 'CKPT4002', path: 'features[11]', change: { 'features[11]': 'zzz' } },
  { clause: 'conv-ascending', code: 'CKPT1033', path: 'features[1]', change: { 'features[1]': 'any-point' } },
  {
    clause: 'bin-features',
    code: 'CKPT1033',
    path: 'features[10]',
    change: { 'features[10]': 'threads', 'features[9]': 'zstd' },
  },
  { clause: 'syn-parent', code: 'CKPT2013', path: '', change: { parent: undefined } },
  {
    clause: 'syn-parent',
    code: 'CKPT2013',
    path: '',
    change: { 'memories[0].image.base': { kind: 'zeros' }, 'memories[0].image.blocks': [] },
  },
  // types
  {
    clause: 'syn-type-closed',
    code: 'CKPT2004',
    path: 'types[1]',
    change: { 'types[1][1].composite.element.storage.heap': 3 },
  },
  { clause: 'syn-type-closed', code: 'CKPT2004', path: 'types[1]', change: { 'types[1][0].supertypes': [2] } },
  { clause: 'syn-type-closed', code: 'CKPT2004', path: 'types[2]', change: { 'types[2][0].supertypes': [3] } },
  { clause: 'syn-type-distinct', code: 'CKPT2003', path: 'types[3]', change: { 'types[3]': everything.types[2] } },
  {
    clause: 'syn-type-distinct',
    code: 'CKPT2003',
    path: 'types[2]',
    change: {
      'types[2]': changed(everything.types[1], {
        '[0].composite.fields[0].storage.heap': 4,
        '[1].composite.element.storage.heap': 3,
      }),
    },
  },
  { clause: 'syn-supertype', code: 'CKPT2015', path: 'types[2]', change: { 'types[2][0].supertypes': [1, 2] } },
  {
    clause: 'syn-type-kind',
    code: 'CKPT2005',
    path: 'modules[0].imports[0].type',
    change: { 'modules[0].imports[0].type.type': 1 },
  },
  {
    clause: 'syn-type-kind',
    code: 'CKPT2005',
    path: 'modules[0].imports[4].type',
    change: { 'modules[0].imports[4].type.type': 1 },
  },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'hostFuncs[0].type', change: { 'hostFuncs[0].type': 2 } },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'tags[0].type', change: { 'tags[0].type': 1 } },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'structs[0].type', change: { 'structs[0].type': 2 } },
  { clause: 'syn-type-kind', code: 'CKPT2005', path: 'arrays[0].type', change: { 'arrays[0].type': 1 } },
  // limits
  {
    clause: 'syn-limits',
    code: 'CKPT2009',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i64', 0, 4n, 3n) },
  },
  { clause: 'syn-limits', code: 'CKPT2009', path: 'tables[1].type', change: { 'tables[1].type.limits.max': 5n } },
  {
    clause: 'syn-limits',
    code: 'CKPT2009',
    path: 'memories[0].type',
    change: { 'memories[0].type.limits.max': 4098n },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i32', 16, 65537n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i32', 16, 0n, 65537n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i64', 16, 2n ** 48n + 1n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[2].type',
    change: { [importType]: memory('i32', 0, 2n ** 32n + 1n) },
  },
  {
    clause: 'syn-limits-range',
    code: 'CKPT2010',
    path: 'modules[0].imports[1].type',
    change: { 'modules[0].imports[1].type.type': { ...table64(2n ** 32n), address: 'i32' } },
  },
  {
    clause: 'syn-shared',
    code: 'CKPT2011',
    path: 'modules[0].imports[2].type',
    change: { [`${importType}.limits`]: { min: 0n } },
  },
  {
    clause: 'syn-shared',
    code: 'CKPT2011',
    path: 'memories[0].type',
    change: { 'memories[0].type.limits': { min: 4099n } },
  },
  // modules and instances
  {
    clause: 'syn-module-distinct',
    code: 'CKPT2006',
    path: 'modules[1]',
    change: { 'modules[1].digest': everything.modules[0]?.digest },
  },
  { clause: 'syn-binding-count', code: 'CKPT2008', path: 'instances[0].funcs', change: { 'instances[0].funcs': [] } },
  {
    clause: 'syn-binding-count',
    code: 'CKPT2008',
    path: 'instances[1].funcs',
    change: { 'instances[1].funcs': [func(0, 1), func(0, 1)] },
  },
  ...['tables', 'memories', 'globals', 'tags'].map((field) => ({
    clause: 'syn-binding-count',
    code: 'CKPT2008',
    path: `instances[0].${field}`,
    change: { [`instances[0].${field}`]: [] },
  })),
  { clause: 'syn-owner', code: 'CKPT2012', path: 'instances[1].memories[0]', change: { 'instances[1].memories': [1] } },
  {
    clause: 'syn-owner',
    code: 'CKPT2012',
    path: 'instances[0].globals[2]',
    change: { 'instances[0].globals': [0, 1, 1] },
  },
  {
    clause: 'syn-func-defined',
    code: 'CKPT2007',
    path: 'instances[1].funcs[0]',
    change: { 'instances[1].funcs[0].funcidx': 0 },
  },
  {
    clause: 'syn-func-defined',
    code: 'CKPT2007',
    path: 'globals[1].value',
    change: { 'globals[1].value': func(1, 0) },
  },
  {
    clause: 'syn-func-defined',
    code: 'CKPT2007',
    path: 'threads[0].frames[0].funcidx',
    change: { 'threads[0].frames[0].funcidx': 0 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[1].funcs[0]',
    change: { 'instances[1].funcs[0].instance': 1 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[0].memories[0]',
    change: { 'instances[0].memories[0]': 2 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[0].memories[0]',
    change: { 'instances[0].memories[0]': 1 },
  },
  {
    clause: 'syn-order',
    code: 'CKPT2020',
    path: 'instances[1]',
    change: { modules: [...everything.modules].reverse(), 'instances[0].module': 1, 'instances[1].module': 0 },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'instances[0].elems[1]',
    change: { 'instances[0].elems[1].index': 0 },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'instances[0].datas[1]',
    change: { 'instances[0].datas': [1, 0] },
  },
  // store
  { clause: 'bin-table-runs', code: 'CKPT1070', path: 'tables[1]', change: { 'tables[1].runs[2].length': 4n } },
  { clause: 'bin-table-runs', code: 'CKPT1050', path: 'tables[1].runs[2]', change: { 'tables[1].runs[2].length': 0n } },
  {
    clause: 'bin-run-maximal',
    code: 'CKPT1051',
    path: 'tables[1].runs[3]',
    change: { 'tables[1].runs[3]': { kind: 'base', length: 1n } },
  },
  {
    clause: 'bin-run-maximal',
    code: 'CKPT1051',
    path: 'tables[1].runs[1]',
    change: { 'tables[1].runs[1].ref.internal': { kind: 'host', address: 0 } },
  },
  {
    clause: 'bin-run-maximal',
    code: 'CKPT1051',
    path: 'tables[0].runs[2]',
    of: quiescent,
    change: { 'tables[0].runs[2].ref': func(0, 4) },
  },
  {
    clause: 'bin-table-base',
    code: 'CKPT1071',
    path: 'tables[1].runs[2]',
    change: { 'tables[1].base': { kind: 'none' } },
  },
  {
    clause: 'bin-table-base-module',
    code: 'CKPT2019',
    path: 'tables[1].base',
    change: { 'tables[1].base.instance': 1 },
  },
  {
    clause: 'bin-base-module',
    code: 'CKPT2019',
    path: 'memories[2].image.base',
    change: { 'memories[2].image.base.instance': 0 },
  },
  ...[11, 23, 0, 255].map((exponent) => ({
    clause: 'bin-block-size',
    code: 'CKPT1058',
    path: 'memories[2].image',
    change: { 'memories[2].image.blockSizeLog2': exponent },
  })),
  // threads
  { clause: 'syn-thread-frames', code: 'CKPT2018', path: 'threads[1]', change: { 'threads[1].frames': [] } },
  {
    clause: 'syn-thread-frames',
    code: 'CKPT2018',
    path: 'threads[0]',
    of: frames,
    change: { 'threads[0].frames': [] },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.memory',
    change: { 'threads[1].status.memory': 1 },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.address',
    change: { 'threads[1].status.address': 4094n },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.address',
    change: { 'threads[1].status.address': 4096n },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.timeout',
    change: { 'threads[1].status.timeout': -2n },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[1].status.ticket',
    change: { 'threads[1].status.ticket': 2 },
  },
  {
    clause: 'syn-waiting',
    code: 'CKPT2014',
    path: 'threads[2].status.ticket',
    change: { 'threads[1].status.ticket': 0 },
  },
  // host
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'hostStates[0].instances[1]',
    change: { 'hostStates[0].instances': [1, 0] },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'producers[1]',
    change: { 'producers[1].field': 'engine', 'producers[1].name': 'r', 'producers[0].name': 'r' },
  },
  {
    clause: 'conv-ascending',
    code: 'CKPT1033',
    path: 'producers[2]',
    change: { 'producers[1].name': '\u{10000}', 'producers[2].name': '\u{ffff}' },
  },
  { clause: 'conv-ascending', code: 'CKPT1033', path: 'digests[1]', change: { 'digests[1].kind': 'memories' } },
];

describe('structure', () => {
  test.each(cases.map((row) => [row.clause, row.code, row.path, row] as const))(
    '%s: %s at %s',
    (_, code, path, row) => {
      const wrong = changed(row.of ?? everything, row.change);
      const refused = refusal(file(sectionsOf(wrong)));
      expect([refused?.code, refused?.path.startsWith(path) || `${refused?.path}`]).toEqual([code, true]);
      if (path !== '') expect(refused?.offset).toBeGreaterThan(8);
      const written = diagnosticOf(() => encode(wrong));
      expect([written?.code, written?.path.startsWith(path) || `${written?.path}`]).toEqual([code, true]);
    },
  );

  // clause: conv-reject
  test('an offset points into the item that the path names', () => {
    const wrong = changed(quiescent, { 'instances[0].globals': [0, 7] });
    const bytes = file(sectionsOf(wrong));
    const refused = refusal(bytes);
    expect(refused?.path).toBe('instances[0].globals[1]');
    expect(bytes[refused?.offset ?? 0]).toBe(7);
  });

  test('valid extremes are accepted', () => {
    const extremes: Readonly<Record<string, unknown>>[] = [
      { [importType]: memory('i32', 16, 65536n, 65536n) },
      { [importType]: memory('i64', 0, 0n, 2n ** 64n - 1n) },
      { [importType]: memory('i64', 16, 2n ** 48n, 2n ** 48n) },
      { 'modules[0].imports[1].type.type': table64(2n ** 64n - 1n, 2n ** 64n - 1n) },
      { 'threads[1].status.address': 4092n },
      { 'threads[1].status.timeout': 0n },
      { 'threads[0].frames[0].funcidx': 1 },
    ];
    for (const change of extremes) expect(refusal(file(sectionsOf(changed(everything, change))))).toBeUndefined();
  });

  // clause: syn-ignorable, bin-section-critical
  test('producers, custom data and unknown ancillary sections are kept', () => {
    const bytes = encode({ ...minimal, unknowns: everything.unknowns, customs: everything.customs });
    expect(refusal(bytes)).toBeUndefined();
  });
});
