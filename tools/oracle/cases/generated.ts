import {
  type Checkpoint,
  type Context,
  context,
  type ExternType,
  evaluate,
  type Frame,
  features,
  funcOf,
  type GlobalType,
  type HeapType,
  hierarchyOf,
  type Instr,
  type Limits,
  localsOf,
  type Module,
  operandTypes,
  type Ref,
  type RefType,
  type Slot,
  type State,
  type SubType,
  type TableType,
  type ValType,
  type Value,
} from '../gen/algorithm.js';
import { at, checkpointOf, instanceOf } from './situation.js';

/** The types of a module, each recursive group once, and where each type index has gone. */
function distinctTypes(m: Module, C: Context): { types: SubType[][]; index: number[] } {
  const types: SubType[][] = [];
  const index: number[] = [];
  const known = new Map<number, number>();
  let first = 0;
  for (const group of m.types) {
    const number = C.types[first];
    const before = number === undefined ? undefined : known.get(number);
    const start = before ?? types.flat().length;
    for (let k = 0; k < group.length; k++) index.push(start + k);
    if (before === undefined && number !== undefined && group.length > 0) {
      types.push(JSON.parse(JSON.stringify(group)) as SubType[]);
      known.set(number, start);
    }
    first += group.length;
  }
  const to = (heap: HeapType): HeapType => (typeof heap === 'number' ? at(index, heap) : heap);
  const value = (t: ValType): ValType => (typeof t === 'string' ? t : { ...t, heap: to(t.heap) });
  for (const sub of types.flat()) {
    sub.supertypes = sub.supertypes.map(to);
    const { composite } = sub;
    if (composite.kind === 'func') {
      composite.params = composite.params.map(value);
      composite.results = composite.results.map(value);
    } else {
      const fields = composite.kind === 'struct' ? composite.fields : [composite.element];
      for (const field of fields) field.storage = value(field.storage);
    }
  }
  return { types, index };
}

/** Values by their types: zeros, nulls, and what else a module without objects has. */
class Values {
  readonly #context: Context;
  readonly #imported: number;

  constructor(m: Module) {
    this.#context = context(m);
    this.#imported = this.#context.funcs.length - m.functions.length;
  }

  /** A value of a closed type; undefined where this module has none at hand. */
  of(t: ValType): Value | undefined {
    if (t === 'i32') return { kind: t, value: 0 };
    if (t === 'i64') return { kind: t, value: '0' };
    if (t === 'f32') return { kind: t, bits: '0x00000000' };
    if (t === 'f64') return { kind: t, bits: `0x${'0'.repeat(16)}` };
    if (typeof t === 'string') return { kind: 'v128', bits: `0x${'0'.repeat(32)}` };
    if (t.nullable) return { kind: 'null', hierarchy: hierarchyOf(t.heap) };
    return this.#reference(t);
  }

  #reference({ heap }: RefType): Ref | undefined {
    if (heap === 'i31' || heap === 'eq' || heap === 'any') return { kind: 'i31', value: 1 };
    if (heap === 'extern') return { kind: 'extern', internal: { kind: 'i31', value: 1 } };
    const funcidx = this.#context.funcs.findIndex(
      (type, x) => x >= this.#imported && (heap === 'func' || heap === type),
    );
    return funcidx < 0 ? undefined : { kind: 'func', instance: 0, funcidx };
  }
}

/**
 * A checkpoint of one instance as instantiation leaves it, all that it imports being the host's.
 *
 * Undefined where that takes objects or functions of the host, or where instantiation traps.
 */
export function initialCheckpoint(m: Module): Checkpoint | undefined {
  const C = context(m);
  const values = new Values(m);
  const { types, index } = distinctTypes(m, C);
  const to = (x: number) => at(index, x);
  const ref = (t: RefType): RefType => ({
    nullable: t.nullable,
    heap: typeof t.heap === 'number' ? to(t.heap) : t.heap,
  });
  const table = (t: TableType): TableType => ({ ...t, element: ref(t.element), limits: { ...t.limits } });
  const global = ({ type, mutable }: GlobalType): GlobalType => ({
    type: typeof type === 'string' ? type : ref(type),
    mutable,
  });
  const extern = (t: ExternType): ExternType => {
    if (t.kind === 'table') return { kind: t.kind, type: table(t.type) };
    if (t.kind === 'global') return { kind: t.kind, type: global(t.type) };
    return t.kind === 'memory' ? structuredClone(t) : { kind: t.kind, type: to(t.type) };
  };
  const runs = (kind: 'base' | Ref | undefined, { min }: Limits) =>
    min === '0' || kind === undefined
      ? []
      : kind === 'base'
        ? [{ kind, length: min } as const]
        : [{ kind: 'ref', length: min, ref: kind } as const];
  const c = checkpointOf({ features, types });
  const imports = m.imports.map(({ module, name, type }) => ({ module, name, type: extern(type) }));
  c.modules = [{ digest: m.digest, length: String(m.length), imports }];
  const instance = instanceOf(0);
  c.instances = [instance];
  let known = true;
  const value = (t: ValType): Value => {
    const found = values.of(t);
    known &&= found !== undefined;
    return found ?? { kind: 'i32', value: 0 };
  };
  const image = { blockSizeLog2: 16, blocks: [] };
  for (const { module, name, type } of imports) {
    if (type.kind === 'func') {
      instance.funcs.push({ kind: 'host-func', address: c.hostFuncs.push({ module, name, type: type.type }) - 1 });
    } else if (type.kind === 'table') {
      const entry = value(at(C.tables, instance.tables.length).element) as Ref;
      instance.tables.push(
        c.tables.push({ type: type.type, base: { kind: 'none' }, runs: runs(entry, type.type.limits) }) - 1,
      );
    } else if (type.kind === 'memory') {
      instance.memories.push(c.memories.push({ type: type.type, image: { ...image, base: { kind: 'zeros' } } }) - 1);
    } else if (type.kind === 'global') {
      const initial = value(at(C.globals, instance.globals.length).type);
      instance.globals.push(c.globals.push({ type: type.type, value: initial }) - 1);
    } else instance.tags.push(c.tags.push({ type: type.type }) - 1);
  }
  for (const { type } of m.tables) {
    const base = { kind: 'module', instance: 0 } as const;
    instance.tables.push(c.tables.push({ type: table(type), base, runs: runs('base', type.limits) }) - 1);
  }
  for (const type of m.memories) {
    const base = { kind: 'module', instance: 0 } as const;
    instance.memories.push(c.memories.push({ type: structuredClone(type), image: { ...image, base } }) - 1);
  }
  for (const type of m.tags) instance.tags.push(c.tags.push({ type: to(type) }) - 1);
  for (const { type, init } of m.globals) {
    const address = c.globals.push({ type: global(type), value: { kind: 'i32', value: 0 } }) - 1;
    instance.globals.push(address);
    // Global initialisers refer to closed types of the checkpoint only through what they read.
    const initial = evaluate({ c, modules: [m], types: index.length === 0 ? [] : closedTypes(C, index) }, 0, init);
    known &&= initial !== undefined;
    at(c.globals, address).value = initial ?? { kind: 'i32', value: 0 };
  }
  const allocates = m.elements.some(({ mode, items }) => mode.kind === 'passive' && items.some(isAllocating));
  return known && !allocates ? c : undefined;
}

const isAllocating = (instrs: readonly Instr[]): boolean => instrs.some(({ op }) => /^(struct|array)\.new/.test(op));

/** The closed types of the checkpoint, by index, from those of its module. */
function closedTypes(C: Context, index: readonly number[]): number[] {
  const types: number[] = [];
  for (const [x, position] of index.entries()) types[position] = at(C.types, x);
  return types;
}

/** A frame of function `funcidx` in a state, with values of the types that it demands; undefined where there are none at hand. */
export function frameAt(m: Module, funcidx: number, state: State, consumed = 0): Frame | undefined {
  const C = context(m);
  const values = new Values(m);
  const { params } = funcOf(at(C.funcs, funcidx));
  const { count, type } = localsOf(C, params, m.body(funcidx).locals);
  const types = operandTypes(state);
  const operands = types.slice(0, types.length - consumed).map((t) => values.of(t));
  const locals = Array.from({ length: count }, (_, x): Slot | undefined => {
    const t = type(x);
    const unset = typeof t !== 'string' && !t.nullable && x >= params.length && !state.set.has(x);
    return unset ? { kind: 'unset' } : values.of(t);
  });
  if (operands.includes(undefined) || locals.includes(undefined)) return undefined;
  return {
    ...{ instance: 0, funcidx, offset: state.instr.offset, caught: [] },
    locals: locals as Slot[],
    operands: operands as Value[],
  };
}
