import { type Checkpoint, emptyCheckpoint } from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { emptyManifest, type Manifest } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { functype, i32, i64, nullable, nullOf, Scene, structtype, subtype, withFeatures } from '../scene.js';

/** A checkpoint of a module, and what a host offers. */
interface Case {
  readonly scene: Scene;
  readonly checkpoint: Checkpoint;
  readonly host: Partial<Manifest>;
}

interface Defect extends Case {
  readonly code: string;
  readonly path: string;
  readonly words?: string;
}

/** Tests a clause of judgement D as `describeClause` does those of B and C. */
function describeHostClause(
  clause: ClauseId,
  make: () => Promise<{ readonly accepts: Record<string, Case>; readonly refuses: Record<string, Defect> }>,
): void {
  describe(clause, () => {
    test('accepts and refuses', async () => {
      const { accepts, refuses } = await make();
      const judge = ({ scene, checkpoint, host }: Case, skip: readonly ClauseId[] = []) =>
        validateWith(checkpoint, {
          modules: [scene.bytes],
          host: { ...emptyManifest, features: checkpoint.features, ...host },
          skip: new Set(skip),
        });
      expect(Object.keys(accepts).length).toBeGreaterThanOrEqual(2);
      expect(Object.keys(refuses).length).toBeGreaterThanOrEqual(2);
      for (const [name, each] of Object.entries(accepts)) {
        const { errors, judgement } = judge(each);
        expect({ name, errors: errors.map(({ message }) => message), judgement }).toEqual({
          name,
          errors: [],
          judgement: 'D',
        });
      }
      for (const [name, each] of Object.entries(refuses)) {
        const { errors, judgement } = judge(each);
        const found = errors.map(({ code, path, clause: told }) => ({ code, path, clause: told }));
        expect({ name, found, judgement }).toEqual({
          name,
          found: [{ code: each.code, path: each.path, clause }],
          judgement: 'D',
        });
        if (each.words !== undefined) expect(errors[0]?.text).toContain(each.words);
        expect({ name, accepted: judge(each, [clause]).accepted }).toEqual({ name, accepted: true });
      }
    });
  });
}

const noType = { params: [], results: [] } as const;

describeHostClause('valid-host-feature', async () => {
  const scene = await Scene.of('(module)');
  const declaring = scene.checkpoint({ more: ['any-point', 'zstd'] });
  return {
    accepts: {
      'none that is declared': { scene, checkpoint: scene.checkpoint(), host: { features: [] } },
      'all that are declared': { scene, checkpoint: declaring, host: { features: ['any-point', 'zstd'] } },
      'more than are declared': { scene, checkpoint: declaring, host: { features: ['zstd', 'later', 'any-point'] } },
    },
    refuses: {
      'one of two': {
        scene,
        checkpoint: declaring,
        host: { features: ['any-point'] },
        code: 'CKPT3150',
        path: 'features[1]',
        words: 'zstd',
      },
      none: {
        scene,
        checkpoint: scene.checkpoint({ more: ['gc'] }),
        host: { features: [] },
        code: 'CKPT3150',
        path: 'features[0]',
      },
    },
  };
});

describeHostClause('valid-host-func', async () => {
  const imports = [{ module: 'env', name: 'log', type: { kind: 'func', type: 0 } }] as const;
  const scene = await Scene.of('(module (import "env" "log" (func (param i32))))');
  const types = [functype(['i32'])];
  const bound = scene.checkpoint({
    imports,
    types,
    hostFuncs: [{ module: 'env', name: 'log', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
  });
  const log = { module: 'env', name: 'log', type: { params: ['i32'], results: [] } } as const;
  const tabled = await Scene.of('(module (table 1 funcref))');
  const referred = tabled.checkpoint({
    types: [functype([])],
    hostFuncs: [
      { module: 'host', name: 'unused', type: 0 },
      { module: 'host', name: 'callback', type: 0 },
    ],
    tables: [
      {
        type: { element: nullable('func'), address: 'i32', limits: { min: 1n } },
        base: { kind: 'none' },
        runs: [{ kind: 'ref', length: 1n, ref: { kind: 'host-func', address: 1 } }],
      },
    ],
  });
  // A function type with a subtype: what is offered may be the subtype, not the supertype.
  const superType = [subtype({ kind: 'func', params: [], results: [] }, { final: false })];
  const subType = [subtype({ kind: 'func', params: [], results: [] }, { supertypes: [0] })];
  const open = await Scene.of('(module (type $t (sub (func))) (import "env" "f" (func (type $t))))');
  const openCheckpoint = open.checkpoint({
    types: [superType],
    imports: [{ module: 'env', name: 'f', type: { kind: 'func', type: 0 } }],
    hostFuncs: [{ module: 'env', name: 'f', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
  });
  const closed = await Scene.of('(module (type $t (sub (func))) (import "env" "f" (func (type $t))))');
  const subCheckpoint = closed.checkpoint({
    types: [superType, subType],
    imports: [{ module: 'env', name: 'f', type: { kind: 'func', type: 0 } }],
    hostFuncs: [{ module: 'env', name: 'f', type: 1 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
  });
  const offered = (type: number): Partial<Manifest> => ({
    types: [superType, subType],
    functions: [{ module: 'env', name: 'f', type }],
  });
  return {
    accepts: {
      'the same type': { scene, checkpoint: bound, host: { functions: [log] } },
      'one of several types': {
        scene,
        checkpoint: bound,
        host: { functions: [{ ...log, type: noType }, log] },
      },
      'a type of the list': {
        scene,
        checkpoint: bound,
        host: { types: [functype([]), functype(['i32'])], functions: [{ ...log, type: 1 }] },
      },
      'the target of a reference, and not what nothing leads to': {
        scene: tabled,
        checkpoint: referred,
        host: { functions: [{ module: 'host', name: 'callback', type: noType }] },
      },
      'a subtype': { scene: open, checkpoint: openCheckpoint, host: offered(1) },
    },
    refuses: {
      'no function': { scene, checkpoint: bound, host: {}, code: 'CKPT3151', path: 'hostFuncs[0]', words: 'env.log' },
      'another module name': {
        scene,
        checkpoint: bound,
        host: { functions: [{ ...log, module: 'en' }] },
        code: 'CKPT3151',
        path: 'hostFuncs[0]',
      },
      'another type': {
        scene,
        checkpoint: bound,
        host: { functions: [{ ...log, type: { params: ['i64'], results: [] } }] },
        code: 'CKPT3152',
        path: 'hostFuncs[0]',
        words: '(func (param i64))',
      },
      'the target of a reference': {
        scene: tabled,
        checkpoint: referred,
        host: { functions: [{ module: 'host', name: 'unused', type: noType }] },
        code: 'CKPT3151',
        path: 'hostFuncs[1]',
      },
      'a supertype': {
        scene: closed,
        checkpoint: subCheckpoint,
        host: offered(0),
        code: 'CKPT3152',
        path: 'hostFuncs[0]',
      },
    },
  };
});

describeHostClause('valid-host-object', async () => {
  const memory = { address: 'i32', limits: { min: 2n, max: 4n }, shared: false, pageSizeLog2: 16 } as const;
  const image = { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] } as const;
  const scene = await Scene.of('(module (import "env" "memory" (memory 1 4)))');
  const imports = [
    { module: 'env', name: 'memory', type: { kind: 'memory', type: { ...memory, limits: { min: 1n, max: 4n } } } },
  ] as const;
  const checkpoint = scene.checkpoint({ imports, memories: [{ type: memory, image }] });
  const offer = (type: object = {}, more: object = {}): Partial<Manifest> => ({
    memories: [
      {
        module: 'env',
        name: 'memory',
        aliases: [],
        type: { ...memory, limits: { min: 1n, max: 4n }, ...type },
        ...more,
      },
    ],
  });
  const twice = await Scene.of('(module (import "env" "a" (memory 1 4)) (import "env" "b" (memory 1 4)))');
  const named = (name: string) => ({ ...imports[0], name });
  const shared = twice.checkpoint({
    imports: [named('a'), named('b')],
    instance: { memories: [0, 0] },
    memories: [{ type: memory, image }],
  });
  const apart = twice.checkpoint({
    imports: [named('a'), named('b')],
    memories: [
      { type: memory, image },
      { type: memory, image },
    ],
  });
  const both = (more: object = {}): Partial<Manifest> => ({
    memories: [{ module: 'env', name: 'a', aliases: [{ module: 'env', name: 'b' }], type: memory, ...more }],
  });
  const each: Partial<Manifest> = {
    memories: [
      { module: 'env', name: 'a', aliases: [], type: memory },
      { module: 'env', name: 'b', aliases: [], type: memory },
    ],
  };
  const globals = await Scene.of(
    '(module (import "env" "base" (global i32)) (import "env" "stack" (global (mut i32))))',
  );
  const globalType = (mutable: boolean) => ({ type: 'i32', mutable }) as const;
  const withGlobals = globals.checkpoint({
    imports: [
      { module: 'env', name: 'base', type: { kind: 'global', type: globalType(false) } },
      { module: 'env', name: 'stack', type: { kind: 'global', type: globalType(true) } },
    ],
    globals: [
      { type: globalType(false), value: i32(1024) },
      { type: globalType(true), value: i32(5) },
    ],
  });
  const stack = { module: 'env', name: 'stack', aliases: [], type: globalType(true) };
  const base = (more: object = {}) => ({ module: 'env', name: 'base', aliases: [], type: globalType(false), ...more });
  // Immutable globals of one value cannot be told apart, so that one offer serves for both.
  const constants = await Scene.of('(module (import "env" "one" (global i32)) (import "env" "one" (global i32)))');
  const one = { module: 'env', name: 'one', type: { kind: 'global', type: globalType(false) } } as const;
  const withConstants = constants.checkpoint({
    imports: [one, one],
    globals: [
      { type: globalType(false), value: i32(1) },
      { type: globalType(false), value: i32(1) },
    ],
  });
  const tagScene = await Scene.of('(module (import "env" "error" (tag (param i32))))');
  const tagged = tagScene.checkpoint({
    types: [functype(['i32'])],
    imports: [{ module: 'env', name: 'error', type: { kind: 'tag', type: 0 } }],
    tags: [{ type: 0 }],
  });
  const tag = (params: readonly 'i32'[]): Partial<Manifest> => ({
    tags: [{ module: 'env', name: 'error', aliases: [], type: { params, results: [] } }],
  });
  const tableScene = await Scene.of('(module (import "env" "table" (table 1 funcref)))');
  const tableType = { element: nullable('func'), address: 'i32', limits: { min: 1n } } as const;
  const tabled = tableScene.checkpoint({
    imports: [{ module: 'env', name: 'table', type: { kind: 'table', type: tableType } }],
    tables: [{ type: tableType, base: { kind: 'none' }, runs: [{ kind: 'ref', length: 1n, ref: nullOf('func') }] }],
  });
  const table = (type: object = {}): Partial<Manifest> => ({
    tables: [{ module: 'env', name: 'table', aliases: [], type: { ...tableType, ...type } }],
  });
  return {
    accepts: {
      'a memory that can have the size': { scene, checkpoint, host: offer() },
      'a memory that begins with the size': { scene, checkpoint, host: offer({ limits: { min: 2n, max: 4n } }) },
      'one object under two names': { scene: twice, checkpoint: shared, host: both() },
      'two objects under two names': { scene: twice, checkpoint: apart, host: each },
      'an object made anew for each': { scene: twice, checkpoint: apart, host: both({ fresh: true }) },
      'an immutable global with its value': {
        scene: globals,
        checkpoint: withGlobals,
        host: { globals: [base({ value: { kind: 'i32', value: 1024 } }), stack] },
      },
      'an immutable global that can have any value, a mutable one with another': {
        scene: globals,
        checkpoint: withGlobals,
        host: { globals: [base(), { ...stack, value: { kind: 'i32', value: 6 } }] },
      },
      'one constant for two imports': {
        scene: constants,
        checkpoint: withConstants,
        host: { globals: [{ ...one, aliases: [], type: globalType(false), value: { kind: 'i32', value: 1 } }] },
      },
      'a tag': { scene: tagScene, checkpoint: tagged, host: tag(['i32']) },
      'a table': { scene: tableScene, checkpoint: tabled, host: table() },
    },
    refuses: {
      'no memory': { scene, checkpoint, host: {}, code: 'CKPT3153', path: 'memories[0]', words: 'env.memory' },
      'a memory that is larger': {
        scene,
        checkpoint,
        host: offer({ limits: { min: 3n, max: 4n } }),
        code: 'CKPT3156',
        path: 'memories[0]',
        words: 'smallest size',
      },
      'another maximum': {
        scene,
        checkpoint,
        host: offer({ limits: { min: 1n, max: 5n } }),
        code: 'CKPT3156',
        path: 'memories[0]',
        words: 'maximum is 5, 4 is wanted',
      },
      'no maximum': {
        scene,
        checkpoint,
        host: offer({ limits: { min: 1n } }),
        code: 'CKPT3156',
        path: 'memories[0]',
      },
      'another address type': {
        scene,
        checkpoint,
        host: offer({ address: 'i64' }),
        code: 'CKPT3156',
        path: 'memories[0]',
      },
      'a shared memory': { scene, checkpoint, host: offer({ shared: true }), code: 'CKPT3156', path: 'memories[0]' },
      'another page size': {
        scene,
        checkpoint,
        host: offer({ pageSizeLog2: 0 }),
        code: 'CKPT3156',
        path: 'memories[0]',
      },
      'different objects for one': {
        scene: twice,
        checkpoint: shared,
        host: each,
        code: 'CKPT3154',
        path: 'memories[0]',
      },
      'one object for two': { scene: twice, checkpoint: apart, host: both(), code: 'CKPT3155', path: 'memories[1]' },
      'another value': {
        scene: globals,
        checkpoint: withGlobals,
        host: { globals: [base({ value: { kind: 'i32', value: 1025 } }), stack] },
        code: 'CKPT3157',
        path: 'globals[0].value',
      },
      'a mutable global for an immutable one': {
        scene: globals,
        checkpoint: withGlobals,
        host: { globals: [base({ type: globalType(true) }), stack] },
        code: 'CKPT3156',
        path: 'globals[0]',
      },
      'another tag': { scene: tagScene, checkpoint: tagged, host: tag([]), code: 'CKPT3156', path: 'tags[0]' },
      'another element type': {
        scene: tableScene,
        checkpoint: tabled,
        host: table({ element: nullable('extern') }),
        code: 'CKPT3156',
        path: 'tables[0]',
      },
    },
  };
});

describe('valid-host-object: values that manifests can state', () => {
  const valueCheckpoint = async (type: string, value: Checkpoint['globals'][number]['value'], valtype: unknown) => {
    const scene = await Scene.of(`(module (import "env" "g" (global ${type})))`);
    const globalType = { type: valtype, mutable: false } as Checkpoint['globals'][number]['type'];
    const checkpoint = withFeatures({
      ...scene.checkpoint({ imports: [{ module: 'env', name: 'g', type: { kind: 'global', type: globalType } }] }),
      types: [functype([])],
      globals: [{ type: globalType, value }],
      hostFuncs: [{ module: 'env', name: 'f', type: 0 }],
      hostStates: [
        {
          name: 'org.example.x',
          version: '1',
          policy: 'fail',
          required: false,
          instances: [],
          payload: new Uint8Array(),
        },
      ],
      hostRefs: [{ state: 0, payload: Uint8Array.of(1, 2) }],
    });
    return { scene, checkpoint, globalType };
  };
  const hostRef = (payload: readonly number[]) =>
    ({ kind: 'host', state: 'org.example.x', version: '1', payload: Uint8Array.from(payload) }) as const;

  test.each([
    ['i64', i64(5n), 'i64', { kind: 'i64', value: 5n }, { kind: 'i64', value: 6n }],
    [
      'f32',
      { kind: 'f32', bits: 0x7fc00001 },
      'f32',
      { kind: 'f32', bits: 0x7fc00001 },
      { kind: 'f32', bits: 0x7fc00000 },
    ],
    ['f64', { kind: 'f64', bits: 1n }, 'f64', { kind: 'f64', bits: 1n }, { kind: 'i64', value: 1n }],
    ['v128', { kind: 'v128', bits: 1n }, 'v128', { kind: 'v128', bits: 1n }, { kind: 'v128', bits: 2n }],
    [
      'funcref',
      nullOf('func'),
      nullable('func'),
      { kind: 'null', hierarchy: 'func' },
      { kind: 'null', hierarchy: 'any' },
    ],
    [
      'funcref',
      { kind: 'host-func', address: 0 },
      nullable('func'),
      { kind: 'host-func', module: 'env', name: 'f' },
      { kind: 'host-func', module: 'env', name: 'g' },
    ],
    ['i31ref', { kind: 'i31', value: 3 }, nullable('i31'), { kind: 'i31', value: 3 }, { kind: 'i31', value: 4 }],
    [
      'externref',
      { kind: 'extern', internal: { kind: 'host', address: 0 } },
      nullable('extern'),
      { kind: 'extern', internal: hostRef([1, 2]) },
      { kind: 'extern', internal: hostRef([1, 3]) },
    ],
    [
      'externref',
      { kind: 'extern', internal: { kind: 'i31', value: 1 } },
      nullable('extern'),
      { kind: 'extern', internal: { kind: 'i31', value: 1 } },
      { kind: 'extern', internal: hostRef([1, 2]) },
    ],
  ] as const)('%s %#', async (text, value, valtype, same, other) => {
    const { scene, checkpoint, globalType } = await valueCheckpoint(text, value, valtype);
    const codes = (stated: unknown): readonly string[] =>
      validateWith(checkpoint, {
        modules: [scene.bytes],
        host: {
          ...emptyManifest,
          features: checkpoint.features,
          types: [structtype()],
          functions: [{ module: 'env', name: 'f', type: noType }],
          globals: [
            {
              module: 'env',
              name: 'g',
              aliases: [],
              type: globalType,
              value: stated as NonNullable<Manifest['globals'][number]['value']>,
            },
          ],
          hostStates: [{ name: 'org.example.x', version: '1', policies: ['fail'] }],
        },
      }).errors.map(({ code }) => code);
    expect(codes(same)).toEqual([]);
    expect(codes(other)).toEqual(['CKPT3157']);
  });
});

describeHostClause('valid-host-state', async () => {
  const scene = await Scene.of('(module (global (mut externref) (ref.null extern)))');
  const state = (more: object = {}) => ({
    name: 'org.example.files',
    version: '2',
    policy: 'reopen' as const,
    required: true,
    instances: [],
    payload: new Uint8Array(),
    ...more,
  });
  const globalType = { type: nullable('extern'), mutable: true } as const;
  const using = (hostState: object, value: Checkpoint['globals'][number]['value'] = nullOf('extern')) =>
    scene.checkpoint({
      globals: [{ type: globalType, value }],
      hostStates: [state(hostState)],
      hostRefs: [{ state: 0, payload: new Uint8Array() }],
    });
  const reference = { kind: 'extern', internal: { kind: 'host', address: 0 } } as const;
  const knows = (policies: readonly ('reopen' | 'reissue' | 'fail')[], version = '2'): Partial<Manifest> => ({
    hostStates: [{ name: 'org.example.files', version, policies }],
  });
  return {
    accepts: {
      'one that is required': { scene, checkpoint: using({}), host: knows(['fail', 'reopen']) },
      'one that a reference names': {
        scene,
        checkpoint: using({ required: false }, reference),
        host: knows(['reopen']),
      },
      'none that is not required and not referred to': { scene, checkpoint: using({ required: false }), host: {} },
    },
    refuses: {
      'one that is required': { scene, checkpoint: using({}), host: {}, code: 'CKPT3158', path: 'hostStates[0]' },
      'another version': {
        scene,
        checkpoint: using({}),
        host: knows(['reopen'], '2.0'),
        code: 'CKPT3158',
        path: 'hostStates[0]',
        words: 'version 2',
      },
      'one that a reference names': {
        scene,
        checkpoint: using({ required: false }, reference),
        host: {},
        code: 'CKPT3158',
        path: 'hostStates[0]',
      },
      'a policy that it cannot follow': {
        scene,
        checkpoint: using({ policy: 'reissue' }),
        host: knows(['reopen', 'fail']),
        code: 'CKPT3159',
        path: 'hostStates[0].policy',
        words: 'reissue',
      },
    },
  };
});

test('valid-order: D is decided after C, and every failure of it is told', async () => {
  const scene = await Scene.of('(module (import "env" "log" (func)) (global (mut i32) (i32.const 0)))');
  const checkpoint = scene.checkpoint({
    types: [functype([])],
    imports: [{ module: 'env', name: 'log', type: { kind: 'func', type: 0 } }],
    hostFuncs: [{ module: 'env', name: 'log', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
    globals: [{ type: { type: 'i32', mutable: true }, value: i32(0) }],
    more: ['threads'],
  });
  const options = { modules: [scene.bytes], host: emptyManifest };
  const report = validateWith(checkpoint, options);
  expect(report.errors.map(({ code }) => code)).toEqual(['CKPT3150', 'CKPT3151']);
  const wrong = { ...checkpoint, globals: [{ type: { type: 'i32', mutable: true } as const, value: i64(0n) }] };
  expect(validateWith(wrong, options).judgement).toBe('C');
  expect(validateWith(emptyCheckpoint, { modules: [], host: emptyManifest })).toMatchObject({
    accepted: true,
    judgement: 'D',
  });
});
