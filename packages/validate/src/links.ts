import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Frame, FuncRef } from '@wasm-checkpoint/format';
import type { Context } from './context.js';
import type { ModuleView } from './module-view.js';
import type { Call } from './place.js';

/** A function that a module defines. */
interface Defined {
  readonly instance: number;
  readonly funcidx: number;
}

/** The functions that an entered one reaches through tail calls, the entered one included. */
interface Reach {
  readonly funcs: ReadonlySet<string>;
  /** Every function whose type matches one of these. */
  readonly types: ReadonlySet<number>;
}

const keyOf = ({ instance, funcidx }: Defined): string => `${instance}:${funcidx}`;

/**
 * Decides which function a call may have left on the stack in front of its frame. Clause valid-link-callee.
 *
 * Most frames run what the call enters directly; only for others the bodies are searched for tail calls, and what is
 * found is kept for all calls that enter the same function or type.
 */
export class Links {
  readonly #context: Context;
  readonly #reached = new Map<string, Reach>();
  /** Bodies that the search met and that are not valid, each once. */
  readonly faults = new Map<
    string,
    { readonly view: ModuleView; readonly funcidx: number; readonly fault: Diagnostic }
  >();

  constructor(context: Context) {
    this.#context = context;
  }

  /** The call at which a frame stands; undefined where it stands at none. */
  callOf(frame: Frame): Call | undefined {
    const place = this.#context.placeOf(frame);
    return place === undefined || place instanceof Diagnostic ? undefined : place.call;
  }

  /** Whether `callee` may stand directly inside `caller`, which stands at a call; throws CKPT9001. */
  explains(caller: Frame, call: Call, callee: Frame): boolean {
    const context = this.#context;
    if (call.kind === 'type') {
      if (call.type === undefined) return false;
      return this.#hasType(callee, call.type) || this.#isIn(this.#fromType(call.type), callee);
    }
    const { funcidx } = call;
    // By far the commonest: a function calls another of its own instance.
    if (funcidx === callee.funcidx && caller.instance === callee.instance) return true;
    const entered = context.func(caller.instance, funcidx);
    if (entered?.kind !== 'func') return false;
    if (entered.instance === callee.instance && entered.funcidx === callee.funcidx) return true;
    return this.#isIn(this.#fromFunc(entered), callee);
  }

  #hasType(callee: Defined, type: number): boolean {
    const found = this.#context.funcType({ kind: 'func', instance: callee.instance, funcidx: callee.funcidx });
    return found !== undefined && this.#context.types.definedMatches(found, type);
  }

  #isIn(reach: Reach, callee: Defined): boolean {
    if (reach.funcs.has(keyOf(callee))) return true;
    for (const type of reach.types) if (this.#hasType(callee, type)) return true;
    return false;
  }

  #fromType(type: number): Reach {
    return this.#memoized(`type ${type}`, () => new Search(this.#context, this.faults).type(type));
  }

  #fromFunc(entered: Defined): Reach {
    return this.#memoized(keyOf(entered), () => new Search(this.#context, this.faults).func(entered));
  }

  #memoized(key: string, search: () => Reach): Reach {
    let reach = this.#reached.get(key);
    if (reach === undefined) {
      reach = search();
      this.#reached.set(key, reach);
    }
    return reach;
  }
}

/** One search through tail calls. */
class Search implements Reach {
  readonly #context: Context;
  readonly #faults: Links['faults'];
  readonly funcs = new Set<string>();
  readonly types = new Set<number>();
  readonly #waiting: Defined[] = [];

  constructor(context: Context, faults: Links['faults']) {
    this.#context = context;
    this.#faults = faults;
  }

  type(type: number): this {
    this.#addType(type);
    return this.#run();
  }

  func(entered: Defined): this {
    this.#addFunc(entered);
    return this.#run();
  }

  #run(): this {
    for (let next = this.#waiting.pop(); next !== undefined; next = this.#waiting.pop()) this.#follow(next);
    return this;
  }

  #addFunc(ref: FuncRef | Defined | undefined): void {
    if (ref === undefined || ('kind' in ref && ref.kind !== 'func')) return;
    const func: Defined = { instance: ref.instance, funcidx: ref.funcidx };
    const key = keyOf(func);
    if (this.funcs.has(key)) return;
    this.#context.spend(1, 'threads');
    this.funcs.add(key);
    this.#waiting.push(func);
  }

  /** Adds every function of every instance whose type matches. */
  #addType(type: number): void {
    if (this.types.has(type)) return;
    this.types.add(type);
    const { checkpoint, types } = this.#context;
    for (let instance = 0; instance < checkpoint.instances.length; instance++) {
      this.#context.spend(1, 'threads');
      const byType = this.#context.instance(instance)?.view.definedByType ?? [];
      for (const [found, funcs] of byType) {
        if (!types.definedMatches(found, type)) continue;
        for (const funcidx of funcs) this.#addFunc({ instance, funcidx });
      }
    }
  }

  #follow(func: Defined): void {
    const view = this.#context.instance(func.instance)?.view;
    if (view?.defines(func.funcidx) !== true) return;
    const calls = view.tailCalls(func.funcidx);
    if (calls instanceof Diagnostic) {
      this.#faults.set(`${view.index}:${func.funcidx}`, { view, funcidx: func.funcidx, fault: calls });
      return;
    }
    for (const call of calls) {
      if (call.kind === 'type') this.#addType(call.type);
      else this.#addFunc(this.#context.func(func.instance, call.funcidx));
    }
  }
}
