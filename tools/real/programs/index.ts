import { lua } from './lua.js';
import type { RealProgram } from './program.js';
import { quickjs } from './quickjs.js';
import { ruby } from './ruby.js';
import { sqlite } from './sqlite.js';

export type { CallListener } from './guest.js';
export * from './instrumented.js';
export * from './plain.js';
export * from './program.js';

/** Every real program that can be run. */
export const realPrograms: readonly RealProgram[] = [quickjs, sqlite, lua, ruby];

/** The real program of a name; throws when there is none. */
export function realProgram(name: string): RealProgram {
  const found = realPrograms.find((each) => each.name === name);
  if (found === undefined)
    throw new Error(`no real program ${name}; there are ${realPrograms.map((each) => each.name).join(', ')}`);
  return found;
}
