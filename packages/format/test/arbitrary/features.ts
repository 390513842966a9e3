import type {
  Checkpoint,
  ExternType,
  Field,
  MemType,
  Ref,
  RefType,
  Slot,
  StorageType,
  TableType,
} from '@wasm-checkpoint/format';
import type { CheckpointFeature } from '@wasm-checkpoint/tables';

/** The features that a checkpoint uses, found by a walk of its own over the table in spec/syntax.md, Features. */
export function featuresOf(checkpoint: Checkpoint): Set<CheckpointFeature> {
  const used = new Set<CheckpointFeature>();
  const when = (feature: CheckpointFeature, condition: boolean): void => {
    if (condition) used.add(feature);
  };

  const reference = (type: RefType): void => {
    const { heap } = type;
    when('exceptions', heap === 'exn' || heap === 'noexn');
    when('gc', !type.nullable || (heap !== 'func' && heap !== 'extern' && heap !== 'exn' && heap !== 'noexn'));
  };
  const storage = (type: StorageType): void => {
    if (typeof type === 'object') reference(type);
    when('simd', type === 'v128');
  };
  const memory = (type: MemType): void => {
    when('custom-page-sizes', type.pageSizeLog2 !== 16);
    when('memory64', type.address === 'i64');
    when('threads', type.shared);
  };
  const table = (type: TableType): void => {
    when('memory64', type.address === 'i64');
    reference(type.element);
  };
  const extern = (type: ExternType): void => {
    if (type.kind === 'memory') memory(type.type);
    else if (type.kind === 'table') table(type.type);
    else if (type.kind === 'global') storage(type.type.type);
    else when('exceptions', type.kind === 'tag');
  };
  const value = (slot: Slot | Field): void => {
    when('simd', slot.kind === 'v128');
    when('exceptions', slot.kind === 'exn' || (slot.kind === 'null' && slot.hierarchy === 'exn'));
    when('gc', slot.kind === 'i31' || (slot.kind === 'null' && slot.hierarchy === 'any'));
    if (slot.kind === 'extern') value(slot.internal);
  };
  const references = (all: readonly Ref[]): void => all.forEach(value);

  for (const group of checkpoint.types) {
    when('gc', group.length > 1);
    for (const { final, supertypes, composite } of group) {
      when('gc', !final || supertypes.length > 0 || composite.kind !== 'func');
      if (composite.kind === 'func') [...composite.params, ...composite.results].forEach(storage);
      else if (composite.kind === 'struct') for (const field of composite.fields) storage(field.storage);
      else storage(composite.element.storage);
    }
  }
  for (const module of checkpoint.modules) for (const entry of module.imports) extern(entry.type);
  for (const instance of checkpoint.instances) {
    for (const elem of instance.elems) if (elem.kind === 'contents') references(elem.refs);
  }
  for (const { type, runs } of checkpoint.tables) {
    table(type);
    for (const run of runs) if (run.kind === 'ref') value(run.ref);
  }
  for (const { type, image } of checkpoint.memories) {
    memory(type);
    for (const block of image.blocks) when('zstd', block.data.coding === 'zstd');
  }
  for (const global of checkpoint.globals) {
    storage(global.type.type);
    value(global.value);
  }
  when('exceptions', checkpoint.tags.length > 0 || checkpoint.exceptions.length > 0);
  when('gc', checkpoint.structs.length > 0 || checkpoint.arrays.length > 0);
  for (const struct of checkpoint.structs) struct.fields.forEach(value);
  for (const { elements } of checkpoint.arrays) {
    when('simd', elements.storage === 'v128');
    if (elements.storage === 'ref') references(elements.refs);
  }
  for (const exception of checkpoint.exceptions) exception.args.forEach(value);
  when('host-references', checkpoint.hostRefs.length > 0);
  when('threads', checkpoint.threads.length > 1);
  for (const thread of checkpoint.threads) {
    when('threads', thread.status.kind === 'waiting');
    for (const frame of thread.frames) {
      when('legacy-exceptions', frame.caught.length > 0);
      frame.locals.forEach(value);
      frame.operands.forEach(value);
    }
  }
  when('parent', checkpoint.parent !== undefined);
  return used;
}
