import type { Module } from '@wasm-checkpoint/wasm';
import { type Environment, scopeOf } from './environment.js';
import { command, type Exchange } from './exchange.js';
import type { PausedEvent } from './protocol.js';
import { type DropSite, dropSites } from './scripts.js';

const placeName = (scriptId: string, offset: number): string => `${scriptId}:${offset}`;

/**
 * The breakpoints in modules, at most one for each place. None is ever removed: V8 11 to 14 end the process when the last of
 * several in a function goes while a frame of that function is there.
 */
export class Breakpoints {
  readonly #environment: Environment;
  /** Ids by script and offset. */
  readonly #ids = new Map<string, string>();
  /** The instructions that drop segments, by script and offset. */
  readonly #drops = new Map<string, DropSite>();
  #active = true;

  constructor(environment: Environment) {
    this.#environment = environment;
  }

  /** Whether there are any in front of instructions that drop segments. */
  get watchDrops(): boolean {
    return this.#drops.size > 0;
  }

  /** Whether a breakpoint is one of these. */
  has(id: string): boolean {
    return [...this.#ids.values()].includes(id);
  }

  /** The one in front of the instruction at a module offset. */
  *at(scriptId: string, columnNumber: number): Exchange<string> {
    const place = placeName(scriptId, columnNumber);
    let id = this.#ids.get(place);
    if (id === undefined) {
      const location = { scriptId, lineNumber: 0, columnNumber };
      id = (yield* command('Debugger.setBreakpoint', { location })).breakpointId;
      this.#ids.set(place, id);
    }
    return id;
  }

  /** Sets one in front of every instruction of a module that drops a segment, which V8 does not show afterwards. */
  *watch(scriptId: string, module: Module): Exchange<void> {
    for (const site of dropSites(module)) {
      yield* this.at(scriptId, site.offset);
      this.#drops.set(placeName(scriptId, site.offset), site);
    }
  }

  /** Has them, and `debugger` statements, stop the program or not. */
  *activate(active: boolean): Exchange<void> {
    if (this.#active === active) return;
    this.#active = active;
    yield* command('Debugger.setBreakpointsActive', { active });
  }

  /** Notes the drop that a paused thread stands in front of, if it does; to be called before it goes on. */
  *noteDrop({ callFrames: [innermost] }: PausedEvent): Exchange<void> {
    if (innermost === undefined) return;
    // A thread that comes to a breakpoint by a step may be said to have hit none.
    const { scriptId, columnNumber = -1 } = innermost.location;
    const site = this.#drops.get(placeName(scriptId, columnNumber));
    if (site === undefined) return;
    yield* this.#environment.call(
      'function(scope, kind, index) { this.drop(scope.instance, scope.module, kind, index); }',
      [scopeOf(innermost, 'module'), { value: site.kind }, { value: site.index }],
    );
  }
}
