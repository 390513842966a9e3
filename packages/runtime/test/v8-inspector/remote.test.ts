import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DebuggerTransport, RemoteInspector, type RemoteStop, socketTransport } from '@wasm-checkpoint/runtime';
import { type InspectedProcess, startInspected } from '@wasm-checkpoint/runtime/node';
import { openModule, typeStates } from '@wasm-checkpoint/wasm';
import { faults, innermost, modulesOf } from './thread.js';

const text = `(module (import "env" "host" (func $host (param i32) (result i32))) (import "env" "m" (memory 2)) (data $d "gone")
  (data (i32.const 70000) "hello")
  (func $init (data.drop $d)) (start $init)
  (func $step (param i32) (result i32) (i32.add (local.get 0) (call $host (local.get 0))))
  (func (export "run") (param i32) (result i32) (local i32 f64)
    (local.set 2 (f64.const nan:0x1))
    (loop (local.set 1 (i32.add (local.get 1) (call $step (local.get 0)))) (br_if 0 (local.tee 0 (i32.sub (local.get 0) (i32.const 1)))))
    (drop (local.get 2))
    (local.get 1)))`;

const script = `
  import { readFileSync } from 'node:fs';
  const m = new WebAssembly.Memory({ initial: 3, maximum: 9 });
  new Uint8Array(m.buffer).fill(7, 150_000, 190_000);
  const imports = { env: { host: (x) => x * 3, m } };
  const { instance } = await WebAssembly.instantiate(readFileSync(process.argv[2]), imports);
  console.log('result', instance.exports.run(Number(process.argv[3])));
`;

let folder = '';
let bytes = new Uint8Array(0);

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'wasm-checkpoint-'));
  const [module] = await modulesOf(text);
  if (module === undefined) throw new Error('no module');
  bytes = module;
  writeFileSync(join(folder, 'program.wasm'), bytes);
  writeFileSync(join(folder, 'program.mjs'), script);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the program in a process of its own, watched from its first instruction on. */
async function running<Result>(rounds: number, run: (started: InspectedProcess) => Promise<Result>): Promise<Result> {
  const files = ['program.mjs', 'program.wasm'].map((name) => join(folder, name));
  const started = await startInspected(process.execPath, ['--inspect-brk=127.0.0.1:0', ...files, String(rounds)], {
    label: 'far',
  });
  try {
    await started.inspector.start();
    return await run(started);
  } finally {
    started.inspector.close();
    started.process.kill('SIGKILL');
  }
}

/** The next stop in the module, which may not have begun to run yet. */
async function stopped(inspector: RemoteInspector): Promise<RemoteStop> {
  for (;;) {
    const stop = await inspector.interrupt();
    if (stop !== undefined) return stop;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

test('a program of another process is stopped, captured and let go, again and again', () =>
  running(1_000_000_000, async ({ inspector }) => {
    for (let round = 0; round < 3; round++) {
      const stop = await stopped(inspector);
      const checkpoint = await stop.capture();
      expect(faults(checkpoint, [bytes])).toEqual([]);
      expect(checkpoint.features).toEqual([]);
      expect(checkpoint.threads[0]).toMatchObject({ label: 'far', frames: { length: stop.depth } });
      // The first stop may be in the start function, or at the entry of the other.
      const local = checkpoint.threads[0]?.frames.at(-1)?.locals[2];
      if (round > 0) expect(local).toEqual({ kind: 'f64', bits: 0x7ff0_0000_0000_0001n });
      if (round > 0) expect(checkpoint.instances[0]?.datas).toEqual([0]);
      expect(checkpoint.memories[0]?.type.limits).toEqual({ min: 3n, max: 9n });
      // Pages 36 to 46 are those that the host filled; page 17 is as its segment left it.
      expect(checkpoint.memories[0]?.image.blocks).toMatchObject([
        {
          number: 2n,
          runs: [
            { kind: 'base', pages: 4 },
            { kind: 'data', pages: 11 },
          ],
        },
      ]);
      await stop.resume();
    }
  }));

test('a stop at an instruction; the program ends as it would have (exec-capture-neutral)', () =>
  running(3_000_000, async ({ inspector, process: child }) => {
    let printed = '';
    child.stdout?.on('data', (part: Buffer) => {
      printed += part.toString();
    });
    const module = openModule(bytes);
    const states = typeStates(module);
    const add = [...states.offsets(2)].find((at) => states.at(2, at).instruction.opcode.name === 'i32.add') ?? -1;
    const interrupted = await stopped(inspector);
    const hit = inspector.breakAt(module, 2, add);
    await interrupted.resume();
    const stop = await hit;
    // After a call of the host: its result is an operand.
    const checkpoint = await stop.capture();
    expect(faults(checkpoint, [bytes])).toEqual([]);
    expect(checkpoint.features).toEqual([]);
    const [value, tripled] = innermost(checkpoint).operands.map((each) => ('value' in each ? Number(each.value) : 0));
    expect(tripled).toBe(3 * Number(value));
    await stop.resume();
    const ended = new Promise((resolve) => child.once('exit', resolve));
    inspector.close();
    expect(await ended).toBe(0);
    expect(printed).toBe(`result ${Number(BigInt.asIntN(32, 2n * 3_000_000n * 3_000_001n))}\n`);
  }));

describe('the connection', () => {
  /** A debugger that knows no command. */
  const refusing = (): DebuggerTransport => ({
    send: (method) => Promise.reject(new Error(`${method}: not known`)),
    listen: () => undefined,
    close: () => undefined,
  });

  test('a command that is refused is an error that names it', async () => {
    await expect(RemoteInspector.attach(refusing())).rejects.toThrow('Runtime.enable: not known');
  });

  test('one that ends fails what is waiting, and all that comes later', async () => {
    const listeners: Record<string, (event: { data: unknown }) => void> = {};
    const sent: string[] = [];
    const socket = {
      send: (message: string) => sent.push(message),
      close: () => listeners['close']?.({ data: '' }),
      addEventListener: (type: string, listener: (event: { data: unknown }) => void) => {
        listeners[type] = listener;
      },
    };
    const opening = socketTransport(socket);
    listeners['open']?.({ data: '' });
    const transport = await opening;
    const events: string[] = [];
    transport.listen((method) => events.push(method));
    const answered = transport.send('A', {});
    const waiting = transport.send('B', {});
    listeners['message']?.({ data: '{"method":"Event","params":{}}' });
    listeners['message']?.({ data: '{"id":1,"result":5}' });
    expect(await answered).toBe(5);
    expect(events).toEqual(['Event']);
    transport.close();
    await expect(waiting).rejects.toThrow('B: the connection has ended');
    await expect(transport.send('C', {})).rejects.toThrow('C: the connection has ended');
    expect(sent).toEqual(['{"id":1,"method":"A","params":{}}', '{"id":2,"method":"B","params":{}}']);
  });
});
