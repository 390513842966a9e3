import { Runtime } from '@wasm-checkpoint/runtime';
import { ThreadInspector } from '@wasm-checkpoint/runtime/node';
import { openModule } from '@wasm-checkpoint/wasm';
import {
  type ImportName,
  type RealProgram,
  realPrograms,
  startInstrumented,
  startPlain,
} from '../real/programs/index.js';
import { stateText } from './point.js';

/** Ruby, of 30 MB, takes its time; the others show the same. */
const programs = realPrograms.filter(({ name }) => name !== 'ruby');

/** Says when the n-th call of the harmless import is made. */
function counter({ harmless }: RealProgram, wanted: number, then: () => void): (call: ImportName) => void {
  let calls = 0;
  return ({ module, name }) => {
    if (module !== harmless.module || name !== harmless.name) return;
    calls += 1;
    if (calls === wanted) then();
  };
}

/** The state right after a call of the harmless import, captured natively, and the answer in the end. */
async function native(
  program: RealProgram,
  call: number,
): Promise<{ readonly state: string; readonly answer: string }> {
  const inspector = ThreadInspector.open();
  try {
    let state = '';
    const module = openModule(program.module.bytes());
    let running = false;
    const count = counter(program, call, () => {
      inspector.afterCall((stop) => {
        state = stateText(stop.capture(), [module]);
      });
    });
    const run = startPlain(program, program.script, (name) => {
      if (running) count(name);
    });
    running = true;
    const answer = run.finish();
    return { state, answer };
  } finally {
    await inspector.close();
  }
}

/** The same by the instrumented module. */
async function instrumented(
  program: RealProgram,
  call: number,
): Promise<{ readonly state: string; readonly answer: string }> {
  const module = openModule(program.module.bytes());
  let running = false;
  const count = counter(program, call, () => run.store.request());
  const run = await startInstrumented(program, new Runtime(), program.script, (name) => {
    if (running) count(name);
  });
  running = true;
  const stopped = run.go();
  expect(stopped.kind).toBe('stopped');
  const state = stateText(run.store.capture(), [module]);
  return { state, answer: run.answer(run.go()) };
}

test.each(programs.map((program) => [program.name, program] as const))(
  '%s: both routes see the same state behind a call of the host, and the program ends as it does (exec-capture-neutral)',
  async (_, program) => {
    const call = Math.ceil(program.deepCall / 2);
    const one = await native(program, call);
    expect(one.answer).toBe(program.expected);
    expect(await instrumented(program, call)).toEqual(one);
  },
);
