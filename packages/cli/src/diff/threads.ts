import type { Checkpoint, Frame, Thread } from '@wasm-checkpoint/format';
import type { GivenModules } from '../modules.js';
import type { StructureComparison } from './structure.js';

/** A frame in a few words: `$fib (func 1) +0x13`. */
function frameText(modules: GivenModules, { instance, funcidx, offset }: Frame): string {
  const name = modules.functionName(instance, funcidx);
  const of = instance === 0 ? '' : ` of instance ${instance}`;
  return `${name === undefined ? `func ${funcidx}` : `${name} (func ${funcidx})`}${of} +0x${offset.toString(16)}`;
}

/** The activation that goes on: the same function of the same instance. */
const isSameActivation = (a: Frame, b: Frame): boolean => a.instance === b.instance && a.funcidx === b.funcidx;

/** Compares threads by their place; frames from the outermost on, since stacks grow at the other end. */
export function compareThreads(
  a: Checkpoint,
  b: Checkpoint,
  modules: readonly [GivenModules, GivenModules],
  into: StructureComparison,
): void {
  for (let index = 0; index < Math.max(a.threads.length, b.threads.length); index++) {
    const [left, right] = [a.threads[index], b.threads[index]];
    const path = `threads[${index}]`;
    if (left === undefined || right === undefined) {
      const text = (thread: Thread | undefined): string | undefined =>
        thread === undefined ? undefined : `thread of ${thread.frames.length} frames`;
      into.add(path, text(left), text(right));
      continue;
    }
    into.compare(`${path}.label`, left.label, right.label);
    into.compare(`${path}.status`, left.status, right.status);
    compareFrames(path, left.frames, right.frames, modules, into);
  }
}

function compareFrames(
  path: string,
  a: readonly Frame[],
  b: readonly Frame[],
  modules: readonly [GivenModules, GivenModules],
  into: StructureComparison,
): void {
  let common = 0;
  for (; common < Math.min(a.length, b.length); common++) {
    const [left, right] = [a[a.length - 1 - common], b[b.length - 1 - common]];
    if (left === undefined || right === undefined || !isSameActivation(left, right)) break;
  }
  // Innermost first, as everything here is: first the frames that have no counterpart, then those that go on.
  for (const [index, frame] of a.slice(0, a.length - common).entries()) {
    into.add(`${path}.frames[${index}]`, frameText(modules[0], frame), undefined);
  }
  for (const [index, frame] of b.slice(0, b.length - common).entries()) {
    into.add(`${path}.frames[${index}]`, undefined, frameText(modules[1], frame));
  }
  for (let place = common; place > 0; place--) {
    const index = b.length - place;
    const [left, right] = [a[a.length - place], b[index]];
    if (left === undefined || right === undefined) continue;
    compareFrame(`${path}.frames[${index}]`, left, right, modules[1], into);
  }
}

function compareFrame(path: string, a: Frame, b: Frame, modules: GivenModules, into: StructureComparison): void {
  const name = modules.functionName(b.instance, b.funcidx) ?? `func ${b.funcidx}`;
  if (a.offset !== b.offset)
    into.add(`${path}.offset`, `+0x${a.offset.toString(16)}`, `+0x${b.offset.toString(16)}`, name);
  for (const list of ['locals', 'operands'] as const) {
    for (let index = 0; index < Math.max(a[list].length, b[list].length); index++) {
      const local = list === 'locals' ? modules.localName(b.instance, b.funcidx, index) : undefined;
      into.compare(
        `${path}.${list}[${index}]`,
        a[list][index],
        b[list][index],
        local === undefined ? name : `${name} ${local}`,
      );
    }
  }
  into.compare(`${path}.caught`, a.caught, b.caught, name);
}
