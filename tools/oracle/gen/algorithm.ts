
















export type Fault = { clause: string; path: string; text: string };
export type Faults = Generator<Fault, void, undefined>;

function* must(holds: boolean, clause: string, path: string, text: string): Faults {
  if (!holds) yield { clause, path, text };
}






export class Invalid extends Error {
  readonly clause: string;
  constructor(text: string, clause: string) {
    super(text);
    this.clause = clause;
  }
}

function demand(holds: boolean, text: string, clause = 'valid-module-valid'): asserts holds {
  if (!holds) throw new Invalid(text, clause);
}

function at<T>(list: readonly T[], index: number): T {
  const item = list[index];
  demand(item !== undefined, `there is no item ${index}`);
  return item;
}

/** What `check` demands, as a fault. */
function* holding(path: string, check: () => unknown): Faults {
  try {
    check();
  } catch (fault) {
    if (!(fault instanceof Invalid)) throw fault;
    yield { clause: fault.clause, path, text: fault.message };
  }
}









export type Hierarchy = 'any' | 'extern' | 'func' | 'exn';
export type HeapType = string | number; // the name of an abstract one, or the index of a defined type
export type RefType = { nullable: boolean; heap: HeapType };
export type ValType = string | RefType; // 'i32', 'i64', 'f32', 'f64', 'v128'; as storage types also 'i8', 'i16'
export type FieldType = { storage: ValType; mutable: boolean };
export type CompType =
  | { kind: 'func'; params: ValType[]; results: ValType[] }
  | { kind: 'struct'; fields: FieldType[] }
  | { kind: 'array'; element: FieldType };
export type SubType = { final: boolean; supertypes: HeapType[]; composite: CompType };
export type Limits = { min: string; max?: string | undefined };
export type MemType = { address: string; limits: Limits; shared: boolean; pageSizeLog2: number };
export type TableType = { element: RefType; address: string; limits: Limits };
export type GlobalType = { type: ValType; mutable: boolean };
export type ExternType =
  | { kind: 'func' | 'tag'; type: number }
  | { kind: 'table'; type: TableType }
  | { kind: 'memory'; type: MemType }
  | { kind: 'global'; type: GlobalType };
export type Import = { module: string; name: string; type: ExternType };

export type FuncRef = { kind: 'func'; instance: number; funcidx: number } | { kind: 'host-func'; address: number };
export type Internal = { kind: 'i31'; value: number } | { kind: 'struct' | 'array' | 'host'; address: number };
export type Ref =
  | { kind: 'null'; hierarchy: Hierarchy }
  | { kind: 'extern'; internal: Internal }
  | { kind: 'exn'; address: number }
  | FuncRef
  | Internal;
export type Value =
  | { kind: 'i32'; value: number }
  | { kind: 'i64'; value: string }
  | { kind: 'f32' | 'f64' | 'v128'; bits: string }
  | Ref;
export type Slot = Value | { kind: 'dead' | 'unset' };
export type Field = Value | { kind: 'i8' | 'i16'; bits: number };

export type Elem = { kind: 'dropped'; index: number } | { kind: 'contents'; index: number; refs: Ref[] };
export type Instance = {
  module: number;
  funcs: FuncRef[];
  tables: number[];
  memories: number[];
  globals: number[];
  tags: number[];
  elems: Elem[];
  datas: number[];
};
export type HostFunc = { module: string; name: string; type: number };
export type TableRun = { kind: 'base'; length: string } | { kind: 'ref'; length: string; ref: Ref };
export type Table = { type: TableType; base: { kind: 'none' } | { kind: 'module'; instance: number }; runs: TableRun[] };
export type Block = {
  number: string;
  runs: { kind: string; pages: number }[];
  data: { coding: 'raw'; views: string[] } | { coding: 'zstd'; frame: string };
};
export type Base = { kind: 'zeros' } | { kind: 'module'; instance: number } | { kind: 'parent'; memory: number };
export type Memory = { type: MemType; image: { base: Base; blockSizeLog2: number; blocks: Block[] } };
export type Global = { type: GlobalType; value: Value };
export type Struct = { type: number; fields: Field[] };
export type ArrayObject = {
  type: number;
  elements: { storage: 'ref'; refs: Ref[] } | { storage: 'i8' | 'i16' | 'i32' | 'i64' | 'f32' | 'f64' | 'v128'; bytes: string };
};
export type Exception = { tag: number; args: Value[] };
export type Frame = {
  instance: number;
  funcidx: number;
  offset: number;
  locals: Slot[];
  operands: Value[];
  caught: number[];
};
export type Status =
  | { kind: 'runnable' }
  | { kind: 'waiting'; memory: number; address: string; timeout: string; ticket: number };
export type Thread = { label: string; status: Status; frames: Frame[] };
export type HostState = {
  name: string;
  version: string;
  policy: string;
  required: boolean;
  instances: number[];
  payload: string;
};

export type Checkpoint = {
  features: string[];
  parent?: { kind: string; digest: string };
  types: SubType[][];
  modules: { digest: string; length: string; imports: Import[] }[];
  instances: Instance[];
  hostFuncs: HostFunc[];
  tables: Table[];
  memories: Memory[];
  globals: Global[];
  tags: { type: number }[];
  structs: Struct[];
  arrays: ArrayObject[];
  exceptions: Exception[];
  hostRefs: { state: number; payload: string }[];
  threads: Thread[];
  hostStates: HostState[];
  producers: { field: string; name: string; version: string }[];
  digests: { kind: string; digest: string }[];
};









export type Mode =
  | { kind: 'passive' | 'declarative' }
  | { kind: 'active'; index: number; offset: Instr[] };
export type Body = { locals: { count: number; type: ValType }[]; instrs: Instr[] };

export type Module = {
  digest: string;
  length: number;
  malformed: string | undefined;
  types: SubType[][];
  imports: Import[];
  functions: number[]; // type index of each function that is defined here
  tables: { type: TableType; init: Instr[] | undefined }[];
  memories: MemType[];
  globals: { type: GlobalType; init: Instr[] }[];
  tags: number[];
  elements: { type: RefType; mode: Mode; items: Instr[][] }[];
  datas: { mode: Mode; bytes: Uint8Array }[];
  dataCount: number | undefined; // what the data count section says
  exports: { name: string; kind: string; index: number }[];
  start: number | undefined;
  body(funcidx: number): Body;
};







export type Instr = {
  offset: number; // from the first byte of the body
  op: string;
  from: readonly string[];
  to: readonly string[];
  uses: readonly { space: string; index: number }[];
  labels: readonly number[]; // of br_table the default is last
  block: { results: ValType[] } | { type: number } | undefined;
  catches: readonly { kind: string; tag: number; label: number }[];
  refs: readonly RefType[]; // of ref.null, ref.test, ref.cast, br_on_cast
  types: readonly ValType[]; // of select
  memarg: { align: number; offset: bigint; natural: number; atomic: boolean } | undefined; // exponents of alignments
  lanes: readonly number[];
  laneCount: number; // lanes are below it
  count: number; // of array.new_fixed
  value: Value | undefined; // of constants
};









const defined: SubType[] = []; // by number; its own references are numbers too
const numbers = new Map<string, number>();

function mapType(t: ValType, to: (x: number) => HeapType): ValType {
  return typeof t === 'string' ? t : mapRef(t, to);
}
function mapRef(t: RefType, to: (x: number) => HeapType): RefType {
  return { nullable: t.nullable, heap: typeof t.heap === 'number' ? to(t.heap) : t.heap };
}
function mapField(t: FieldType, to: (x: number) => HeapType): FieldType {
  return { storage: mapType(t.storage, to), mutable: t.mutable };
}
function mapComp(t: CompType, to: (x: number) => HeapType): CompType {
  const all = (types: ValType[]) => types.map((each) => mapType(each, to));
  if (t.kind === 'func') return { kind: t.kind, params: all(t.params), results: all(t.results) };
  if (t.kind === 'struct') return { kind: t.kind, fields: t.fields.map((field) => mapField(field, to)) };
  return { kind: t.kind, element: mapField(t.element, to) };
}
function mapSub(t: SubType, to: (x: number) => HeapType): SubType {
  const supertypes = t.supertypes.map((x) => (typeof x === 'number' ? to(x) : x));
  return { final: t.final, supertypes, composite: mapComp(t.composite, to) };
}

/** The number of each defined type of these groups, by type index. */
function close(groups: readonly SubType[][]): number[] {
  const known: number[] = [];
  for (const group of groups) {
    const first = known.length;
    const inside = (x: number, name: (position: number) => HeapType): HeapType => {
      demand(x < first + group.length, `type ${x} is not known yet`);
      return x < first ? at(known, x) : name(x - first);
    };
    const rising = group.every((t, position) => t.supertypes.every((x) => Number(x) < first + position));
    demand(rising, 'a supertype comes later');
    const text = JSON.stringify(group.map((t) => mapSub(t, (x) => inside(x, (position) => `rec ${position}`))));
    const base = numbers.get(text) ?? defined.length;
    if (!numbers.has(text)) for (const t of group) defined.push(mapSub(t, (x) => inside(x, (position) => base + position)));
    numbers.set(text, base);
    for (const position of group.keys()) known.push(base + position);
  }
  return known;
}





function closed(types: readonly number[]) {
  const number = (x: number) => at(types, x);
  const extern = (t: ExternType): ExternType => {
    if (t.kind === 'table') return { kind: t.kind, type: table(t.type) };
    if (t.kind === 'global') return { kind: t.kind, type: global(t.type) };
    if (t.kind === 'memory') return { kind: t.kind, type: memory(t.type) };
    return { kind: t.kind, type: number(t.type) };
  };
  const limits = ({ min, max }: Limits): Limits => ({ min, max });
  const value = (t: ValType) => mapType(t, number);
  const ref = (t: RefType) => mapRef(t, number);
  const table = (t: TableType): TableType => ({ element: ref(t.element), address: t.address, limits: limits(t.limits) });
  const global = (t: GlobalType): GlobalType => ({ type: value(t.type), mutable: t.mutable });
  const memory = (t: MemType): MemType => {
    return { address: t.address, limits: limits(t.limits), shared: t.shared, pageSizeLog2: t.pageSizeLog2 };
  };
  return { number, value, ref, table, global, memory, extern };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
const compOf = (number: number): CompType => at(defined, number).composite;

export function funcOf(number: number) {
  const type = compOf(number);
  demand(type.kind === 'func', 'not a function type');
  return type;
}









const above: Record<string, string> = {
  eq: 'any', i31: 'eq', struct: 'eq', array: 'eq', nofunc: 'func', noextern: 'extern', noexn: 'exn',
};
const bottoms: Record<Hierarchy, string> = { any: 'none', func: 'nofunc', extern: 'noextern', exn: 'noexn' };

export function hierarchyOf(heap: HeapType): Hierarchy {
  if (typeof heap === 'number') return compOf(heap).kind === 'func' ? 'func' : 'any';
  if (heap === 'func' || heap === 'nofunc') return 'func';
  if (heap === 'extern' || heap === 'noextern') return 'extern';
  if (heap === 'exn' || heap === 'noexn') return 'exn';
  return 'any';
}

function heapMatches(a: HeapType, b: HeapType): boolean {
  if (a === 'bot') return true;
  if (a === bottoms[hierarchyOf(a)]) return b !== 'bot' && hierarchyOf(b) === hierarchyOf(a);
  for (let x: HeapType | undefined = a; x !== undefined; ) {
    if (x === b) return true;
    if (typeof x === 'string') x = above[x];
    else x = at(defined, x).supertypes[0] ?? compOf(x).kind;
  }
  return false;
}

function refMatches(a: RefType, b: RefType): boolean {
  return (b.nullable || !a.nullable) && heapMatches(a.heap, b.heap);
}

function matches(a: ValType, b: ValType): boolean {
  if (typeof a === 'string' || typeof b === 'string') return a === 'bot' || a === b;
  return refMatches(a, b);
}

const allMatch = (a: readonly ValType[], b: readonly ValType[]): boolean =>
  a.length === b.length && a.every((t, index) => matches(t, at(b, index)));





function fieldMatches(a: FieldType, b: FieldType): boolean {
  return a.mutable === b.mutable && (a.mutable ? same(a.storage, b.storage) : matches(a.storage, b.storage));
}

function compMatches(a: CompType, b: CompType): boolean {
  if (a.kind === 'func') return b.kind === 'func' && allMatch(b.params, a.params) && allMatch(a.results, b.results);
  if (a.kind === 'array') return b.kind === 'array' && fieldMatches(a.element, b.element);
  if (b.kind !== 'struct' || b.fields.length > a.fields.length) return false;
  return b.fields.every((field, index) => fieldMatches(at(a.fields, index), field));
}

/** Whether a defined type may have the supertype that it declares: ⟨Subtype_ok⟩. */
function isSubtypeOk(t: SubType): boolean {
  return t.supertypes.every((x) => {
    const parent = at(defined, Number(x));
    return !parent.final && compMatches(t.composite, parent.composite);
  });
}





function limitsMatch(a: Limits, b: Limits): boolean {
  const fits = b.max === undefined || (a.max !== undefined && BigInt(a.max) <= BigInt(b.max));
  return BigInt(a.min) >= BigInt(b.min) && fits;
}

function externMatches(a: ExternType, b: ExternType): boolean {
  if (a.kind === 'func' && b.kind === 'func') return heapMatches(a.type, b.type);
  if (a.kind === 'tag' && b.kind === 'tag') return a.type === b.type;
  if (a.kind === 'global' && b.kind === 'global') {
    if (a.type.mutable !== b.type.mutable) return false;
    return a.type.mutable ? same(a.type, b.type) : matches(a.type.type, b.type.type);
  }
  if (a.kind === 'table' && b.kind === 'table') {
    const alike = a.type.address === b.type.address && same(a.type.element, b.type.element);
    return alike && limitsMatch(a.type.limits, b.type.limits);
  }
  if (a.kind === 'memory' && b.kind === 'memory') {
    const { address, shared, pageSizeLog2 } = b.type;
    const alike = a.type.address === address && a.type.shared === shared && a.type.pageSizeLog2 === pageSizeLog2;
    return alike && limitsMatch(a.type.limits, b.type.limits);
  }
  return false;
}












type Placed<T> = Generator<[T, string], void, undefined>;

function* externTypes(c: Checkpoint): Placed<ExternType> {
  for (const [m, { imports }] of c.modules.entries())
    for (const [k, { type }] of imports.entries()) yield [type, `modules[${m}].imports[${k}].type`];
  for (const [a, { type }] of c.hostFuncs.entries()) yield [{ kind: 'func', type }, `hostFuncs[${a}].type`];
  for (const [a, { type }] of c.tables.entries()) yield [{ kind: 'table', type }, `tables[${a}].type`];
  for (const [a, { type }] of c.memories.entries()) yield [{ kind: 'memory', type }, `memories[${a}].type`];
  for (const [a, { type }] of c.globals.entries()) yield [{ kind: 'global', type }, `globals[${a}].type`];
  for (const [a, { type }] of c.tags.entries()) yield [{ kind: 'tag', type }, `tags[${a}].type`];
}

function partsOf(t: CompType): ValType[] {
  if (t.kind === 'func') return [...t.params, ...t.results];
  return t.kind === 'struct' ? t.fields.map(({ storage }) => storage) : [t.element.storage];
}

function* valueTypes(c: Checkpoint): Placed<ValType> {
  for (const [g, group] of c.types.entries())
    for (const [k, { composite }] of group.entries())
      for (const t of partsOf(composite)) yield [t, `types[${g}][${k}].composite`];
  for (const [t, path] of externTypes(c)) {
    if (t.kind === 'table') yield [t.type.element, `${path}.element`];
    if (t.kind === 'global') yield [t.type.type, `${path}.type`];
  }
}

function* bindings(c: Checkpoint): Placed<FuncRef> {
  for (const [i, { funcs }] of c.instances.entries())
    for (const [k, ref] of funcs.entries()) yield [ref, `instances[${i}].funcs[${k}]`];
}

function* places(c: Checkpoint): Placed<Slot | Field> {
  for (const [i, { elems }] of c.instances.entries())
    for (const [k, elem] of elems.entries())
      if (elem.kind === 'contents')
        for (const [n, ref] of elem.refs.entries()) yield [ref, `instances[${i}].elems[${k}].refs[${n}]`];
  for (const [a, { runs }] of c.tables.entries())
    for (const [k, run] of runs.entries()) if (run.kind === 'ref') yield [run.ref, `tables[${a}].runs[${k}].ref`];
  for (const [a, { value }] of c.globals.entries()) yield [value, `globals[${a}].value`];
  for (const [a, { fields }] of c.structs.entries())
    for (const [k, field] of fields.entries()) yield [field, `structs[${a}].fields[${k}]`];
  for (const [a, { elements }] of c.arrays.entries())
    if (elements.storage === 'ref')
      for (const [k, ref] of elements.refs.entries()) yield [ref, `arrays[${a}].elements.refs[${k}]`];
  for (const [a, { args }] of c.exceptions.entries())
    for (const [k, arg] of args.entries()) yield [arg, `exceptions[${a}].args[${k}]`];
  for (const { frame, path } of framesOf(c)) {
    for (const [k, slot] of frame.locals.entries()) yield [slot, `${path}.locals[${k}]`];
    for (const [k, value] of frame.operands.entries()) yield [value, `${path}.operands[${k}]`];
  }
}

function* values(c: Checkpoint): Placed<Slot | Field> {
  yield* bindings(c);
  for (const [value, path] of places(c)) {
    yield [value, path];
    if (value.kind === 'extern') yield [value.internal, `${path}.internal`];
  }
}

type Placing = { thread: Thread; frame: Frame; inner: Frame | undefined; path: string };

/** The frames with their paths; `inner` is the one that was entered from this one. */
function* framesOf(c: Checkpoint): Generator<Placing, void, undefined> {
  for (const [t, thread] of c.threads.entries())
    for (const [k, frame] of thread.frames.entries())
      yield { thread, frame, inner: thread.frames[k - 1], path: `threads[${t}].frames[${k}]` };
}






function* indices(c: Checkpoint): Generator<[readonly unknown[], number, string], void, undefined> {
  const types = c.types.flat();
  for (const [t, path] of valueTypes(c))
    if (typeof t !== 'string' && typeof t.heap === 'number') yield [types, t.heap, `${path}.heap`];
  for (const [x, { supertypes }] of types.entries())
    for (const parent of supertypes) yield [types, Number(parent), `supertype of type ${x}`];
  for (const [t, path] of externTypes(c)) if (t.kind === 'func' || t.kind === 'tag') yield [types, t.type, path];
  for (const [i, instance] of c.instances.entries()) {
    const path = `instances[${i}]`;
    yield [c.modules, instance.module, `${path}.module`];
    for (const space of ['tables', 'memories', 'globals', 'tags'] as const)
      for (const [k, a] of instance[space].entries()) yield [c[space], a, `${path}.${space}[${k}]`];
  }
  for (const [a, { base }] of c.tables.entries())
    if (base.kind === 'module') yield [c.instances, base.instance, `tables[${a}].base.instance`];
  for (const [a, { image }] of c.memories.entries())
    if (image.base.kind === 'module') yield [c.instances, image.base.instance, `memories[${a}].image.base.instance`];
  for (const [a, { type }] of c.structs.entries()) yield [types, type, `structs[${a}].type`];
  for (const [a, { type }] of c.arrays.entries()) yield [types, type, `arrays[${a}].type`];
  for (const [a, { tag }] of c.exceptions.entries()) yield [c.tags, tag, `exceptions[${a}].tag`];
  for (const [a, { state }] of c.hostRefs.entries()) yield [c.hostStates, state, `hostRefs[${a}].state`];
  const lists = {
    'func': c.instances, 'host-func': c.hostFuncs, 'struct': c.structs, 'array': c.arrays, 'exn': c.exceptions,
    'host': c.hostRefs,
  };
  for (const [value, path] of values(c)) {
    if ('instance' in value) yield [lists[value.kind], value.instance, `${path}.instance`];
    if ('address' in value) yield [lists[value.kind], value.address, `${path}.address`];
  }
  for (const { thread, frame, inner, path } of framesOf(c)) {
    if (thread.status.kind === 'waiting' && inner === undefined) yield [c.memories, thread.status.memory, `${path} waits`];
    yield [c.instances, frame.instance, `${path}.instance`];
    for (const [k, a] of frame.caught.entries()) yield [c.exceptions, a, `${path}.caught[${k}]`];
  }
  for (const [h, { instances }] of c.hostStates.entries())
    for (const [k, i] of instances.entries()) yield [c.instances, i, `hostStates[${h}].instances[${k}]`];
}

function* synIndex(c: Checkpoint): Faults {
  for (const [list, index, path] of indices(c))
    yield* must(index < list.length, 'syn-index', path, `${index} of ${list.length}`);
}








function* synTypes(c: Checkpoint): Faults {
  let first = 0;
  for (const [g, group] of c.types.entries()) {
    yield* must(group.length > 0, 'bin-type-canonical', `types[${g}]`, 'a group of no types');
    for (const [k, t] of group.entries()) {
      const path = `types[${g}][${k}]`;
      const heaps = partsOf(t.composite).map((part) => (typeof part === 'string' ? part : part.heap));
      const inside = heaps.every((heap) => typeof heap === 'string' || heap < first + group.length);
      yield* must(inside, 'syn-type-closed', path, 'refers to a later group');
      const rising = t.supertypes.every((x) => Number(x) < first + k);
      yield* must(rising, 'syn-type-closed', path, 'its supertype does not stand before it');
      yield* must(t.supertypes.length <= 1, 'syn-supertype', path, 'has several supertypes');
    }
    first += group.length;
  }
}

function* synTypesClosed(c: Checkpoint): Faults {
  const types = close(c.types);
  yield* must(new Set(types).size === types.length, 'syn-type-distinct', 'types', 'two groups are equal');
  const kindOf = (x: number) => compOf(at(types, x)).kind;
  for (const [t, path] of externTypes(c))
    if (t.kind === 'func' || t.kind === 'tag') yield* must(kindOf(t.type) === 'func', 'syn-type-kind', path, 'no function type');
  for (const [a, { type }] of c.structs.entries())
    yield* must(kindOf(type) === 'struct', 'syn-type-kind', `structs[${a}].type`, 'no structure type');
  for (const [a, { type }] of c.arrays.entries())
    yield* must(kindOf(type) === 'array', 'syn-type-kind', `arrays[${a}].type`, 'no array type');
}






/** The greatest size that a table, or a memory, can have. */
function greatestSize(t: { address: string; pageSizeLog2?: number }): bigint {
  const all = 2n ** (t.address === 'i64' ? 64n : 32n);
  return t.pageSizeLog2 === undefined ? all - 1n : all >> BigInt(t.pageSizeLog2);
}

function* synLimits(c: Checkpoint): Faults {
  for (const [t, path] of externTypes(c)) {
    if (t.kind !== 'table' && t.kind !== 'memory') continue;
    const min = BigInt(t.type.limits.min);
    const max = BigInt(t.type.limits.max ?? min);
    yield* must(min <= max, 'syn-limits', path, 'the minimum exceeds the maximum');
    const greatest = greatestSize(t.type);
    yield* must(min <= greatest && max <= greatest, 'syn-limits-range', path, `a limit exceeds ${greatest}`);
    if (t.kind === 'memory')
      yield* must(!t.type.shared || t.type.limits.max !== undefined, 'syn-shared', path, 'shared without maximum');
  }
}






export const features = [
  'any-point', 'custom-page-sizes', 'exceptions', 'gc', 'host-references', 'legacy-exceptions', 'memory64', 'parent', 'simd',
  'threads', 'zstd',
];

function usedFeatures(c: Checkpoint): Set<string> {
  const used = new Set<string>();
  const use = (feature: string, when: boolean) => when && used.add(feature);
  for (const [t] of externTypes(c)) {
    use('exceptions', t.kind === 'tag');
    use('custom-page-sizes', t.kind === 'memory' && t.type.pageSizeLog2 !== 16);
    use('memory64', (t.kind === 'memory' || t.kind === 'table') && t.type.address === 'i64');
    use('threads', t.kind === 'memory' && t.type.shared);
  }
  for (const [t] of valueTypes(c)) {
    use('simd', t === 'v128');
    if (typeof t === 'string') continue;
    use('exceptions', t.heap === 'exn' || t.heap === 'noexn');
    use('gc', !t.nullable || !['func', 'extern', 'exn', 'noexn'].includes(String(t.heap)));
  }
  for (const group of c.types)
    for (const { final, supertypes, composite } of group)
      use('gc', group.length !== 1 || !final || supertypes.length > 0 || composite.kind !== 'func');
  for (const [value] of values(c)) {
    use('simd', value.kind === 'v128');
    use('gc', value.kind === 'i31' || (value.kind === 'null' && value.hierarchy === 'any'));
    use('exceptions', value.kind === 'null' && value.hierarchy === 'exn');
  }
  use('gc', c.structs.length > 0 || c.arrays.length > 0);
  use('exceptions', c.exceptions.length > 0);
  use('simd', c.arrays.some(({ elements }) => elements.storage === 'v128'));
  use('host-references', c.hostRefs.length > 0);
  use('parent', c.parent !== undefined);
  use('threads', c.threads.length > 1 || c.threads.some(({ status }) => status.kind === 'waiting'));
  for (const { frame } of framesOf(c)) use('legacy-exceptions', frame.caught.length > 0);
  for (const { image } of c.memories) use('zstd', image.blocks.some(({ data }) => data.coding === 'zstd'));
  return used;
}

function* synFeatures(c: Checkpoint): Faults {
  for (const feature of c.features) yield* must(features.includes(feature), 'syn-feature-known', 'features', feature);
  for (const feature of usedFeatures(c)) yield* must(c.features.includes(feature), 'syn-feature-declared', 'features', feature);
}








const spaces = ['tables', 'memories', 'globals', 'tags'] as const;
type Space = (typeof spaces)[number];
const kinds = { tables: 'table', memories: 'memory', globals: 'global', tags: 'tag' } as const;

/** Number of imports of a kind that the checkpoint states for the module of instance i. */
function importCount(c: Checkpoint, i: number, kind: ExternType['kind']): number {
  return at(c.modules, at(c.instances, i).module).imports.filter(({ type }) => type.kind === kind).length;
}

/** The addresses of a space that instance i defines. */
function defines(c: Checkpoint, i: number, space: Space): number[] {
  return at(c.instances, i)[space].slice(importCount(c, i, kinds[space]));
}

/** The instances that define the object with this address: at most one, by syn-owner; none if it belongs to the host. */
function definers(c: Checkpoint, space: Space, address: number): number[] {
  return [...c.instances.keys()].filter((i) => defines(c, i, space).includes(address));
}

function* synInstances(c: Checkpoint): Faults {
  const digests = c.modules.map(({ digest }) => digest);
  yield* must(new Set(digests).size === digests.length, 'syn-module-distinct', 'modules', 'two have the same digest');
  const first = c.modules.map((_, m) => c.instances.findIndex(({ module }) => module === m));
  for (const [m, i] of first.entries()) {
    yield* must(i >= 0, 'syn-module-instance', `modules[${m}]`, 'no instance is of this module');
    yield* must(i < 0 || m === 0 || i > at(first, m - 1), 'syn-order', `modules[${m}]`, 'its first instance stands too early');
  }
  for (const [i, instance] of c.instances.entries()) {
    const path = `instances[${i}]`;
    const bound = instance.funcs.length === importCount(c, i, 'func');
    yield* must(bound, 'syn-binding-count', `${path}.funcs`, 'not one for each import');
    for (const [k, ref] of instance.funcs.entries())
      yield* must(ref.kind !== 'func' || ref.instance < i, 'syn-order', `${path}.funcs[${k}]`, 'bound to a later instance');
    for (const space of spaces) {
      const imports = importCount(c, i, kinds[space]);
      yield* must(instance[space].length >= imports, 'syn-binding-count', `${path}.${space}`, 'fewer than imports');
      for (const [k, address] of instance[space].slice(0, imports).entries()) {
        const earlier = definers(c, space, address).every((j) => j < i);
        yield* must(earlier, 'syn-order', `${path}.${space}[${k}]`, 'bound to a later instance');
      }
    }
  }
  for (const space of spaces) {
    const all = c.instances.flatMap((_, i) => defines(c, i, space));
    yield* must(new Set(all).size === all.length, 'syn-owner', space, 'defined twice');
  }
}

function* synFunctions(c: Checkpoint): Faults {
  const imported = (i: number, funcidx: number) => funcidx < importCount(c, i, 'func');
  for (const [value, path] of values(c))
    if (value.kind === 'func')
      yield* must(!imported(value.instance, value.funcidx), 'syn-func-defined', path, 'names an import');
  for (const { frame, path } of framesOf(c))
    yield* must(!imported(frame.instance, frame.funcidx), 'syn-func-defined', path, 'names an import');
}






function memoryBytes({ limits, pageSizeLog2 }: MemType): bigint {
  return BigInt(limits.min) << BigInt(pageSizeLog2);
}

function* synThreads(c: Checkpoint): Faults {
  const wanted = c.memories.some(({ image }) => image.base.kind === 'parent');
  yield* must(wanted === (c.parent !== undefined), 'syn-parent', 'parent', 'goes with memories that have a parent base');
  for (const [t, { frames }] of c.threads.entries())
    yield* must(frames.length > 0, 'syn-thread-frames', `threads[${t}]`, 'has no frame');
  const tickets: number[] = [];
  for (const [t, { status }] of c.threads.entries()) {
    if (status.kind !== 'waiting') continue;
    tickets.push(status.ticket);
    const { type } = at(c.memories, status.memory);
    const address = BigInt(status.address);
    const inside = address % 4n === 0n && address + 4n <= memoryBytes(type);
    const waitable = type.shared && inside && BigInt(status.timeout) >= -1n;
    yield* must(waitable, 'syn-waiting', `threads[${t}].status`, 'cannot be waited for');
  }
  const inOrder = tickets.sort((a, b) => a - b).every((ticket, position) => ticket === position);
  yield* must(inOrder, 'syn-waiting', 'threads', 'the tickets are not the numbers from 0');
}





function compareNames(a: string, b: string): number {
  const points = (name: string) => Array.from(name, (each) => each.codePointAt(0) ?? 0);
  const other = points(b);
  for (const [k, point] of points(a).entries()) if (point !== other[k]) return point - (other[k] ?? -1);
  return points(a).length - other.length;
}

function* ascending<T>(items: readonly T[], compare: (a: T, b: T) => number, path: string): Faults {
  const rising = items.slice(1).every((item, k) => compare(at(items, k), item) < 0);
  yield* must(rising, 'conv-ascending', path, 'not in ascending order');
}

function* convAscending(c: Checkpoint): Faults {
  const byNumber = (a: number, b: number) => a - b;
  yield* ascending(c.features, compareNames, 'features');
  yield* ascending(c.producers, (a, b) => compareNames(a.field, b.field) || compareNames(a.name, b.name), 'producers');
  yield* ascending(c.digests.map(({ kind }) => ['memories', 'core', 'state'].indexOf(kind)), byNumber, 'digests');
  for (const [i, { elems, datas }] of c.instances.entries()) {
    yield* ascending(elems.map(({ index }) => index), byNumber, `instances[${i}].elems`);
    yield* ascending(datas, byNumber, `instances[${i}].datas`);
  }
  for (const [h, { instances }] of c.hostStates.entries()) yield* ascending(instances, byNumber, `hostStates[${h}].instances`);
}







/** A value as text that equal values share. */
const key = (value: Slot | Field): string =>
  JSON.stringify(value, ['kind', 'value', 'bits', 'hierarchy', 'instance', 'funcidx', 'address', 'internal']);

function* binTables(c: Checkpoint): Faults {
  for (const [a, { type, base, runs }] of c.tables.entries()) {
    const path = `tables[${a}]`;
    const total = runs.reduce((sum, { length }) => sum + BigInt(length), 0n);
    yield* must(total === BigInt(type.limits.min), 'bin-table-runs', path, `runs of ${total} entries`);
    for (const [k, run] of runs.entries()) {
      yield* must(BigInt(run.length) > 0n, 'bin-table-runs', `${path}.runs[${k}]`, 'is empty');
      yield* must(run.kind !== 'base' || base.kind !== 'none', 'bin-table-base', `${path}.runs[${k}]`, 'there is no base');
      const before = runs[k - 1];
      const alike = before?.kind === 'ref' && run.kind === 'ref' ? key(before.ref) === key(run.ref) : before?.kind === run.kind;
      yield* must(!alike, 'bin-run-maximal', `${path}.runs[${k}]`, 'equals the run before it');
    }
    if (base.kind === 'module')
      yield* must(at(c.instances, base.instance).tables.includes(a), 'bin-table-base-module', path, 'is no table of its base');
  }
}






const PAGE = 4096;
const bytesOf = (base64: string): Uint8Array => Uint8Array.from(atob(base64), (each) => each.charCodeAt(0));

function* binMemories(c: Checkpoint): Faults {
  for (const [a, { type, image }] of c.memories.entries()) {
    const { base, blockSizeLog2, blocks } = image;
    const path = `memories[${a}].image`;
    yield* must(blockSizeLog2 >= 12 && blockSizeLog2 <= 22, 'bin-block-size', path, String(blockSizeLog2));
    if (base.kind === 'module')
      yield* must(at(c.instances, base.instance).memories.includes(a), 'bin-base-module', path, 'is no memory of its base');
    for (const [b, block] of blocks.entries()) {
      const before = blocks[b - 1];
      const rising = before === undefined || BigInt(before.number) < BigInt(block.number);
      yield* must(rising, 'bin-block-order', `${path}.blocks[${b}]`, 'not in ascending order');
      yield* binBlock(block, memoryBytes(type), BigInt(blockSizeLog2), base.kind === 'zeros', `${path}.blocks[${b}]`);
    }
  }
}

function* binBlock(block: Block, size: bigint, blockSizeLog2: bigint, zeros: boolean, path: string): Faults {
  const start = BigInt(block.number) << blockSizeLog2;
  yield* must(start < size, 'bin-block-outside', path, 'starts behind the end of the memory');
  if (start >= size) return;
  const left = size - start < 1n << blockSizeLog2 ? size - start : 1n << blockSizeLog2;
  const { runs, data } = block;
  yield* must(runs.length > 0, 'bin-block-runs', path, 'has no runs');
  yield* must(runs.every(({ pages }) => pages > 0), 'bin-run', path, 'a run of no pages');
  yield* must(runs[runs.length - 1]?.kind !== 'base', 'bin-run-trailing', path, 'the last run is of the base');
  yield* must(!zeros || runs.every(({ kind }) => kind !== 'zeros'), 'bin-run-base', path, 'zeros over zeros');
  const repeated = runs.some(({ kind }, k) => runs[k - 1]?.kind === kind);
  yield* must(!repeated, 'bin-run-maximal', path, 'two runs of the same kind');
  const pages = runs.reduce((sum, run) => sum + run.pages, 0);
  const inside = BigInt(pages) * BigInt(PAGE) < left + BigInt(PAGE);
  yield* must(inside, 'bin-run-outside', path, 'runs beyond the end');
  if (!inside) return;
  const lengths = dataLengths(block, Number(left));
  yield* must(lengths.length > 0 || data.coding === 'raw', 'bin-coding', path, 'nothing is compressed');
  if (data.coding !== 'raw') return;
  yield* must(data.views.length === lengths.length, 'json-views', path, 'not one view for each data run');
  for (const [k, view] of data.views.entries()) {
    const bytes = bytesOf(view);
    yield* must(bytes.length === lengths[k], 'bin-payload', path, `${bytes.length} bytes`);
    for (let page = 0; page < bytes.length; page += PAGE)
      yield* must(bytes.subarray(page, page + PAGE).some((byte) => byte !== 0), 'bin-page-zero', path, 'a page of zeros');
  }
}

/** The number of bytes of each data run of a block that has so many bytes left of its memory. */
function dataLengths({ runs }: Block, left: number): number[] {
  const lengths: number[] = [];
  let start = 0;
  for (const { kind, pages } of runs) {
    const end = start + pages * PAGE;
    if (kind === 'data') lengths.push(Math.min(end, left) - start);
    start = end;
  }
  return lengths;
}

function* wellFormed(c: Checkpoint): Faults {
  const early = [...synIndex(c), ...synTypes(c)];
  yield* early;
  if (early.length > 0) return;
  yield* synTypesClosed(c);
  yield* synLimits(c);
  yield* synFeatures(c);
  yield* synInstances(c);
  yield* synFunctions(c);
  yield* synThreads(c);
  yield* convAscending(c);
  yield* binTables(c);
  yield* binMemories(c);
}









/** The types that a module declares, closed; index spaces are whole, imports first. */
export type Context = {
  types: number[];
  funcs: number[];
  tables: TableType[];
  memories: MemType[];
  globals: GlobalType[];
  tags: number[];
  elems: RefType[];
  datas: number;
  declared: Set<number>; // functions that occur outside of bodies
};

export type Stack = { type: ValType; below: Stack; height: number } | undefined;
export type Label = {
  op: string; // what opened it; 'body' for that of the function; 'else', 'catch', 'catch_all' for later parts
  start: ValType[];
  end: ValType[];
  height: number; // of the operand stack below it
  unreachable: boolean; // its operand stack is polymorphic
  set: ReadonlySet<number>; // locals that were set when it was opened
  tag: number; // of catch
  outer: Label | undefined;
};
export type State = { instr: Instr; stack: Stack; label: Label; set: ReadonlySet<number> };

type Of<Kind> = Extract<ExternType, { kind: Kind }>['type'];
const importedOf = <Kind extends ExternType['kind']>(m: Module, kind: Kind): Of<Kind>[] =>
  m.imports.flatMap(({ type }) => (type.kind === kind ? [type.type as Of<Kind>] : []));

export function contextOf(m: Module): Context {
  demand(m.malformed === undefined, String(m.malformed));
  const types = close(m.types);
  const { number, ref, table, memory, global } = closed(types);
  const items = m.elements.flatMap((segment) => segment.items);
  const outside = [...m.globals.map(({ init }) => init), ...m.tables.map(({ init }) => init ?? []), ...items].flat();
  const named = outside.filter(({ op }) => op === 'ref.func').map((instr) => X(instr));
  const exported = m.exports.filter(({ kind }) => kind === 'func').map(({ index }) => index);
  return {
    types,
    funcs: [...importedOf(m, 'func'), ...m.functions].map(number),
    tables: [...importedOf(m, 'table'), ...m.tables.map(({ type }) => type)].map(table),
    memories: [...importedOf(m, 'memory'), ...m.memories].map(memory),
    globals: [...importedOf(m, 'global'), ...m.globals.map(({ type }) => type)].map(global),
    tags: [...importedOf(m, 'tag'), ...m.tags].map(number),
    elems: m.elements.map(({ type }) => ref(type)),
    datas: m.dataCount ?? 0,
    declared: new Set([...named, ...exported]),
  };
}







const X = (instr: Instr): number => at(instr.uses, 0).index;
const Y = (instr: Instr): number => at(instr.uses, 1).index;
const unpack = (t: ValType): ValType => (t === 'i8' || t === 'i16' ? 'i32' : t);

/** The function type that an index immediate leads to. */
function signature(C: Context, { space, index }: { space: string; index: number }) {
  const number = at(space === 'func' ? C.funcs : space === 'tag' ? C.tags : C.types, index);
  return funcOf(number);
}

/** The type of addresses of the memory or table that an index immediate leads to. */
function addressOf(C: Context, { space, index }: { space: string; index: number }): string {
  return space === 'table' ? at(C.tables, index).address : at(C.memories, index).address;
}

function fieldsOf(C: Context, x: number): FieldType[] {
  const type = compOf(at(C.types, x));
  demand(type.kind === 'struct', 'not a structure type');
  return type.fields;
}

function elementOf(C: Context, x: number): FieldType {
  const type = compOf(at(C.types, x));
  demand(type.kind === 'array', 'not an array type');
  return type.element;
}

function meaning(C: Context, instr: Instr, word: string): ValType[] {
  const ref = (nullable: boolean, heap: HeapType): ValType[] => [{ nullable, heap }];
  const use = (k: number) => at(instr.uses, k);
  const heap = () => closed(C.types).ref(at(instr.refs, 0)).heap;
  switch (word) {
    case 'i32': case 'i64': case 'f32': case 'f64': case 'v128': return [word];
    case 'i31ref': return ref(true, 'i31');
    case 'eqref': return ref(true, 'eq');
    case '(ref i31)': return ref(false, 'i31');
    case '(ref null array)': return ref(true, 'array');
    case 'at(x)': return [addressOf(C, use(0))];
    case 'at(y)': return [addressOf(C, use(1))];
    case 'min(at(x),at(y))': return [addressOf(C, use(0)) === 'i64' ? addressOf(C, use(1)) : 'i32'];
    case 'params(x)': return signature(C, use(0)).params;
    case 'results(x)': return signature(C, use(0)).results;
    case 'global(x)': return [at(C.globals, X(instr)).type];
    case 'table(x)': return [at(C.tables, X(instr)).element];
    case 'fields(x)': return fieldsOf(C, X(instr)).map(({ storage }) => unpack(storage));
    case 'field(x,y)': return [unpack(at(fieldsOf(C, X(instr)), Y(instr)).storage)];
    case 'element(x)': return [unpack(elementOf(C, X(instr)).storage)];
    case 'element(x)^n': return new Array<ValType>(instr.count).fill(unpack(elementOf(C, X(instr)).storage));
    case '(ref x)': return ref(false, at(C.types, X(instr)));
    case '(ref null x)': return ref(true, at(C.types, X(instr)));
    case '(ref null y)': return ref(true, at(C.types, Y(instr)));
    case '(ref functype(x))': return ref(false, at(C.funcs, X(instr)));
    case '(ref ht)': return ref(false, heap());
    case '(ref null ht)': return ref(true, heap());
    case '(ref null top(ht))': return ref(true, hierarchyOf(heap()));
  }
  throw new Error(`no type is written ${word}`);
}






function sideConditions(C: Context, instr: Instr): void {
  const { op, uses, memarg } = instr;
  const spaces: Record<string, readonly unknown[]> = {
    func: C.funcs, type: C.types, table: C.tables, memory: C.memories, global: C.globals, tag: C.tags, elem: C.elems,
  };
  for (const { space, index } of uses)
    demand(index < (spaces[space]?.length ?? (space === 'data' ? C.datas : Infinity)), `no ${space} ${index}`);
  demand(instr.lanes.every((lane) => lane < instr.laneCount), 'no such lane');
  if (memarg !== undefined) {
    const fits = memarg.atomic ? memarg.align === memarg.natural : memarg.align <= memarg.natural;
    demand(fits, 'alignment');
    demand(memarg.offset < 2n ** (addressOf(C, at(uses, 0)) === 'i64' ? 64n : 32n), 'static offset');
  }
  const packed = (t: ValType) => t === 'i8' || t === 'i16';
  const plain = (t: ValType) => typeof t === 'string';
  const element = (k: number) => elementOf(C, at(uses, k).index);
  const field = () => at(fieldsOf(C, X(instr)), Y(instr));
  const segment = (k: number) => at(C.elems, at(uses, k).index);
  const tableOf = (k: number) => at(C.tables, at(uses, k).index).element;
  const copies = (from: ValType, to: ValType) => demand(matches(from, to), 'what is copied does not match');
  switch (op) {
    case 'ref.func': return demand(C.declared.has(X(instr)), 'function is not declared');
    case 'global.set': return demand(at(C.globals, X(instr)).mutable, 'global is immutable');
    case 'call_indirect': case 'return_call_indirect':
      return demand(refMatches(tableOf(1), { nullable: true, heap: 'func' }), 'no table of functions');
    case 'throw': return demand(signature(C, at(uses, 0)).results.length === 0, 'tag has results');
    case 'table.copy': return copies(tableOf(1), tableOf(0));
    case 'table.init': return copies(segment(0), tableOf(1));
    case 'struct.new_default':
      return demand(fieldsOf(C, X(instr)).every(({ storage }) => isDefaultable(storage)), 'a field has no default');
    case 'struct.get': return demand(!packed(field().storage), 'field is packed');
    case 'struct.get_s': case 'struct.get_u': return demand(packed(field().storage), 'field is not packed');
    case 'struct.set': return demand(field().mutable, 'field is immutable');
    case 'array.new_default': return demand(isDefaultable(element(0).storage), 'element has no default');
    case 'array.get': return demand(!packed(element(0).storage), 'element is packed');
    case 'array.get_s': case 'array.get_u': return demand(packed(element(0).storage), 'element is not packed');
    case 'array.set': case 'array.fill': return demand(element(0).mutable, 'array is immutable');
    case 'array.new_data': return demand(plain(element(0).storage), 'elements are references');
    case 'array.new_elem': return copies(segment(1), element(0).storage);
    case 'array.init_data': return demand(element(0).mutable && plain(element(0).storage), 'no mutable array of numbers');
    case 'array.init_elem':
      demand(element(0).mutable, 'array is immutable');
      return copies(segment(1), element(0).storage);
    case 'array.copy':
      demand(element(0).mutable, 'array is immutable');
      return copies(element(1).storage, element(0).storage);
  }
}







const isDefaultable = (t: ValType): boolean => typeof t === 'string' || t.nullable;
export const isSet = (t: ValType, x: number, set: ReadonlySet<number>): boolean => isDefaultable(t) || set.has(x);

/** The types of the locals of a body, and how many they are. */
export function localsOf(C: Context, params: ValType[], declared: Body['locals']) {
  let count = params.length;
  const groups = declared.map((group) => ({ end: (count += group.count), type: closed(C.types).value(group.type) }));
  const type = (x: number) => (x < params.length ? at(params, x) : at(groups, groups.findIndex(({ end }) => x < end)).type);
  return { count, type };
}

class Checker {
  readonly C: Context;
  readonly results: ValType[];
  readonly local: (x: number) => ValType;
  stack: Stack;
  label: Label | undefined;
  set: ReadonlySet<number> = new Set();

  constructor(C: Context, params: ValType[], results: ValType[], declared: Body['locals']) {
    this.C = C;
    this.results = results;
    this.local = localsOf(C, params, declared).type;
    this.set = new Set(params.keys());
    this.open('body', [], results);
  }





  get top(): Label {
    demand(this.label !== undefined, 'behind the end of the body');
    return this.label;
  }

  push(...types: ValType[]): void {
    for (const type of types) this.stack = { type, below: this.stack, height: heightOf(this.stack) + 1 };
  }

  pop(): ValType {
    if (this.stack === undefined || this.stack.height === this.top.height) {
      demand(this.top.unreachable, 'an operand is missing');
      return 'bot';
    }
    const { type, below } = this.stack;
    this.stack = below;
    return type;
  }

  /** Pops operands that match these types, the last of which is on top; gives the types they had. */
  expect(types: readonly ValType[]): ValType[] {
    const found: ValType[] = [];
    for (const type of [...types].reverse()) {
      const actual = this.pop();
      demand(matches(actual, type), `expected ${JSON.stringify(type)}, found ${JSON.stringify(actual)}`);
      found.unshift(actual);
    }
    return found;
  }

  expectRef(): RefType {
    const type = this.pop();
    if (type === 'bot') return { nullable: false, heap: 'bot' };
    demand(typeof type !== 'string', 'expected a reference');
    return type;
  }





  open(op: string, start: ValType[], end: ValType[], tag = -1): void {
    const height = heightOf(this.stack);
    this.label = { op, start, end, height, unreachable: false, set: this.set, tag, outer: this.label };
    this.push(...start);
  }

  close(): Label {
    const { top } = this;
    this.expect(top.end);
    demand(heightOf(this.stack) === top.height, 'operands are left');
    this.set = top.set;
    this.label = top.outer;
    return top;
  }

  unreachable(): void {
    const { top } = this;
    while (heightOf(this.stack) > top.height) this.stack = this.stack?.below;
    this.label = { ...top, unreachable: true };
  }

  /** The types that a branch to label l takes along. */
  target(l: number, from: Label | undefined = this.label): ValType[] {
    let label = from;
    for (let k = 0; k < l; k++) label = label?.outer;
    demand(label !== undefined, `there is no label ${l}`);
    return label.op === 'loop' ? label.start : label.end;
  }





  step(instr: Instr): void {
    const { C, top } = this;
    sideConditions(C, instr);
    const label = () => this.target(at(instr.labels, 0));
    switch (instr.op) {
      case 'unreachable':
        return this.unreachable();
      case 'drop':
        this.pop();
        return;
      case 'select': {
        this.expect(['i32']);
        const [a, b] = [this.pop(), this.pop()];
        demand(typeof a === 'string' && typeof b === 'string' && (a === b || a === 'bot' || b === 'bot'), 'select without type');
        return this.push(a === 'bot' ? b : a);
      }
      case 'select t': {
        demand(instr.types.length === 1, 'select of one type');
        const t = closed(C.types).value(at(instr.types, 0));
        this.expect([t, t, 'i32']);
        return this.push(t);
      }
      case 'local.get':
        demand(isSet(this.local(X(instr)), X(instr), this.set), 'local is not set');
        return this.push(this.local(X(instr)));
      case 'local.set': case 'local.tee':
        this.expect([this.local(X(instr))]);
        if (!isSet(this.local(X(instr)), X(instr), this.set)) this.set = new Set([...this.set, X(instr)]);
        return instr.op === 'local.tee' ? this.push(this.local(X(instr))) : undefined;





      case 'block': case 'loop': case 'if': case 'try': case 'try_table': {
        const { params, results } = blockTypeOf(C, instr);
        if (instr.op === 'if') this.expect(['i32']);
        this.expect(params);
        for (const { kind, tag, label: l } of instr.catches) {
          const { params: args, results: none } = kind.startsWith('catch_all') ? nothing : funcOf(at(C.tags, tag));
          demand(none.length === 0, 'tag has results');
          const exn: ValType[] = kind.endsWith('_ref') ? [{ nullable: false, heap: 'exn' }] : [];
          demand(allMatch([...args, ...exn], this.target(l)), 'clause does not match its label');
        }
        return this.open(instr.op, params, results);
      }
      case 'else': {
        demand(top.op === 'if', 'else without if');
        const { start, end } = this.close();
        return this.open('else', start, end);
      }
      case 'catch': case 'catch_all': {
        demand(top.op === 'try' || top.op === 'catch', `${instr.op} without try`);
        const { params, results } = instr.op === 'catch' ? funcOf(at(C.tags, X(instr))) : nothing;
        demand(results.length === 0, 'tag has results');
        const { end } = this.close();
        return this.open(instr.op, params, end, instr.op === 'catch' ? X(instr) : -1);
      }
      case 'delegate': {
        demand(top.op === 'try', 'delegate without try');
        this.target(at(instr.labels, 0) + 1);
        return this.push(...this.close().end);
      }
      case 'end': {
        const { op, start, end } = this.close();
        demand(op !== 'if' || allMatch(start, end), 'if without else');
        return this.push(...end);
      }





      case 'br':
        this.expect(label());
        return this.unreachable();
      case 'br_if':
        this.expect(['i32']);
        this.expect(label());
        return this.push(...label());
      case 'br_table': {
        this.expect(['i32']);
        const last = this.target(at(instr.labels, instr.labels.length - 1));
        for (const l of instr.labels) {
          demand(this.target(l).length === last.length, 'labels of different arity');
          this.push(...this.expect(this.target(l)));
        }
        return this.unreachable();
      }
      case 'return':
        this.expect(this.results);
        return this.unreachable();
      case 'br_on_null': {
        const { heap } = this.expectRef();
        this.expect(label());
        return this.push(...label(), { nullable: false, heap });
      }
      case 'br_on_non_null': {
        const { heap } = this.expectRef();
        demand(typeof label().at(-1) === 'object', 'label takes no reference');
        this.push({ nullable: false, heap });
        this.expect(label());
        this.push(...label().slice(0, -1));
        return;
      }
      case 'br_on_cast': case 'br_on_cast_fail': {
        const [from, to] = instr.refs.map(closed(C.types).ref);
        demand(from !== undefined && to !== undefined && refMatches(to, from), 'cannot be cast');
        const rest: RefType = { nullable: from.nullable && !to.nullable, heap: from.heap };
        const [taken, kept] = instr.op === 'br_on_cast' ? [to, rest] : [rest, to];
        this.expect([from]);
        demand(label().length > 0, 'label takes no reference');
        this.push(taken);
        this.expect(label());
        return this.push(...label().slice(0, -1), kept);
      }





      case 'return_call': case 'return_call_indirect': case 'return_call_ref':
        demand(allMatch(signature(C, at(instr.uses, 0)).results, this.results), 'tail call of other results');
        this.expect(instr.from.slice(1).flatMap((word) => meaning(C, instr, word)));
        return this.unreachable();
      case 'throw':
        this.expect(signature(C, at(instr.uses, 0)).params);
        return this.unreachable();
      case 'throw_ref':
        this.expect([{ nullable: true, heap: 'exn' }]);
        return this.unreachable();
      case 'rethrow': {
        let caught: Label | undefined = top;
        for (let k = 0; k < at(instr.labels, 0); k++) caught = caught?.outer;
        demand(caught?.op === 'catch' || caught?.op === 'catch_all', 'rethrow outside of a catch');
        return this.unreachable();
      }
      case 'ref.is_null':
        this.expectRef();
        return this.push('i32');
      case 'ref.as_non_null':
        return this.push({ nullable: false, heap: this.expectRef().heap });
      case 'any.convert_extern': case 'extern.convert_any': {
        const [from, to] = instr.op === 'any.convert_extern' ? ['extern', 'any'] : ['any', 'extern'];
        const [found] = this.expect([{ nullable: true, heap: from }]);
        return this.push({ nullable: typeof found === 'object' && found.nullable, heap: to });
      }
      default:
        this.expect(instr.from.flatMap((word) => meaning(C, instr, word)));
        return this.push(...instr.to.flatMap((word) => meaning(C, instr, word)));
    }
  }
}

const nothing = { params: [], results: [] };
const heightOf = (stack: Stack): number => stack?.height ?? 0;

function blockTypeOf(C: Context, { block }: Instr): { params: ValType[]; results: ValType[] } {
  demand(block !== undefined, 'no block type');
  if ('type' in block) return funcOf(at(C.types, block.type));
  return { params: [], results: block.results.map(closed(C.types).value) };
}





function run(C: Context, params: ValType[], results: ValType[], { locals, instrs }: Body): State[] {
  const checker = new Checker(C, params, results, locals);
  const states: State[] = [];
  for (const instr of instrs) {
    states.push({ instr, stack: checker.stack, label: checker.top, set: checker.set });
    checker.step(instr);
  }
  demand(checker.label === undefined, 'the body does not end');
  return states;
}

export function typeStates(C: Context, funcidx: number, body: Body): State[] {
  const { params, results } = funcOf(at(C.funcs, funcidx));
  return run(C, params, results, body);
}

/** The operand types of a state, bottom first. */
export function operandTypes({ stack }: State): ValType[] {
  const types: ValType[] = [];
  for (let rest = stack; rest !== undefined; rest = rest.below) types.push(rest.type);
  return types.reverse();
}

/** The open constructs of a state, outermost first. */
export function openLabels({ label }: State): Label[] {
  const labels: Label[] = [];
  for (let rest: Label | undefined = label; rest !== undefined; rest = rest.outer) labels.push(rest);
  return labels.reverse();
}

/** Whether no construct that is open has a polymorphic operand stack. */
export const isReachable = (state: State): boolean => openLabels(state).every(({ unreachable }) => !unreachable);








type Open = { opener: number; part: string; outer: Open } | undefined;
type Structure = { open: Open[]; close: number[]; parts: number[][] }; // the last two by the index of the opener

function structureOf(instrs: readonly Instr[]): Structure {
  const structure: Structure = { open: [], close: [], parts: [] };
  let open: Open;
  for (const [n, { op }] of instrs.entries()) {
    const isPart = op === 'else' || op === 'catch' || op === 'catch_all';
    structure.open.push(open);
    if (op === 'block' || op === 'loop' || op === 'if' || op === 'try' || op === 'try_table') {
      open = { opener: n, part: op, outer: open };
      structure.parts[n] = [];
    } else if (isPart && open !== undefined) {
      structure.parts[open.opener]?.push(n);
      open = { ...open, part: op };
    } else if ((op === 'end' || op === 'delegate') && open !== undefined) {
      structure.close[open.opener] = n;
      open = open.outer;
    }
  }
  return structure;
}





function labelled(from: Open, l: number): Open {
  let open = from;
  for (let k = 0; k < l; k++) open = open?.outer;
  return open;
}

function targets(instrs: readonly Instr[], { close }: Structure, from: Open, l: number): number[] {
  const open = labelled(from, l);
  if (open === undefined) return [];
  return at(instrs, open.opener).op === 'loop' ? [open.opener] : [at(close, open.opener) + 1];
}






function handlers(instrs: readonly Instr[], structure: Structure, thrower: number): number[] {
  const found: number[] = [];
  let open: Open = structure.open[thrower];
  while (open !== undefined) {
    const { opener, part, outer }: NonNullable<Open> = open;
    const parts = structure.parts[opener] ?? [];
    const end = at(instrs, at(structure.close, opener));
    open = outer;
    if (part === 'try_table') {
      const { catches } = at(instrs, opener);
      for (const { label } of catches) found.push(...targets(instrs, structure, outer, label));
      if (catches.some(({ kind }) => kind.startsWith('catch_all'))) return found;
    } else if (part === 'try' && end.op === 'delegate') {
      open = labelled(outer, at(end.labels, 0));
    } else if (part === 'try') {
      found.push(...parts.map((n) => n + 1));
      if (parts.some((n) => at(instrs, n).op === 'catch_all')) return found;
    }
  }
  return found;
}





const exits = [
  'unreachable', 'br', 'br_table', 'return', 'return_call', 'return_call_indirect', 'return_call_ref', 'throw', 'throw_ref',
  'rethrow',
];
const throwers = ['call', 'call_indirect', 'call_ref', 'throw', 'throw_ref', 'rethrow'];
const branches = ['br', 'br_if', 'br_table', 'br_on_null', 'br_on_non_null', 'br_on_cast', 'br_on_cast_fail'];

function successors(instrs: readonly Instr[], structure: Structure, n: number): number[] {
  const { op, labels } = at(instrs, n);
  const open = structure.open[n];
  const next: number[] = [];
  if (op === 'else' || op === 'catch' || op === 'catch_all') next.push(at(structure.close, open?.opener ?? -1) + 1);
  else if (!exits.includes(op)) next.push(n + 1);
  if (op === 'if') {
    const [otherwise] = structure.parts[n] ?? [];
    next.push((otherwise ?? at(structure.close, n)) + 1);
  }
  if (branches.includes(op)) for (const l of labels) next.push(...targets(instrs, structure, open, l));
  if (throwers.includes(op)) next.push(...handlers(instrs, structure, n));
  return next.filter((each) => each < instrs.length);
}





export function liveness({ instrs }: Body): bigint[] {
  const structure = structureOf(instrs);
  const next = instrs.map((_, n) => successors(instrs, structure, n));
  const live = instrs.map(() => 0n);
  for (let changed = true; changed; ) {
    changed = false;
    for (let n = instrs.length - 1; n >= 0; n--) {
      let set = at(next, n).reduce((sum, each) => sum | at(live, each), 0n);
      const instr = at(instrs, n);
      if (instr.op === 'local.set' || instr.op === 'local.tee') set &= ~(1n << BigInt(X(instr)));
      if (instr.op === 'local.get') set |= 1n << BigInt(X(instr));
      if (set === live[n]) continue;
      live[n] = set;
      changed = true;
    }
  }
  return live;
}








const constants = [
  'i32.const', 'i64.const', 'f32.const', 'f64.const', 'v128.const', 'ref.null', 'ref.func', 'ref.i31', 'global.get', 'end',
  'struct.new', 'struct.new_default', 'array.new', 'array.new_default', 'array.new_fixed',
  'any.convert_extern', 'extern.convert_any',
  'i32.add', 'i32.sub', 'i32.mul', 'i64.add', 'i64.sub', 'i64.mul',
];

function demandConstant(C: Context, instrs: Instr[], type: ValType): void {
  for (const instr of instrs) {
    demand(constants.includes(instr.op), `${instr.op} is not constant`);
    demand(instr.op !== 'global.get' || !at(C.globals, X(instr)).mutable, 'mutable global in a constant expression');
  }
  run(C, [], [type], { locals: [], instrs });
}

function demandLimits(t: MemType | TableType): void {
  const { min, max = min } = t.limits;
  demand(BigInt(min) <= BigInt(max) && BigInt(max) <= greatestSize(t), 'limits');
  demand(!('shared' in t) || !t.shared || t.limits.max !== undefined, 'shared without maximum');
}

export function demandModule(m: Module): void {
  const C = contextOf(m);
  for (const x of C.types) demand(at(defined, x).supertypes.length <= 1 && isSubtypeOk(at(defined, x)), 'supertype');
  for (const type of [...C.funcs, ...C.tags]) funcOf(type);
  for (const type of C.tags) demand(funcOf(type).results.length === 0, 'tag has results');
  for (const type of [...C.tables, ...C.memories]) demandLimits(type);
  const imported = C.globals.length - m.globals.length;
  const knowing = (globals: number): Context => ({ ...C, globals: C.globals.slice(0, globals) });
  for (const [k, { init }] of m.globals.entries()) demandConstant(knowing(imported + k), init, at(C.globals, imported + k).type);
  for (const { type, init } of m.tables) {
    const element = closed(C.types).ref(type.element);
    if (init === undefined) demand(element.nullable, 'table without initial value');
    else demandConstant(knowing(imported), init, element);
  }
  for (const [k, { mode, items }] of m.elements.entries()) {
    const element = at(C.elems, k);
    for (const item of items) demandConstant(C, item, element);
    if (mode.kind !== 'active') continue;
    demand(refMatches(element, at(C.tables, mode.index).element), 'segment does not match its table');
    demandConstant(C, mode.offset, at(C.tables, mode.index).address);
  }
  for (const { mode } of m.datas)
    if (mode.kind === 'active') demandConstant(C, mode.offset, at(C.memories, mode.index).address);
  if (m.start !== undefined) demand(same(compOf(at(C.funcs, m.start)), { kind: 'func', ...nothing }), 'start function');
  const spaces: Record<string, readonly unknown[]> = {
    func: C.funcs, table: C.tables, memory: C.memories, global: C.globals, tag: C.tags,
  };
  for (const { kind, index } of m.exports) demand(index < (spaces[kind] ?? []).length, 'export of nothing');
  demand(new Set(m.exports.map(({ name }) => name)).size === m.exports.length, 'two exports of a name');
  for (const k of m.functions.keys()) {
    const funcidx = C.funcs.length - m.functions.length + k;
    typeStates(C, funcidx, m.body(funcidx));
  }
}





type Analysis = { states: State[]; at: Map<number, State>; live(offset: number): bigint };
const contexts = new WeakMap<Module, Context>();
const analyses = new WeakMap<Module, Map<number, Analysis>>();

function known<K extends object, V>(cache: WeakMap<K, V>, key: K, make: (key: K) => V): V {
  const value = cache.get(key) ?? make(key);
  cache.set(key, value);
  return value;
}
export const context = (m: Module): Context => known(contexts, m, contextOf);

/** The states of a function's body by offset, and what is live there. */
function analyse(m: Module, funcidx: number): Analysis {
  const all = known(analyses, m, () => new Map<number, Analysis>());
  const found = all.get(funcidx);
  if (found !== undefined) return found;
  const body = m.body(funcidx);
  const states = typeStates(context(m), funcidx, body);
  let sets: bigint[] | undefined;
  const live = (offset: number): bigint => {
    sets ??= liveness(body);
    return at(sets, states.findIndex(({ instr }) => instr.offset === offset));
  };
  const analysis = { states, at: new Map(states.map((state) => [state.instr.offset, state])), live };
  all.set(funcidx, analysis);
  return analysis;
}







export type World = { c: Checkpoint; modules: Module[]; types: number[] };

const moduleOf = (w: World, i: number): Module => at(w.modules, at(w.c.instances, i).module);
const contextOfInstance = (w: World, i: number): Context => context(moduleOf(w, i));

/** What function index x of instance i stands for. */
function functionOf(w: World, i: number, x: number): FuncRef {
  return at(w.c.instances, i).funcs[x] ?? { kind: 'func', instance: i, funcidx: x };
}

/** Whether the module of instance i defines function index x. */
function isDefined(w: World, i: number, x: number): boolean {
  return x >= at(w.c.instances, i).funcs.length && x < contextOfInstance(w, i).funcs.length;
}

const isFunction = (w: World, f: FuncRef): boolean => f.kind === 'host-func' || isDefined(w, f.instance, f.funcidx);

/** The type of a function, as a number. */
function typeOfFunction(w: World, f: FuncRef): number {
  if (f.kind === 'host-func') return at(w.types, at(w.c.hostFuncs, f.address).type);
  return at(contextOfInstance(w, f.instance).funcs, f.funcidx);
}






const word = (value: Value | undefined): bigint => {
  demand(value?.kind === 'i32' || value?.kind === 'i64', 'expected an integer');
  return BigInt(value.value);
};

export function evaluate(w: World, i: number, instrs: Instr[], making = false): Value | undefined {
  const stack: Value[] = [];
  for (const instr of instrs) {
    if (instr.value !== undefined) stack.push(instr.value);
    else if (instr.op === 'global.get') stack.push(valueOfGlobal(w, at(at(w.c.instances, i).globals, X(instr))));
    else if (instr.op === 'ref.func') stack.push(functionOf(w, i, X(instr)));
    else if (instr.op === 'ref.null') stack.push(nullOf(closed(contextOfInstance(w, i).types).ref(at(instr.refs, 0))));
    else if (instr.op === 'ref.i31') stack.push({ kind: 'i31', value: Number(word(stack.pop()) & 0x7fffffffn) });
    else if (instr.op === 'extern.convert_any') stack.push(externalised(stack.pop()));
    else if (instr.op === 'any.convert_extern') stack.push(internalised(stack.pop()));
    else if (/^i(32|64)\.(add|sub|mul)$/.test(instr.op)) stack.push(computed(instr.op, stack.pop(), stack.pop()));
    else if (instr.op !== 'end' && making) stack.push(made(w, contextOfInstance(w, i), instr, stack));
    else if (instr.op !== 'end') return undefined;
  }
  return at(stack, 0);
}

function valueOfGlobal(w: World, address: number): Value {
  const { type, value } = at(w.c.globals, address);
  demand(broken(w, value, closed(w.types).value(type.type)) === undefined, 'a global has no such value', 'valid-globalinst');
  return value;
}

const nullOf = ({ heap }: RefType): Value => ({ kind: 'null', hierarchy: hierarchyOf(heap) });
const externalised = (value: Value | undefined): Value =>
  value?.kind === 'null' ? { kind: 'null', hierarchy: 'extern' } : { kind: 'extern', internal: value as Internal };
const internalised = (value: Value | undefined): Value =>
  value?.kind === 'extern' ? value.internal : { kind: 'null', hierarchy: 'any' };

function computed(op: string, second: Value | undefined, first: Value | undefined): Value {
  const [a, b] = [word(first), word(second)];
  const result = op.endsWith('add') ? a + b : op.endsWith('sub') ? a - b : a * b;
  if (op.startsWith('i64')) return { kind: 'i64', value: String(BigInt.asIntN(64, result)) };
  return { kind: 'i32', value: Number(BigInt.asIntN(32, result)) };
}

const allocates = (instrs: Instr[]): boolean => instrs.some(({ op }) => /^(struct|array)\.new/.test(op));

/** The offset of an active segment in its memory or table: addresses are unsigned. */
function offsetOf(w: World, i: number, instrs: Instr[]): bigint {
  const value = evaluate(w, i, instrs);
  return BigInt.asUintN(value?.kind === 'i64' ? 64 : 32, word(value));
}









function* validModules(c: Checkpoint, modules: readonly (Module | undefined)[], full: boolean): Faults {
  for (const [m, { digest, length }] of c.modules.entries()) {
    const path = `modules[${m}]`;
    const module = modules[m];
    yield* must(module !== undefined, 'valid-module-given', path, 'is not given');
    if (module === undefined) continue;
    const identical = module.digest === digest && BigInt(module.length) === BigInt(length);
    yield* must(identical, 'valid-module-identity', path, 'digest or length differ');
    yield* holding(path, () => (full ? demandModule(module) : context(module)));
  }
}






function* validImports(w: World): Faults {
  for (const [m, { imports }] of w.c.modules.entries()) {
    const module = at(w.modules, m);
    const all = (list: Import[], types: number[]) =>
      list.map((each) => [each.module, each.name, closed(types).extern(each.type)]);
    const equal = same(all(imports, w.types), all(module.imports, context(module).types));
    yield* must(equal, 'valid-module-imports', `modules[${m}].imports`, 'differ from those of the module');
  }
}





function* validTypes(w: World): Faults {
  for (const [x, number] of w.types.entries())
    yield* must(isSubtypeOk(at(defined, number)), 'valid-type', 'types', `type ${x} may not have its supertype`);
}







function* validInstances(w: World): Faults {
  for (const [i, instance] of w.c.instances.entries()) {
    const path = `instances[${i}]`;
    const C = contextOfInstance(w, i);
    for (const space of spaces) {
      const whole = instance[space].length === C[space].length;
      yield* must(whole, 'valid-instance-spaces', `${path}.${space}`, 'not as long as in the module');
    }
    const next = { func: 0, table: 0, memory: 0, global: 0, tag: 0 };
    for (const { name, type } of moduleOf(w, i).imports) {
      const found = boundType(w, instance, type.kind, next[type.kind]++);
      const fits = found !== undefined && externMatches(found, closed(C.types).extern(type));
      yield* must(fits, 'valid-instance-bindings', path, `what ${name} is bound to does not match`);
    }
  }
}

/** The closed type of what the k-th import of a kind is bound to; undefined where that does not exist. */
function boundType(w: World, instance: Instance, kind: ExternType['kind'], k: number): ExternType | undefined {
  const { c } = w;
  const { extern } = closed(w.types);
  if (kind === 'table') return extern({ kind, type: at(c.tables, at(instance.tables, k)).type });
  if (kind === 'memory') return extern({ kind, type: at(c.memories, at(instance.memories, k)).type });
  if (kind === 'global') return extern({ kind, type: at(c.globals, at(instance.globals, k)).type });
  if (kind === 'tag') return extern({ kind, type: at(c.tags, at(instance.tags, k)).type });
  const ref = at(instance.funcs, k);
  return isFunction(w, ref) ? { kind, type: typeOfFunction(w, ref) } : undefined;
}







/** Whether two types of memories or tables are the same but for the minimum, which is not less in the second. */
function isGrown<T extends MemType | TableType>(from: T, to: T): boolean {
  const rest = (t: T) => ({ ...t, limits: t.limits.max });
  return BigInt(from.limits.min) <= BigInt(to.limits.min) && same(rest(from), rest(to));
}

function* validDefinitions(w: World): Faults {
  const { c } = w;
  const close = closed(w.types);
  for (const i of c.instances.keys()) {
    const C = contextOfInstance(w, i);
    for (const space of spaces) {
      for (const [k, address] of defines(c, i, space).entries()) {
        const x = importCount(c, i, kinds[space]) + k;
        const holds = {
          memories: () => isGrown(at(C.memories, x), close.memory(at(c.memories, address).type)),
          tables: () => isGrown(at(C.tables, x), close.table(at(c.tables, address).type)),
          globals: () => same(close.global(at(c.globals, address).type), at(C.globals, x)),
          tags: () => close.number(at(c.tags, address).type) === at(C.tags, x),
        }[space]();
        yield* must(holds, `valid-defined-${kinds[space]}`, `${space}[${address}]`, `is not as instance ${i} declares it`);
      }
    }
  }
}





function* validImmutableGlobals(w: World): Faults {
  for (const i of w.c.instances.keys()) {
    for (const [k, address] of defines(w.c, i, 'globals').entries()) {
      const { type, init } = at(moduleOf(w, i).globals, k);
      if (type.mutable || allocates(init)) continue;
      const value = evaluate(w, i, init);
      const unchanged = value !== undefined && key(value) === key(at(w.c.globals, address).value);
      yield* must(unchanged, 'valid-immutable-global', `globals[${address}].value`, 'is not what its initialiser gives');
    }
  }
}







function* validSegments(w: World): Faults {
  for (const [i, { elems, datas }] of w.c.instances.entries()) {
    const m = moduleOf(w, i);
    const path = `instances[${i}]`;
    const isKept = (segment: { mode: Mode } | undefined, size: number) => segment?.mode.kind === 'passive' && size > 0;
    for (const [k, index] of datas.entries()) {
      const kept = isKept(m.datas[index], m.datas[index]?.bytes.length ?? 0);
      yield* must(kept, 'valid-segment-index', `${path}.datas[${k}]`, 'no passive segment with contents');
    }
    for (const [k, { index }] of elems.entries()) {
      const kept = isKept(m.elements[index], m.elements[index]?.items.length ?? 0);
      yield* must(kept, 'valid-segment-index', `${path}.elems[${k}]`, 'no passive segment with contents');
    }
    for (const [index, { mode, items }] of m.elements.entries()) {
      if (mode.kind !== 'passive') continue;
      const position = elems.findIndex((elem) => elem.index === index);
      const stated = elems[position];
      const asked = items.some(allocates);
      const right = stated === undefined ? !asked : stated.kind === 'dropped' || asked;
      yield* must(right, 'valid-elem-contents', `${path}.elems`, `segment ${index}`);
      if (stated?.kind === 'contents') yield* validContents(w, i, index, stated.refs, `${path}.elems[${position}]`);
    }
    yield* validBounds(w, i);
  }
}

function* validContents(w: World, i: number, index: number, refs: Ref[], path: string): Faults {
  const { items } = at(moduleOf(w, i).elements, index);
  yield* must(refs.length === items.length, 'valid-elem-contents', path, `${items.length} expressions`);
  for (const [k, ref] of refs.entries()) {
    const item = items[k];
    if (item === undefined) continue;
    const place = `${path}.refs[${k}]`;
    const value = allocates(item) ? ref : evaluate(w, i, item);
    yield* must(value !== undefined && key(value) === key(ref), 'valid-elem-contents', place, 'not what its expression gives');
    yield* typed(w, ref, at(contextOfInstance(w, i).elems, index), 'valid-elem-contents', place);
  }
}

function* validBounds(w: World, i: number): Faults {
  const { tables, memories } = at(w.c.instances, i);
  const { elements, datas } = moduleOf(w, i);
  for (const [index, { mode, items }] of elements.entries()) {
    if (mode.kind !== 'active') continue;
    const size = BigInt(at(w.c.tables, at(tables, mode.index)).type.limits.min);
    const end = offsetOf(w, i, mode.offset) + BigInt(items.length);
    yield* must(end <= size, 'valid-segment-bounds', `instances[${i}]`, `element segment ${index}`);
  }
  for (const [index, { mode, bytes }] of datas.entries()) {
    if (mode.kind !== 'active') continue;
    const size = memoryBytes(at(w.c.memories, at(memories, mode.index)).type);
    const end = offsetOf(w, i, mode.offset) + BigInt(bytes.length);
    yield* must(end <= size, 'valid-segment-bounds', `instances[${i}]`, `data segment ${index}`);
  }
}








type TableBase = { written: Map<bigint, Value | undefined>; size: bigint; initial: Value | undefined };

function tableBase(w: World, i: number, address: number, making = false): TableBase {
  const m = moduleOf(w, i);
  const { tables } = at(w.c.instances, i);
  const written = new Map<bigint, Value | undefined>();
  for (const { mode, items } of m.elements) {
    if (mode.kind !== 'active' || at(tables, mode.index) !== address) continue;
    const start = offsetOf(w, i, mode.offset);
    for (const [k, item] of items.entries()) written.set(start + BigInt(k), evaluate(w, i, item, making));
  }
  const own = m.tables[defines(w.c, i, 'tables').indexOf(address)];
  if (own === undefined) return { written, size: 0n, initial: undefined };
  const element = closed(context(m).types).ref(own.type.element);
  const initial = own.init === undefined ? nullOf(element) : evaluate(w, i, own.init, making);
  return { written, size: BigInt(own.type.limits.min), initial };
}

/** The values that the base has for the entries from `start` to `end`; undefined stands for those without base. */
function basesOf({ written, size, initial }: TableBase, start: bigint, end: bigint): (Value | undefined)[] {
  const inside = [...written].filter(([entry]) => entry >= start && entry < end);
  const below = (end < size ? end : size) - (start < size ? start : size);
  const untouched = below - BigInt(inside.filter(([entry]) => entry < size).length);
  const bare = end - start - BigInt(inside.length) - untouched;
  return [...inside.map(([, value]) => value), ...(untouched > 0n ? [initial] : []), ...(bare > 0n ? [undefined] : [])];
}

/** The runs of a table, each with its first entry and the one behind its last. */
function* placedRuns({ runs }: Table): Generator<{ run: TableRun; k: number; start: bigint; end: bigint }, void, undefined> {
  let start = 0n;
  for (const [k, run] of runs.entries()) {
    const end = start + BigInt(run.length);
    yield { run, k, start, end };
    start = end;
  }
}

function* validTableBases(w: World): Faults {
  for (const [a, table] of w.c.tables.entries()) {
    if (table.base.kind !== 'module') continue;
    const base = tableBase(w, table.base.instance, a);
    for (const { run, k, start, end } of placedRuns(table)) {
      const values = basesOf(base, start, end);
      const path = `tables[${a}].runs[${k}]`;
      if (run.kind === 'base') yield* must(!values.includes(undefined), 'valid-base-table', path, 'an entry has no base');
      else {
        const equal = values.some((value) => value !== undefined && key(value) === key(run.ref));
        yield* must(!equal, 'valid-base-differs', path, 'an entry equals its base');
      }
    }
  }
}






export type Expand = (frame: Uint8Array, size: number) => Uint8Array;

function basePage(w: World, i: number, address: number, page: bigint, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  const start = page * BigInt(PAGE);
  for (const { mode, bytes: data } of moduleOf(w, i).datas) {
    if (mode.kind !== 'active' || at(at(w.c.instances, i).memories, mode.index) !== address) continue;
    const from = offsetOf(w, i, mode.offset) - start;
    if (from >= BigInt(length) || from + BigInt(data.length) <= 0n) continue;
    for (let k = 0; k < length; k++) {
      const byte = data[k - Number(from)];
      if (byte !== undefined) bytes[k] = byte;
    }
  }
  return bytes;
}

function* validMemoryBases(w: World, expand: Expand): Faults {
  for (const [a, { type, image }] of w.c.memories.entries()) {
    if (image.base.kind !== 'module') continue;
    for (const [b, block] of image.blocks.entries()) {
      const first = (BigInt(block.number) << BigInt(image.blockSizeLog2)) / BigInt(PAGE);
      const left = Number(memoryBytes(type) - first * BigInt(PAGE));
      const size = dataLengths(block, left).reduce((sum, length) => sum + length, 0);
      const { data } = block;
      const stored = data.coding === 'raw' ? concatenated(data.views.map(bytesOf), size) : expand(bytesOf(data.frame), size);
      let page = 0;
      let used = 0;
      for (const { kind, pages } of block.runs) {
        for (const end = page + pages; page < end; page++) {
          if (kind === 'base') continue;
          const length = Math.min(PAGE, left - page * PAGE);
          const base = basePage(w, image.base.instance, a, first + BigInt(page), length);
          const equal = base.every((byte, k) => byte === (kind === 'zeros' ? 0 : stored[used + k]));
          yield* must(!equal, 'valid-base-differs', `memories[${a}].image.blocks[${b}]`, `page ${page} equals its base`);
          if (kind === 'data') used += length;
        }
      }
    }
  }
}

function concatenated(parts: readonly Uint8Array[], size: number): Uint8Array {
  const whole = new Uint8Array(size);
  let start = 0;
  for (const part of parts) {
    whole.set(part, start);
    start += part.length;
  }
  return whole;
}





function* matching(w: World, expand: Expand): Faults {
  const imports = [...validImports(w)];
  yield* imports;
  yield* validTypes(w);
  if (imports.length > 0) return;
  for (const { frame, path } of framesOf(w.c))
    if (isDefined(w, frame.instance, frame.funcidx))
      yield* holding(path, () => analyse(moduleOf(w, frame.instance), frame.funcidx));
  const instances = [...validInstances(w)];
  yield* instances;
  if (instances.some(({ clause }) => clause === 'valid-instance-spaces')) return;
  yield* validDefinitions(w);
  yield* validImmutableGlobals(w);
  yield* validSegments(w);
  yield* validTableBases(w);
  yield* validMemoryBases(w, expand);
}













function typeOfRef(w: World, ref: Ref): RefType {
  const one = (heap: HeapType): RefType => ({ nullable: false, heap });
  switch (ref.kind) {
    case 'null': return { nullable: true, heap: bottoms[ref.hierarchy] };
    case 'i31': return one('i31');
    case 'struct': return one(at(w.types, at(w.c.structs, ref.address).type));
    case 'array': return one(at(w.types, at(w.c.arrays, ref.address).type));
    case 'host': return one('any');
    case 'extern': return one('extern');
    case 'exn': return one('exn');
    case 'func': case 'host-func': return one(typeOfFunction(w, ref));
  }
}

const clauseOfKind: Record<string, string> = {
  'null': 'valid-ref-null', 'struct': 'valid-ref-object', 'array': 'valid-ref-object', 'i31': 'valid-ref-scalar',
  'func': 'valid-ref-func', 'host-func': 'valid-ref-func', 'exn': 'valid-ref-exn',
  'host': 'valid-ref-host', 'extern': 'valid-ref-host',
};

/** The clause that a value breaks at a place of a type, if it does. */
function broken(w: World, value: Slot | Field, t: ValType): string | undefined {
  const clause = clauseOfKind[value.kind];
  if (clause === undefined) return value.kind === t ? undefined : 'valid-value';
  const ref = value as Ref;
  const exists = (ref.kind !== 'func' && ref.kind !== 'host-func') || isFunction(w, ref);
  return exists && matches(typeOfRef(w, ref), t) ? undefined : clause;
}

/** A value at a place: one that does not fit breaks the clause of the place and that of its kind. */
function* typed(w: World, value: Slot | Field, t: ValType, place: string, path: string): Faults {
  const clause = broken(w, value, t);
  if (clause === undefined) return;
  yield { clause: place, path, text: `${key(value)} is not of type ${JSON.stringify(t)}` };
  yield { clause, path, text: `${key(value)} is not of type ${JSON.stringify(t)}` };
}

/** As many values as types, each of its type. */
function* allTyped(w: World, found: readonly (Slot | Field)[], types: readonly ValType[], place: string, path: string): Faults {
  yield* must(found.length === types.length, place, path, `${found.length} values for ${types.length} types`);
  if (found.length === types.length)
    for (const [k, value] of found.entries()) yield* typed(w, value, at(types, k), place, `${path}[${k}]`);
}









function* validStore(w: World): Faults {
  const { c } = w;
  const close = closed(w.types);
  for (const [a, { type, value }] of c.globals.entries())
    yield* typed(w, value, close.value(type.type), 'valid-globalinst', `globals[${a}].value`);
  for (const [a, { type, runs }] of c.tables.entries())
    for (const [k, run] of runs.entries())
      if (run.kind === 'ref') yield* typed(w, run.ref, close.ref(type.element), 'valid-tableinst', `tables[${a}].runs[${k}].ref`);
  for (const [a, { type, fields }] of c.structs.entries()) {
    const t = compOf(close.number(type));
    const storages = t.kind === 'struct' ? t.fields.map(({ storage }) => storage) : [];
    yield* allTyped(w, fields, storages, 'valid-structinst', `structs[${a}].fields`);
  }
  for (const [a, { type, elements }] of c.arrays.entries()) {
    const t = compOf(close.number(type));
    demand(t.kind === 'array', 'not an array type');
    const { storage } = t.element;
    const kind = typeof storage === 'string' ? storage : 'ref';
    yield* must(elements.storage === kind, 'valid-arrayinst', `arrays[${a}].elements`, `elements of ${kind}`);
    if (elements.storage === 'ref')
      for (const [k, ref] of elements.refs.entries())
        if (kind === 'ref') yield* typed(w, ref, storage, 'valid-arrayinst', `arrays[${a}].elements.refs[${k}]`);
  }
  for (const [a, { tag, args }] of c.exceptions.entries()) {
    const { params, results } = funcOf(close.number(at(c.tags, tag).type));
    yield* must(results.length === 0, 'valid-exninst', `exceptions[${a}].tag`, 'the tag has results');
    yield* allTyped(w, args, params, 'valid-exninst', `exceptions[${a}].args`);
  }
}






function* validAcyclic({ c, types }: World): Faults {
  const name = (value: Slot | Field): string => {
    const ref = value.kind === 'extern' ? value.internal : value;
    return ref.kind === 'struct' || ref.kind === 'array' || ref.kind === 'exn' ? `${ref.kind} ${ref.address}` : '';
  };
  const edges = new Map<string, string[]>();
  for (const [a, { type, fields }] of c.structs.entries()) {
    const t = compOf(at(types, type));
    const immutable = t.kind === 'struct' ? fields.filter((_, k) => t.fields[k]?.mutable === false) : [];
    edges.set(`struct ${a}`, immutable.map(name));
  }
  for (const [a, { type, elements }] of c.arrays.entries()) {
    const t = compOf(at(types, type));
    const immutable = elements.storage === 'ref' && t.kind === 'array' && !t.element.mutable ? elements.refs : [];
    edges.set(`array ${a}`, immutable.map(name));
  }
  for (const [a, { args }] of c.exceptions.entries()) edges.set(`exn ${a}`, args.map(name));
  for (let left = Infinity; edges.size < left; ) {
    left = edges.size;
    for (const [object, next] of edges) if (!next.some((other) => edges.has(other))) edges.delete(object);
  }
  for (const object of edges.keys()) yield { clause: 'valid-immutable-acyclic', path: object, text: 'is or leads to a cycle' };
}









function* validFrame(w: World, { thread, frame, inner, path }: Placing): Faults {
  const defined = isDefined(w, frame.instance, frame.funcidx);
  yield* must(defined, 'valid-frame-funcidx', `${path}.funcidx`, 'no function that the module defines');
  if (!defined) return;
  const state = stateOf(w, frame);
  yield* must(state !== undefined, 'valid-frame-offset', `${path}.offset`, 'no instruction begins there');
  if (state === undefined) return;
  const reachable = isReachable(state);
  yield* must(reachable, 'valid-frame-reachable', `${path}.offset`, 'in unreachable code');
  if (!reachable) return;
  yield* validLocals(w, frame, state, path);
  const waiting = inner === undefined && thread.status.kind === 'waiting';
  yield* validOperands(w, frame, state, inner !== undefined, waiting, path);
  yield* validCaught(w, frame, state, path);
  if (inner === undefined) yield* validPoint(w, frame, waiting, path);
  if (waiting) yield* validWaiting(w, thread.status, frame, state, path);
  if (inner !== undefined) yield* validLink(w, frame, state, inner, path);
}

function stateOf(w: World, { instance, funcidx, offset }: Frame): State | undefined {
  return analyse(moduleOf(w, instance), funcidx).at.get(offset);
}







function* validLocals(w: World, frame: Frame, state: State, path: string): Faults {
  const m = moduleOf(w, frame.instance);
  const { params } = funcOf(at(context(m).funcs, frame.funcidx));
  const { count, type } = localsOf(context(m), params, m.body(frame.funcidx).locals);
  yield* must(frame.locals.length === count, 'valid-frame-locals', `${path}.locals`, `the function has ${count}`);
  if (frame.locals.length !== count) return;
  const isDead = frame.locals.some(({ kind }) => kind === 'dead');
  const live = isDead ? analyse(m, frame.funcidx).live(frame.offset) : 0n;
  for (const [x, slot] of frame.locals.entries()) {
    const place = `${path}.locals[${x}]`;
    if (slot.kind === 'unset') yield* must(!isSet(type(x), x, state.set), 'valid-frame-unset', place, 'is set here');
    else if (slot.kind === 'dead') yield* must(((live >> BigInt(x)) & 1n) === 0n, 'valid-frame-dead', place, 'may still be read');
    else yield* typed(w, slot, type(x), 'valid-frame-locals', place);
  }
}






function* validOperands(w: World, frame: Frame, state: State, isCaller: boolean, isWaiting: boolean, path: string): Faults {
  const C = contextOfInstance(w, frame.instance);
  const { instr } = state;
  if (isCaller && !calls.includes(instr.op)) return;
  if (isWaiting && !waits.includes(instr.op)) return;
  const types = operandTypes(state);
  const consumed = isCaller || isWaiting ? instr.from.flatMap((word) => meaning(C, instr, word)).length : 0;
  const demanded = types.slice(0, types.length - consumed);
  yield* allTyped(w, frame.operands, demanded, 'valid-frame-operands', `${path}.operands`);
}

const calls = ['call', 'call_indirect', 'call_ref'];
const waits = ['memory.atomic.wait32', 'memory.atomic.wait64'];






function* validCaught(w: World, frame: Frame, state: State, path: string): Faults {
  const parts = openLabels(state).filter(({ op }) => op === 'catch' || op === 'catch_all');
  yield* must(frame.caught.length === parts.length, 'valid-frame-caught', `${path}.caught`, `${parts.length} parts are open`);
  for (const [k, { op, tag }] of parts.entries()) {
    const exception = w.c.exceptions[frame.caught[k] ?? -1];
    if (op !== 'catch' || exception === undefined) continue;
    const wanted = at(at(w.c.instances, frame.instance).tags, tag);
    yield* must(exception.tag === wanted, 'valid-frame-caught', `${path}.caught[${k}]`, 'has another tag');
  }
}






function* validPoint(w: World, frame: Frame, waiting: boolean, path: string): Faults {
  const { states } = analyse(moduleOf(w, frame.instance), frame.funcidx);
  const n = states.findIndex(({ instr }) => instr.offset === frame.offset);
  const op = at(states, n).instr.op;
  const before = states[n - 1]?.instr.op ?? 'function';
  const all = [...calls, 'return_call', 'return_call_indirect', 'return_call_ref'];
  const here = [...all, ...(waiting ? waits : [])];
  const portable = ['function', 'loop', ...all].includes(before) || here.includes(op);
  yield* must(portable || w.c.features.includes('any-point'), 'valid-frame-point', `${path}.offset`, 'no portable point');
}








function* validLink(w: World, frame: Frame, { instr }: State, inner: Frame, path: string): Faults {
  const isCall = calls.includes(instr.op);
  yield* must(isCall, 'valid-link-call', `${path}.offset`, `stands at ${instr.op}`);
  if (!isCall || !isDefined(w, inner.instance, inner.funcidx)) return;
  const goal: FuncRef = { kind: 'func', instance: inner.instance, funcidx: inner.funcidx };
  const leads = passesTo(w, entered(w, frame.instance, instr), goal);
  yield* must(leads, 'valid-link-callee', path, 'does not lead to the frame inside');
}

/** Every function that a module defines, instance by instance. */
function* allFunctions(w: World): Generator<FuncRef, void, undefined> {
  for (const instance of w.c.instances.keys())
    for (const funcidx of contextOfInstance(w, instance).funcs.keys())
      if (isDefined(w, instance, funcidx)) yield { kind: 'func', instance, funcidx };
}

/** The functions that a call, or a tail call, in instance i may enter: the one it names, or all of a matching type. */
function entered(w: World, i: number, instr: Instr): FuncRef[] {
  if (instr.op === 'call' || instr.op === 'return_call') return [functionOf(w, i, X(instr))];
  const type = at(contextOfInstance(w, i).types, X(instr));
  return [...allFunctions(w)].filter((f) => heapMatches(typeOfFunction(w, f), type));
}

/** Whether tail calls lead from one of some functions to another; they take no part in it that the host supplies. */
function passesTo(w: World, from: readonly FuncRef[], goal: FuncRef): boolean {
  const seen = new Set<string>();
  const next = [...from];
  if (next.some((f) => key(f) === key(goal))) return true;
  for (let f = next.pop(); f !== undefined; f = next.pop()) {
    if (key(f) === key(goal)) return true;
    if (f.kind !== 'func' || seen.has(key(f))) continue;
    seen.add(key(f));
    for (const { instr } of analyse(moduleOf(w, f.instance), f.funcidx).states)
      if (instr.op.startsWith('return_call')) next.push(...entered(w, f.instance, instr));
  }
  return false;
}








function* validWaiting({ c }: World, status: Status, frame: Frame, { instr }: State, path: string): Faults {
  if (status.kind !== 'waiting') return;
  const isWait = waits.includes(instr.op);
  yield* must(isWait, 'valid-frame-waiting', `${path}.offset`, `stands at ${instr.op}`);
  if (!isWait) return;
  const memory = at(at(c.instances, frame.instance).memories, X(instr));
  yield* must(memory === status.memory, 'valid-frame-waiting', `${path}.offset`, 'waits on another memory');
  const width = instr.op === 'memory.atomic.wait64' ? 8n : 4n;
  const address = BigInt(status.address);
  const fits = address % width === 0n && address + width <= memoryBytes(at(c.memories, status.memory).type);
  yield* must(fits, 'valid-frame-waiting', path, 'the address is not one to wait at');
}





function* validConfiguration(w: World): Faults {
  yield* validStore(w);
  yield* validAcyclic(w);
  for (const each of framesOf(w.c)) yield* validFrame(w, each);
}







export type Named = { module: string; name: string };
export type Offered = Named & { aliases: Named[]; fresh: boolean };
export type OfferedFunc = number | { params: ValType[]; results: ValType[] };
export type Constant =
  | Value
  | { kind: 'host-func'; module: string; name: string }
  | { kind: 'host'; state: string; version: string; payload: string }
  | { kind: 'extern'; internal: Constant };
export type Manifest = {
  features: string[];
  types: SubType[][];
  functions: (Named & { type: OfferedFunc })[];
  memories: (Offered & { type: MemType })[];
  tables: (Offered & { type: TableType })[];
  globals: (Offered & { type: GlobalType; value: Constant | undefined })[];
  tags: (Offered & { type: OfferedFunc })[];
  hostStates: { name: string; version: string; policies: string[] }[];
};

/** The type of a function or tag that is offered, as a number. One that is written out is final and alone in its group. */
function offeredType(H: Manifest, type: OfferedFunc): number {
  if (typeof type === 'number') return at(close(H.types), type);
  const written: SubType = { final: true, supertypes: [], composite: { kind: 'func', ...type } };
  return close([...H.types, [written]]).at(-1) ?? -1;
}

const isNamed = (a: Named, b: Named): boolean => a.module === b.module && a.name === b.name;






function* validHost({ c, types }: World, H: Manifest): Faults {
  for (const feature of c.features) yield* must(H.features.includes(feature), 'valid-host-feature', 'features', feature);
  const all = [...values(c)].map(([value]) => value);
  for (const [a, host] of c.hostFuncs.entries()) {
    if (!all.some((value) => value.kind === 'host-func' && value.address === a)) continue;
    const offers = H.functions.filter((offer) => isNamed(offer, host));
    const wanted = at(types, host.type);
    const offered = offers.some(({ type }) => heapMatches(offeredType(H, type), wanted));
    yield* must(offered, 'valid-host-func', `hostFuncs[${a}]`, `${host.module}.${host.name} is not offered with this type`);
  }
  const needed = c.hostRefs.filter((_, a) => all.some((value) => value.kind === 'host' && value.address === a));
  for (const [h, state] of c.hostStates.entries()) {
    if (!state.required && !needed.some((ref) => ref.state === h)) continue;
    const offer = H.hostStates.find(({ name, version }) => name === state.name && version === state.version);
    const follows = offer?.policies.includes(state.policy) === true;
    yield* must(follows, 'valid-host-state', `hostStates[${h}]`, `${state.name} is not known`);
  }
}







/** The names of the imports that an object is bound to. */
function namesOf(c: Checkpoint, space: Space, address: number): Named[] {
  return c.instances.flatMap((instance) => {
    const imports = at(c.modules, instance.module).imports.filter(({ type }) => type.kind === kinds[space]);
    return imports.filter((_, k) => instance[space][k] === address);
  });
}

const offerOf = (H: Manifest, space: Space, name: Named): Offered | undefined =>
  H[space].find((offer: Offered) => [offer, ...offer.aliases].some((each) => isNamed(each, name)));

function* validHostObjects(w: World, H: Manifest): Faults {
  for (const space of spaces) {
    const taken = new Set<Offered>();
    for (const address of w.c[space].keys()) {
      const names = namesOf(w.c, space, address);
      if (names.length === 0 || definers(w.c, space, address).length > 0) continue;
      const path = `${space}[${address}]`;
      const offer = offerOf(H, space, at(names, 0));
      const one = offer !== undefined && names.every((name) => offerOf(H, space, name) === offer);
      yield* must(one, 'valid-host-object', path, 'not one offer has all of its names');
      if (offer === undefined) continue;
      yield* must(canTake(w, H, space, address, offer), 'valid-host-object', path, 'what is offered cannot take its state');
      const mutable = space !== 'globals' || at(w.c.globals, address).type.mutable;
      yield* must(!taken.has(offer), 'valid-host-object', path, 'what is offered has been taken');
      if (mutable && !offer.fresh) taken.add(offer);
    }
  }
}

function canTake(w: World, H: Manifest, space: Space, address: number, offer: Offered): boolean {
  const theirs = closed(close(H.types));
  const ours = closed(w.types);
  if (space === 'memories') {
    const { type } = offer as Manifest['memories'][number];
    return isGrown(theirs.memory(type), ours.memory(at(w.c.memories, address).type));
  }
  if (space === 'tables') {
    const { type } = offer as Manifest['tables'][number];
    return isGrown(theirs.table(type), ours.table(at(w.c.tables, address).type));
  }
  if (space === 'tags') {
    const { type } = offer as Manifest['tags'][number];
    return offeredType(H, type) === ours.number(at(w.c.tags, address).type);
  }
  const { type, value } = offer as Manifest['globals'][number];
  const global = at(w.c.globals, address);
  const holds = type.mutable || value === undefined || constantKey(value) === constantKey(named(w.c, global.value));
  return holds && same(theirs.global(type), ours.global(global.type));
}

/** A value in the words of a manifest, which knows functions by name and objects of the host by what they are made from. */
function named(c: Checkpoint, value: Value): Constant {
  if (value.kind === 'extern') return { kind: value.kind, internal: named(c, value.internal) };
  if (value.kind === 'host-func') {
    const { module, name } = at(c.hostFuncs, value.address);
    return { kind: value.kind, module, name };
  }
  if (value.kind !== 'host') return value;
  const { state, payload } = at(c.hostRefs, value.address);
  const { name, version } = at(c.hostStates, state);
  return { kind: value.kind, state: name, version, payload };
}

const constantKey = (value: Constant): string =>
  JSON.stringify(value, [
    ...['kind', 'value', 'bits', 'hierarchy', 'instance', 'funcidx', 'address', 'internal'],
    ...['module', 'name', 'state', 'version', 'payload'],
  ]);

function* linkable(w: World, H: Manifest): Faults {
  yield* validHost(w, H);
  yield* validHostObjects(w, H);
}








export type IndexSpace = 'types' | 'funcs' | Space | 'elems' | 'datas';
export type Correspondence = Record<IndexSpace, (number | null)[]>;
export type Replacement = { module: Module; images: Correspondence };
export type Update = (Replacement | undefined)[];

const singular: Record<IndexSpace, string> = {
  ...kinds, types: 'type', funcs: 'func', elems: 'elem', datas: 'data',
};

function sizeOf(m: Module, space: IndexSpace): number {
  return space === 'elems' ? m.elements.length : space === 'datas' ? m.datas.length : context(m)[space].length;
}
const importsOf = (m: Module, space: IndexSpace): Import[] => m.imports.filter(({ type }) => type.kind === singular[space]);
const imageOf = ({ images }: Replacement, space: IndexSpace, x: number): number | undefined => images[space][x] ?? undefined;
const isImage = ({ images }: Replacement, space: IndexSpace, y: number): boolean => images[space].includes(y);






function* validCorrespondence(old: Module, { module, images }: Replacement, path: string): Faults {
  const clause = 'valid-update-correspondence';
  for (const space of Object.keys(singular) as IndexSpace[]) {
    const found = images[space].filter((y) => y !== null);
    yield* must(new Set(found).size === found.length, clause, `${path}.${space}`, 'not injective');
    for (const [x, y] of images[space].entries()) {
      if (y === null) continue;
      const place = `${path}.${space}[${x}]`;
      const inside = x < sizeOf(old, space) && y >= 0 && y < sizeOf(module, space);
      yield* must(inside, clause, place, `no such index or image ${y}`);
      if (!inside) continue;
      const [before, after] = [importsOf(old, space)[x], importsOf(module, space)[y]];
      const alike = before === undefined || after === undefined ? before === after : isNamed(before, after);
      yield* must(alike, clause, place, `cannot correspond to ${y}`);
      const [C, D] = [context(old), context(module)];
      if (space === 'types') yield* must(at(C.types, x) === at(D.types, y), clause, place, 'another type');
    }
  }
}






function isUnchanged(old: Module, replaced: Replacement, f: number): boolean {
  const { module } = replaced;
  const g = imageOf(replaced, 'funcs', f);
  if (g === undefined) return false;
  const [C, D] = [context(old), context(module)];
  if (at(C.funcs, f) !== at(D.funcs, g)) return false;
  if (f < importsOf(old, 'funcs').length) return true;
  const [body, image] = [old.body(f), module.body(g)];
  const [locals, others] = [localsOf(C, [], body.locals), localsOf(D, [], image.locals)];
  if (locals.count !== others.count || body.instrs.length !== image.instrs.length) return false;
  for (let x = 0; x < locals.count; x++) if (!same(locals.type(x), others.type(x))) return false;
  return body.instrs.every((instr, n) => same(meaningOf(C, instr, replaced), meaningOf(D, at(image.instrs, n))));
}

/** All that an instruction says, with types closed and indices, where `replaced` is given, those of their images. */
function meaningOf(C: Context, instr: Instr, replaced?: Replacement): unknown {
  const { op, uses, labels, block, catches, refs, types, memarg, lanes, count, value } = instr;
  const index = (space: string, x: number): unknown => {
    if (space === 'type') return at(C.types, x);
    if (space === 'local' || space === 'field' || replaced === undefined) return x;
    const plural = (Object.keys(singular) as IndexSpace[]).find((each) => singular[each] === space);
    return plural === undefined ? x : imageOf(replaced, plural, x);
  };
  const { ref, value: type } = closed(C.types);
  return [
    ...[op, labels, lanes, count, value, refs.map(ref), types.map(type), block && blockTypeOf(C, instr)],
    uses.map(({ space, index: x }) => index(space, x)),
    catches.map(({ kind, tag, label }) => [kind, tag < 0 ? tag : index('tag', tag), label]),
    memarg && [memarg.align, String(memarg.offset)],
  ];
}






const replacementOf = (w: World, u: Update, i: number): Replacement | undefined => u[at(w.c.instances, i).module];

function* validUpdateFrames(w: World, u: Update): Faults {
  const verdicts = new Map<string, boolean>();
  for (const { frame, path } of framesOf(w.c)) {
    const replaced = replacementOf(w, u, frame.instance);
    const name = `${frame.instance} ${frame.funcidx}`;
    const unchanged =
      verdicts.get(name) ?? (replaced === undefined || isUnchanged(moduleOf(w, frame.instance), replaced, frame.funcidx));
    verdicts.set(name, unchanged);
    yield* must(unchanged, 'valid-update-frame', path, `function ${frame.funcidx} is not unchanged`);
  }
}

/** The values of tables that stand in a base that a replaced module gives. */
function* resolvedValues(w: World, u: Update): Placed<Value> {
  for (const [a, table] of w.c.tables.entries()) {
    if (table.base.kind !== 'module' || replacementOf(w, u, table.base.instance) === undefined) continue;
    const base = tableBase(w, table.base.instance, a);
    for (const { run, k, start, end } of placedRuns(table))
      if (run.kind === 'base') for (const value of basesOf(base, start, end)) if (value) yield [value, `tables[${a}].runs[${k}]`];
  }
}

/** Whether import k of instance i, in a space, is still there after the update. */
function isKept(w: World, u: Update, i: number, space: IndexSpace, k: number): boolean {
  const replaced = replacementOf(w, u, i);
  return replaced === undefined || imageOf(replaced, space, k) !== undefined;
}

function* validUpdateFunctions(w: World, u: Update): Faults {
  const keeps = function* (ref: FuncRef, path: string, holds: (image: number, type: number) => boolean): Faults {
    const replaced = ref.kind === 'func' ? replacementOf(w, u, ref.instance) : undefined;
    if (ref.kind !== 'func' || replaced === undefined) return;
    const image = imageOf(replaced, 'funcs', ref.funcidx);
    const kept = image !== undefined && holds(at(context(replaced.module).funcs, image), typeOfFunction(w, ref));
    yield* must(kept, 'valid-update-func', path, `function ${ref.funcidx} is removed or has another type`);
  };
  for (const [value, path] of [...places(w.c), ...resolvedValues(w, u)])
    if (value.kind === 'func') yield* keeps(value, path, (image, type) => image === type);
  for (const [i, { funcs }] of w.c.instances.entries())
    for (const [k, ref] of funcs.entries())
      if (isKept(w, u, i, 'funcs', k)) yield* keeps(ref, `instances[${i}].funcs[${k}]`, heapMatches);
}






/** Whether another instance imports the object that instance i defines, and keeps doing so. */
function isShared(w: World, u: Update, i: number, space: Space, address: number): boolean {
  return w.c.instances.some((other, j) => {
    const imports = other[space].slice(0, importCount(w.c, j, kinds[space]));
    return j !== i && imports.some((a, k) => a === address && isKept(w, u, j, space, k));
  });
}

function* validUpdateObjects(w: World, u: Update): Faults {
  for (const i of w.c.instances.keys()) {
    const replaced = replacementOf(w, u, i);
    if (replaced === undefined) continue;
    const [C, D] = [contextOfInstance(w, i), context(replaced.module)];
    for (const space of spaces) {
      for (const [k, address] of defines(w.c, i, space).entries()) {
        const x = importCount(w.c, i, kinds[space]) + k;
        const y = imageOf(replaced, space, x);
        const shared = isShared(w, u, i, space, address);
        const path = `${space}[${address}]`;
        const needed = shared || isMet(w.c, space, address);
        if (y === undefined) yield* must(!needed, 'valid-update-object', path, 'is removed but referred to');
        else if (space === 'tags' || space === 'globals')
          yield* must(same(C[space][x], D[space][y]), 'valid-update-object', path, 'has another type');
        else {
          const [before, after] = [at<MemType | TableType>(C[space], x), at<MemType | TableType>(D[space], y)];
          const size = BigInt(at<Memory | Table>(w.c[space], address).type.limits.min);
          const { min, max = size } = after.limits;
          const bounded = after.limits.max === before.limits.max || (!shared && BigInt(max) >= size);
          const alike = same({ ...before, limits: 0 }, { ...after, limits: 0 });
          yield* must(alike && bounded && BigInt(min) <= size, 'valid-update-object', path, 'has another type');
        }
      }
    }
  }
}

/** Whether an exception has this tag, or a thread waits on this memory. */
function isMet({ exceptions, threads }: Checkpoint, space: Space, address: number): boolean {
  if (space === 'tags') return exceptions.some(({ tag }) => tag === address);
  return space === 'memories' && threads.some(({ status }) => status.kind === 'waiting' && status.memory === address);
}






function* validUpdateSegments(w: World, u: Update): Faults {
  for (const [i, instance] of w.c.instances.entries()) {
    const replaced = replacementOf(w, u, i);
    if (replaced === undefined) continue;
    for (const space of ['elems', 'datas'] as const) {
      for (let x = 0; x < sizeOf(moduleOf(w, i), space); x++) {
        const y = imageOf(replaced, space, x);
        if (y === undefined || !isThere(moduleOf(w, i), instance, space, x)) continue;
        const needed = isUsedByImage(replaced, space, y);
        const holds = !needed || isSameSegment(moduleOf(w, i), replaced, space, x, y);
        yield* must(holds, 'valid-update-segment', `instances[${i}].${space}`, `segment ${x} is another one`);
      }
    }
  }
}

/** Whether a segment is passive and was not dropped. */
function isThere(m: Module, { elems, datas }: Instance, space: 'elems' | 'datas', x: number): boolean {
  const { mode } = space === 'elems' ? at(m.elements, x) : at(m.datas, x);
  const dropped = space === 'elems' ? elems.some(({ kind, index }) => kind === 'dropped' && index === x) : datas.includes(x);
  return mode.kind === 'passive' && !dropped;
}

function isUsedByImage(replaced: Replacement, space: 'elems' | 'datas', y: number): boolean {
  const { module } = replaced;
  const first = importsOf(module, 'funcs').length;
  return module.functions.some((_, k) => {
    if (!isImage(replaced, 'funcs', first + k)) return false;
    return module.body(first + k).instrs.some(({ uses }) => uses.some((use) => use.space === singular[space] && use.index === y));
  });
}

function isSameSegment(old: Module, replaced: Replacement, space: 'elems' | 'datas', x: number, y: number): boolean {
  const { module } = replaced;
  if (space === 'datas') {
    const [before, after] = [at(old.datas, x), at(module.datas, y)];
    return after.mode.kind === 'passive' && same([...before.bytes], [...after.bytes]);
  }
  const [before, after] = [at(old.elements, x), at(module.elements, y)];
  const [C, D] = [context(old), context(module)];
  const items = before.items.map((item) => item.map((instr) => meaningOf(C, instr, replaced)));
  const others = after.items.map((item) => item.map((instr) => meaningOf(D, instr)));
  return after.mode.kind === 'passive' && same(items, others);
}






/** The state of what the host offers for a new import, closed; undefined where there is none. */
function newImport(w: World, H: Manifest | undefined, m: Module, { module, name, type }: Import): ExternType | undefined {
  if (H === undefined) return undefined;
  const wanted = closed(context(m).types).extern(type);
  const theirs = closed(close(H.types));
  if (wanted.kind === 'func') {
    const offers = H.functions.filter((offer) => isNamed(offer, { module, name }));
    return offers.some((offer) => heapMatches(offeredType(H, offer.type), wanted.type)) ? wanted : undefined;
  }
  const space = spaces.find((each) => kinds[each] === wanted.kind) ?? 'tags';
  const offer = offerOf(H, space, { module, name });
  if (offer === undefined) return undefined;
  const address = presentUnder(w, H, space, offer);
  const found = address === undefined ? freshState(theirs, H, wanted, offer) : typeOfObject(w, space, address);
  return found !== undefined && externMatches(found, wanted) ? found : undefined;
}

/** The object of the host that the checkpoint has under an offer. */
function presentUnder(w: World, H: Manifest, space: Space, offer: Offered): number | undefined {
  if (offer.fresh) return undefined;
  return [...w.c[space].keys()].find((address) => {
    const [first] = namesOf(w.c, space, address);
    return first !== undefined && definers(w.c, space, address).length === 0 && offerOf(H, space, first) === offer;
  });
}

function typeOfObject(w: World, space: Space, address: number): ExternType {
  const { extern } = closed(w.types);
  if (space === 'tables') return extern({ kind: 'table', type: at(w.c.tables, address).type });
  if (space === 'memories') return extern({ kind: 'memory', type: at(w.c.memories, address).type });
  if (space === 'globals') return extern({ kind: 'global', type: at(w.c.globals, address).type });
  return extern({ kind: 'tag', type: at(w.c.tags, address).type });
}

function freshState(theirs: ReturnType<typeof closed>, H: Manifest, wanted: ExternType, offer: Offered): ExternType | undefined {
  const grown = ({ min, max }: Limits, wish: Limits): Limits => ({ min: BigInt(min) > BigInt(wish.min) ? min : wish.min, max });
  if (wanted.kind === 'tag') return { kind: 'tag', type: offeredType(H, (offer as Manifest['tags'][number]).type) };
  if (wanted.kind === 'global') {
    const { type, value } = offer as Manifest['globals'][number];
    return value === undefined ? undefined : { kind: 'global', type: theirs.global(type) };
  }
  if (!offer.fresh) return undefined;
  if (wanted.kind === 'memory') {
    const type = theirs.memory((offer as Manifest['memories'][number]).type);
    return { kind: 'memory', type: { ...type, limits: grown(type.limits, wanted.type.limits) } };
  }
  if (wanted.kind !== 'table') return undefined;
  const type = theirs.table((offer as Manifest['tables'][number]).type);
  return type.element.nullable ? { kind: 'table', type: { ...type, limits: grown(type.limits, wanted.type.limits) } } : undefined;
}

function* validUpdateImports(w: World, u: Update, H: Manifest | undefined): Faults {
  for (const [m, replaced] of u.entries()) {
    if (replaced === undefined) continue;
    const next: Record<string, number> = {};
    for (const each of replaced.module.imports) {
      const { kind } = each.type;
      const y = next[kind] ?? 0;
      next[kind] = y + 1;
      const space = (Object.keys(singular) as IndexSpace[]).find((plural) => singular[plural] === kind) ?? 'funcs';
      if (isImage(replaced, space, y)) continue;
      const bound = newImport(w, H, replaced.module, each);
      const text = `${each.module}.${each.name} is not offered`;
      yield* must(bound !== undefined, 'valid-update-imports', `modules[${m}].imports`, text);
    }
  }
}







function updated(w: World, u: Update, H: Manifest | undefined): World {
  const tables = w.c.tables.map((table, a) => resolved(w, u, table, a));
  const memories = w.c.memories.map(({ type, image }) => ({ type, image: isRebased(w, u, image.base) ? zeros : image }));
  const c: Checkpoint = JSON.parse(JSON.stringify({ ...w.c, tables, memories }), (_, value) => moved(w, u, value));
  const next: World = { c, modules: w.modules.map((m, k) => u[k]?.module ?? m), types: [...w.types] };
  for (const { frame } of framesOf(c)) moveFrame(w, u, frame);
  for (const [k, replaced] of u.entries()) {
    if (replaced === undefined) continue;
    const { digest, length, imports } = replaced.module;
    const { extern } = closed(context(replaced.module).types);
    const stated = imports.map(({ module, name, type }) => ({ module, name, type: opened(next, extern(type)) }));
    c.modules[k] = { digest, length: String(length), imports: stated };
  }
  for (const [i, instance] of c.instances.entries()) {
    const replaced = replacementOf(w, u, i);
    if (replaced !== undefined) renew(w, next, H, replaced, i, instance);
  }
  return next;
}

const zeros: Memory['image'] = { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] };
const isRebased = (w: World, u: Update, base: Base | Table['base']): boolean =>
  base.kind === 'module' && replacementOf(w, u, base.instance) !== undefined;

/** A JSON value, with another function index where it is a reference to a function of a replaced module. */
function moved(w: World, u: Update, value: unknown): unknown {
  const isRef = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'func' && 'funcidx' in value;
  if (!isRef) return value;
  const ref = value as { kind: 'func'; instance: number; funcidx: number };
  const replaced = replacementOf(w, u, ref.instance);
  return replaced === undefined ? ref : { ...ref, funcidx: imageOf(replaced, 'funcs', ref.funcidx) ?? -1 };
}

/** The runs of so many entries of a base, written out. */
function runsOf({ written, initial }: TableBase, start: bigint, end: bigint): TableRun[] {
  const runs: TableRun[] = [];
  const add = (to: bigint, value: Value | undefined) => {
    if (to > start) runs.push({ kind: 'ref', length: String(to - start), ref: value as Ref });
    start = to;
  };
  for (const entry of [...written.keys()].filter((each) => each >= start && each < end).sort((a, b) => (a < b ? -1 : 1))) {
    add(entry, initial);
    add(entry + 1n, written.get(entry));
  }
  add(end, initial);
  return runs;
}

function resolved(w: World, u: Update, table: Table, address: number): Table {
  if (table.base.kind !== 'module' || !isRebased(w, u, table.base)) return table;
  const base = tableBase(w, table.base.instance, address);
  const runs = [...placedRuns(table)].flatMap(({ run, start, end }) => (run.kind === 'ref' ? [run] : runsOf(base, start, end)));
  return { type: table.type, base: { kind: 'none' }, runs };
}

function moveFrame(w: World, u: Update, frame: Frame): void {
  const replaced = replacementOf(w, u, frame.instance);
  if (replaced === undefined) return;
  const n = moduleOf(w, frame.instance).body(frame.funcidx).instrs.findIndex(({ offset }) => offset === frame.offset);
  frame.funcidx = imageOf(replaced, 'funcs', frame.funcidx) ?? -1;
  frame.offset = at(replaced.module.body(frame.funcidx).instrs, n).offset;
}





/** The index of a closed type in a world, which gets it if it does not have it. */
function indexOfType({ types }: World, number: number): number {
  const found = types.indexOf(number);
  return found >= 0 ? found : types.push(number) - 1;
}

function opened(w: World, t: ExternType): ExternType {
  const index = (x: number) => indexOfType(w, x);
  if (t.kind === 'table') return { kind: t.kind, type: { ...t.type, element: mapRef(t.type.element, index) } };
  if (t.kind === 'global') return { kind: t.kind, type: { ...t.type, type: mapType(t.type.type, index) } };
  return t.kind === 'memory' ? t : { kind: t.kind, type: index(t.type) };
}

/** The address of a new object of a closed type; its values come later. */
function allocated(w: World, closedType: ExternType, names: Named | undefined): number {
  const { c } = w;
  const t = opened(w, closedType);
  if (t.kind === 'func') return c.hostFuncs.push({ module: names?.module ?? '', name: names?.name ?? '', type: t.type }) - 1;
  if (t.kind === 'table') return c.tables.push({ type: t.type, base: { kind: 'none' }, runs: [] }) - 1;
  if (t.kind === 'memory') return c.memories.push({ type: t.type, image: zeros }) - 1;
  if (t.kind === 'global') return c.globals.push({ type: t.type, value: { kind: 'null', hierarchy: 'any' } }) - 1;
  return c.tags.push({ type: t.type }) - 1;
}

/** A value that a manifest states. Objects and functions of the host are new ones. */
function stated(w: World, H: Manifest, value: Constant): Value {
  if (value.kind === 'extern') return { kind: value.kind, internal: stated(w, H, value.internal) as Internal };
  if (value.kind === 'host-func' && 'name' in value) {
    const offer = H.functions.find((each) => isNamed(each, value));
    return { kind: value.kind, address: allocated(w, { kind: 'func', type: offeredType(H, offer?.type ?? -1) }, value) };
  }
  if (value.kind !== 'host' || !('state' in value)) return value as Value;
  const known = w.c.hostStates.findIndex(({ name, version }) => name === value.state && version === value.version);
  demand(known >= 0, 'the host state is not that of a descriptor', 'valid-update-imports');
  return { kind: value.kind, address: w.c.hostRefs.push({ state: known, payload: value.payload }) - 1 };
}

/** An object that a constant expression makes, from operands on a stack. Elements that are all the same stand for each other. */
function made(w: World, C: Context, instr: Instr, stack: Value[]): Ref {
  const number = at(C.types, X(instr));
  const type = indexOfType(w, number);
  const t = compOf(number);
  if (t.kind === 'struct') {
    const given = instr.op === 'struct.new' ? stack.splice(stack.length - t.fields.length) : [];
    const fields = t.fields.map(({ storage }, k) => stored(storage, given[k]));
    return { kind: 'struct', address: w.c.structs.push({ type, fields }) - 1 };
  }
  demand(t.kind === 'array', 'not an array type');
  const { storage } = t.element;
  const count = instr.op === 'array.new_fixed' ? instr.count : Number(word(stack.pop()));
  const one = instr.op === 'array.new' ? [stack.pop()] : [undefined];
  const given = instr.op === 'array.new_fixed' ? stack.splice(stack.length - count) : one;
  const refs = count === 0 ? [] : given.map((value) => stored(storage, value) as Ref);
  const elements: ArrayObject['elements'] =
    typeof storage === 'string' ? { storage: storage as 'i8', bytes: '' } : { storage: 'ref', refs };
  return { kind: 'array', address: w.c.arrays.push({ type, elements }) - 1 };
}

/** A value as it stands in a field: packed where the field is, the default where none is given. */
function stored(storage: ValType, value: Value | undefined): Field {
  if (storage === 'i8' || storage === 'i16') return { kind: storage, bits: 0 };
  if (value !== undefined) return value;
  return typeof storage === 'string' ? { kind: storage as 'i32', value: 0 } : nullOf(storage);
}






function renew(w: World, next: World, H: Manifest | undefined, replaced: Replacement, i: number, instance: Instance): void {
  const { module: m, images } = replaced;
  const { c } = next;
  const D = context(m);
  const before = { ...instance };
  const original = (space: IndexSpace, y: number) => images[space].indexOf(y);
  instance.funcs = importsOf(m, 'funcs').map((from, y) => {
    const type: ExternType = { kind: 'func', type: at(D.funcs, y) };
    return before.funcs[original('funcs', y)] ?? { kind: 'host-func', address: allocated(next, type, from) };
  });
  for (const space of spaces) {
    const imports = importsOf(m, space);
    instance[space] = D[space].map((type, y) => {
      const from = imports[y];
      const offer = from && H && offerOf(H, space, from);
      const bound = before[space][original(space, y)] ?? (offer && H && presentUnder(w, H, space, offer));
      const declared = { kind: kinds[space], type } as ExternType;
      return bound ?? allocated(next, (from && newImport(w, H, m, from)) ?? declared, undefined);
    });
    for (const [y, address] of instance[space].entries()) {
      const isNew = original(space, y) < 0;
      const from = imports[y];
      if (space === 'globals' && isNew && address >= w.c.globals.length) {
        const offer = from && H && (offerOf(H, space, from) as Manifest['globals'][number] | undefined);
        const init = m.globals[y - imports.length]?.init;
        const value = init === undefined ? offer?.value && H && stated(next, H, offer.value) : evaluate(next, i, init, true);
        if (value !== undefined) at(c.globals, address).value = value;
      }
      if (isNew || from !== undefined) continue;
      if (space === 'memories') at(c.memories, address).type.limits.max = at(D.memories, y).limits.max;
      if (space === 'tables') at(c.tables, address).type.limits.max = at(D.tables, y).limits.max;
    }
  }
  for (const [y, address] of instance.tables.entries()) {
    if (original('tables', y) >= 0 || address < w.c.tables.length) continue;
    const table = at(c.tables, address);
    const base = tableBase(next, i, address, true);
    const initial = base.initial ?? nullOf(closed(next.types).ref(table.type.element));
    table.runs = runsOf({ ...base, initial }, 0n, BigInt(table.type.limits.min));
  }
  const isGone = (space: 'elems' | 'datas', y: number) =>
    original(space, y) >= 0 && !isThere(moduleOf(w, i), before, space, original(space, y));
  const passive = ({ mode }: { mode: Mode }, size: number) => mode.kind === 'passive' && size > 0;
  instance.datas = [...m.datas.keys()].filter((y) => isGone('datas', y) && passive(at(m.datas, y), at(m.datas, y).bytes.length));
  instance.elems = m.elements.flatMap((segment, index): Elem[] => {
    const { items } = segment;
    if (!passive(segment, items.length)) return [];
    if (isGone('elems', index)) return [{ kind: 'dropped', index }];
    if (!items.some(allocates)) return [];
    const kept = before.elems.find((elem) => elem.index === original('elems', index));
    const refs = kept?.kind === 'contents' ? kept.refs : items.map((item) => evaluate(next, i, item, true) as Ref);
    return [{ kind: 'contents', index, refs }];
  });
}






function* updatable(w: World, u: Update, H: Manifest | undefined, expand: Expand): Faults {
  const wrong = w.modules.flatMap((m, k) => {
    const replaced = u[k];
    return replaced === undefined ? [] : [...validCorrespondence(m, replaced, `correspondences[${k}]`)];
  });
  yield* wrong;
  if (wrong.length > 0) return;
  const faults = [
    ...validUpdateFrames(w, u),
    ...validUpdateFunctions(w, u),
    ...validUpdateObjects(w, u),
    ...validUpdateSegments(w, u),
    ...validUpdateImports(w, u, H),
  ];
  yield* faults;
  if (faults.length > 0) return;
  const next = updated(w, u, H);
  const withHost = () => (H === undefined ? [] : linkable(next, H));
  const judgements = [() => matching(next, expand), () => validConfiguration(next), withHost];
  for (const judgement of judgements) {
    const found = [...judgement()];
    for (const { clause, path, text } of found) yield { clause: 'valid-update-result', path, text: `${clause}: ${text}` };
    if (found.length > 0) return;
  }
}







export type Judgement = 'A' | 'B' | 'C' | 'D' | 'E';
export type Question = {
  c: Checkpoint;
  modules: readonly (Module | undefined)[]; // by moduleidx
  judgement: Judgement; // the last one to decide
  full: boolean; // whether modules are validated whole
  expand: Expand; // of zstd frames
  host: Manifest | undefined; // for D
  update: Update | undefined; // for E
};

function all(faults: () => Faults): Fault[] {
  const found: Fault[] = [];
  const collect = () => {
    for (const fault of faults()) found.push(fault);
  };
  found.push(...holding('', collect));
  return found;
}

/** The faults of the first judgement that fails; none if all hold that are asked for. */
export function decide(question: Question): { judgement: Judgement; faults: Fault[] } {
  const { c, modules, judgement, full, expand, host, update } = question;
  const malformed = all(() => wellFormed(c));
  if (malformed.length > 0 || judgement === 'A') return { judgement: 'A', faults: malformed };
  const invalid = all(() => validModules(c, modules, full));
  if (invalid.length > 0) return { judgement: 'B', faults: invalid };
  const w: World = { c, modules: modules.flatMap((module) => module ?? []), types: close(c.types) };
  const mismatched = all(() => matching(w, expand));
  if (mismatched.length > 0 || judgement === 'B') return { judgement: 'B', faults: mismatched };
  const ill = all(() => validConfiguration(w));
  if (ill.length > 0 || judgement === 'C') return { judgement: 'C', faults: ill };
  if (judgement === 'D') return { judgement, faults: host === undefined ? [] : all(() => linkable(w, host)) };
  return { judgement, faults: update === undefined ? [] : all(() => updatable(w, update, host, expand)) };
}
