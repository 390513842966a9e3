import {
  type Checkpoint,
  type ExternType,
  emptyCheckpoint,
  type Frame,
  type FuncRef,
  type Global,
  type HeapType,
  type HostFunc,
  type Import,
  type MemType,
  type RecType,
  type RefType,
  type StorageType,
  type Table,
  type Value,
} from '@wasm-checkpoint/format';
import {
  absheaptype,
  type Comptype,
  type Externtype,
  heapOf,
  isConcrete,
  isNullable,
  isRef,
  liveLocalsAt,
  type Module,
  openModule,
  type Subtype,
  type TypeState,
  typeidxOf,
  typeStateAt,
  typeStates,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import { sha256, withFeatures } from './scene.js';

/** Whether a run of numbers from 0 up to 1 says so. */
export type Random = () => number;

const heapOfCode = (type: Valtype): HeapType => {
  const heap = heapOf(type);
  return isConcrete(heap) ? typeidxOf(heap) : ((absheaptype(heap)?.name ?? 'any') as HeapType);
};
const storageOf = (type: Valtype): StorageType =>
  isRef(type) ? { nullable: isNullable(type), heap: heapOfCode(type) } : (valtypeText(type) as StorageType);
const valtypeOf = (type: Valtype) => storageOf(type) as Exclude<StorageType, 'i8' | 'i16'>;

function compositeOf(type: Comptype): RecType[number]['composite'] {
  switch (type.kind) {
    case 'func':
      return { kind: 'func', params: type.params.map(valtypeOf), results: type.results.map(valtypeOf) };
    case 'struct':
      return {
        kind: 'struct',
        fields: type.fields.map(({ storage, mutable }) => ({ storage: storageOf(storage), mutable })),
      };
    case 'array':
      return { kind: 'array', element: { storage: storageOf(type.field.storage), mutable: type.field.mutable } };
  }
}

const subtypeOf = ({ final, supers, composite }: Subtype): RecType[number] => ({
  final,
  supertypes: supers,
  composite: compositeOf(composite),
});

const limitsOf = ({ min, max }: { min: bigint; max: bigint | undefined }) =>
  max === undefined ? { min } : { min, max };

function externOf(type: Externtype): ExternType {
  switch (type.kind) {
    case 'func':
    case 'tag':
      return { kind: type.kind, type: type.typeidx };
    case 'table':
      return { kind: 'table', type: tableOf(type) };
    case 'memory':
      return { kind: 'memory', type: memoryOf(type) };
    case 'global':
      return { kind: 'global', type: { type: valtypeOf(type.type), mutable: type.mutable } };
  }
}

const tableOf = (type: Module['tables'][number]): Table['type'] => ({
  element: valtypeOf(type.element) as RefType,
  address: type.addrtype,
  limits: limitsOf(type.limits),
});
const memoryOf = (type: Module['memories'][number]): MemType => ({
  address: type.addrtype,
  limits: limitsOf(type.limits),
  shared: type.shared,
  pageSizeLog2: type.pageSizeLog2 === 0 ? 0 : 16,
});

/** A value of a type that has one without objects; undefined for others. */
function defaultOf(module: Module, type: Valtype): Value | undefined {
  if (!isRef(type)) {
    switch (valtypeText(type)) {
      case 'i32':
        return { kind: 'i32', value: 0 };
      case 'i64':
        return { kind: 'i64', value: 0n };
      case 'f32':
        return { kind: 'f32', bits: 0 };
      case 'f64':
        return { kind: 'f64', bits: 0n };
      default:
        return { kind: 'v128', bits: 0n };
    }
  }
  if (!isNullable(type)) return undefined;
  const heap = heapOf(type);
  const kind = isConcrete(heap) ? module.types[typeidxOf(heap)]?.composite.kind : absheaptype(heap)?.top;
  if (kind === 'func' || kind === 'extern' || kind === 'exn') return { kind: 'null', hierarchy: kind };
  return { kind: 'null', hierarchy: 'any' };
}

/** A place where a frame may stand: its type state and what it calls, if anything. */
interface Stand {
  readonly state: TypeState;
  /** The function that a `call` there enters. */
  readonly callee: number | undefined;
}

/** Every offset of a function where a frame can stand with values without objects. */
function standsOf(module: Module, funcidx: number): readonly Stand[] {
  const stands: Stand[] = [];
  for (const offset of typeStates(module).offsets(funcidx)) {
    const state = typeStateAt(module, funcidx, offset);
    if (state.unreachable || state.controls.some(({ kind }) => kind === 'catch' || kind === 'catch_all')) continue;
    if (state.operands.some((type) => defaultOf(module, type) === undefined)) continue;
    const [immediate] = state.instruction.immediates;
    const called =
      state.instruction.opcode.name === 'call' && immediate?.kind === 'funcidx' ? immediate.value : undefined;
    stands.push({ state, callee: called !== undefined && called >= module.imported.func ? called : undefined });
  }
  return stands;
}

function frameAt(module: Module, { funcidx, offset, locals, operands }: TypeState, pending: number): Frame {
  const live = liveLocalsAt(module, funcidx, offset);
  return {
    instance: 0,
    funcidx,
    offset,
    locals: locals.map(({ type, initialised }, index) => {
      const value = defaultOf(module, type);
      if (live[index] !== 1 && index % 3 === 0) return { kind: 'dead' };
      if (value !== undefined) return value;
      return initialised ? { kind: 'dead' } : { kind: 'unset' };
    }),
    operands: operands.slice(0, operands.length - pending).map((type) => {
      const value = defaultOf(module, type);
      if (value === undefined) throw new RangeError('a stand has only operands with values');
      return value;
    }),
    caught: [],
  };
}

const paramsOf = (module: Module, funcidx: number): number => {
  const type = module.types[module.funcs[funcidx] ?? -1]?.composite;
  return type?.kind === 'func' ? type.params.length : 0;
};

/** Frames of a chain of direct calls, innermost first, at most `depth`. */
export function plausibleFrames(module: Module, random: Random, depth: number): readonly Frame[] {
  const frames: Frame[] = [];
  let funcidx = module.imported.func + Math.floor(random() * module.bodyCount);
  while (frames.length < depth) {
    const stands = standsOf(module, funcidx).filter(({ state }) =>
      state.locals.every(({ type, initialised }) => !initialised || defaultOf(module, type) !== undefined),
    );
    const pick = <Item>(items: readonly Item[]): Item | undefined => items[Math.floor(random() * items.length)];
    const calling = pick(stands.filter(({ callee }) => callee !== undefined));
    if (calling?.callee === undefined || frames.length === depth - 1) {
      const stand = pick(stands);
      if (stand !== undefined) frames.push(frameAt(module, stand.state, 0));
      else frames.length = 0;
      break;
    }
    frames.push(frameAt(module, calling.state, paramsOf(module, calling.callee)));
    funcidx = calling.callee;
  }
  return frames.reverse();
}

/**
 * A checkpoint of one instance of a module that is valid for all that types say, whatever the module is: its imports are the
 * host's, its memories empty, its tables as far as nulls will do. Undefined where a type has no value without objects.
 */
export function plausibleCheckpoint(bytes: Uint8Array, random: Random, depth: number): Checkpoint | undefined {
  const module = openModule(bytes);
  const imports: Import[] = module.imports.map(({ module: from, name, type }) => ({
    module: from,
    name,
    type: externOf(type),
  }));
  const hostFuncs: HostFunc[] = module.imports.flatMap(({ module: from, name, type }) =>
    type.kind === 'func' ? [{ module: from, name, type: type.typeidx }] : [],
  );
  const funcs: FuncRef[] = hostFuncs.map((_, address) => ({ kind: 'host-func', address }));
  const globals = module.globals.map((type): Global | undefined => {
    const value = defaultOf(module, type.type);
    return value && { type: { type: valtypeOf(type.type), mutable: type.mutable }, value };
  });
  if (globals.includes(undefined)) return undefined;
  const types = module.recgroups.map(({ first, size }) => module.types.slice(first, first + size).map(subtypeOf));
  const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const frames = module.bodyCount === 0 ? [] : plausibleFrames(module, random, depth);
  const tables = module.tables.map((type): Table | undefined => {
    const ref = defaultOf(module, type.element);
    if (ref?.kind !== 'null') return undefined;
    const length = type.limits.min;
    return {
      type: tableOf(type),
      base: { kind: 'none' },
      runs: length === 0n ? [] : [{ kind: 'ref', length, ref }],
    };
  });
  return withFeatures(
    {
      ...emptyCheckpoint,
      types,
      modules: [{ digest: sha256(bytes), length: BigInt(bytes.length), imports }],
      instances: [
        {
          module: 0,
          funcs,
          tables: upTo(module.tables.length),
          memories: upTo(module.memories.length),
          globals: upTo(module.globals.length),
          tags: upTo(module.tags.length),
          elems: [],
          datas: [],
        },
      ],
      hostFuncs,
      tables: tables.flatMap((table) => (table === undefined ? [] : [table])),
      memories: module.memories.map((type) => ({
        type: memoryOf(type),
        image: { base: { kind: 'zeros' }, blockSizeLog2: 16, blocks: [] },
      })),
      globals: globals.flatMap((global) => (global === undefined ? [] : [global])),
      tags: module.tags.map(({ typeidx }) => ({ type: typeidx })),
      threads: frames.length === 0 ? [] : [{ label: '', status: { kind: 'runnable' }, frames }],
    },
    ['any-point'],
  );
}
