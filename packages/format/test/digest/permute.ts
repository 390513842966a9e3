import type {
  Checkpoint,
  Exception,
  Field,
  FuncRef,
  Instance,
  InternalRef,
  Ref,
  Slot,
  ThreadStatus,
  Value,
} from '@wasm-checkpoint/format';
import type { NumberedSpace } from './spaces.js';

/** Where each address goes: `order[old]` is the new one. */
export type Permutation = Readonly<Record<NumberedSpace, readonly number[]>>;

/** The items in their new places. */
function moved<Item>(items: readonly Item[], order: readonly number[]): Item[] {
  const result: Item[] = [];
  for (const [old, item] of items.entries()) result[order[old] ?? old] = item;
  return result;
}

/** The same configuration with other addresses. */
export function permuted(checkpoint: Checkpoint, permutation: Permutation): Checkpoint {
  const at = (space: NumberedSpace, address: number): number => permutation[space][address] ?? address;
  const internal = (ref: InternalRef): InternalRef => {
    switch (ref.kind) {
      case 'i31':
        return ref;
      case 'struct':
        return { kind: 'struct', address: at('structs', ref.address) };
      case 'array':
        return { kind: 'array', address: at('arrays', ref.address) };
      case 'host':
        return { kind: 'host', address: at('hostRefs', ref.address) };
    }
  };
  const func = (ref: FuncRef): FuncRef =>
    ref.kind === 'func' ? ref : { kind: 'host-func', address: at('hostFuncs', ref.address) };
  const reference = (ref: Ref): Ref => {
    switch (ref.kind) {
      case 'null':
        return ref;
      case 'func':
      case 'host-func':
        return func(ref);
      case 'exn':
        return { kind: 'exn', address: at('exceptions', ref.address) };
      case 'extern':
        return { kind: 'extern', internal: internal(ref.internal) };
      default:
        return internal(ref);
    }
  };
  const isRef = (value: Slot | Field): value is Ref =>
    !['i32', 'i64', 'f32', 'f64', 'v128', 'dead', 'unset', 'i8', 'i16'].includes(value.kind);
  const value = <Item extends Slot | Field | Value>(item: Item): Item =>
    isRef(item) ? (reference(item) as Item) : item;
  const instance = (one: Instance): Instance => ({
    ...one,
    funcs: one.funcs.map(func),
    tables: one.tables.map((address) => at('tables', address)),
    memories: one.memories.map((address) => at('memories', address)),
    globals: one.globals.map((address) => at('globals', address)),
    tags: one.tags.map((address) => at('tags', address)),
    elems: one.elems.map((elem) => (elem.kind === 'dropped' ? elem : { ...elem, refs: elem.refs.map(reference) })),
  });
  const status = (one: ThreadStatus): ThreadStatus =>
    one.kind === 'runnable' ? one : { ...one, memory: at('memories', one.memory) };
  const exception = ({ tag, args }: Exception): Exception => ({ tag: at('tags', tag), args: args.map(value) });
  return {
    ...checkpoint,
    instances: checkpoint.instances.map(instance),
    hostFuncs: moved(checkpoint.hostFuncs, permutation.hostFuncs),
    tables: moved(
      checkpoint.tables.map((table) => ({
        ...table,
        runs: table.runs.map((run) => (run.kind === 'base' ? run : { ...run, ref: reference(run.ref) })),
      })),
      permutation.tables,
    ),
    memories: moved(checkpoint.memories, permutation.memories),
    globals: moved(
      checkpoint.globals.map((global) => ({ ...global, value: value(global.value) })),
      permutation.globals,
    ),
    tags: moved(checkpoint.tags, permutation.tags),
    structs: moved(
      checkpoint.structs.map((struct) => ({ ...struct, fields: struct.fields.map(value) })),
      permutation.structs,
    ),
    arrays: moved(
      checkpoint.arrays.map((array) =>
        array.elements.storage === 'ref'
          ? { ...array, elements: { storage: 'ref' as const, refs: array.elements.refs.map(reference) } }
          : array,
      ),
      permutation.arrays,
    ),
    exceptions: moved(checkpoint.exceptions.map(exception), permutation.exceptions),
    hostRefs: moved(checkpoint.hostRefs, permutation.hostRefs),
    threads: checkpoint.threads.map((thread) => ({
      ...thread,
      status: status(thread.status),
      frames: thread.frames.map((frame) => ({
        ...frame,
        locals: frame.locals.map(value),
        operands: frame.operands.map(value),
        caught: frame.caught.map((address) => at('exceptions', address)),
      })),
    })),
  };
}
