import type { Checkpoint } from '@wasm-checkpoint/format';
import { emptyCheckpoint } from '@wasm-checkpoint/format';
import { emptyManifest, type Manifest } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { functype, i32, i64, nullable, nullOf, Scene, subtype } from '../scene.js';
import { describeHostClause } from './host-cases.js';

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
