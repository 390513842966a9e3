import type { Manifest } from '@wasm-checkpoint/validate';
import { functype, i32, nullable, nullOf, Scene } from '../scene.js';
import { describeHostClause } from './host-cases.js';

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
