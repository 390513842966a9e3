import type { Diagnostic } from '@wasm-checkpoint/bytes';
import type { CheckpointErrorCode, CheckpointErrorParams } from '@wasm-checkpoint/tables';
import { fault } from '../faults.js';
import { Path } from '../path.js';
import type { Checkpoint, CompType, ExternType, Field, Slot, TypeIdx } from '../syntax/index.js';

/** The index spaces of a checkpoint, as messages name them. */
export type Space =
  | 'module'
  | 'instance'
  | 'host function'
  | 'table'
  | 'memory'
  | 'global'
  | 'tag'
  | 'structure'
  | 'array'
  | 'exception'
  | 'host reference'
  | 'host state'
  | 'type';

/** How many imports of each kind a module has. */
export type ImportCounts = Readonly<Record<ExternType['kind'], number>>;

/** What the checks of all parts share: the checkpoint, where they are, and the checks of indices. */
export class Checker {
  readonly checkpoint: Checkpoint;
  readonly path = new Path();
  /** The defined types of all groups, in order. */
  readonly types: readonly CompType[];
  readonly #counts: Readonly<Record<Space, number>>;
  /** The imports of each module, counted by kind. */
  readonly imports: readonly ImportCounts[];

  constructor(checkpoint: Checkpoint) {
    this.checkpoint = checkpoint;
    const types: CompType[] = [];
    for (const group of checkpoint.types) for (const type of group) types.push(type.composite);
    this.types = types;
    this.#counts = {
      module: checkpoint.modules.length,
      instance: checkpoint.instances.length,
      'host function': checkpoint.hostFuncs.length,
      table: checkpoint.tables.length,
      memory: checkpoint.memories.length,
      global: checkpoint.globals.length,
      tag: checkpoint.tags.length,
      structure: checkpoint.structs.length,
      array: checkpoint.arrays.length,
      exception: checkpoint.exceptions.length,
      'host reference': checkpoint.hostRefs.length,
      'host state': checkpoint.hostStates.length,
      type: types.length,
    };
    this.imports = checkpoint.modules.map((module) => {
      const counts: Record<ExternType['kind'], number> = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
      for (const entry of module.imports) counts[entry.type.kind] += 1;
      return counts;
    });
  }

  fault<Code extends CheckpointErrorCode>(code: Code, params: CheckpointErrorParams[Code]): Diagnostic {
    return fault(code, params, 0, this.path.toString());
  }

  /** clause: syn-index */
  index(space: Space, index: number): void {
    const count = this.#counts[space];
    // clause: syn-range
    if (index >>> 0 !== index) throw this.fault('CKPT2021', { value: String(index), what: 'u32' });
    if (index >= count) throw this.fault('CKPT2001', { space, index: BigInt(index), count });
  }

  /** An index in the field `field`. */
  indexIn(field: string, space: Space, index: number): void {
    this.path.enter(field);
    this.index(space, index);
    this.path.leave();
  }

  /** Checks each item of a list in the field `field`. */
  each<Item>(field: string, items: readonly Item[], check: (item: Item, index: number) => void): void {
    if (items.length === 0) return;
    this.path.enter(field);
    this.path.enter(0);
    for (const [index, item] of items.entries()) {
      if (index > 0) this.path.next(index);
      check(item, index);
    }
    this.path.leave();
    this.path.leave();
  }

  /** Checks what stands in the field `field`. */
  field(field: string, check: () => void): void {
    this.path.enter(field);
    check();
    this.path.leave();
  }

  /** A type index whose composite type must be of one kind. */
  typeOf(kind: CompType['kind'], type: TypeIdx): void {
    this.index('type', type);
    const expected = kind === 'func' ? 'function' : kind === 'struct' ? 'structure' : 'array';
    // clause: syn-type-kind
    if (this.types[type]?.kind !== kind) throw this.fault('CKPT2005', { type, expected });
  }

  /** A function by the instance that defines it. */
  func(instance: number, funcidx: number): void {
    this.index('instance', instance);
    // clause: syn-func-defined
    const imported = this.imports[this.checkpoint.instances[instance]?.module ?? -1]?.func ?? 0;
    if (funcidx < imported) throw this.fault('CKPT2007', { funcidx, instance });
  }

  /** The addresses of a value. */
  value(value: Slot | Field): void {
    switch (value.kind) {
      case 'func':
        this.func(value.instance, value.funcidx);
        break;
      case 'host-func':
        this.index('host function', value.address);
        break;
      case 'struct':
        this.index('structure', value.address);
        break;
      case 'array':
        this.index('array', value.address);
        break;
      case 'host':
        this.index('host reference', value.address);
        break;
      case 'exn':
        this.index('exception', value.address);
        break;
      case 'extern':
        this.value(value.internal);
    }
  }

  values(field: string, values: readonly (Slot | Field)[]): void {
    this.each(field, values, (value) => this.value(value));
  }
}
