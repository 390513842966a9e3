import { type CheckpointFeature, checkpointValues } from '@wasm-checkpoint/tables';
import type {
  Checkpoint,
  CompType,
  ExternType,
  Field,
  HeapType,
  Hierarchy,
  MemType,
  Slot,
  StorageType,
  SubType,
  TableType,
} from '../syntax/index.js';

const featureOfTag = new Map<string, CheckpointFeature>();
for (const row of checkpointValues) if ('feature' in row) featureOfTag.set(row.name, row.feature);

const featureOfNull: Readonly<Record<Hierarchy, CheckpointFeature | undefined>> = {
  any: featureOfTag.get('null-any'),
  extern: featureOfTag.get('null-extern'),
  func: featureOfTag.get('null-func'),
  exn: featureOfTag.get('null-exn'),
};

/** Collects the features that the contents of a checkpoint use; spec/syntax.md, Features. */
class Uses {
  readonly features = new Set<CheckpointFeature>();

  when(condition: boolean, feature: CheckpointFeature): void {
    if (condition) this.features.add(feature);
  }

  heap(type: HeapType): void {
    if (type === 'exn' || type === 'noexn') this.features.add('exceptions');
    else if (type !== 'func' && type !== 'extern') this.features.add('gc');
  }

  storage(type: StorageType): void {
    if (type === 'v128') this.features.add('simd');
    if (typeof type === 'string') return;
    this.heap(type.heap);
    this.when(!type.nullable, 'gc');
  }

  composite(type: CompType): void {
    this.when(type.kind !== 'func', 'gc');
    switch (type.kind) {
      case 'func':
        for (const part of type.params) this.storage(part);
        for (const part of type.results) this.storage(part);
        break;
      case 'struct':
        for (const field of type.fields) this.storage(field.storage);
        break;
      case 'array':
        this.storage(type.element.storage);
    }
  }

  subType(type: SubType): void {
    this.when(!type.final || type.supertypes.length > 0, 'gc');
    this.composite(type.composite);
  }

  memory(type: MemType): void {
    this.when(type.shared, 'threads');
    this.when(type.address === 'i64', 'memory64');
    this.when(type.pageSizeLog2 !== 16, 'custom-page-sizes');
  }

  table(type: TableType): void {
    this.storage(type.element);
    this.when(type.address === 'i64', 'memory64');
  }

  external(type: ExternType): void {
    switch (type.kind) {
      case 'func':
        break;
      case 'table':
        this.table(type.type);
        break;
      case 'memory':
        this.memory(type.type);
        break;
      case 'global':
        this.storage(type.type.type);
        break;
      case 'tag':
        this.features.add('exceptions');
    }
  }

  value(value: Slot | Field): void {
    const feature = value.kind === 'null' ? featureOfNull[value.hierarchy] : featureOfTag.get(value.kind);
    if (feature !== undefined) this.features.add(feature);
    if (value.kind === 'extern') this.value(value.internal);
  }

  values(values: readonly (Slot | Field)[]): void {
    for (const value of values) this.value(value);
  }
}

function useTypes(uses: Uses, checkpoint: Checkpoint): void {
  for (const group of checkpoint.types) {
    uses.when(group.length > 1, 'gc');
    for (const type of group) uses.subType(type);
  }
  for (const module of checkpoint.modules) for (const entry of module.imports) uses.external(entry.type);
}

function useStore(uses: Uses, checkpoint: Checkpoint): void {
  uses.when(checkpoint.structs.length > 0 || checkpoint.arrays.length > 0, 'gc');
  uses.when(checkpoint.tags.length > 0 || checkpoint.exceptions.length > 0, 'exceptions');
  uses.when(checkpoint.hostRefs.length > 0, 'host-references');
  for (const instance of checkpoint.instances) {
    for (const elem of instance.elems) if (elem.kind === 'contents') uses.values(elem.refs);
  }
  for (const table of checkpoint.tables) {
    uses.table(table.type);
    for (const run of table.runs) if (run.kind === 'ref') uses.value(run.ref);
  }
  for (const memory of checkpoint.memories) uses.memory(memory.type);
  for (const global of checkpoint.globals) {
    uses.storage(global.type.type);
    uses.value(global.value);
  }
  for (const struct of checkpoint.structs) uses.values(struct.fields);
  for (const { elements } of checkpoint.arrays) {
    uses.when(elements.storage === 'v128', 'simd');
    if (elements.storage === 'ref') uses.values(elements.refs);
  }
  for (const exception of checkpoint.exceptions) uses.values(exception.args);
}

function useThreads(uses: Uses, checkpoint: Checkpoint): void {
  uses.when(checkpoint.threads.length > 1, 'threads');
  for (const thread of checkpoint.threads) {
    uses.when(thread.status.kind === 'waiting', 'threads');
    for (const frame of thread.frames) {
      uses.when(frame.caught.length > 0, 'legacy-exceptions');
      uses.values(frame.locals);
      uses.values(frame.operands);
    }
  }
}

/** The features that a checkpoint uses as far as it can be told without its blocks and modules. */
export function usedByState(checkpoint: Checkpoint): Set<CheckpointFeature> {
  const uses = new Uses();
  uses.when(checkpoint.parent !== undefined, 'parent');
  useTypes(uses, checkpoint);
  useStore(uses, checkpoint);
  useThreads(uses, checkpoint);
  return uses.features;
}

/** The features that a checkpoint uses as far as it can be told without its modules, ascending. */
export function usedFeatures(checkpoint: Checkpoint): readonly CheckpointFeature[] {
  const features = usedByState(checkpoint);
  for (const memory of checkpoint.memories) {
    if (features.has('zstd')) break;
    for (const block of memory.image.blocks) {
      if (block.data.coding !== 'zstd') continue;
      features.add('zstd');
      break;
    }
  }
  return [...features].sort();
}
