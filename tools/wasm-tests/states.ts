import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Module } from '@wasm-checkpoint/wasm';
import { BodyState, beginFunction, finishBody, ModuleContext, type State, scan, scanByRules } from './checker.js';

/** A fault by what a caller may rely on. */
export interface Fault {
  readonly code: string;
  readonly offset: number;
}

/** What a run throws, as code and offset; undefined when it ends well. Anything but a diagnostic goes on. */
export function faultOf(run: () => void): Fault | undefined {
  try {
    run();
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return { code: fault.code, offset: fault.offset };
  }
}

/** The typing context of a module, or undefined when its types are at fault. */
export function contextOf(module: Module): ModuleContextInstance | undefined {
  let context: ModuleContextInstance | undefined;
  faultOf(() => {
    context = new ModuleContext(module);
  });
  return context;
}
export type ModuleContextInstance = InstanceType<typeof ModuleContext>;

const lists = (all: readonly Int32Array[], count: number): string =>
  all
    .slice(0, count)
    .map((list) => list.join())
    .join(';');

/** Everything that a checker knows, as one string that is equal for equal states. */
export function stateText(state: State): string {
  const frames = state.depth + 1;
  return [
    state.reader.offset,
    state.depth,
    // After the last `end` there is no frame, and nothing below.
    frames === 0 ? '' : state.base,
    state.stack.subarray(0, frames === 0 ? 0 : state.height).join(),
    state.kinds.subarray(0, frames).join(),
    state.bases.subarray(0, frames).join(),
    state.dead.subarray(0, frames).join(),
    state.starts.subarray(0, frames).join(),
    state.initHeights.subarray(0, frames).join(),
    lists(state.params, frames),
    lists(state.results, frames),
    lists(state.labels, frames),
    state.anyUnset ? state.unset.subarray(0, state.localCount).join() : '',
    state.initLog.join(),
  ].join('|');
}

/** Runs both paths over a body side by side and compares what they know behind every instruction; returns the number of these. */
export function compareStates(context: ModuleContextInstance, funcidx: number): number {
  const quick = new BodyState(context);
  const rules = new BodyState(context);
  beginFunction(quick, funcidx);
  beginFunction(rules, funcidx);
  let count = 0;
  for (; rules.depth >= 0 && !rules.reader.atEnd; count++) {
    const until = rules.reader.offset + 1;
    scanByRules(rules, until);
    scan(quick, until);
    const expected = stateText(rules);
    const found = stateText(quick);
    if (found !== expected)
      throw new Error(`function ${funcidx}, behind ${until - 1}:\nrules ${expected}\nquick ${found}`);
  }
  finishBody(rules);
  finishBody(quick);
  return count;
}
