import { encode } from '@wasm-checkpoint/format';
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

// clause: exec-restore-identity, exec-capture-complete, exec-capture-bits, exec-resume-throw
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
