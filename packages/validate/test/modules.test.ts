import { type Checkpoint, type ExternType, emptyCheckpoint } from '@wasm-checkpoint/format';
import { validate } from '@wasm-checkpoint/validate';
import { describeClause, type Judged } from './clause-cases.js';
import { assembled, functype, nullable, ref, Scene, structtype, subtype, withFeatures } from './scene.js';

const one = '(module (func (param i32) (drop (local.get 0))))';
const other = '(module (func (param i64) (drop (local.get 0))))';

const alone = async (text: string): Promise<Judged & { scene: Scene }> => {
  const scene = await Scene.of(text);
  return { scene, checkpoint: scene.checkpoint(), modules: [scene.bytes] };
};

describeClause('valid-module-given', async () => {
  const { checkpoint, modules } = await alone(one);
  const two = await alone(other);
  const both: Checkpoint = {
    ...emptyCheckpoint,
    modules: [...checkpoint.modules, ...two.checkpoint.modules],
    instances: [...checkpoint.instances, { ...(two.checkpoint.instances[0] ?? two.scene.instance()), module: 1 }],
  };
  return {
    judgement: 'B',
    accepts: {
      'a module that is given': { checkpoint, modules },
      'modules in any order, with more than are asked for': {
        checkpoint: both,
        modules: [...two.modules, await assembled('(module)'), ...modules],
      },
    },
    refuses: {
      'no module': { checkpoint, modules: [], code: 'CKPT3101', path: 'modules[0]' },
      'one of two': { checkpoint: both, modules, code: 'CKPT3101', path: 'modules[1]' },
    },
  };
});

// The comparison that sec-hash asks of every consumer.
describeClause('valid-module-identity', async () => {
  const { checkpoint, modules, scene } = await alone(one);
  const custom = Uint8Array.of(...scene.bytes, 0, 2, 1, 0x78);
  const sameLength = (await assembled(one.replace('(drop (local.get 0))', '(drop (i32.const 0))'))).slice();
  expect(sameLength.length).toBe(scene.bytes.length);
  return {
    judgement: 'B',
    accepts: {
      'the module': { checkpoint, modules },
      'a copy of it': { checkpoint, modules: [scene.bytes.slice()] },
    },
    refuses: {
      'another of the same length': {
        checkpoint,
        modules: [sameLength],
        code: 'CKPT3102',
        path: 'modules[0]',
        words: `${scene.bytes.length} bytes`,
      },
      'a longer one': { checkpoint, modules: [custom], code: 'CKPT3102', path: 'modules[0]' },
    },
  };
});

describe('valid-module-valid', () => {
  const judge = async (bytes: Uint8Array, frames: Checkpoint['threads'] = [], full = false) => {
    const scene = await Scene.of('(module)');
    const other = new Scene(bytes);
    return validate(
      { ...scene.checkpoint(), modules: [other.stated()], instances: [other.instance()], threads: frames },
      { modules: [bytes], full },
    );
  };
  const changedAt = async (text: string, find: readonly number[], put: readonly number[]): Promise<Uint8Array> => {
    const bytes = (await assembled(text)).slice();
    const at = bytes.findIndex((_, index) => find.every((byte, more) => bytes[index + more] === byte));
    expect(at).toBeGreaterThan(0);
    bytes.set(put, at);
    return bytes;
  };
  const wrongBody = () => changedAt('(module (func (drop (i32.const 7))))', [0x41, 7, 0x1a], [0x41, 7, 0x50]);

  test('no module at all', async () => {
    const scene = await Scene.of('(module)');
    const bytes = Uint8Array.of(1, 2, 3);
    const checkpoint = {
      ...scene.checkpoint(),
      modules: [{ ...scene.stated(), length: 3n, digest: new Scene(await assembled('(module)')).stated().digest }],
    };
    const { errors, judgement } = validate(checkpoint, { modules: [bytes] });
    expect({ judgement, codes: errors.map(({ code }) => code) }).toEqual({ judgement: 'B', codes: ['CKPT3102'] });
  });

  test('declarations are always validated', async () => {
    const wrong = await changedAt('(module (elem funcref (ref.null func)))', [0xd0, 0x70, 0x0b], [0xd0, 0x6f, 0x0b]);
    const report = await judge(wrong);
    expect(report.errors.map(({ code, path }) => ({ code, path }))).toEqual([{ code: 'CKPT3103', path: 'modules[0]' }]);
    expect(report.errors[0]?.text).toContain('WASM2001');
  });

  test('bodies of frames are validated', async () => {
    const bytes = await wrongBody();
    const frame = { instance: 0, funcidx: 0, offset: 1, locals: [], operands: [], caught: [] };
    const report = await judge(bytes, [{ label: '', status: { kind: 'runnable' }, frames: [frame] }]);
    expect(report.judgement).toBe('B');
    expect(report.errors.map(({ code }) => code)).toEqual(['CKPT3103']);
  });

  test('other bodies are validated when that is asked for, and it is said', async () => {
    const bytes = await wrongBody();
    const quick = await judge(bytes);
    expect(quick.accepted).toBe(true);
    expect(quick.unchecked.map(({ clause }) => clause)).toEqual(['valid-module-valid']);
    const full = await judge(bytes, [], true);
    expect(full.errors.map(({ code }) => code)).toEqual(['CKPT3103']);
    expect(full.unchecked).toEqual([]);
  });
});

describeClause('valid-module-imports', async () => {
  const scene = await Scene.of(`(module
    (type $s (sub (struct (field i32))))
    (import "env" "log" (func (param i32)))
    (import "env" "table" (table 1 10 funcref))
    (import "env" "memory" (memory 1 2))
    (import "env" "global" (global (mut (ref null $s))))
    (import "env" "tag" (tag (param i32))))`);
  const types = [
    functype(['i32']),
    [subtype({ kind: 'struct', fields: [{ storage: 'i32', mutable: false }] }, { final: false })],
    functype(['i64']),
    structtype(['i32', 'const']),
  ];
  const externs: Record<string, ExternType> = {
    log: { kind: 'func', type: 0 },
    table: {
      kind: 'table',
      type: { element: nullable('func'), address: 'i32', limits: { min: 1n, max: 10n } },
    },
    memory: {
      kind: 'memory',
      type: { address: 'i32', limits: { min: 1n, max: 2n }, shared: false, pageSizeLog2: 16 },
    },
    global: { kind: 'global', type: { type: nullable(1), mutable: true } },
    tag: { kind: 'tag', type: 0 },
  };
  const stated = (changes: Record<string, ExternType> = {}) =>
    Object.entries({ ...externs, ...changes }).map(([name, type]) => ({ module: 'env', name, type }));
  const checkpoint = scene.checkpoint({
    types,
    imports: stated(),
    hostFuncs: [{ module: 'env', name: 'log', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
    tables: [
      {
        type: { element: nullable('func'), address: 'i32', limits: { min: 1n, max: 10n } },
        base: { kind: 'none' },
        runs: [{ kind: 'ref', length: 1n, ref: { kind: 'null', hierarchy: 'func' } }],
      },
    ],
    memories: [
      {
        type: { address: 'i32', limits: { min: 1n, max: 2n }, shared: false, pageSizeLog2: 16 },
        image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
      },
    ],
    globals: [{ type: { type: nullable(1), mutable: true }, value: { kind: 'null', hierarchy: 'any' } }],
    tags: [{ type: 0 }],
  });
  const changed = (imports: Checkpoint['modules'][number]['imports']): Judged => ({
    checkpoint: { ...checkpoint, modules: [scene.stated(imports)] },
    modules: [scene.bytes],
  });
  const type = (changes: Record<string, ExternType>, at: number) => ({
    ...changed(stated(changes)),
    code: 'CKPT3106',
    path: `modules[0].imports[${at}].type`,
  });
  return {
    judgement: 'B',
    accepts: {
      'the imports of the module': { checkpoint, modules: [scene.bytes] },
      'types with other indices': {
        checkpoint: withFeatures({
          ...checkpoint,
          types: [...types].reverse(),
          hostFuncs: [{ module: 'env', name: 'log', type: 3 }],
          tags: [{ type: 3 }],
          globals: [{ type: { type: nullable(2), mutable: true }, value: { kind: 'null', hierarchy: 'any' } }],
          modules: [
            scene.stated(
              stated({
                log: { kind: 'func', type: 3 },
                global: { kind: 'global', type: { type: nullable(2), mutable: true } },
                tag: { kind: 'tag', type: 3 },
              }),
            ),
          ],
        }),
        modules: [scene.bytes],
      },
    },
    refuses: {
      'another name': {
        ...changed(stated().map((entry, index) => (index === 0 ? { ...entry, name: 'Log' } : entry))),
        code: 'CKPT3105',
        path: 'modules[0].imports[0]',
        words: '"env" "Log"',
      },
      'another module name': {
        ...changed(stated().map((entry, index) => (index === 4 ? { ...entry, module: '' } : entry))),
        code: 'CKPT3105',
        path: 'modules[0].imports[4]',
      },
      'another function type': type({ log: { kind: 'func', type: 2 } }, 0),
      'another maximum': type(
        {
          table: {
            kind: 'table',
            type: { element: nullable('func'), address: 'i32', limits: { min: 1n, max: 11n } },
          },
        },
        1,
      ),
      'no maximum': type(
        {
          memory: {
            kind: 'memory',
            type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
          },
        },
        2,
      ),
      'a type that looks alike but is final': type(
        { global: { kind: 'global', type: { type: nullable(3), mutable: true } } },
        3,
      ),
      'a type that is not null': type({ global: { kind: 'global', type: { type: ref(1), mutable: true } } }, 3),
      'another mutability': type({ global: { kind: 'global', type: { type: nullable(1), mutable: false } } }, 3),
      'another tag': type({ tag: { kind: 'tag', type: 2 } }, 4),
      'one import more': {
        checkpoint: {
          ...checkpoint,
          modules: [scene.stated([...stated(), { module: 'env', name: 'log', type: { kind: 'func', type: 0 } }])],
          instances: [
            scene.instance({
              funcs: [
                { kind: 'host-func', address: 0 },
                { kind: 'host-func', address: 0 },
              ],
            }),
          ],
        },
        modules: [scene.bytes],
        code: 'CKPT3104',
        path: 'modules[0].imports',
      },
    },
  };
});

describeClause('valid-type', async () => {
  const { scene, modules } = await alone('(module)');
  const open = subtype({ kind: 'struct', fields: [{ storage: 'i32', mutable: false }] }, { final: false });
  const sub = (composite: Parameters<typeof subtype>[0]) => subtype(composite, { supertypes: [0] });
  const i32field = { storage: 'i32', mutable: false } as const;
  const refuses = (types: Checkpoint['types']) => ({
    checkpoint: scene.checkpoint({ types }),
    modules,
    code: 'CKPT3117',
    path: 'types[1][0]',
  });
  const func = (params: readonly ('i32' | 'i64')[]) => subtype({ kind: 'func', params, results: [] }, { final: false });
  return {
    judgement: 'B',
    accepts: {
      'one field more': {
        checkpoint: scene.checkpoint({ types: [[open], [sub({ kind: 'struct', fields: [i32field, i32field] })]] }),
        modules,
      },
      'a narrower immutable field': {
        checkpoint: scene.checkpoint({
          types: [
            [subtype({ kind: 'array', element: { storage: nullable('any'), mutable: false } }, { final: false })],
            [sub({ kind: 'array', element: { storage: ref('i31'), mutable: false } })],
          ],
        }),
        modules,
      },
    },
    refuses: {
      'a final supertype': refuses([[{ ...open, final: true }], [sub({ kind: 'struct', fields: [i32field] })]]),
      'a field less': refuses([[open], [sub({ kind: 'struct', fields: [] })]]),
      'another field': refuses([[open], [sub({ kind: 'struct', fields: [{ storage: 'i64', mutable: false }] })]]),
      'another mutability': refuses([[open], [sub({ kind: 'struct', fields: [{ ...i32field, mutable: true }] })]]),
      'another kind': refuses([[open], [sub({ kind: 'array', element: i32field })]]),
      'other parameters': refuses([[func(['i32'])], [{ ...func(['i64']), supertypes: [0] }]]),
    },
  };
});
