import {
  type Checkpoint,
  type Frame,
  fault,
  type Ref,
  type ThreadStatus,
  type Thread as ThreadSyntax,
  type Value,
} from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import type { Engine } from '../engine.js';
import { functionCode, instructionIndex } from '../modules/points.js';
import type { CellValue, Place } from '../programs/place.js';
import type { Program } from '../programs/program.js';
import type { Instance } from '../store/instance.js';
import { Thread } from '../store/thread.js';
import { Waiting } from '../store/waiting.js';
import { CELL, cellViews, isRefCell, writeNumber } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';
import type { StoreObjects } from './objects.js';
import type { ReferenceMaker } from './references.js';

/** A reference in the records of a thread, by its cell. */
interface RefCell {
  readonly cell: number;
  readonly ref: Ref;
}

/** A thread of a checkpoint as records, which each restore copies. Spec: execution, Restore, step 6. */
export class StackImage {
  readonly #label: string;
  /** The outermost first. */
  readonly #frames: readonly { readonly instance: number; readonly place: Place }[];
  readonly #records: Uint8Array;
  readonly #refs: readonly RefCell[];
  /** Whether the innermost frame stands at a call or behind one, which may be one of the host. */
  readonly #atCall: boolean;

  /** For a thread that waits. */
  readonly wait: WaitSyntax | undefined;

  /** Throws CKPT4103 for a frame that cannot be resumed, CKPT4030 for an exception. `programs` are those of the instances. */
  constructor(checkpoint: Checkpoint, thread: ThreadSyntax, programs: readonly Program[]) {
    const { label, status } = thread;
    const module = programs[thread.frames[0]?.instance ?? -1]?.module;
    const waited = status.kind === 'waiting' && module !== undefined ? behindWait(thread.frames, module) : undefined;
    const { frames } = waited ?? thread;
    this.wait = status.kind === 'waiting' && waited !== undefined ? { ...status, size: waited.size } : undefined;
    this.#label = label;
    const [innermost] = frames;
    this.#atCall =
      innermost !== undefined && module !== undefined && isAtCall(module, innermost.funcidx, innermost.offset);
    const outermostFirst = frames.map(
      (frame, index) => ({ frame, role: index === 0 ? 'innermost' : 'caller' }) as const,
    );
    outermostFirst.reverse();
    const placed = outermostFirst.map(({ frame, role }) => {
      const program = programs[frame.instance];
      if (program === undefined) throw new RangeError(`there is no instance ${frame.instance}`);
      return { frame, place: program.place(role, frame.funcidx, frame.offset) };
    });
    this.#frames = placed.map(({ frame: { instance }, place }) => ({ instance, place }));
    const records = new ArrayBuffer(placed.reduce((sum, { place }) => sum + place.cells, 0) * CELL);
    const views = cellViews(records);
    const refs: RefCell[] = [];
    let cell = 0;
    const write = ({ cell: at, type }: CellValue, value: Value | undefined): void => {
      if (value === undefined) return;
      if (isRefCell(type)) refs.push({ cell: cell + at, ref: value as Ref });
      else if (isNumber(value)) writeNumber(views, cell + at, value);
    };
    for (const { frame, place } of placed) {
      for (const local of place.locals) {
        const slot = frame.locals[local.localidx];
        // clause: exec-restore-dead
        if (slot !== undefined && slot.kind !== 'dead' && slot.kind !== 'unset') write(local, slot);
      }
      place.operands.forEach((operand, index) => {
        write(operand, frame.operands[index]);
      });
      place.caught.forEach((part, index) => {
        const exception = checkpoint.exceptions[frame.caught[index] ?? -1];
        const tags = checkpoint.instances[frame.instance]?.tags;
        const arm = part.args.find(({ tagidx }) => tags?.[tagidx] === exception?.tag);
        // clause: exec-restore-engine
        if (arm === undefined) throw fault('CKPT4030', { what: 'what a handler has caught', reason: UNKNOWN_TAG }, 0);
        if (part.which !== undefined) write(part.which, { kind: 'i32', value: arm.tagidx + 1 });
        arm.values.forEach((value, param) => {
          write(value, exception?.args[param]);
        });
      });
      cell += place.cells;
    }
    this.#records = new Uint8Array(records);
    this.#refs = refs;
  }

  /** The thread in a store with these instances. */
  thread(instances: readonly Instance[], tape: Tape, references: ReferenceMaker): Thread {
    const thread = new Thread(this.#label);
    const { stack } = thread;
    thread.atHost = this.#atCall;
    for (const { instance: index, place } of this.#frames) {
      const instance = instances[index];
      if (instance !== undefined) stack.push(instance, place);
    }
    stack.bytes.set(this.#records);
    for (const { cell, ref } of this.#refs) stack.views.i64[cell] = BigInt(references.place(tape, ref));
    stack.keep(tape.keepReferences(), 0);
    return thread;
  }
}

const UNKNOWN_TAG = 'its instance does not know the tag';

const calls: ReadonlySet<string | undefined> = new Set([
  'call',
  'call_indirect',
  'call_ref',
  'return_call',
  'return_call_indirect',
  'return_call_ref',
]);

function isAtCall(module: Module, funcidx: number, offset: number): boolean {
  const { names, ...code } = functionCode(module, funcidx);
  const index = instructionIndex({ names, ...code }, offset);
  return calls.has(names[index]) || calls.has(names[index - 1]);
}

const isNumber = (value: Value): value is Extract<Value, { kind: 'i32' | 'i64' | 'f32' | 'f64' | 'v128' }> =>
  value.kind === 'i32' || value.kind === 'i64' || value.kind === 'f32' || value.kind === 'f64' || value.kind === 'v128';

/** A wait as a checkpoint states it. */
export type WaitSyntax = Extract<ThreadStatus, { kind: 'waiting' }> & { readonly size: 4 | 8 };

/** The frames with the innermost one behind its `wait`, whose result is still to be written. */
function behindWait(
  [innermost, ...outer]: readonly Frame[],
  module: Module,
): { readonly frames: readonly Frame[]; readonly size: 4 | 8 } | undefined {
  if (innermost === undefined) return undefined;
  const code = functionCode(module, innermost.funcidx);
  const index = instructionIndex(code, innermost.offset);
  const offset = code.offsets[index + 1];
  if (offset === undefined) return undefined;
  const operands: readonly Value[] = [...innermost.operands, { kind: 'i32', value: 0 }];
  return {
    frames: [{ ...innermost, offset, operands }, ...outer],
    size: code.names[index] === 'memory.atomic.wait64' ? 8 : 4,
  };
}

/** The threads of a checkpoint; CKPT4031 for one that waits where the engine cannot wait. */
export function stackImages(
  engine: Engine,
  checkpoint: Checkpoint,
  programs: readonly Program[],
): readonly StackImage[] {
  return checkpoint.threads.map((thread, index) => {
    // clause: exec-restore-engine
    if (thread.status.kind === 'waiting' && engine.wait === undefined) {
      throw fault('CKPT4031', { thread: index }, 0, `threads[${index}].status`);
    }
    return new StackImage(checkpoint, thread, programs);
  });
}

/** Puts the threads that wait into the queues of their memories, in the order in which they began to. */
export function beginWaits(
  engine: Engine,
  images: readonly StackImage[],
  threads: readonly Thread[],
  objects: StoreObjects,
): void {
  const waits = images.flatMap(({ wait }, index) => (wait === undefined ? [] : [{ wait, thread: threads[index] }]));
  waits.sort((one, other) => one.wait.ticket - other.wait.ticket);
  for (const { wait, thread } of waits) {
    if (thread === undefined || engine.wait === undefined) continue;
    const { address, timeout, size } = wait;
    const memory = objects.get('memory', wait.memory);
    // clause: exec-resume-wait
    thread.waiting = new Waiting(engine.wait, { memory, address, size, timeout });
  }
}
