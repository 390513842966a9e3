import { fault } from '@wasm-checkpoint/format';
import { type Externtype, type Functype, heapOf, type Import, isRef } from '@wasm-checkpoint/wasm';
import type { HostFuncState } from '../capture/index.js';
import type { Engine, EngineImport, EngineValue, HostFunction } from '../engine.js';
import { hierarchyOf } from '../modules/constants.js';
import type { Program } from '../programs/program.js';
import type { Func, Instance } from './instance.js';

/** What a host offers to modules, by module and name: functions, memories and so on of the host, exports of other instances. */
export type Imports = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** What a function import is bound to: a function that an instance of the store defines, or one of the host. */
export type FuncBinding =
  | { readonly kind: 'func'; readonly instance: Instance; readonly funcidx: number }
  | { readonly kind: 'host-func'; readonly func: HostFuncState };

/** Functions that stand for those of instances, wherever the host calls or passes them. */
const exported = new WeakMap<object, Func>();

/** Makes a function of the host stand for one of an instance. */
export function standFor<Made extends object>(made: Made, func: Func): Made {
  exported.set(made, func);
  return made;
}

/** The function of an instance that a function of the host stands for. */
export const funcOf = (value: unknown): Func | undefined =>
  typeof value === 'function' ? exported.get(value) : undefined;

/** What the engine has in place of a value of the host: the reference to a function that one of the host stands for. */
export function engineValue(value: unknown): EngineValue {
  const func = funcOf(value);
  return func === undefined ? value : func.instance.funcref(func.funcidx);
}

/** A host function whose results may be functions. */
const returning =
  (func: HostFunction): HostFunction =>
  (...args) => {
    const result = func(...args);
    return Array.isArray(result) ? result.map(engineValue) : engineValue(result);
  };

/** The function that defines what a function of an instance is: its own, or what its import is bound to. */
export function definition({ instance, funcidx }: Func): FuncBinding {
  return instance.funcs[funcidx] ?? { kind: 'func', instance, funcidx };
}

/** An import with what is given for it. */
export interface Bound {
  readonly given: EngineImport;
  /** For functions. */
  readonly func?: FuncBinding;
}

/** Puts the boundary of the store around a function of the host. */
export type Boundary = (func: HostFunction) => HostFunction;

const missing = ({ module, name, type }: Import, path: string): Error =>
  type.kind === 'func'
    ? fault('CKPT3151', { module, name }, 0, path) // clause: valid-host-func
    : fault('CKPT3153', { kind: type.kind, module, name }, 0, path); // clause: valid-host-object

/** A function of the host for an import of a type. */
export function hostFunction({ module }: Program, typeidx: number, func: HostFunction): HostFunction {
  const type = module.types[typeidx]?.composite;
  const functions = (results: Functype['results']): boolean =>
    results.some((result) => isRef(result) && hierarchyOf(module, heapOf(result)) === 'func');
  return type?.kind === 'func' && functions(type.results) ? returning(func) : func;
}

function bindFunction(
  program: Program,
  { module, name, type }: Import,
  value: unknown,
  boundary: Boundary,
): Bound | undefined {
  const func = funcOf(value);
  if (func !== undefined) {
    return { given: func.instance.callable(func.funcidx), func: definition(func) };
  }
  if (typeof value !== 'function' || type.kind !== 'func') return undefined;
  const state: HostFuncState = { module, name, type: { module: program.module, typeidx: type.typeidx } };
  return {
    given: boundary(hostFunction(program, type.typeidx, value as HostFunction)),
    func: { kind: 'host-func', func: state },
  };
}

function bindObject(engine: Engine, type: Externtype, value: unknown): Bound | undefined {
  const found = engine.adopt(value);
  if (found?.kind === type.kind) return { given: found };
  if (found !== undefined || type.kind !== 'global' || type.mutable) return undefined;
  return typeof value === 'undefined' ? undefined : { given: { kind: 'constant', value } };
}

/** What is given for each import of a program, in order; CKPT3151 or CKPT3153 for one that the host does not offer. */
export function bindImports(program: Program, imports: Imports, boundary: Boundary): readonly Bound[] {
  return program.module.imports.map((each, index) => {
    const offered = imports[each.module];
    const value = offered !== undefined && each.name in offered ? offered[each.name] : undefined;
    const bound =
      each.type.kind === 'func'
        ? bindFunction(program, each, value, boundary)
        : bindObject(program.engine, each.type, value);
    if (bound === undefined) throw missing(each, `imports[${index}]`);
    return bound;
  });
}
