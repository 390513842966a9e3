import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Frame, Thread } from '@wasm-checkpoint/format';
import type { Valtype } from '@wasm-checkpoint/wasm';
import type { Context } from '../context.js';
import type { ModulePlace } from '../finding.js';
import { demandedOperands, type Place } from '../place.js';
import { checkValue, isValid } from '../values.js';
import { reportModule } from './modules.js';
import type { RuleFamily } from './rule.js';

/** A frame, where it stands in its thread, and what its place says. */
class Standing {
  readonly frame: Frame;
  readonly place: Place;
  readonly #threadidx: number;
  readonly #position: number;

  constructor(frame: Frame, place: Place, threadidx: number, position: number) {
    this.frame = frame;
    this.place = place;
    this.#threadidx = threadidx;
    this.#position = position;
  }

  get path(): string {
    return framePath(this.#threadidx, this.#position);
  }

  get at(): ModulePlace {
    const { view, funcidx, offset } = this.place;
    return { moduleidx: view.index, funcidx, offset };
  }
}

const framePath = (threadidx: number, position: number): string => `threads[${threadidx}].frames[${position}]`;

/** The place of a frame; undefined where it has none, which is reported. */
function placeOf(context: Context, frame: Frame, threadidx: number, position: number): Place | undefined {
  const place = context.placeOf(frame);
  if (place !== undefined && !(place instanceof Diagnostic)) return place;
  const view = context.instance(frame.instance)?.view;
  if (view === undefined) return undefined;
  const { funcidx, offset, instance } = frame;
  const path = framePath(threadidx, position);
  if (place === undefined) {
    // clause: valid-frame-funcidx
    if (context.on('valid-frame-funcidx')) context.findings.add('CKPT2120', { funcidx, instance }, `${path}.funcidx`);
  } else if (place.code !== 'WASM2034') reportModule(context, view.index, place);
  else if (context.on('valid-frame-offset')) {
    // clause: valid-frame-offset
    const report = { place: { moduleidx: view.index, funcidx, offset } };
    context.findings.add('CKPT2121', { found: offset, funcidx }, `${path}.offset`, report);
  }
  return undefined;
}

/** clause: valid-frame-locals, valid-frame-unset, valid-frame-dead */
function checkLocals(context: Context, standing: Standing): void {
  const { frame, place } = standing;
  const { locals } = frame;
  const expected = place.locals.length;
  const { findings, types } = context;
  if (locals.length !== expected) {
    if (!context.on('valid-frame-locals')) return;
    const params = { found: locals.length, expected, funcidx: place.funcidx };
    findings.add('CKPT2123', params, `${standing.path}.locals`, { place: standing.at });
    return;
  }
  for (let local = 0; local < expected; local++) {
    const slot = locals[local];
    const type = place.locals[local];
    if (slot === undefined || type === undefined) continue;
    if (slot.kind === 'unset') {
      if (place.state.locals[local]?.initialised !== true || !context.on('valid-frame-unset')) continue;
      const params = { local, type: types.text(type) };
      findings.add('CKPT2124', params, `${standing.path}.locals[${local}]`, { place: standing.at });
    } else if (slot.kind === 'dead') {
      if (!context.on('valid-frame-dead') || place.live[local] !== 1) continue;
      const params = { local, type: types.text(type) };
      findings.add('CKPT2125', params, `${standing.path}.locals[${local}]`, { place: standing.at });
    } else if (!isValid(context, slot, type) && context.on('valid-frame-locals')) {
      const path = (): string => `${standing.path}.locals[${local}]`;
      checkValue(context, slot, type, `local ${local}`, path, { place: standing.at });
    }
  }
}

/** clause: valid-frame-operands */
function checkOperands(context: Context, standing: Standing, types: readonly Valtype[] | undefined): void {
  if (types === undefined || !context.on('valid-frame-operands')) return;
  const { frame, place } = standing;
  const { operands } = frame;
  if (operands.length !== types.length) {
    const params = {
      found: operands.length,
      expected: types.length,
      instruction: place.instruction.opcode.name,
      types: types.map((type) => context.types.text(type)).join(' '),
    };
    context.findings.add('CKPT2126', params, `${standing.path}.operands`, { place: standing.at });
    return;
  }
  for (let index = 0; index < types.length; index++) {
    const type = types[index];
    const value = operands[index];
    if (type === undefined || value === undefined || isValid(context, value, type)) continue;
    const path = (): string => `${standing.path}.operands[${index}]`;
    checkValue(context, value, type, `operand ${index}`, path, { place: standing.at });
  }
}

/** clause: valid-frame-caught */
function checkCaught(context: Context, standing: Standing): void {
  if (!context.on('valid-frame-caught')) return;
  const { frame, place } = standing;
  const { caught } = frame;
  const open = place.caught;
  if (caught.length === 0 && open.length === 0) return;
  const { checkpoint, findings } = context;
  if (caught.length !== open.length) {
    const params = { found: caught.length, expected: open.length };
    findings.add('CKPT2127', params, `${standing.path}.caught`, { place: standing.at });
    return;
  }
  for (const [index, { tagidx }] of open.entries()) {
    if (tagidx === undefined) continue;
    const expected = checkpoint.instances[frame.instance]?.tags[tagidx];
    const found = checkpoint.exceptions[caught[index] ?? -1]?.tag;
    if (expected === undefined || found === undefined || expected === found) continue;
    findings.add('CKPT2128', { found, expected }, `${standing.path}.caught[${index}]`, { place: standing.at });
  }
}

/** clause: valid-frame-point */
function checkPoint(context: Context, { place, path, at }: Standing, waiting: boolean): void {
  if (!context.on('valid-frame-point') || context.checkpoint.features.includes('any-point')) return;
  if (place.portable || (waiting && place.wait !== undefined)) return;
  const { funcidx, offset, instruction } = place;
  const params = { instruction: instruction.opcode.name, found: offset, funcidx };
  context.findings.add('CKPT2129', params, `${path}.offset`, { place: at });
}

function checkFrame(context: Context, thread: Thread, threadidx: number, frame: Frame, position: number): void {
  const place = placeOf(context, frame, threadidx, position);
  if (place === undefined) return;
  const standing = new Standing(frame, place, threadidx, position);
  const innermost = position === 0;
  const waiting = innermost && thread.status.kind === 'waiting';
  const reachable = !place.state.unreachable;
  // clause: valid-frame-reachable
  if (!reachable && context.on('valid-frame-reachable')) {
    const { funcidx, offset, instruction } = place;
    const params = { instruction: instruction.opcode.name, found: offset, funcidx };
    context.findings.add('CKPT2122', params, `${standing.path}.offset`, { place: standing.at });
  }
  checkLocals(context, standing);
  if (reachable) {
    checkOperands(context, standing, demandedOperands(place, innermost, waiting));
    if (innermost) checkPoint(context, standing, waiting);
  }
  checkCaught(context, standing);
}

/** Frames by themselves: function, offset, locals, operands, caught exceptions, the place of the innermost. */
export const frames: RuleFamily = {
  name: 'frames',
  judgement: 'C',
  clauses: [
    'valid-frame-funcidx',
    'valid-frame-offset',
    'valid-frame-reachable',
    'valid-frame-locals',
    'valid-frame-unset',
    'valid-frame-dead',
    'valid-frame-operands',
    'valid-frame-caught',
    'valid-frame-point',
    'valid-thread',
  ],
  run(context) {
    for (const [threadidx, thread] of context.checkpoint.threads.entries()) {
      for (const [position, frame] of thread.frames.entries()) {
        checkFrame(context, thread, threadidx, frame, position);
      }
    }
  },
};
