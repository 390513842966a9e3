import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import { Runtime } from '@wasm-checkpoint/runtime';
import { type Updated, updateCheckpoint, validate } from '@wasm-checkpoint/validate';
import { readRecord, sha256 } from '../programs/prebuilt.js';
import { compileSource, findToolchain } from '../programs/toolchains.js';
import { ledgerModule, ledgerSource, type Version, versions } from './ledger.js';

const ENTRIES = 20;

/** What a run shows: the entries that the host was told of, and the result. */
interface Run {
  readonly entries: string[];
  result?: unknown;
}

/** Runs a version from the start to the end. */
async function whole(version: Version): Promise<Run> {
  const runtime = new Runtime();
  const run: Run = { entries: [] };
  const store = runtime.store();
  const env = { entry: (number: unknown, amount: unknown) => void run.entries.push(`${number} ${amount}`) };
  const instance = store.instantiate(await runtime.program(ledgerModule(version)), { env });
  const outcome = store.call(instance.func('run'), [ENTRIES]);
  run.result = outcome.kind === 'returned' ? outcome.values[0] : outcome.kind;
  return run;
}

/** Runs the first version up to an entry and captures it there. */
async function captured(at: number, run: Run): Promise<Checkpoint> {
  const runtime = new Runtime();
  const store = runtime.store();
  const env = {
    entry: (number: unknown, amount: unknown) => {
      run.entries.push(`${number} ${amount}`);
      if (number === at) store.request();
    },
  };
  const instance = store.instantiate(await runtime.program(ledgerModule(1)), { env });
  expect(store.call(instance.func('run'), [ENTRIES]).kind).toBe('stopped');
  return store.capture();
}

const update = (checkpoint: Checkpoint, version: Version): Updated =>
  updateCheckpoint(encode(checkpoint), {
    modules: [ledgerModule(1)],
    updates: [{ module: 0, bytes: ledgerModule(version) }],
  });

describe('valid-update-result: a C program that goes on in its second version', () => {
  test.each([0, 7, ENTRIES - 1])('after entry %d', async (at) => {
    const run: Run = { entries: [] };
    const checkpoint = await captured(at, run);
    expect(checkpoint.threads[0]?.frames.length).toBeGreaterThan(at + 2);
    const { report, checkpoint: updated } = update(checkpoint, 2);
    expect(report.errors.map(({ message }) => message)).toEqual([]);
    expect(report.modules[0]?.functions).toMatchObject([
      { verdict: 'changed', name: '$summary' },
      { verdict: 'new', name: '$weighed' },
    ]);
    expect(report.modules[0]?.data).toEqual([]);
    if (updated === undefined) throw new Error('there is no updated checkpoint');
    expect(validate(updated, { modules: [ledgerModule(2)], full: true }).errors).toEqual([]);

    const snapshot = await new Runtime().open(encode(updated), { modules: [ledgerModule(2)] });
    const env = { entry: (number: unknown, amount: unknown) => void run.entries.push(`${number} ${amount}`) };
    const restored = snapshot.restore({ imports: { env } });
    const [thread] = restored.threads;
    if (thread === undefined) throw new Error('there is no thread');
    const outcome = restored.resume(thread);
    run.result = outcome.kind === 'returned' ? outcome.values[0] : outcome.kind;
    expect(run).toEqual(await whole(2));
    expect(run.result).not.toBe((await whole(1)).result);
  });
});

describe('valid-update-frame: what stands in the way', () => {
  test('a function on the stack that is another one', async () => {
    const checkpoint = await captured(7, { entries: [] });
    const { report, checkpoint: updated } = update(checkpoint, 3);
    expect(updated).toBeUndefined();
    expect(report.obstacles).toMatchObject([
      { kind: 'function', name: '$post', verdict: 'changed', places: ['threads[0].frames[0]'] },
    ]);
    const { difference, listing } = report.obstacles[0] ?? {};
    expect(difference?.kind).toBe('instruction');
    expect(listing?.updated).toContain('func $post');
  });

  test('static data that moved, which the code says before its memory could go wrong', async () => {
    const checkpoint = await captured(7, { entries: [] });
    const { report } = update(checkpoint, 4);
    expect(report.obstacles).toMatchObject([{ kind: 'function', name: '$post', verdict: 'changed' }]);
    expect(report.obstacles[0]?.difference).toMatchObject({
      kind: 'instruction',
      old: { text: 'i32.const 1024' },
      updated: { text: 'i32.const 1152' },
    });
    expect(report.modules[0]?.data).toMatchObject([
      { what: 'new', updated: { name: '.rodata', offset: '1024', bytes: 128 } },
    ]);
  });

  test('nothing once the run is over', async () => {
    const runtime = new Runtime();
    const store = runtime.store();
    const instance = store.instantiate(await runtime.program(ledgerModule(1)), { env: { entry: () => undefined } });
    store.call(instance.func('run'), [ENTRIES]);
    for (const version of [2, 3] as const) expect(update(store.capture(), version).report.accepted).toBe(true);
  });
});

describe('the modules of tools/update', () => {
  const toolchain = findToolchain.c();
  const expected = readRecord().toolchains.c;
  const same =
    toolchain !== undefined && Object.keys(expected).every((part) => toolchain.versions[part] === expected[part]);
  if (!same) test.skip('skipped: no compiler, or another one', () => undefined);
  else
    test.each(versions)('version %d is what its source compiles to', (version) => {
      expect(sha256(compileSource(toolchain, ledgerSource(version)))).toBe(sha256(ledgerModule(version)));
    });
});
