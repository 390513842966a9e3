import { encode } from '@wasm-checkpoint/format';
import { nodeAlgorithms, nodeScan } from '@wasm-checkpoint/format/node';
import {
  type CaptureOptions,
  Increments,
  type Instance,
  Runtime,
  type Snapshot,
  type Store,
} from '@wasm-checkpoint/runtime';
import { realProgram, restoreInstrumented, startInstrumented } from '../../real/programs/index.js';
import { compare, median } from '../harness.js';
import { deepModule, memoryModule } from '../instrument/deep.js';
import type { BenchContext, BenchTarget, Figure } from '../target.js';

const FRAMES = 10_000;
const PAGES = 256;
/** Pages of 4096 bytes that change between increments, of the 4096 there are. */
const TOUCHED = 40;

const captureOptions: CaptureOptions = { blocks: { scan: nodeScan } };

/** The medians of some times, by name, of a procedure that gives all of them at once. */
function medians<Name extends string>(
  rounds: number,
  once: () => Readonly<Record<Name, number>>,
): Record<Name, number> {
  const all: Readonly<Record<Name, number>>[] = [];
  for (let round = 0; round < rounds + 3; round++) {
    globalThis.gc?.();
    const times = once();
    // The first ones are for compilers and caches.
    if (round >= 3) all.push(times);
  }
  const [first] = all;
  if (first === undefined) throw new RangeError('no rounds');
  const names = Object.keys(first) as Name[];
  return Object.fromEntries(names.map((name) => [name, median(all.map((times) => times[name]))])) as Record<
    Name,
    number
  >;
}

function only(store: Store): Instance {
  const [instance] = store.instances;
  if (instance === undefined) throw new Error('the store has no instance');
  return instance;
}

/** A stack of ten thousand frames: unwound, captured, written, restored, resumed. */
async function deep({ compare: { rounds = 9 } }: BenchContext): Promise<Figure[]> {
  const bytes = await deepModule();
  const runtime = new Runtime({ algorithms: await nodeAlgorithms() });
  const program = await runtime.program(bytes);
  const times = medians(rounds, () => {
    const store = runtime.store();
    let asked = 0;
    const bottom = (): void => {
      asked = performance.now();
      store.request();
    };
    const instance = store.instantiate(program, { env: { bottom } });
    const outcome = store.call(instance.func('down'), [FRAMES - 1]);
    const unwound = performance.now();
    if (outcome.kind !== 'stopped') throw new Error(`the call ${outcome.kind}`);
    const checkpoint = store.capture(captureOptions);
    const captured = performance.now();
    const file = encode(checkpoint);
    const written = performance.now();
    const snapshot = runtime.openSync(file);
    const opened = performance.now();
    const again = snapshot.restore({ imports: { env: { bottom } } });
    const restored = performance.now();
    const [thread] = again.threads;
    const ended = thread && again.resume(thread);
    const resumed = performance.now();
    if (ended?.kind !== 'returned') throw new Error(`the resumed call ${ended?.kind}`);
    return {
      unwind: unwound - asked,
      capture: captured - unwound,
      encode: written - captured,
      open: opened - written,
      restore: restored - opened,
      resume: resumed - restored,
    };
  });
  const figure = (what: string, value: number, unit: string, detail: string): Figure => ({
    name: `capture/frames/${what}`,
    value,
    unit,
    detail: `${FRAMES} frames: ${detail}`,
  });
  return [
    figure('unwind', (1000 * times.unwind) / FRAMES, 'us', 'unwinding, a frame'),
    figure(
      'captured',
      times.unwind + times.capture,
      'ms',
      `unwound in ${times.unwind.toFixed(1)}, as a checkpoint in ${times.capture.toFixed(1)}`,
    ),
    figure('encode', times.encode, 'ms', 'written as a file'),
    figure('open', times.open, 'ms', 'read and validated'),
    figure(
      'resumed',
      times.restore + times.resume,
      'ms',
      `restored in ${times.restore.toFixed(1)}, run to the end in ${times.resume.toFixed(1)}`,
    ),
  ];
}

/** QuickJS in the middle of a script. */
async function quickjs({ compare: { rounds = 9 } }: BenchContext): Promise<Figure[]> {
  const program = realProgram('quickjs');
  const runtime = new Runtime({ algorithms: await nodeAlgorithms(), instrument: { poll: 'fuel' } });
  const run = await startInstrumented(program, runtime);
  const { store, main } = run;
  const stopped = store.call(only(store).func(main.name), main.args, { fuel: 3_000_000 });
  if (stopped.kind !== 'stopped') throw new Error(`QuickJS ${stopped.kind}`);
  const file = encode(store.capture(captureOptions));
  const frames = store.capture(captureOptions).threads[0]?.frames.length ?? 0;
  const resumed = await restoreInstrumented(program, runtime, { checkpoint: file, main, output: run.host.output });
  if (resumed.answer(resumed.go()) !== program.expected) throw new Error('QuickJS gave something else');
  const times = medians(rounds, () => {
    const start = performance.now();
    const checkpoint = store.capture(captureOptions);
    const captured = performance.now();
    encode(checkpoint);
    const written = performance.now();
    runtime.openSync(file);
    const opened = performance.now();
    runtime.openSync(file, { trusted: true });
    const trusted = performance.now();
    return { capture: captured - start, encode: written - captured, open: opened - written, trusted: trusted - opened };
  });
  const restoring: number[] = [];
  for (let round = 0; round < rounds + 3; round++) {
    const start = performance.now();
    await restoreInstrumented(program, runtime, { checkpoint: file, main, output: '' });
    if (round >= 3) restoring.push(performance.now() - start);
  }
  const figure = (what: string, value: number, detail: string): Figure => ({
    name: `capture/quickjs/${what}`,
    value,
    unit: 'ms',
    detail,
  });
  const size = `${frames} frames, a file of ${(file.length / 1e6).toFixed(2)} MB`;
  return [
    figure('captured', times.capture, `as a checkpoint, of ${size}`),
    figure('encode', times.encode, 'written as a file'),
    figure('open', times.open, `read and validated; ${times.trusted.toFixed(1)} without validation`),
    figure('restored', median(restoring), 'from the file, in a process that has the program ready'),
  ];
}

/** A memory of 16 MiB, in a fresh instance and in a warm one, against what cannot be saved. */
async function memory({ compare: options }: BenchContext): Promise<Figure[]> {
  const bytes = await memoryModule(PAGES);
  const runtime = new Runtime({ algorithms: await nodeAlgorithms() });
  const program = await runtime.program(bytes);
  const contents = Uint8Array.from({ length: PAGES * 65536 }, (_, index) => (index * 2654435761) >>> 13);
  const store = runtime.store();
  store.instantiate(program).memories[0]?.write(0, contents);
  const snapshot: Snapshot = runtime.openSync(encode(store.capture(captureOptions)));
  const warm = snapshot.restore();
  const touched = runtime.store();
  const live = touched.instantiate(program).memories[0];
  live?.write(0, contents);
  const increments = new Increments();
  increments.capture(touched, captureOptions);
  let round = 0;
  const module = new WebAssembly.Module(bytes);
  const target = new Uint8Array(contents.length);
  const samples = compare(
    [
      { name: 'restore', run: () => snapshot.restore() },
      {
        name: 'instantiate',
        run() {
          const { exports } = new WebAssembly.Instance(module);
          new Uint8Array((exports['memory'] as WebAssembly.Memory).buffer).set(contents);
          return exports;
        },
      },
      { name: 'reset', run: () => snapshot.reset(warm) },
      { name: 'whole', run: () => encode(store.capture(captureOptions)) },
      {
        name: 'increment',
        run() {
          round += 1;
          for (let page = 0; page < TOUCHED; page++) live?.write(page * 100 * 4096 + 8, Uint8Array.of(round));
          return encode(increments.capture(touched, captureOptions));
        },
      },
      { name: 'memcpy', run: () => target.set(contents) },
    ],
    options,
  );
  if (!snapshot.reset(warm)) throw new Error('the store cannot be reset');
  const figure = (what: string, value: number, detail: string): Figure => ({
    name: `capture/memory/${what}`,
    value,
    unit: 'x',
    detail,
  });
  return [
    figure(
      'restore',
      samples.ratio('restore', 'instantiate'),
      `16 MiB restored, to instantiating and copying in ${samples.median('instantiate').toFixed(2)} ms`,
    ),
    figure(
      'reset',
      samples.ratio('reset', 'memcpy'),
      `16 MiB reset, to a copy in ${samples.median('memcpy').toFixed(2)} ms`,
    ),
    figure('whole', samples.ratio('whole', 'memcpy'), '16 MiB captured and written, to a copy'),
    figure(
      'increment',
      samples.ratio('increment', 'memcpy'),
      `the same of ${TOUCHED} changed pages, found by comparing`,
    ),
  ];
}

/** What stopping, capturing, restoring and resuming cost, and where the time goes. */
export const capture: BenchTarget = {
  name: 'capture',
  help: 'unwinding, capture, restore and reset: ten thousand frames, QuickJS in a script, 16 MiB of memory',
  async run(context) {
    const figures: Figure[] = [];
    for (const [name, part] of Object.entries({ frames: deep, quickjs, memory })) {
      context.show(name);
      figures.push(...(await part(context)));
    }
    return figures;
  },
};
