import type {
  CompType,
  ExternType,
  FieldType,
  GlobalType,
  HeapType,
  Limits,
  MemType,
  RecType,
  StorageType,
  TableType,
} from '../syntax/index.js';
import type { Checker } from './checker.js';

/** The storage types of a composite type. */
function parts(type: CompType): readonly StorageType[] {
  switch (type.kind) {
    case 'func':
      return [...type.params, ...type.results];
    case 'struct':
      return type.fields.map((field) => field.storage);
    case 'array':
      return [type.element.storage];
  }
}

/** The type indices of a group, with their own type. */
function* references(group: RecType, start: number): Generator<readonly [number, number]> {
  for (const [position, type] of group.entries()) {
    for (const supertype of type.supertypes) yield [start + position, supertype];
    for (const part of parts(type.composite)) {
      if (typeof part === 'object' && typeof part.heap === 'number') yield [start + position, part.heap];
    }
  }
}

/** A text that is the same for equal groups: indices into the group are relative to its start. */
function groupKey(group: RecType, start: number): string {
  const index = (type: number): string => (type >= start ? `+${type - start}` : `${type}`);
  const heap = (type: HeapType): string => (typeof type === 'number' ? index(type) : type);
  const storage = (type: StorageType): string =>
    typeof type === 'string' ? type : `(${type.nullable ? 'null' : 'ref'} ${heap(type.heap)})`;
  const field = (type: FieldType): string => `${type.mutable ? 'var' : 'const'} ${storage(type.storage)}`;
  const composite = (type: CompType): string => {
    switch (type.kind) {
      case 'func':
        return `func ${type.params.map(storage).join()}->${type.results.map(storage).join()}`;
      case 'struct':
        return `struct ${type.fields.map(field).join()}`;
      case 'array':
        return `array ${field(type.element)}`;
    }
  };
  return group
    .map((type) => `${type.final} ${type.supertypes.map(index).join()} ${composite(type.composite)}`)
    .join(';');
}

/** Checks the defined types. */
export function checkTypes(checker: Checker): void {
  const seen = new Map<string, number>();
  let start = 0;
  checker.each('types', checker.checkpoint.types, (group, index) => {
    // clause: bin-type-canonical
    if (group.length === 0) throw checker.fault('CKPT1040', { what: 'group of 0' });
    for (const [position, type] of group.entries()) {
      const count = type.supertypes.length;
      // clause: syn-supertype
      if (count > 1) throw checker.fault('CKPT2015', { type: start + position, count });
      for (const target of type.supertypes) {
        checker.index('type', target);
        // clause: syn-type-closed
        if (target >= start + position) throw checker.fault('CKPT2004', { type: start + position, target });
      }
    }
    for (const [type, target] of references(group, start)) {
      checker.index('type', target);
      // clause: syn-type-closed
      if (target >= start + group.length) throw checker.fault('CKPT2004', { type, target });
    }
    const key = groupKey(group, start);
    const other = seen.get(key);
    // clause: syn-type-distinct
    if (other !== undefined) throw checker.fault('CKPT2003', { group: index, other });
    seen.set(key, index);
    start += group.length;
  });
}

/** Checks minimum and maximum against each other and against `largest`. */
function checkLimits(checker: Checker, limits: Limits, what: string, largest: bigint): void {
  const { min, max } = limits;
  // clause: syn-limits
  if (max !== undefined && min > max) throw checker.fault('CKPT2009', { min, max });
  // clause: syn-limits-range
  for (const value of max === undefined ? [min] : [min, max]) {
    if (value > largest) throw checker.fault('CKPT2010', { value, what, max: largest });
  }
}

const addressBits = (type: { readonly address: 'i32' | 'i64' }): number => (type.address === 'i32' ? 32 : 64);

function checkStorage(checker: Checker, type: StorageType): void {
  if (typeof type === 'object' && typeof type.heap === 'number') checker.index('type', type.heap);
}

export function checkTableType(checker: Checker, type: TableType): void {
  checkStorage(checker, type.element);
  checkLimits(checker, type.limits, 'table size', (1n << BigInt(addressBits(type))) - 1n);
}

export function checkMemType(checker: Checker, type: MemType): void {
  checkLimits(checker, type.limits, 'memory size', 1n << BigInt(addressBits(type) - type.pageSizeLog2));
  // clause: syn-shared
  if (type.shared && type.limits.max === undefined) throw checker.fault('CKPT2011', {});
}

export function checkGlobalType(checker: Checker, type: GlobalType): void {
  checkStorage(checker, type.type);
}

export function checkExternType(checker: Checker, type: ExternType): void {
  switch (type.kind) {
    case 'func':
    case 'tag':
      checker.typeOf('func', type.type);
      break;
    case 'table':
      checkTableType(checker, type.type);
      break;
    case 'memory':
      checkMemType(checker, type.type);
      break;
    case 'global':
      checkGlobalType(checker, type.type);
  }
}
