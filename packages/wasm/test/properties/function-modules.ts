import { type Bytes, body, END, functype, i32, module, name, section, vec } from '../valid/binary.js';
import { numberLocals, referenceLocals, type Step } from './functions.js';

/** A module with the function as function 0, one that only returns as function 1; runs count down from `fuel`. */
export function moduleOf(steps: readonly Pick<Step, 'bytes'>[], fuel = 1000, references = true): Uint8Array {
  const code = steps.slice(0, -1).flatMap(({ bytes }) => bytes);
  const fuelBytes = [(fuel & 0x7f) | 0x80, fuel >> 7];
  const params = new Array<Bytes>(2).fill([i32]);
  const locals: (readonly [number, Bytes])[] = [[numberLocals - params.length, [i32]]];
  if (references) locals.push([referenceLocals, [0x64, 0x70]]);
  return module(
    section('type', vec([functype(params), functype()])),
    section('function', vec([[0], [1]])),
    section('tag', vec([[0, 1]])),
    section(
      'global',
      vec([
        [i32, 1, 0x41, 0, END],
        [i32, 1, 0x41, ...fuelBytes, END],
      ]),
    ),
    section(
      'export',
      vec([
        [...name('f'), 0, 0],
        [...name('g'), 0, 1],
        [...name('hash'), 3, 0],
        [...name('fuel'), 3, 1],
      ]),
    ),
    section('code', vec([body(code, locals), body([])])),
  );
}

/** Body offsets of the steps. */
export function offsetsOf(steps: readonly Step[], references = true): number[] {
  let offset = references ? 6 : 3;
  return steps.map(({ bytes }) => {
    const at = offset;
    offset += bytes.length;
    return at;
  });
}

/** Whether some path from a step reads a local before it writes it: the clause, word for word. */
export function isLive(steps: readonly Step[], from: number, localidx: number): boolean {
  const seen = new Set<number>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const step = steps[at];
    if (step === undefined || seen.has(at)) continue;
    seen.add(at);
    if (step.read === localidx) return true;
    if (step.write === localidx) continue;
    for (const { at: next } of step.next) if (next !== undefined) waiting.push(next);
  }
  return false;
}
