import { checkStructure, decode, encode } from '@wasm-checkpoint/format';
import { Runtime } from '@wasm-checkpoint/runtime';
import { validate } from '@wasm-checkpoint/validate';
import { realCheckpoint } from './checkpoints.js';
import { realPrograms, restoreInstrumented, startPlain } from './programs/index.js';

describe.each(realPrograms.map((program) => [program.name, program] as const))('%s', (name, program) => {
  test('gives its answer when nobody interrupts it', () => {
    expect(startPlain(program).finish()).toBe(program.expected);
  });

  test('is captured natively in the middle, valid, and finished on an instrumented module', async () => {
    const captured = await realCheckpoint(name);
    const { checkpoint, module } = captured;
    checkStructure(checkpoint);
    const file = encode(checkpoint);
    expect(Buffer.compare(encode(decode(file)), file)).toBe(0);
    expect(validate(checkpoint, { modules: [module] }).errors).toEqual([]);
    expect(checkpoint.features).toEqual([]);
    expect(checkpoint.threads[0]?.frames.length).toBeGreaterThanOrEqual(name === 'sqlite' ? 8 : 20);
    // Ruby takes a while to instrument; the three others show as much.
    if (name === 'ruby') return;
    const run = await restoreInstrumented(program, new Runtime(), { ...captured, checkpoint: file });
    expect(run.answer(run.go())).toBe(program.expected);
  });
});

test('a program and a call that there are not', async () => {
  await expect(realCheckpoint('emacs')).rejects.toThrow(/no real program emacs; there are quickjs, sqlite, lua, ruby/);
  await expect(realCheckpoint('sqlite', 1000)).rejects.toThrow(/called its host 14 times, not 1000/);
});
