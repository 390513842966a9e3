import type { Hierarchy } from '@wasm-checkpoint/format';
import type { Transfer } from '../programs/site.js';
import type { Instance } from '../store/instance.js';
import type { Stack } from '../store/stack.js';
import type { CellViews } from '../tape/cells.js';
import type { Tape } from '../tape/tape.js';

/** i32 and cells of the head of a frame that was put: instance, function, site, state. */
const HEAD = 2;
/** `state` of a frame whose callee has unwound. */
const UNWINDING = 2;

/** `state` of a frame that a host function has asked to stop. */
const ASKED = 1;

/**
 * Takes the frames that were put, and pushes them on those of a stack that have not run; says whether the innermost one stands
 * behind a call of the host. Clause inst-layout.
 */
export function takeFrames(tape: Tape, instances: readonly Instance[], stack: Stack): boolean {
  const { start, end } = tape.put;
  const views = tape.views;
  let atHost = false;
  const found: { readonly instance: Instance; readonly transfer: Transfer; readonly cell: number }[] = [];
  for (let cell = start; cell < end; ) {
    const word = (index: number): number => views.i32[2 * cell + index] ?? 0;
    const instance = instances[word(0)];
    if (instance === undefined) throw new RangeError(`a frame of instance ${word(0)} was put`);
    const plan = instance.program.site(word(1), word(2));
    const role = word(3) === UNWINDING ? 'caller' : 'innermost';
    if (role === 'innermost') atHost = word(3) === ASKED;
    found.push({ instance, transfer: plan.transfer(role), cell: cell + HEAD });
    cell += HEAD + plan.cells;
  }
  for (let index = found.length - 1; index >= 0; index--) {
    const frame = found[index];
    if (frame !== undefined) pushFrame(tape, stack, frame.instance, frame.transfer, views, frame.cell);
  }
  tape.rewind();
  return atHost;
}

function pushFrame(
  tape: Tape,
  stack: Stack,
  instance: Instance,
  { place, copies, constants }: Transfer,
  from: CellViews,
  start: number,
): void {
  const { cell } = stack.push(instance, place);
  const to = stack.views.i32;
  for (let index = 0; index < copies.length; index += 2) {
    const source = 2 * (start + (copies[index] ?? 0));
    const target = 2 * (cell + (copies[index + 1] ?? 0));
    to[target] = from.i32[source] ?? 0;
    to[target + 1] = from.i32[source + 1] ?? 0;
  }
  for (const constant of constants) {
    const at = cell + constant.cell;
    if (constant.kind === 'bits') {
      stack.views.i64[at] = constant.low;
      if (constant.high !== undefined) stack.views.i64[at + 1] = constant.high;
    } else {
      const hierarchy: Hierarchy = 'func';
      stack.views.i64[at] =
        constant.kind === 'null' ? 0n : BigInt(tape.references(hierarchy).put(instance.funcref(constant.funcidx)));
    }
  }
}
