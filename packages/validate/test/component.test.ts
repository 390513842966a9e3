import { encode } from '@wasm-checkpoint/format';
import { emptyManifest, type UpdateReport, validateUpdate, writeManifest } from '@wasm-checkpoint/validate';
import { type UpdateImages, validation } from '@wasm-checkpoint/validate/component';
import { i32, Scene, thread } from './scene.js';

const options = { full: false, host: undefined, maxErrors: undefined };

/** What a call throws as the error of its result. */
function thrown(call: () => unknown): unknown {
  try {
    call();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}

const text = '(module (func $f (param i32) (nop)) (func (export "main") (call $f (i32.const 1))))';

describe('the interface of the component', () => {
  test('gives reports of each judgement', async () => {
    const scene = await Scene.of(text);
    const file = encode(scene.checkpoint({ threads: [thread(scene.frame(0, scene.first(0), [i32(1)]))] }));
    expect(validation.validate(file, undefined, options)).toMatchObject({ accepted: true, judgement: 'a', errors: [] });
    expect(validation.validate(file, [], options)).toMatchObject({ accepted: false, judgement: 'b' });
    expect(validation.validate(file, [scene.bytes], options)).toMatchObject({ accepted: true, judgement: 'c' });
    const host = JSON.stringify(writeManifest(emptyManifest));
    expect(validation.validate(file, [scene.bytes], { ...options, host })).toMatchObject({
      accepted: true,
      judgement: 'd',
    });
  });

  test('tells errors with their places, and no more than it is asked for', async () => {
    const scene = await Scene.of(text);
    const frame = scene.frame(0, scene.first(0), [{ kind: 'i64', value: 1n }]);
    const file = encode(scene.checkpoint({ threads: [thread(frame), thread(frame)], more: ['threads'] }));
    const { errors, truncated, unchecked } = validation.validate(file, [scene.bytes], options);
    expect(errors).toHaveLength(2);
    expect(errors[0]).toMatchObject({
      code: 'CKPT2101',
      phase: 'invalid',
      path: 'threads[0].frames[0].locals[0]',
      place: { module: 0, funcidx: 0 },
    });
    expect(errors[0]?.offset).toBeGreaterThan(0n);
    expect(truncated).toBe(false);
    expect(unchecked[0]?.clause).toBe('valid-module-valid');
    expect(validation.validate(file, [scene.bytes], { ...options, maxErrors: 1 })).toMatchObject({ truncated: true });
  });

  test('takes bytes of another realm', async () => {
    const scene = await Scene.of(text);
    const { runInNewContext } = await import('node:vm');
    const foreign = (bytes: Uint8Array): Uint8Array => runInNewContext('new Uint8Array(bytes)', { bytes: [...bytes] });
    const file = encode(scene.checkpoint());
    expect(foreign(file) instanceof Uint8Array).toBe(false);
    expect(validation.validate(foreign(file), [foreign(scene.bytes)], options)).toMatchObject({ accepted: true });
  });

  test('judges updates and gives the updated checkpoint', async () => {
    const scene = await Scene.of(text);
    const updated = await Scene.of(text.replace('(nop)', ''));
    const file = encode(scene.checkpoint());
    const replacement = { module: 0, bytes: updated.bytes };
    const asked = [{ ...replacement, images: undefined }];
    const { report, details, checkpoint } = validation.validateUpdate(file, [scene.bytes], asked, options);
    expect(report).toMatchObject({ accepted: true, judgement: 'e' });
    const { obstacles, modules } = validateUpdate(file, { modules: [scene.bytes], updates: [replacement] });
    expect(JSON.parse(details)).toEqual({ obstacles, modules });
    expect(validation.validate(checkpoint ?? file, [updated.bytes], options)).toMatchObject({ accepted: true });

    // A correspondence that is given is all there is.
    const none = { types: [], funcs: [], tables: [], memories: [], globals: [], tags: [], elems: [], datas: [] };
    const removed = (images: UpdateImages): number | undefined => {
      const answer = validation.validateUpdate(file, [scene.bytes], [{ ...replacement, images }], options);
      return (JSON.parse(answer.details) as Pick<UpdateReport, 'modules'>).modules[0]?.counts.removed;
    };
    expect([removed(none), removed({ ...none, types: [0], funcs: [0, 1] })]).toEqual([2, 0]);
  });

  test('throws the errors of manifests and of replacements', async () => {
    const scene = await Scene.of(text);
    const file = encode(scene.checkpoint());
    const replacement = { module: 1, bytes: scene.bytes, images: undefined };
    expect(thrown(() => validation.validate(file, undefined, { ...options, host: '{' }))).toMatchObject({
      code: 'CKPT1112',
      phase: 'malformed',
      offset: 0n,
    });
    for (const updates of [
      [replacement],
      [
        { ...replacement, module: 0 },
        { ...replacement, module: 0 },
      ],
    ]) {
      expect(thrown(() => validation.validateUpdate(file, [scene.bytes], updates, options))).toMatchObject({
        code: 'CKPT3170',
        clause: 'valid-update-correspondence',
      });
    }
  });
});
