import { encode, type Field } from '@wasm-checkpoint/format';
import { Runtime } from '@wasm-checkpoint/runtime';
import { assemble } from '../assemble.js';
import { knows } from '../engine.js';
import { expectSame } from '../outcomes.js';
import { objectPrograms } from './programs.js';

const cases = await Promise.all(
  Object.entries(objectPrograms).map(async ([name, { text, ...program }]) => ({
    name,
    program: { ...program, bytes: await assemble(text) },
  })),
);
const known = cases.filter(({ program }) => knows(program.bytes));
const unknown = cases.filter(({ program }) => !knows(program.bytes));

// clause: exec-restore-identity, exec-capture-complete, exec-capture-bits, exec-resume-throw, inst-objects
describe('programs with objects, stopped at every safepoint and finished in a fresh instance', () => {
  for (const { name, program } of known) {
    test(`${name}`, () => {
      expect(expectSame(program)).toBeGreaterThan(5);
    });
  }
  // The engine that runs these tests has no such objects.
  for (const { name } of unknown) test.skip(`${name}`, () => undefined);
});

describe('a snapshot with objects', () => {
  for (const { name, program } of known) {
    test(`is set back and captured as the same state: ${name}`, () => {
      const runtime = new Runtime({ instrument: { poll: 'fuel', calls: true } });
      const imports = program.host?.([], () => ({})) ?? {};
      const store = runtime.store();
      const instance = store.instantiate(runtime.programSync(program.bytes), imports);
      store.call(instance.func(program.call), program.args, { fuel: 9 });
      const file = encode(store.capture());
      const snapshot = runtime.openSync(file);
      const restored = snapshot.restore({ imports });
      const [thread] = restored.threads;
      expect(encode(restored.capture())).toEqual(file);
      if (thread !== undefined) restored.resume(thread);
      expect(snapshot.reset(restored)).toBe(true);
      expect(encode(restored.capture())).toEqual(file);
    });
  }
});

// clause: inst-objects
describe('what instantiation makes for good', () => {
  const made = known.filter(({ name }) => name === 'globals whose initialisers make objects');
  for (const { program } of made) {
    test('has to be what the checkpoint has', () => {
      const runtime = new Runtime({ instrument: { poll: 'fuel', calls: true } });
      const imports = program.host?.([], () => ({})) ?? {};
      const store = runtime.store();
      const instance = store.instantiate(runtime.programSync(program.bytes), imports);
      store.call(instance.func(program.call), program.args, { fuel: 3 });
      const checkpoint = store.capture();
      const five = (field: Field): boolean => field.kind === 'i32' && field.value === 5;
      expect(checkpoint.structs.filter(({ fields }) => fields.some(five))).toHaveLength(1);
      const structs = checkpoint.structs.map(({ type, fields }) => ({
        type,
        fields: fields.map((field): Field => (five(field) ? { kind: 'i32', value: 6 } : field)),
      }));
      expect(() => runtime.openSync({ ...checkpoint, structs }).restore({ imports })).toThrow('CKPT4030');
    });

    // clause: exec-restore-identity
    test('is one object where the checkpoint has one, and two where it has two', () => {
      const runtime = new Runtime({ instrument: { poll: 'fuel', calls: true } });
      const imports = program.host?.([], () => ({})) ?? {};
      const store = runtime.store();
      store.instantiate(runtime.programSync(program.bytes), imports);
      const checkpoint = store.capture();
      const pair = checkpoint.structs.findIndex(({ fields }) => fields.length === 3);
      const leaf = checkpoint.globals[0]?.value;
      const nines = checkpoint.structs.findIndex(({ fields: [field] }) => field?.kind === 'i32' && field.value === 9);
      const restoring = (ref: Field) => () => {
        const structs = checkpoint.structs.map((struct, address) =>
          address === pair ? { ...struct, fields: struct.fields.map((field, k) => (k === 0 ? ref : field)) } : struct,
        );
        return runtime.openSync({ ...checkpoint, structs }).restore({ imports });
      };
      expect(leaf?.kind).toBe('struct');
      expect(restoring(leaf ?? { kind: 'null', hierarchy: 'any' })).not.toThrow();
      expect(restoring({ kind: 'struct', address: nines })).toThrow('CKPT4030');
    });
  }
  if (made.length === 0) test.skip('has to be what the checkpoint has (no objects here)', () => undefined);
});
