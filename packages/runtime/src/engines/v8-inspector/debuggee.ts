import { fault } from '@wasm-checkpoint/format';
import type { Module } from '@wasm-checkpoint/wasm';
import type { ProgramState } from '../../capture/index.js';
import { Breakpoints } from './breakpoints.js';
import { type Environment, idOf, scopeOf } from './environment.js';
import { command, type Exchange } from './exchange.js';
import { frameStates, type Innermost, type ShownFrame } from './frames.js';
import { checkStoppable } from './hazards.js';
import { placeAt, type StoppedPlace, stoppedPlace } from './place.js';
import { countsOf, framePlan } from './plan.js';
import { type KnownInstance, Program } from './program.js';
import type { CallArgument, Commands, PausedEvent, RemoteObject } from './protocol.js';
import type { RawState } from './raw.js';
import type { ReadPlan, Recorder, SeenInstance } from './recorder.js';
import { Scripts } from './scripts.js';
import { checkStack, type StoppedStack, stackOf } from './stack.js';

/** Which instances a capture is of: those that the thread can reach, or all that live. What these refer to comes along. */
export type Roots = 'thread' | 'all';

export interface ReadOptions {
  /** What the host calls the thread. */
  readonly label: string;
  /** The innermost frame stands at a call of the host that has had no effect, and whose arguments the recorder was given. */
  readonly calling: boolean;
  readonly roots: Roots;
}

/** Where a stopped thread stands. */
export interface Stopped {
  readonly stack: StoppedStack;
  /** Of the innermost frame of WebAssembly; undefined when there is none. */
  readonly place: StoppedPlace | undefined;
}

const GROUP = 'wasm-checkpoint';

/** A V8 that is debugged: the modules that it has shown, and how a stopped program in it is read. */
export class Debuggee {
  readonly scripts: Scripts;
  readonly breakpoints: Breakpoints;
  readonly #environment: Environment;
  /** The scripts whose drops are watched from their compilation on. */
  readonly #watched = new Set<string>();
  /** The version of V8; 0 when it cannot be told. */
  #version: number | undefined;
  /** The script of each instance, by its serial number. */
  readonly #scriptOf = new Map<number, string>();

  constructor(environment: Environment) {
    this.#environment = environment;
    this.scripts = new Scripts((base64) => environment.decode(base64));
    this.breakpoints = new Breakpoints(environment);
  }

  /** Watches a new module, before it runs. */
  *watch(scriptId: string): Exchange<void> {
    yield* this.breakpoints.watch(scriptId, yield* this.scripts.module(scriptId));
    this.#watched.add(scriptId);
  }

  /** Throws CKPT4017 when a module was compiled with which this V8 must not be stopped. */
  *checkStoppable(): Exchange<void> {
    const modules: Module[] = [];
    for (const scriptId of this.#watched) modules.push(yield* this.scripts.module(scriptId));
    this.#version ??=
      (yield* this.#environment.call<number | undefined>('function() { return this.version(); }', [])) ?? 0;
    checkStoppable(modules, this.#version === 0 ? undefined : this.#version);
  }

  /** Where a paused thread stands. */
  *stopped(event: PausedEvent): Exchange<Stopped> {
    const stack = stackOf(event, this.scripts);
    const [innermost] = stack.frames;
    if (innermost === undefined) return { stack, place: undefined };
    const module = yield* this.scripts.module(innermost.location.scriptId);
    return { stack, place: stoppedPlace(module, innermost.location.columnNumber ?? 0) };
  }

  /**
   * Reads the state of a paused program. `release` has to follow.
   *
   * Errors: CKPT4013, CKPT4016 to CKPT4018.
   */
  *read({ stack, place }: Stopped, { label, calling, roots }: ReadOptions): Exchange<ProgramState> {
    checkStack(stack);
    if (place === undefined) throw fault('CKPT4017', { what: 'no function of a module is running' }, 0);
    // clause: exec-safepoint
    if (!calling && stack.above > 0) throw fault('CKPT4017', { what: 'a call of the host is in progress' }, 0);
    if (!calling && place.betweenInstructions) throw fault('CKPT4017', { what: 'between two instructions' }, 0);
    const scopes = stack.frames.map((frame) => scopeOf(frame, 'module'));
    const begun = yield* this.#environment.call<ReturnType<Recorder['begin']>>(
      'function(...scopes) { return this.begin(...scopes.flatMap((scope) => [scope.instance, scope.module])); }',
      scopes,
    );
    const shown = yield* this.#frames(stack, begun.places);
    const known: KnownInstance[] = [];
    const views: CallArgument[] = [];
    for (const [index, seen] of begun.instances.entries()) {
      const found = yield* this.#instance(index, seen);
      known.push(found.known);
      views.push(...found.views);
    }
    const plan: ReadPlan = { counts: known.map(({ module }) => countsOf(module)), frames: shown.plan };
    const raw = yield* this.#environment.call<RawState>(
      'function(plan, ...views) { return this.read(plan, ...views); }',
      [
        { value: plan },
        yield* this.#exnNull(),
        ...views,
        ...stack.frames.flatMap((frame) => [scopeOf(frame, 'local'), scopeOf(frame, 'wasm-expression-stack')]),
      ],
    );
    const state = yield* this.#program(raw, known, shown.places, calling ? 'calling' : place, label);
    return roots === 'all' ? state : { ...state, roots: [] };
  }

  /** Lets go of what was read, once the checkpoint is made of it. */
  *release(): Exchange<void> {
    yield* this.#environment.call('function() { this.end(); }', []);
    yield* command('Runtime.releaseObjectGroup', { objectGroup: GROUP });
  }

  *#program(
    raw: RawState,
    known: readonly KnownInstance[],
    places: readonly ShownFrame['place'][],
    innermost: StoppedPlace | 'calling',
    label: string,
  ): Exchange<ProgramState> {
    const contents = new Map<number, Uint8Array>();
    for (const memory of raw.memories) contents.set(memory.id, yield* this.#environment.bytes(memory));
    const program = new Program(raw, known, {
      bytes: ({ id }) => contents.get(id) ?? new Uint8Array(0),
      describe: (id) => this.#environment.describe(id),
    });
    const frames = raw.frames.flatMap((frame, index) => {
      const place = places[index];
      return place === undefined ? [] : [{ raw: frame, place }];
    });
    const how: Innermost =
      innermost === 'calling' ? { kind: 'calling', args: raw.args } : { kind: 'running', place: innermost };
    const threads = [{ label, status: { kind: 'runnable' } as const, frames: frameStates(program, frames, how) }];
    return { instances: program.instances, threads };
  }

  /** The places of the frames, and what is to be read of them. */
  *#frames(
    { frames }: StoppedStack,
    places: readonly number[],
  ): Exchange<{ places: ShownFrame['place'][]; plan: ReadPlan['frames'] }> {
    const found: ShownFrame['place'][] = [];
    const plan: ReadPlan['frames'][number][] = [];
    for (const [index, { location }] of frames.entries()) {
      const module = yield* this.scripts.module(location.scriptId);
      const place = placeAt(module, location.columnNumber ?? 0);
      found.push(place);
      plan.push(framePlan(place, places[index] ?? -1));
    }
    return { places: found, plan };
  }

  /** A view on the null of exceptions, where the engine has one. */
  *#exnNull(): Exchange<CallArgument> {
    const instance = yield* this.#object('function() { return this.exnNull(); }', []);
    if (instance.objectId === undefined) return { value: null };
    const { internalProperties = [] } = yield* command('Runtime.getProperties', {
      objectId: instance.objectId,
      ownProperties: true,
    });
    return idOf(internalProperties.find(({ name }) => name === '[[Globals]]')?.value);
  }

  /** The module of an instance, and the views that the debugger has on it. */
  *#instance(index: number, seen: SeenInstance): Exchange<{ known: KnownInstance; views: readonly CallArgument[] }> {
    const instance = yield* this.#object('function(index) { return this.instance(index); }', [{ value: index }]);
    const { internalProperties = [] } = yield* command('Runtime.getProperties', {
      objectId: instance.objectId ?? '',
      ownProperties: true,
    });
    const view = (name: string): RemoteObject | undefined =>
      internalProperties.find((property) => property.name === `[[${name}]]`)?.value;
    const scriptId = this.#scriptOf.get(seen.serial) ?? (yield* this.#script(view('Functions'), view('Module')));
    this.#scriptOf.set(seen.serial, scriptId);
    const module = yield* this.scripts.module(scriptId);
    return {
      known: { ...seen, module, watched: this.#watched.has(scriptId) },
      views: [idOf(view('Functions')), idOf(view('Globals')), idOf(view('Memories')), idOf(view('Tables'))],
    };
  }

  /** The script of an instance: that of a function of its own, which the debugger can locate. */
  *#script(functions: RemoteObject | undefined, module: RemoteObject | undefined): Exchange<string> {
    if (functions?.objectId !== undefined) {
      const own = yield* this.#object(
        `function(functions, module) {
          return functions[WebAssembly.Module.imports(module).filter(({ kind }) => kind === 'function').length];
        }`,
        [idOf(functions), idOf(module)],
      );
      const { internalProperties = [] } = yield* command('Runtime.getProperties', {
        objectId: own.objectId ?? '',
        ownProperties: true,
      });
      const location = internalProperties.find(({ name }) => name === '[[FunctionLocation]]')?.value?.value as
        | { scriptId?: string }
        | undefined;
      if (location?.scriptId !== undefined && this.scripts.has(location.scriptId)) return location.scriptId;
    }
    return yield* this.#scriptByNames(module);
  }

  /** The script of a module without functions of its own: the only one whose imports and exports are the same. */
  *#scriptByNames(module: RemoteObject | undefined): Exchange<string> {
    const names = yield* this.#environment.call<string>(
      `function(module) {
        return JSON.stringify([
          WebAssembly.Module.imports(module).map(({ module, name }) => [module, name]),
          WebAssembly.Module.exports(module).map(({ name }) => name),
        ]);
      }`,
      [idOf(module)],
    );
    const found: string[] = [];
    for (const scriptId of this.scripts.ids) {
      const { imports, exports } = yield* this.scripts.module(scriptId);
      const own = [imports.map((entry) => [entry.module, entry.name]), exports.map(({ name }) => name)];
      if (JSON.stringify(own) === names) found.push(scriptId);
    }
    const [only] = found;
    // clause: exec-capture-complete
    if (only === undefined || found.length > 1) throw fault('CKPT4018', { what: 'the module of an instance' }, 0);
    return only;
  }

  /** An object of the debuggee that a function gives which is called with the recorder as `this`. */
  *#object(functionDeclaration: string, args: readonly CallArgument[]): Exchange<RemoteObject> {
    const objectId = yield* this.#environment.recorder();
    const { result } = yield* command('Runtime.callFunctionOn', {
      functionDeclaration,
      objectId,
      arguments: args,
      objectGroup: GROUP,
    } satisfies Commands['Runtime.callFunctionOn']['params']);
    return result;
  }
}
