import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Frame, fault, type Slot, type Thread, type ThreadStatus, type Value } from '@wasm-checkpoint/format';
import { F32, F64, I32, I64, isRef, V128, type Valtype } from '@wasm-checkpoint/wasm';
import type { Addresses, InstanceOrder } from './addresses.js';
import { type FrameShape, frameShape } from './shape.js';
import type { FrameState, SlotState, ThreadState } from './state.js';

/** Where in its thread a frame stands. */
type Place = 'innermost' | 'caller' | 'waiting';

const misfit = (what: string, path: string): Diagnostic => fault('CKPT4016', { what }, 0, path);

const DEAD: Slot = { kind: 'dead' };

const kinds: ReadonlyMap<Valtype, SlotState['kind']> = new Map([
  [I32, 'i32'],
  [I64, 'i64'],
  [F32, 'f32'],
  [F64, 'f64'],
  [V128, 'v128'],
]);

const numbers = new Set(kinds.values());

/** Whether a value can be of a type, as far as its kind tells. */
function fits(slot: SlotState, type: Valtype): boolean {
  if (slot.kind === 'lost' || slot.kind === 'bits-lost') return true;
  const kind = kinds.get(type);
  return kind === undefined ? isRef(type) && !numbers.has(slot.kind) : slot.kind === kind;
}

/** The threads of a checkpoint. Spec: execution, Capture, steps 6 and 7. */
export class FrameCapture {
  readonly #addresses: Addresses;
  readonly #instances: InstanceOrder;

  constructor(addresses: Addresses, instances: InstanceOrder) {
    this.#addresses = addresses;
    this.#instances = instances;
  }

  thread({ label, status, frames }: ThreadState, path: string): Thread {
    return {
      label,
      status: this.#status(status),
      frames: frames.map((frame, index) => {
        const place = index > 0 ? 'caller' : status.kind === 'waiting' ? 'waiting' : 'innermost';
        return this.#frame(frame, place, `${path}.frames[${index}]`);
      }),
    };
  }

  #status(status: ThreadState['status']): ThreadStatus {
    if (status.kind === 'runnable') return { kind: 'runnable' };
    return { ...status, memory: this.#addresses.memories.address(status.memory) };
  }

  #frame(frame: FrameState, place: Place, path: string): Frame {
    const shape = shapeOf(frame, path);
    // clause: exec-capture-coordinates
    if (frame.locals.length !== shape.locals.length) {
      throw misfit(`${frame.locals.length} locals, its function has ${shape.locals.length}`, path);
    }
    return {
      instance: this.#instances.index(frame.instance, path),
      funcidx: frame.funcidx,
      offset: frame.offset,
      locals: this.#locals(frame.locals, shape, `${path}.locals`),
      operands: this.#operands(frame, place, shape, path),
      caught: frame.caught.map((exception) => this.#addresses.exceptions.address(exception)),
    };
  }

  /** Locals that are not live are dead, so that the file does not depend on what the engine still had. */
  #locals(slots: readonly SlotState[], { live, locals }: FrameShape, path: string): readonly Slot[] {
    return slots.map((slot, local) => {
      // clause: exec-capture-dead
      if (live[local] !== 1) return slot.kind === 'unset' ? slot : DEAD;
      if (!fits(slot, locals[local] ?? 0)) throw misfit(`a live local is ${slot.kind}`, `${path}[${local}]`);
      return this.#addresses.local(slot, path, local);
    });
  }

  #operands({ operands }: FrameState, place: Place, shape: FrameShape, path: string): readonly Value[] {
    const wanted = operandsAt(place, shape, path);
    // Some engines show the operands of the call, others do not.
    const given = place !== 'innermost' && operands.length === shape.operands ? operands.slice(0, wanted) : operands;
    if (given.length !== wanted) throw misfit(`${given.length} operands, its place has ${wanted}`, path);
    const list = `${path}.operands`;
    return given.map((value, index) => this.#addresses.value(value, list, index));
  }
}

/** `memory.atomic.wait32` and `memory.atomic.wait64` take an address, an expected value and a time. */
const WAIT_OPERANDS = 3;

function operandsAt(place: Place, shape: FrameShape, path: string): number {
  if (place === 'innermost') return shape.operands;
  if (place === 'waiting') return shape.operands - WAIT_OPERANDS;
  // clause: syn-frame-caller
  if (shape.callOperands === undefined) throw misfit('it stands at no call and has a frame inside it', path);
  return shape.operands - shape.callOperands;
}

function shapeOf({ instance, funcidx, offset }: FrameState, path: string): FrameShape {
  try {
    return frameShape(instance.module, funcidx, offset);
  } catch (error) {
    // clause: exec-capture-coordinates
    if (error instanceof Diagnostic) throw misfit(error.text, path);
    throw error;
  }
}
