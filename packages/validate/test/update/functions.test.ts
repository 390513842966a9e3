import type { Checkpoint } from '@wasm-checkpoint/format';
import { assembled, func, nullable, nullOf, Scene, subtype } from '../scene.js';
import { describeUpdateClause, updateCase } from './scenes.js';

describeUpdateClause('valid-update-func', async () => {
  const table = '(table $t (export "t") 1 funcref)';
  const referring = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      tables: [
        {
          type: { element: nullable('func'), address: 'i32', limits: { min: 1n } },
          base: { kind: 'none' },
          runs: [{ kind: 'ref', length: 1n, ref: func(0) }],
        },
      ],
    });
  const empty = (scene: Scene): Checkpoint => {
    const checkpoint = referring(scene);
    return {
      ...checkpoint,
      tables: checkpoint.tables.map((each) => ({ ...each, runs: [{ kind: 'ref', length: 1n, ref: nullOf('func') }] })),
    };
  };
  const based = (scene: Scene): Checkpoint =>
    scene.checkpoint({
      tables: [
        {
          type: { element: nullable('func'), address: 'i32', limits: { min: 1n } },
          base: { kind: 'module', instance: 0 },
          runs: [{ kind: 'base', length: 1n }],
        },
      ],
    });
  const one = `(module ${table} (func $f (param i32)))`;
  const elem = `(module ${table} (func $f (param i32)) (elem (i32.const 0) $f))`;
  // A second instance imports `$f`; the old type is a supertype, which the image's type may be below.
  const open = '(type $super (sub (func))) (type $sub (sub $super (func)))';
  const exporting = (type: string): string => `(module ${open} (func $f (export "f") (type ${type})))`;
  const importer = await assembled('(module (type $super (sub (func))) (import "a" "f" (func (type $super))))');
  const linked = (scene: Scene): Checkpoint => {
    const second = new Scene(importer);
    const superType = [subtype({ kind: 'func', params: [], results: [] }, { final: false })];
    const checkpoint = scene.checkpoint({ types: [superType], more: ['gc'] });
    return {
      ...checkpoint,
      modules: [...checkpoint.modules, second.stated([{ module: 'a', name: 'f', type: { kind: 'func', type: 0 } }])],
      instances: [...checkpoint.instances, { ...second.instance({ funcs: [func(0)] }), module: 1 }],
    };
  };
  const imported = async (old: string, updated: string) => {
    const each = await updateCase(old, updated, linked);
    return { ...each, modules: [...each.modules, importer] };
  };
  const binding = 'instances[1].funcs[0]';
  const removed = `(module ${table} (func $g (param i64)))`;
  return {
    accepts: {
      'a changed function of the same type': await updateCase(
        one,
        `(module ${table} (func $f (param i32) (nop)))`,
        referring,
      ),
      'one that moved': await updateCase(one, `(module ${table} (func $g) (func $f (param i32)))`, referring),
      'one that nothing refers to and that is gone': await updateCase(one, removed, empty),
      'one that another instance imports': await imported(
        exporting('$super'),
        `${exporting('$super').slice(0, -1)} (func $g))`,
      ),
      'one of a subtype that another instance imports': await imported(exporting('$super'), exporting('$sub')),
      'the entry of a base': await updateCase(elem, `(module ${table} (func $f (param i32) (nop)))`, based),
    },
    refuses: {
      'a function that a reference names and that is gone': {
        ...(await updateCase(one, removed, referring)),
        code: 'CKPT3172',
        path: 'tables[0].runs[0].ref',
        words: '$f is removed',
      },
      'a function of the base that is gone': {
        ...(await updateCase(elem, removed, based)),
        code: 'CKPT3172',
        path: 'tables[0].runs[0].ref',
      },
      'another type': {
        ...(await updateCase(one, `(module ${table} (func $f (param i64)))`, referring)),
        code: 'CKPT3173',
        path: 'tables[0].runs[0].ref',
        words: '(param i64)',
      },
      'a function that is imported and gone': {
        ...(await imported(exporting('$super'), '(module)')),
        code: 'CKPT3172',
        path: binding,
      },
      'a supertype of the type that is imported': {
        ...(await imported(exporting('$sub'), exporting('$super'))),
        code: 'CKPT3173',
        path: binding,
      },
    },
  };
});
