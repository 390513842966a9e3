import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Frame, Slot, Value } from '@wasm-checkpoint/format';
import { moduleOffset, PrintScope, printInstruction, typeStateAt } from '@wasm-checkpoint/wasm';
import type { GivenModules } from '../modules.js';
import type { JsonLine } from '../output.js';
import { valueText } from '../text/value.js';

/** A local or operand as it is shown. */
export interface ShownValue {
  readonly index: number;
  readonly name?: string;
  readonly kind: Slot['kind'];
  readonly text: string;
}

/** A frame as it is shown. */
export interface FrameLine extends JsonLine {
  readonly type: 'frame';
  readonly thread: number;
  /** 0 is the innermost. */
  readonly frame: number;
  readonly instance: number;
  readonly funcidx: number;
  readonly name?: string;
  readonly offset: number;
  /** Offset in the module, where it was given. */
  readonly moduleOffset?: number;
  /** The instruction at the offset, in the text format's words. */
  readonly instruction?: string;
  /** Why there is no instruction, where the module was given. */
  readonly fault?: string;
  readonly locals: readonly ShownValue[];
  readonly operands: readonly ShownValue[];
  readonly caught: readonly number[];
}

/** What the module says of the place where a frame stands. */
function placeOf(modules: GivenModules, { instance, funcidx, offset }: Frame): Partial<FrameLine> {
  const module = modules.of(instance);
  if (module === undefined) return {};
  try {
    const { instruction } = typeStateAt(module, funcidx, offset);
    return {
      moduleOffset: moduleOffset(module.body(funcidx), offset),
      instruction: printInstruction(module, instruction, new PrintScope(module, true, funcidx)),
    };
  } catch (error) {
    if (error instanceof Diagnostic) return { fault: error.text };
    throw error;
  }
}

/** The line of one frame. */
export function frameLine(modules: GivenModules, frame: Frame, thread: number, index: number): FrameLine {
  const { instance, funcidx, offset } = frame;
  const shown = (value: Slot | Value, position: number, name?: string): ShownValue => ({
    index: position,
    ...(name === undefined ? {} : { name }),
    kind: value.kind,
    text: valueText(value, (of, func) => modules.functionName(of, func)),
  });
  const name = modules.functionName(instance, funcidx);
  return {
    type: 'frame',
    thread,
    frame: index,
    instance,
    funcidx,
    ...(name === undefined ? {} : { name }),
    offset,
    ...placeOf(modules, frame),
    locals: frame.locals.map((slot, local) => shown(slot, local, modules.localName(instance, funcidx, local))),
    operands: frame.operands.map((value, operand) => shown(value, operand)),
    caught: frame.caught,
  };
}
