import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Instrumented, type InstrumentOptions, instrument, type Point } from '@wasm-checkpoint/instrument';
import { typeStates, validate } from '@wasm-checkpoint/wasm';

/** What was generated of a module, and what is wrong with it. */
export interface Generated {
  readonly points: number;
  /** Why the module is not instrumented. */
  readonly refusal: string | undefined;
  /** Modules that are not valid, each with the diagnostic. */
  readonly findings: readonly string[];
}

/** Instructions that are looked at in a function: a point costs a pass over the body in front of it. */
const MOST = 10;

/** Places at which a frame of a function can be resumed, all over its body. */
function pointsOf(instrumented: Instrumented, funcidx: number): readonly Point[] {
  const points: Point[] = [];
  const offsets = [...typeStates(instrumented.module).offsets(funcidx)];
  const stride = Math.ceil(offsets.length / MOST);
  for (let index = 0; index < offsets.length; index += stride) {
    const offset = offsets[index] ?? 0;
    for (const mode of ['run', 'return', 'throw'] as const) {
      const point = { funcidx, offset, mode };
      try {
        instrumented.record(point);
        points.push(point);
      } catch (error) {
        if (!(error instanceof Diagnostic) || error.code !== 'CKPT4103') throw error;
      }
    }
  }
  return points;
}

/** Generates all that there is to a valid module: the main module, continuations of points all over it, the accessors. */
export function generate(bytes: Uint8Array, options: InstrumentOptions): Generated {
  const findings: string[] = [];
  const judge = (what: string, made: Uint8Array | undefined): void => {
    const fault = made === undefined ? undefined : validate(made);
    if (fault !== undefined) findings.push(`${what}: ${fault.message}`);
  };
  let instrumented: Instrumented;
  try {
    instrumented = instrument(bytes, options);
  } catch (error) {
    if (!(error instanceof Diagnostic) || error.code !== 'CKPT4102') throw error;
    return { points: 0, refusal: error.message, findings };
  }
  judge('the main module', instrumented.bytes);
  judge('the accessors', instrumented.accessors()?.bytes);
  const { module } = instrumented;
  let count = 0;
  for (let funcidx = module.imported.func; funcidx < module.funcs.length; funcidx++) {
    const points = pointsOf(instrumented, funcidx);
    count += points.length;
    if (points.length > 0) judge(`continuations of ${funcidx}`, instrumented.continuations(points).bytes);
  }
  return { points: count, refusal: undefined, findings };
}
