import { fault } from '@wasm-checkpoint/format';
import { typeStateAt, typeStates, type Valtype } from '@wasm-checkpoint/wasm';
import { type ExceptionState, type FrameState, frameShape, type ValueState } from '../../capture/index.js';
import type { StoppedPlace } from './place.js';
import type { Program } from './program.js';
import type { RawFrame, RawValue } from './raw.js';
import type { CodePlace } from './scripts.js';

/** A frame as V8 shows it. */
export interface ShownFrame {
  readonly raw: RawFrame;
  /** Where V8 says that it stands. */
  readonly place: CodePlace;
}

/** What the innermost frame does: it runs, or it has called a host that has done nothing yet and got these arguments. */
export type Innermost =
  | { readonly kind: 'running'; readonly place: StoppedPlace }
  | { readonly kind: 'calling'; readonly args: readonly RawValue[] };

/** What V8 has on its operand stack, with the exceptions that legacy `catch` blocks keep there taken out. */
interface Operands {
  readonly values: readonly RawValue[];
  readonly caught: readonly RawValue[];
}

/**
 * Takes out the entry that V8 keeps for each open `catch`, under the operands of that block.
 *
 * Without those entries the exceptions are nowhere to be seen.
 */
function takeCaught(values: readonly RawValue[], heights: readonly number[]): Operands {
  const kept = [...values];
  const caught = heights.flatMap((height) => kept.splice(height, 1));
  return { values: kept, caught };
}

/** Decodes the frames of a stopped thread, innermost first. */
export function frameStates(
  program: Program,
  frames: readonly ShownFrame[],
  innermost: Innermost,
): readonly FrameState[] {
  return frames.map((frame, index) => {
    if (index > 0) return frameState(program, frame, index, frame.place.offset, operandTypes(frame, 'caller'), []);
    if (innermost.kind === 'running') {
      return frameState(program, frame, index, innermost.place.offset, operandTypes(frame, 'running'), []);
    }
    return frameState(program, frame, index, frame.place.offset, operandTypes(frame, 'caller'), innermost.args);
  });
}

/** The types of the operands that V8 shows, bottom first. */
function operandTypes(
  { place: { module, funcidx, offset } }: ShownFrame,
  role: 'running' | 'caller',
): readonly Valtype[] {
  const { operands } = typeStateAt(module, funcidx, offset);
  if (role === 'running') return operands;
  const { callOperands = 0 } = frameShape(module, funcidx, offset);
  return operands.slice(0, operands.length - callOperands);
}

function frameState(
  program: Program,
  { raw, place: { module, funcidx, offset: shown } }: ShownFrame,
  index: number,
  offset: number,
  types: readonly Valtype[],
  args: readonly RawValue[],
): FrameState {
  const instance = program.instances[raw.instance];
  // clause: exec-capture-complete
  if (instance === undefined)
    throw fault('CKPT4018', { what: 'the instance of a frame' }, 0, `threads[0].frames[${index}]`);
  const { locals, controls } = typeStateAt(module, funcidx, shown);
  const catches = controls.filter(({ kind }) => kind === 'catch' || kind === 'catch_all').map(({ height }) => height);
  const { values, caught } = takeCaught(raw.operands, catches);
  return {
    instance,
    funcidx,
    offset,
    locals: locals.map(({ type }, local) => program.value(raw.locals[local] ?? { kind: 'none' }, module, type)),
    operands: [
      ...values.map((value, at) => program.value(value, module, types[at] ?? 0)),
      ...argumentStates(program, args, { module, funcidx, offset }),
    ],
    caught: caught.map((value) => caughtState(program, value, index)),
  };
}

/** The arguments of a call of the host that is to be issued again. Clause exec-safepoint-call. */
function argumentStates(
  program: Program,
  args: readonly RawValue[],
  { module, funcidx, offset }: CodePlace,
): readonly ValueState[] {
  const { opcode, immediates } = typeStateAt(module, funcidx, offset).instruction;
  const [immediate] = immediates;
  if (args.length === 0) return [];
  if (opcode.name !== 'call' || immediate?.kind !== 'funcidx') {
    throw fault('CKPT4017', { what: `V8 does not show which operand ${opcode.name} took` }, 0, 'threads[0].frames[0]');
  }
  const params = typeStates(module).context.signatures[module.funcs[immediate.value] ?? -1]?.params ?? [];
  return Array.from(params, (type, index) => program.value(args[index] ?? { kind: 'none' }, module, type));
}

function caughtState(program: Program, raw: RawValue, index: number): ExceptionState {
  const ref = raw.kind === 'ref' && raw.ref.kind === 'object' ? program.exception(raw.ref.id) : undefined;
  if (ref?.kind === 'exn') return ref.object;
  const reason = ref?.kind === 'opaque' ? ref.reason : 'V8 does not show the exception that was caught';
  throw fault('CKPT4013', { reason }, 0, `threads[0].frames[${index}].caught`); // clause: exec-capture-complete
}
