import type { Checkpoint } from '@wasm-checkpoint/format';
import { emptyManifest, type Manifest } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import { functype, i64, nullable, nullOf, Scene, structtype, withFeatures } from '../scene.js';

const noType = { params: [], results: [] } as const;

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
