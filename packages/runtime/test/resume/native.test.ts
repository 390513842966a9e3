import { type Checkpoint, resolveMemories, stateDigest } from '@wasm-checkpoint/format';
import { nodeSha256 } from '@wasm-checkpoint/format/node';
import { InitialContents, livenessOf } from '@wasm-checkpoint/runtime';
import { ThreadInspector } from '@wasm-checkpoint/runtime/node';
import { type Module, openModule, typeStateAt } from '@wasm-checkpoint/wasm';
import { assemble } from '../assemble.js';
import { everywhere } from '../outcomes.js';
import { programs, type TextCase } from './programs.js';

/** A safepoint that was met, and the state there. */
interface Met {
  readonly funcidx: number;
  readonly offset: number;
  readonly digest: string;
}

function met(checkpoint: Checkpoint, module: Module): Met {
  const frame = checkpoint.threads[0]?.frames[0];
  if (frame === undefined) throw new Error('no frame');
  const modules = new InitialContents(() => module);
  const digest = stateDigest(checkpoint, resolveMemories(checkpoint, { modules }), {
    sha256: nodeSha256,
    liveness: livenessOf(() => module),
    modules,
  });
  return { funcidx: frame.funcidx, offset: frame.offset, digest: Buffer.from(digest).toString('hex') };
}

/** One after the other, where a safepoint is polled for more than one reason. */
const once = (all: readonly Met[]): readonly Met[] =>
  all.filter(({ funcidx, offset, digest }, index) => {
    const before = all[index - 1];
    return before?.funcidx !== funcidx || before.offset !== offset || before.digest !== digest;
  });

/** Every safepoint that the instrumented program stops at. */
function instrumented(bytes: Uint8Array<ArrayBuffer>, module: Module, program: TextCase): readonly Met[] {
  const runtime = everywhere();
  const store = runtime.store();
  const log: string[] = [];
  const instance = store.instantiate(runtime.programSync(bytes), program.host?.(log, () => ({})) ?? {});
  const found: Met[] = [];
  let outcome = store.call(instance.func(program.call), program.args, { fuel: 0 });
  while (outcome.kind === 'stopped') {
    found.push(met(store.capture(), module));
    outcome = store.resume(outcome.thread, { fuel: 0 });
  }
  return once(found);
}

const keyOf = ({ funcidx, offset }: Met): string => `${funcidx} ${offset}`;

/** The same places of the unmodified program, stopped by the debugger, but for those that it cannot tell from others. */
async function native(
  bytes: Uint8Array<ArrayBuffer>,
  program: TextCase,
  places: readonly Met[],
): Promise<{ readonly found: readonly Met[]; readonly passed: ReadonlySet<string> }> {
  const inspector = ThreadInspector.open();
  try {
    const compiled = new WebAssembly.Module(bytes);
    const module = inspector.modules().find((each) => Buffer.compare(each.bytes, bytes) === 0);
    if (module === undefined) throw new Error('the debugger does not know the module');
    const imports = (program.host?.([], () => ({})) ?? {}) as WebAssembly.Imports;
    const { exports } = new WebAssembly.Instance(compiled, imports);
    const found: Met[] = [];
    const passed = new Set<string>();
    for (const [key, { funcidx, offset }] of new Map(places.map((place) => [keyOf(place), place]))) {
      try {
        inspector.breakAt(module, funcidx, offset, (stop) => found.push(met(stop.capture(), module)));
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
        // V8 stops behind a `loop` or `block` where it is asked to stop in front of it.
        expect(['loop', 'block']).toContain(typeStateAt(module, funcidx, offset).instruction.opcode.name);
        passed.add(key);
      }
    }
    (exports[program.call] as (...args: readonly unknown[]) => unknown)(...program.args);
    return { found: once(found), passed };
  } finally {
    await inspector.close();
  }
}

const names = [
  'locals and operands of every number type',
  'calls in the middle of expressions, recursion',
  'nested loops with results, br_table',
  'tables that change, indirect calls, functions of the host in them',
  'references in locals, operands, globals',
  'vectors',
];

describe('the state digest of an instrumented capture is that of the native one', () => {
  // clause: exec-capture-coordinates, exec-capture-complete, exec-capture-bits, exec-capture-dead
  test.each(names)('at every safepoint: %s', async (name) => {
    const program = programs[name];
    if (program === undefined) throw new Error('no program');
    const bytes = await assemble(program.text);
    const stops = instrumented(bytes, openModule(bytes), program);
    expect(stops.length).toBeGreaterThan(5);
    const { found, passed } = await native(bytes, program, stops);
    expect(found.length).toBeGreaterThan(5);
    expect(found).toEqual(once(stops.filter((stop) => !passed.has(keyOf(stop)))));
  });
});
