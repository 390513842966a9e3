import { type ElemState, fault, type HostFunc, type Instance, type ModuleIdx } from '@wasm-checkpoint/format';
import type { Element, Module } from '@wasm-checkpoint/wasm';
import { allocates } from '../modules/expressions.js';
import type { Addresses, HostFuncOrder } from './addresses.js';
import type { HostFuncState, InstanceState, SegmentState } from './state.js';
import type { TypeCollector } from './types.js';

/**
 * The functions of the host, one for each pair of names and type. One that imports are bound to has the names of the
 * first of these. Spec: syntax, Functions.
 */
export class HostFuncs implements HostFuncOrder {
  readonly funcs: HostFunc[] = [];
  readonly #types: TypeCollector;
  readonly #names = new Map<HostFuncState, { readonly module: string; readonly name: string }>();
  readonly #addresses = new Map<string, number>();

  /** All imports have to be known before the first address is asked for. */
  constructor(types: TypeCollector, instances: readonly InstanceState[]) {
    this.#types = types;
    for (const { module, funcs } of instances) {
      const imports = module.imports.filter(({ type }) => type.kind === 'func');
      funcs.forEach((func, index) => {
        const names = imports[index];
        if (func.kind === 'host-func' && names !== undefined && !this.#names.has(func.func)) {
          this.#names.set(func.func, { module: names.module, name: names.name });
        }
      });
    }
  }

  address(func: HostFuncState): number {
    const { module, name } = this.#names.get(func) ?? func;
    const type = this.#types.index(func.type.module, func.type.typeidx);
    const key = JSON.stringify([module, name, type]);
    let address = this.#addresses.get(key);
    if (address === undefined) {
      address = this.funcs.length;
      this.#addresses.set(key, address);
      this.funcs.push({ module, name, type });
    }
    return address;
  }
}

/** What a dropped flag is asked of: passive segments that are not empty. */
const isPassive = (segment: { readonly mode: { readonly kind: string } }, size: number): boolean =>
  segment.mode.kind === 'passive' && size > 0;

const elementSize = ({ items }: Element): number =>
  items.kind === 'funcidx' ? items.funcs.length : items.exprs.length;

const elementAllocates = (module: Module, { items }: Element): boolean =>
  items.kind === 'expr' && items.exprs.some((expr) => allocates(module, expr));

/** Whether a segment was dropped; CKPT4014 when nobody knows. */
function dropped(state: SegmentState, kind: string, index: number, path: string): boolean {
  // clause: exec-capture-complete
  if (state === 'unknown') throw fault('CKPT4014', { kind, index }, 0, path);
  return state === 'dropped';
}

/** The bindings, index spaces and segments of an instance. Spec: execution, Capture, step 5. */
export function captureInstance(state: InstanceState, module: ModuleIdx, addresses: Addresses, path: string): Instance {
  checkSpaces(state, path);
  return {
    module,
    funcs: state.funcs.map((func, index) => addresses.func(func, `${path}.funcs`, index)),
    tables: state.tables.map((table) => addresses.tables.address(table)),
    memories: state.memories.map((memory) => addresses.memories.address(memory)),
    globals: state.globals.map((global) => addresses.globals.address(global)),
    tags: state.tags.map((tag) => addresses.tags.address(tag)),
    elems: captureElements(state, addresses, path),
    datas: state.module.data.flatMap((segment, index) => {
      if (!isPassive(segment, segment.end - segment.start)) return [];
      return dropped(state.dataSegment(index), 'data', index, `${path}.datas`) ? [index] : [];
    }),
  };
}

function checkSpaces({ module, funcs, tables, memories, globals, tags }: InstanceState, path: string): void {
  const spaces = [
    ['function imports', funcs.length, module.imported.func],
    ['tables', tables.length, module.tables.length],
    ['memories', memories.length, module.memories.length],
    ['globals', globals.length, module.globals.length],
    ['tags', tags.length, module.tags.length],
  ] as const;
  for (const [what, found, declared] of spaces) {
    // clause: exec-capture-complete
    if (found !== declared) throw fault('CKPT4018', { what: `one of ${declared} ${what} (${found} given)` }, 0, path);
  }
}

function captureElements(state: InstanceState, addresses: Addresses, path: string): readonly ElemState[] {
  return state.module.elements.flatMap((segment, index): ElemState[] => {
    if (!isPassive(segment, elementSize(segment))) return [];
    const place = `${path}.elems[${index}]`;
    if (dropped(state.elementSegment(index), 'element', index, place)) return [{ kind: 'dropped', index }];
    if (!elementAllocates(state.module, segment)) return [];
    const refs = state.elementContents(index).map((ref, item) => addresses.ref(ref, `${place}.refs`, item));
    return [{ kind: 'contents', index, refs }];
  });
}
