import type {
  AbsHeapType,
  CompType,
  FieldType,
  GlobalType,
  HeapType,
  Limits,
  MemType,
  RecType,
  RefType,
  StorageType,
  SubType,
  TableType,
  ValType,
} from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { larger, smaller, u64 } from './bits.js';
import { object } from './object.js';
import { allows, type CheckpointOptions } from './options.js';

const gcHeapTypes: readonly AbsHeapType[] = ['any', 'eq', 'i31', 'struct', 'array', 'none', 'nofunc', 'noextern'];

/** Heap types; type indices are any numbers when `typeCount` is undefined, to be resolved later. */
function heapType(options: CheckpointOptions, typeCount: number | undefined): fc.Arbitrary<HeapType> {
  const abstract: AbsHeapType[] = ['func', 'extern'];
  if (allows(options, 'exceptions')) abstract.push('exn', 'noexn');
  if (!allows(options, 'gc')) return fc.constantFrom(...abstract);
  const any = fc.constantFrom(...abstract, ...gcHeapTypes);
  return typeCount === 0 ? any : fc.oneof(any, fc.nat({ max: (typeCount ?? 12) - 1 }));
}

export function refType(options: CheckpointOptions, typeCount?: number): fc.Arbitrary<RefType> {
  const nullable = allows(options, 'gc') ? fc.boolean() : fc.constant(true);
  return object({ nullable, heap: heapType(options, typeCount) });
}

export function valType(options: CheckpointOptions, typeCount?: number): fc.Arbitrary<ValType> {
  const simple: ValType[] = ['i32', 'i64', 'f32', 'f64'];
  if (allows(options, 'simd')) simple.push('v128');
  return fc.oneof(fc.constantFrom(...simple), refType(options, typeCount));
}

function fieldType(options: CheckpointOptions): fc.Arbitrary<FieldType> {
  const storage: fc.Arbitrary<StorageType> = fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom<StorageType>('i8', 'i16') },
    { weight: 3, arbitrary: valType(options) },
  );
  return object({ storage, mutable: fc.boolean() });
}

function compType(options: CheckpointOptions): fc.Arbitrary<CompType> {
  const parts = fc.array(valType(options), { maxLength: 3 });
  const func = object({ kind: fc.constant('func' as const), params: parts, results: parts });
  if (!allows(options, 'gc')) return func;
  const field = fieldType(options);
  return fc.oneof(
    func,
    object({ kind: fc.constant('struct' as const), fields: fc.array(field, { maxLength: 4 }) }),
    object({ kind: fc.constant('array' as const), element: field }),
  );
}

/** A subtype whose type indices and supertype are still to be resolved. */
interface Draft {
  readonly final: boolean;
  readonly supertype: number | undefined;
  readonly composite: CompType;
}

function draft(options: CheckpointOptions): fc.Arbitrary<Draft> {
  const gc = allows(options, 'gc');
  return object({
    final: gc ? fc.boolean() : fc.constant(true),
    supertype: gc ? fc.option(fc.nat({ max: 11 }), { nil: undefined, freq: 2 }) : fc.constant(undefined),
    composite: compType(options),
  });
}

/** Maps the type indices of a composite type into those below `end`. */
function resolve(composite: CompType, end: number): CompType {
  const value = <T extends StorageType>(type: T): T =>
    typeof type === 'object' && typeof type.heap === 'number' ? { ...type, heap: type.heap % end } : type;
  const field = (type: FieldType): FieldType => ({ ...type, storage: value(type.storage) });
  if (composite.kind === 'func')
    return { ...composite, params: composite.params.map(value), results: composite.results.map(value) };
  if (composite.kind === 'struct') return { ...composite, fields: composite.fields.map(field) };
  return { ...composite, element: field(composite.element) };
}

/** A subtype of `parent`: its composite type, for a structure with the fields of `composite` added. */
function extend(parent: CompType, composite: CompType): CompType {
  if (parent.kind !== 'struct' || composite.kind !== 'struct') return parent;
  return { kind: 'struct', fields: [...parent.fields, ...composite.fields] };
}

/** The group with indices into itself made relative, so that equal groups are equal texts; clause syn-type-distinct. */
function identity(group: RecType, start: number): string {
  return JSON.stringify(group, (_key, value: unknown) =>
    typeof value === 'number' && value >= start ? `own ${value - start}` : value,
  );
}

function close(drafts: readonly (readonly Draft[])[]): RecType[] {
  const groups: RecType[] = [];
  const types: SubType[] = [];
  const seen = new Set<string>();
  for (const draftGroup of drafts) {
    const start = types.length;
    const group: SubType[] = [];
    for (const { final, supertype, composite } of draftGroup) {
      const open = [...types, ...group].flatMap((type, index) => (type.final ? [] : [{ type, index }]));
      const parent = supertype === undefined || open.length === 0 ? undefined : open[supertype % open.length];
      const own = resolve(composite, start + draftGroup.length);
      group.push({
        final,
        supertypes: parent === undefined ? [] : [parent.index],
        composite: parent === undefined ? own : extend(parent.type.composite, own),
      });
    }
    const key = identity(group, start);
    if (seen.has(key)) continue;
    seen.add(key);
    groups.push(group);
    types.push(...group);
  }
  return groups;
}

/** Recursive groups that are closed and distinct, whose subtypes match their supertypes. */
export function recTypes(options: CheckpointOptions = {}): fc.Arbitrary<RecType[]> {
  const group = allows(options, 'gc')
    ? fc.oneof(
        { weight: 2, arbitrary: fc.array(draft(options), { minLength: 1, maxLength: 1 }) },
        { weight: 1, arbitrary: fc.array(draft(options), { minLength: 1, maxLength: 3 }) },
      )
    : fc.array(draft(options), { minLength: 1, maxLength: 1 });
  return fc.array(group, { maxLength: 5 }).map(close);
}

/** A minimum, and sometimes a maximum of up to `largest`. */
export function limits(
  min: fc.Arbitrary<bigint>,
  largest: bigint,
  maximum: 'always' | 'sometimes',
): fc.Arbitrary<Limits> {
  const above = maximum === 'always' ? u64 : fc.option(u64, { nil: undefined, freq: 2 });
  return fc.tuple(min, above).map(([least, room]) => {
    if (room === undefined) return { min: least };
    return { min: least, max: larger(least, smaller(room, largest)) };
  });
}

const smallSizes: Readonly<Record<0 | 16, fc.Arbitrary<bigint>>> = {
  0: fc.oneof(fc.constantFrom(0n, 1n, 5n, 4095n, 4096n, 4097n, 65536n), fc.bigInt({ min: 0n, max: 40000n })),
  16: fc.bigInt({ min: 0n, max: 4n }),
};

/** The most pages that the address type gives, and that the default limits of a reader allow in a memory. */
function mostPages(address: 'i32' | 'i64', pageSizeLog2: 0 | 16): { readonly declared: bigint; readonly held: bigint } {
  const range = address === 'i32' ? 2n ** BigInt(32 - pageSizeLog2) : 2n ** BigInt(64 - pageSizeLog2);
  const held = 2n ** BigInt(48 - pageSizeLog2);
  return { declared: smaller(range, 2n ** 64n - 1n), held: smaller(held, range) };
}

/** Memory types: of an import with any size, of a memory with one that can be held. */
export function memType(options: CheckpointOptions, of: 'import' | 'memory'): fc.Arbitrary<MemType> {
  const kinds = object({
    address: allows(options, 'memory64')
      ? fc.constantFrom('i32' as const, 'i64' as const)
      : fc.constant('i32' as const),
    shared: allows(options, 'threads') ? fc.boolean() : fc.constant(false),
    pageSizeLog2: allows(options, 'custom-page-sizes')
      ? fc.constantFrom(16 as const, 0 as const)
      : fc.constant(16 as const),
  });
  return kinds.chain(({ address, shared, pageSizeLog2 }) => {
    const { declared, held } = mostPages(address, pageSizeLog2);
    const small = smallSizes[pageSizeLog2];
    const most = of === 'import' ? declared : held;
    const min =
      of === 'import' || options.large === true
        ? fc.oneof(small, fc.constant(most), fc.bigInt({ min: 0n, max: most }))
        : small;
    return limits(min, declared, shared ? 'always' : 'sometimes').map((range) => ({
      address,
      limits: range,
      shared,
      pageSizeLog2,
    }));
  });
}

/** The type of a table import; `typeCount` types are defined. */
export function tableType(options: CheckpointOptions, typeCount: number): fc.Arbitrary<TableType> {
  const address = allows(options, 'memory64')
    ? fc.constantFrom('i32' as const, 'i64' as const)
    : fc.constant('i32' as const);
  return fc.tuple(refType(options, typeCount), address).chain(([element, addressed]) => {
    const largest = mostEntries(addressed);
    const range = limits(fc.oneof(fc.bigInt({ min: 0n, max: 9n }), fc.constant(largest)), largest, 'sometimes');
    return range.map((sizes) => ({ element, address: addressed, limits: sizes }));
  });
}

/** The most entries of a table; clause syn-limits-range. */
export function mostEntries(address: 'i32' | 'i64'): bigint {
  return address === 'i32' ? 2n ** 32n - 1n : 2n ** 64n - 1n;
}

export function globalType(options: CheckpointOptions, typeCount: number): fc.Arbitrary<GlobalType> {
  return object({ type: valType(options, typeCount), mutable: fc.boolean() });
}
