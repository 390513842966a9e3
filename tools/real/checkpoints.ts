import type { Checkpoint } from '@wasm-checkpoint/format';
import { nodeScan, nodeSha256 } from '@wasm-checkpoint/format/node';
import { ThreadInspector } from '@wasm-checkpoint/runtime/node';
import { type MainCall, type PlainRun, type RealProgram, realProgram, startPlain } from './programs/index.js';

/** A real program captured in the middle of its work, in front of a call of the host. */
export interface RealCheckpoint {
  readonly program: RealProgram;
  /** The bytes of its module. */
  readonly module: Uint8Array;
  readonly checkpoint: Checkpoint;
  /** The call that it is in the middle of, and what it had printed. */
  readonly main: MainCall;
  readonly output: string;
}

/** Ends a run whose checkpoint has been taken. */
class Enough extends Error {}

/**
 * Runs a real program on its unmodified module up to a call of its harmless import, and captures it there through the
 * inspector of V8, within a second or so.
 *
 * `call` counts these calls from 1; by default one deep within the default script. Other programs that run in this thread
 * meanwhile run slower.
 */
export async function realCheckpoint(name: string, call?: number): Promise<RealCheckpoint> {
  const program = realProgram(name);
  const wanted = call ?? program.deepCall;
  const inspector = ThreadInspector.open({ label: program.name });
  let checkpoint: Checkpoint | undefined;
  let calls = 0;
  let run: PlainRun | undefined;
  try {
    run = startPlain(program, program.script, ({ module, name: called }, args) => {
      if (run === undefined || module !== program.harmless.module || called !== program.harmless.name) return;
      calls += 1;
      if (calls !== wanted) return;
      checkpoint = inspector.captureCall(args, { sha256: nodeSha256, blocks: { scan: nodeScan } });
      throw new Enough();
    });
    run.finish();
  } catch (error) {
    if (!(error instanceof Enough)) throw error;
  } finally {
    await inspector.close();
  }
  if (checkpoint === undefined || run === undefined) {
    throw new Error(`${name} called its host ${calls} times, not ${wanted}`);
  }
  const { main, host } = run;
  return { program, module: program.module.bytes(), checkpoint, main, output: host.output };
}
