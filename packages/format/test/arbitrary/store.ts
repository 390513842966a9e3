import type {
  ArrayObject,
  BitsType,
  Elements,
  Exception,
  Global,
  HostRef,
  Instance,
  Struct,
  Table,
  TableBase,
  TableRun,
  TableType,
  Tag,
} from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { bytes, larger, smaller, u64 } from './bits.js';
import { object } from './object.js';
import { allows } from './options.js';
import { holders, type Shape } from './shape.js';
import { globalType, mostEntries, refType } from './types.js';
import type { Values } from './values.js';

const sameRun = (left: TableRun, right: TableRun): boolean =>
  left.kind === 'ref' && right.kind === 'ref'
    ? JSON.stringify(left.ref) === JSON.stringify(right.ref)
    : left.kind === right.kind;

/** Leaves out runs that continue the one before, and those beyond the largest size; clause bin-run-maximal. */
function canonicalRuns(drafts: readonly TableRun[], largest: bigint): TableRun[] {
  const runs: TableRun[] = [];
  let size = 0n;
  for (const run of drafts) {
    const last = runs.at(-1);
    if ((last !== undefined && sameRun(last, run)) || size + run.length > largest) continue;
    runs.push(run);
    size += run.length;
  }
  return runs;
}

function table(shape: Shape, values: Values, instances: readonly Instance[], address: number): fc.Arbitrary<Table> {
  const { options } = shape;
  const holding = options.moduleBases === false ? [] : holders(instances, 'tables', address);
  const none = fc.constant<TableBase>({ kind: 'none' });
  const base: fc.Arbitrary<TableBase> =
    holding.length === 0
      ? none
      : fc.oneof(
          none,
          fc.constantFrom(...holding).map((instance) => ({ kind: 'module' as const, instance })),
        );
  const addressed = allows(options, 'memory64')
    ? fc.constantFrom('i32' as const, 'i64' as const)
    : fc.constant('i32' as const);
  return fc.tuple(base, addressed, refType(options, shape.types.length)).chain(([from, addressType, element]) => {
    const small = fc.bigInt({ min: 1n, max: 5n });
    const length = options.large === true ? fc.oneof(small, fc.bigInt({ min: 1n, max: 2n ** 32n - 1n })) : small;
    const entry = object<TableRun>({ kind: fc.constant('ref' as const), length, ref: values.ref(element) });
    const left = object<TableRun>({ kind: fc.constant('base' as const), length });
    const runs = fc.array(from.kind === 'none' ? entry : fc.oneof(entry, left), { maxLength: 4 });
    return fc.tuple(runs, fc.option(u64, { nil: undefined, freq: 2 })).map(([drafts, room]): Table => {
      const canonical = canonicalRuns(drafts, 2n ** 32n - 1n);
      const min = canonical.reduce((sum, run) => sum + run.length, 0n);
      const largest = mostEntries(addressType);
      const max = room === undefined ? undefined : larger(min, smaller(room, largest));
      const type: TableType = { element, address: addressType, limits: max === undefined ? { min } : { min, max } };
      return { type, base: from, runs: canonical };
    });
  });
}

export function tables(shape: Shape, values: Values, instances: readonly Instance[]): fc.Arbitrary<Table[]> {
  return fc.tuple(
    ...Array.from({ length: shape.counts.tables }, (_, address) => table(shape, values, instances, address)),
  );
}

export function globals(shape: Shape, values: Values): fc.Arbitrary<Global[]> {
  const global = globalType(shape.options, shape.types.length).chain((type) =>
    values.value(type.type).map((value) => ({ type, value })),
  );
  return fc.array(global, { minLength: shape.counts.globals, maxLength: shape.counts.globals });
}

export function tags(shape: Shape): Tag[] {
  return shape.tags.map((type) => ({ type }));
}

export function structs(shape: Shape, values: Values): fc.Arbitrary<Struct[]> {
  return fc.tuple(
    ...shape.structs.map((type) => {
      const composite = shape.types[type]?.composite;
      const fields = composite?.kind === 'struct' ? composite.fields.map((field) => values.field(field.storage)) : [];
      return fc.tuple(...fields).map((all): Struct => ({ type, fields: all }));
    }),
  );
}

const elementSizes: Readonly<Record<BitsType, number>> = { i8: 1, i16: 2, i32: 4, i64: 8, f32: 4, f64: 8, v128: 16 };

export function arrays(shape: Shape, values: Values): fc.Arbitrary<ArrayObject[]> {
  return fc.tuple(
    ...shape.arrays.map((type) => {
      const composite = shape.types[type]?.composite;
      const storage = composite?.kind === 'array' ? composite.element.storage : 'i8';
      const elements: fc.Arbitrary<Elements> =
        typeof storage === 'object'
          ? fc.array(values.ref(storage), { maxLength: 4 }).map((refs) => ({ storage: 'ref', refs }))
          : fc
              .nat({ max: 3 })
              .chain((count) =>
                fc.uint8Array({ minLength: count * elementSizes[storage], maxLength: count * elementSizes[storage] }),
              )
              .map((contents) => ({ storage, bytes: contents }));
      return elements.map((all): ArrayObject => ({ type, elements: all }));
    }),
  );
}

export function exceptions(shape: Shape, values: Values): fc.Arbitrary<Exception[]> {
  if (shape.exceptions === 0) return fc.constant([]);
  const exception = fc.nat({ max: shape.tags.length - 1 }).chain((tag) => {
    const composite = shape.types[shape.tags[tag] ?? 0]?.composite;
    const params = composite?.kind === 'func' ? composite.params : [];
    return fc.tuple(...params.map((type) => values.value(type))).map((args): Exception => ({ tag, args }));
  });
  return fc.array(exception, { minLength: shape.exceptions, maxLength: shape.exceptions });
}

export function hostRefs(shape: Shape): fc.Arbitrary<HostRef[]> {
  if (shape.hostRefs === 0) return fc.constant([]);
  const hostRef = object<HostRef>({ state: fc.nat({ max: shape.hostStates - 1 }), payload: bytes });
  return fc.array(hostRef, { minLength: shape.hostRefs, maxLength: shape.hostRefs });
}
