import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Frame, memoryBytes, type Thread } from '@wasm-checkpoint/format';
import type { Context } from '../context.js';
import type { Call, Place } from '../place.js';
import type { RuleFamily } from './rule.js';

/** The place of a frame, if it has one. */
function placeOf(context: Context, frame: Frame): Place | undefined {
  const place = context.placeOf(frame);
  return place instanceof Diagnostic ? undefined : place;
}

const atPlace = ({ view, funcidx, offset }: Place) => ({ place: { moduleidx: view.index, funcidx, offset } });

/** What a call enters, in words. */
function enteredText(context: Context, caller: Frame, call: Call): string {
  if (call.kind === 'type') {
    const type = call.type === undefined ? '' : ` ${context.types.signatureText(call.type)}`;
    return `functions of type (func${type})`;
  }
  const entered = context.func(caller.instance, call.funcidx);
  if (entered?.kind === 'host-func') return `function ${entered.address} of the host`;
  if (entered === undefined) return 'no function';
  return `function ${entered.funcidx} of instance ${entered.instance}`;
}

/** clause: valid-link-call, valid-link-callee */
function checkLink(context: Context, frames: readonly Frame[], position: number, threadPath: string): void {
  const caller = frames[position];
  const callee = frames[position - 1];
  const place = caller === undefined ? undefined : placeOf(context, caller);
  if (caller === undefined || callee === undefined || place === undefined) return;
  const { call, instruction } = place;
  const { findings } = context;
  if (call === undefined) {
    if (!context.on('valid-link-call')) return;
    const path = `${threadPath}.frames[${position}].offset`;
    findings.add('CKPT2130', { instruction: instruction.opcode.name }, path, atPlace(place));
    return;
  }
  if (context.links.explains(caller, call, callee)) return;
  const type = context.funcType({ kind: 'func', instance: callee.instance, funcidx: callee.funcidx });
  // A function that there is not has been refused by a clause of its own.
  if (type === undefined || !context.on('valid-link-callee')) return;
  const params = {
    instruction: instruction.opcode.name,
    expected: enteredText(context, caller, call),
    found: `function ${callee.funcidx} of instance ${callee.instance}, (func ${context.types.signatureText(type)})`,
  };
  findings.add('CKPT2131', params, `${threadPath}.frames[${position - 1}].funcidx`, atPlace(place));
}

/** clause: valid-frame-waiting */
function checkWaiting(context: Context, thread: Thread, path: string): void {
  const { status, frames } = thread;
  const [frame] = frames;
  if (status.kind === 'runnable' || frame === undefined || !context.on('valid-frame-waiting')) return;
  const place = placeOf(context, frame);
  if (place === undefined) return;
  const { checkpoint, findings } = context;
  const { instruction, wait } = place;
  const { name } = instruction.opcode;
  if (wait === undefined) {
    findings.add('CKPT2132', { instruction: name }, `${path}.frames[0].offset`, atPlace(place));
    return;
  }
  const expected = checkpoint.instances[frame.instance]?.memories[wait.memidx];
  if (expected !== undefined && expected !== status.memory) {
    findings.add('CKPT2133', { found: status.memory, expected }, `${path}.status.memory`, atPlace(place));
  }
  const type = checkpoint.memories[status.memory]?.type;
  if (type === undefined) return;
  const size = memoryBytes(type);
  const { address } = status;
  const bytes = BigInt(wait.bytes);
  if (address % bytes === 0n && address + bytes <= size) return;
  findings.add('CKPT2134', { address, instruction: name, size }, `${path}.status.address`, atPlace(place));
}

/** Frames with each other: calls and what they entered, waits. */
export const links: RuleFamily = {
  name: 'links',
  judgement: 'C',
  clauses: ['valid-link-call', 'valid-link-callee', 'valid-frame-waiting'],
  run(context) {
    for (const [threadidx, thread] of context.checkpoint.threads.entries()) {
      const path = `threads[${threadidx}]`;
      checkWaiting(context, thread, path);
      for (let position = 1; position < thread.frames.length; position++) {
        checkLink(context, thread.frames, position, path);
      }
    }
  },
};
