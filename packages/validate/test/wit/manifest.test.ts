import { componentEmbed, componentNew, parse } from '@bytecodealliance/jco-transpile/wasm-tools';
import {
  checkManifest,
  type Manifest,
  type OfferedFunction,
  readManifest,
  validate,
  writeManifest,
} from '@wasm-checkpoint/validate';
import { manifestFromWit, WitFault } from '@wasm-checkpoint/validate/wit';
import { functype, Scene } from '../scene.js';

const package_ = `package a:b@1.2.3;
  interface errors { resource error { message: func() -> string; } }
  interface types {
    use errors.{error};
    record pair { x: u32, y: string }
    resource blob { constructor(n: u32); size: func() -> u64; make: static func() -> blob; }
    convert: func(a: pair, b: list<u8>, c: option<f32>) -> result<string, error>;
    many: func(a: string, b: string, c: string, d: string, e: string, f: string, g: string, h: string, i: string) -> tuple<u32, u32>;
    flags4: func(a: f64, b: s64, c: char, d: bool) -> f32;
  }
  interface exported { resource thing { constructor(); } run: func(x: s64) -> bool; }
  world all {
    import types;
    import log: func(message: string);
    import inline: interface { go: func(); }
    use types.{blob};
    import take: func(b: borrow<blob>);
    export exported;
    export main: func();
  }
  world nothing { export main: func(); }`;

const source = { source: package_, world: 'all' } as const;
const key = ({ module, name }: OfferedFunction): string => `${module} ${name}`;
const isStandard = ({ module }: OfferedFunction): boolean => module.startsWith('cm32p2');

const paramText = (word: string, types: readonly unknown[]): string =>
  types.length === 0 ? '' : `(${word} ${types.join(' ')})`;

/** A core module that imports functions, with the exports that a world wants. */
function coreModule(functions: readonly OfferedFunction[], more: string): Promise<Uint8Array> {
  const imports = functions.map(({ module, name, type }) => {
    if (typeof type === 'number') throw new Error('a type of no list');
    return `(import ${JSON.stringify(module)} ${JSON.stringify(name)} (func ${paramText('param', type.params)} ${paramText('result', type.results)}))`;
  });
  return parse(`(module ${imports.join('\n')} ${more})`);
}

const legacyExports = `(memory (export "memory") 1)
  (func (export "cabi_realloc") (param i32 i32 i32 i32) (result i32) (unreachable)) (func (export "main"))
  (func (export "a:b/exported@1.2.3#[constructor]thing") (result i32) (unreachable))
  (func (export "a:b/exported@1.2.3#run") (param i64) (result i32) (unreachable))`;
const standardExports = `(memory (export "cm32p2_memory") 1) (func (export "cm32p2_initialize"))
  (func (export "cm32p2_realloc") (param i32 i32 i32 i32) (result i32) (unreachable)) (func (export "cm32p2||main"))
  (func (export "cm32p2|a:b/exported@1|[constructor]thing") (result i32) (unreachable))
  (func (export "cm32p2|a:b/exported@1|run") (param i64) (result i32) (unreachable))`;

/** Makes a component of a core module; throws when its imports are not those of the world. */
async function component(binary: Uint8Array): Promise<Uint8Array> {
  return componentNew(await componentEmbed({ binary, witSource: package_, world: 'all' }));
}

describe('manifestFromWit', () => {
  let manifest: Manifest;
  beforeAll(async () => {
    manifest = await manifestFromWit(source, { features: ['simd'] });
  });

  test('offers what a module can import, under both kinds of names', () => {
    const legacy = manifest.functions.filter((each) => !isStandard(each)).map(key);
    expect(legacy.sort()).toEqual(
      [
        '$root log',
        '$root take',
        '[export]a:b/exported@1.2.3 [resource-drop]thing',
        '[export]a:b/exported@1.2.3 [resource-new]thing',
        '[export]a:b/exported@1.2.3 [resource-rep]thing',
        'a:b/errors@1.2.3 [method]error.message',
        'a:b/errors@1.2.3 [resource-drop]error',
        'a:b/types@1.2.3 [constructor]blob',
        'a:b/types@1.2.3 [method]blob.size',
        'a:b/types@1.2.3 [resource-drop]blob',
        'a:b/types@1.2.3 [static]blob.make',
        'a:b/types@1.2.3 convert',
        'a:b/types@1.2.3 flags4',
        'a:b/types@1.2.3 many',
        'inline go',
      ].sort(),
    );
    expect(manifest.functions.filter(isStandard)).toHaveLength(legacy.length);
    expect(manifest.features).toEqual(['simd']);
    checkManifest(manifest);
    expect(readManifest(JSON.parse(JSON.stringify(writeManifest(manifest))))).toEqual(manifest);
  });

  test('with the types that the canonical ABI gives', () => {
    const typeOf = (name: string): unknown => manifest.functions.find((each) => each.name === name)?.type;
    expect(typeOf('log')).toEqual({ params: ['i32', 'i32'], results: [] });
    expect(typeOf('flags4')).toEqual({ params: ['f64', 'i64', 'i32', 'i32'], results: ['f32'] });
    expect(typeOf('[method]blob.size')).toEqual({ params: ['i32'], results: ['i64'] });
    expect(typeOf('convert')).toEqual({
      params: ['i32', 'i32', 'i32', 'i32', 'i32', 'i32', 'f32', 'i32'],
      results: [],
    });
    // More than 16 parameters go through memory.
    expect(typeOf('many')).toEqual({ params: ['i32', 'i32'], results: [] });
  });

  test('a module that imports all of it becomes a component, under either kind of names', async () => {
    const legacy = manifest.functions.filter((each) => !isStandard(each));
    const standard = manifest.functions.filter(isStandard);
    await expect(coreModule(legacy, legacyExports).then(component)).resolves.toBeDefined();
    await expect(coreModule(standard, standardExports).then(component)).resolves.toBeDefined();
    for (const functions of [legacy, standard]) {
      for (const index of functions.keys()) {
        const wrong = functions.map((each, at) =>
          at === index ? { ...each, type: { params: ['f64', 'f64', 'f64'], results: [] } as const } : each,
        );
        const exports = functions === legacy ? legacyExports : standardExports;
        await expect(coreModule(wrong, exports).then(component)).rejects.toThrow();
      }
    }
  });

  test('versions below 1, of patches and of releases to come', async () => {
    for (const version of ['0.2.3', '0.0.4', '2.0.0', '1.0.0-rc.1', undefined]) {
      const at = version === undefined ? '' : `@${version}`;
      const { functions } = await manifestFromWit({
        source: `package x:y${at}; interface i { f: func(); } world w { import i; }`,
      });
      expect(functions.map(key)).toContain(`x:y/i${at} f`);
    }
  });

  test('judges a checkpoint of a core module of the component', async () => {
    const scene = await Scene.of(
      '(module (import "a:b/types@1.2.3" "[method]blob.size" (func (param i32) (result i64))))',
    );
    const names = { module: 'a:b/types@1.2.3', name: '[method]blob.size' };
    const checkpoint = scene.checkpoint({
      types: [functype(['i32'], ['i64'])],
      imports: [{ ...names, type: { kind: 'func', type: 0 } }],
      hostFuncs: [{ ...names, type: 0 }],
      instance: { funcs: [{ kind: 'host-func', address: 0 }] },
    });
    expect(validate(checkpoint, { modules: [scene.bytes], host: manifest }).accepted).toBe(true);
    const host = await manifestFromWit({ source: package_, world: 'nothing' });
    expect(validate(checkpoint, { modules: [scene.bytes], host }).errors.map(({ code }) => code)).toEqual(['CKPT3151']);
  });

  test.each([
    ['no WIT', { source: 'worlds' }],
    ['no such world', { source: package_, world: 'other' }],
    ['several worlds', { source: package_ }],
    ['no file', { path: 'no/such/file.wit' }],
  ])('%s is told', async (_, wit) => {
    await expect(manifestFromWit(wit)).rejects.toThrow(WitFault);
  });
});
