import type { EngineValue } from '../engine.js';
import { standFor } from './bindings.js';
import type { Func, Instance } from './instance.js';

/** Calls a function of an instance to its end. */
export type CallThrough = (func: Func, args: readonly EngineValue[]) => readonly EngineValue[];

const spaces = { memory: 'memories', table: 'tables', global: 'globals', tag: 'tags' } as const;

/** The exports of the original module as the host sees them. */
export class Exports {
  readonly members: Readonly<Record<string, unknown>>;

  constructor(instance: Instance, call: CallThrough) {
    const functions = new Map<number, unknown>();
    const members: Record<string, unknown> = Object.create(null);
    for (const { name, kind, index } of instance.program.module.exports) {
      if (kind === 'func') {
        const known = functions.get(index) ?? callable({ instance, funcidx: index }, call);
        functions.set(index, known);
        members[name] = known;
      } else members[name] = instance[spaces[kind]][index]?.native;
    }
    this.members = Object.freeze(members);
  }
}

/** A function of the host that calls one of an instance, and stands for it where it is passed on. */
function callable(func: Func, call: CallThrough): (...args: readonly EngineValue[]) => EngineValue {
  return standFor((...args: readonly EngineValue[]): EngineValue => {
    const values = call(func, args);
    return values.length > 1 ? values : values[0];
  }, func);
}
