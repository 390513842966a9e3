import { hexBytes } from '../codes/bytes.js';
import type { ResolveOptions } from '../image/resolve.js';
import type { Checkpoint, Frame, GlobalType, Module, Slot, ValType, Value } from '../syntax/index.js';
import { hierarchyOf } from './constants.js';
import { encodeCoreDump } from './encode.js';
import { segmentsOf } from './segments.js';
import type { CoreDump, DumpFrame, DumpGlobal, DumpValue, Loss, LossReason } from './syntax.js';

/** What resolving the memories takes, and names. */
export interface ExportOptions extends ResolveOptions {
  /** The executable's name in section `core`. */
  readonly name?: string;
  /** The name of a module, by default `sha256:` and its digest in hexadecimal. */
  readonly moduleName?: (module: Module, index: number) => string;
}

class Losses {
  readonly all: Loss[] = [];

  add(path: string, reason: LossReason): void {
    this.all.push({ path, reason });
  }

  /** Notes a list that core dumps have no place for, if it has items. */
  list(path: string, items: readonly unknown[]): void {
    if (items.length > 0) this.add(path, 'not-in-core-dumps');
  }
}

const missing: DumpValue = { kind: 'missing' };

// clause: dump-value
const dumpValueOf = (slot: Slot, path: string, losses: Losses): DumpValue => {
  switch (slot.kind) {
    case 'i32':
    case 'i64':
    case 'f32':
    case 'f64':
      return slot;
    case 'dead':
      return missing;
    case 'unset':
      losses.add(path, 'not-in-core-dumps');
      return missing;
    default:
      losses.add(path, 'value-not-number');
      return missing;
  }
};

const frameOf = (frame: Frame, path: string, losses: Losses): DumpFrame => {
  losses.list(`${path}.caught`, frame.caught);
  return {
    instance: frame.instance,
    funcidx: frame.funcidx,
    offset: frame.offset,
    locals: frame.locals.map((slot, index) => dumpValueOf(slot, `${path}.locals[${index}]`, losses)),
    operands: frame.operands.map((value, index) => dumpValueOf(value, `${path}.operands[${index}]`, losses)),
  };
};

/** References are written as nulls of the top type of their hierarchy, which needs no type section. */
const topOf = (checkpoint: Checkpoint, type: ValType): { readonly type: ValType; readonly null: Value | undefined } => {
  if (typeof type === 'string') return { type, null: undefined };
  const hierarchy = typeof type.heap === 'string' ? hierarchyOf[type.heap] : hierarchyOfType(checkpoint, type.heap);
  return { type: { nullable: true, heap: hierarchy }, null: { kind: 'null', hierarchy } };
};

const hierarchyOfType = (checkpoint: Checkpoint, index: number): 'func' | 'any' => {
  const type = checkpoint.types.flat()[index];
  return type?.composite.kind === 'func' ? 'func' : 'any';
};

// clause: dump-global
const globalOf = (checkpoint: Checkpoint, type: GlobalType, value: Value, path: string, losses: Losses): DumpGlobal => {
  if (type.mutable) losses.add(`${path}.type.mutable`, 'not-in-core-dumps');
  const top = topOf(checkpoint, type.type);
  if (top.null === undefined) return { type: { type: top.type, mutable: false }, value };
  if (value.kind !== 'null') losses.add(`${path}.value`, 'value-not-number');
  return { type: { type: top.type, mutable: false }, value: top.null };
};

/** The parts of a checkpoint, outside of memories, that core dumps have no place for. */
const notePlaceless = (checkpoint: Checkpoint, losses: Losses): void => {
  if (checkpoint.parent !== undefined) losses.add('parent', 'not-in-core-dumps');
  losses.list('types', checkpoint.types);
  for (const [index, module] of checkpoint.modules.entries()) {
    losses.add(`modules[${index}].length`, 'not-in-core-dumps');
    losses.list(`modules[${index}].imports`, module.imports);
  }
  for (const [index, instance] of checkpoint.instances.entries()) {
    for (const part of ['funcs', 'tables', 'tags', 'elems', 'datas'] as const) {
      losses.list(`instances[${index}].${part}`, instance[part]);
    }
  }
  const lists = [
    'hostFuncs',
    'tables',
    'tags',
    'structs',
    'arrays',
    'exceptions',
    'hostRefs',
    'hostStates',
    'producers',
    'customs',
    'digests',
    'unknowns',
  ] as const;
  for (const part of lists) losses.list(part, checkpoint[part]);
};

/**
 * A checkpoint as a WebAssembly core dump that debuggers read, and what it could not take along; spec/appendix/core-dump.md.
 *
 * Throws CKPT3001, CKPT3003, CKPT3005, CKPT4005 and CKPT1061 when contents of memories cannot be resolved, CKPT9002 when
 * they are too large.
 */
export function exportCoreDump(
  checkpoint: Checkpoint,
  options: ExportOptions = {},
): { readonly bytes: Uint8Array; readonly lost: readonly Loss[] } {
  const losses = new Losses();
  notePlaceless(checkpoint, losses);
  const moduleName = options.moduleName ?? ((module) => `sha256:${hexBytes(module.digest)}`);
  const segments = segmentsOf(checkpoint, options);
  const dump: CoreDump = {
    executable: options.name ?? 'checkpoint',
    modules: checkpoint.modules.map(moduleName),
    // clause: dump-instances
    instances: checkpoint.instances.map(({ module, memories, globals }) => ({ module, memories, globals })),
    // clause: dump-memory
    memories: checkpoint.memories.map(({ type }, address) => ({ type, segments: segments[address] ?? [] })),
    globals: checkpoint.globals.map(({ type, value }, address) =>
      globalOf(checkpoint, type, value, `globals[${address}]`, losses),
    ),
    // clause: dump-stack
    threads: checkpoint.threads.map((thread, index) => {
      const path = `threads[${index}]`;
      if (thread.status.kind !== 'runnable') losses.add(`${path}.status`, 'not-in-core-dumps');
      const frames = thread.frames.map((frame, depth) => frameOf(frame, `${path}.frames[${depth}]`, losses));
      return { name: thread.label, frames };
    }),
  };
  return { bytes: encodeCoreDump(dump), lost: losses.all };
}
