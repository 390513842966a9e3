import type { Checkpoint, Field, FuncRef, Hierarchy, InternalRef, Ref, Value } from '@wasm-checkpoint/format';
import {
  heapOf,
  heaptypeOf,
  isConcrete,
  isNullable,
  isRef,
  type Module,
  typeidxOf,
  type Valtype,
  valtypeText,
} from '@wasm-checkpoint/wasm';
import type { Random } from '../../fuzz/random.js';
import { moduleOf, type Subject } from '../subject.js';
import { anyIndex } from './mutation.js';

const edges32 = [0, 1, -1, 2, 7, 64, 0x7fff_ffff, -0x8000_0000, 0x10000, 0xffff];
const numbers = ['i32', 'i64', 'f32', 'f64', 'v128'] as const;
type Plain = (typeof numbers)[number];

const u32 = (random: Random): number => random.integer(-0x8000_0000, 0x7fff_ffff) >>> 0;
const u64 = (random: Random): bigint => (BigInt(u32(random)) << 32n) | BigInt(u32(random));
const int32 = (random: Random): number =>
  random.oneIn(3) ? u32(random) | 0 : random.oneIn(2) ? random.pick(edges32) : random.integer(-20, 300);

/** A number or vector of a type, its bits at random or at an edge. */
export function numberOf(kind: Plain, random: Random): Value {
  switch (kind) {
    case 'i32':
      return { kind, value: int32(random) };
    case 'i64':
      return { kind, value: random.oneIn(2) ? BigInt(int32(random)) : BigInt.asIntN(64, u64(random)) };
    case 'f32':
      return { kind, bits: random.pick([0, 0x3f80_0000, 0x7fc0_0000, 0x7fa0_0001, 0xff80_0000, u32(random)]) };
    case 'f64':
      return { kind, bits: random.pick([0n, 0x3ff0n << 48n, 0x7ff0_0000_0000_0001n, 0xfff8n << 48n, u64(random)]) };
    case 'v128':
      return { kind, bits: (u64(random) << 64n) | u64(random) };
  }
}

/** A function: one that a module defines, mostly, or one of the host. */
export function funcRef(subject: Subject, checkpoint: Checkpoint, random: Random): FuncRef {
  const instance = anyIndex(checkpoint.instances.length, random);
  const module = moduleOf(subject, checkpoint, instance);
  if (checkpoint.hostFuncs.length > 0 && random.oneIn(4)) {
    return { kind: 'host-func', address: anyIndex(checkpoint.hostFuncs.length, random) };
  }
  const count = module?.funcs.length ?? 1;
  const first = module?.imported.func ?? 0;
  const funcidx = first < count && !random.oneIn(12) ? random.integer(first, count - 1) : random.pick([0, count]);
  return { kind: 'func', instance, funcidx };
}

function internal(checkpoint: Checkpoint, random: Random): InternalRef {
  const { structs, arrays, hostRefs } = checkpoint;
  const kinds: InternalRef['kind'][] = ['i31'];
  if (structs.length > 0) kinds.push('struct', 'struct', 'struct');
  if (arrays.length > 0) kinds.push('array', 'array', 'array');
  if (hostRefs.length > 0) kinds.push('host');
  const kind = random.pick(kinds);
  if (kind === 'i31') return { kind, value: random.pick([0, 1, 0x7fff_ffff, random.integer(0, 1000)]) };
  const list = { struct: structs, array: arrays, host: hostRefs }[kind];
  return { kind, address: anyIndex(list.length, random) };
}

/** A reference of a hierarchy. */
export function refOf(
  subject: Subject,
  checkpoint: Checkpoint,
  hierarchy: Hierarchy,
  nullable: boolean,
  random: Random,
): Ref {
  const none = { kind: 'null', hierarchy } as const;
  if (nullable && random.oneIn(4)) return none;
  switch (hierarchy) {
    case 'func':
      return funcRef(subject, checkpoint, random);
    case 'any':
      return internal(checkpoint, random);
    case 'extern':
      return random.oneIn(nullable ? 2 : 8) && checkpoint.hostRefs.length === 0
        ? none
        : { kind: 'extern', internal: internal(checkpoint, random) };
    case 'exn':
      return checkpoint.exceptions.length === 0
        ? none
        : { kind: 'exn', address: anyIndex(checkpoint.exceptions.length, random) };
  }
}

const tops: readonly (readonly [Hierarchy, readonly Parameters<typeof heaptypeOf>[0][]])[] = [
  ['func', ['func', 'nofunc']],
  ['extern', ['extern', 'noextern']],
  ['exn', ['exn', 'noexn']],
];

/** The hierarchy of a reference type of a module. */
export function hierarchyOf(module: Module, type: Valtype): Hierarchy {
  const heap = heapOf(type);
  if (isConcrete(heap)) return module.types[typeidxOf(heap)]?.composite.kind === 'func' ? 'func' : 'any';
  return tops.find(([, names]) => names.some((name) => heaptypeOf(name) === heap))?.[0] ?? 'any';
}

/** A function of just the type that a reference type of a module demands, where there is one. */
function typedFunc(checkpoint: Checkpoint, module: Module, type: Valtype, random: Random): Ref | undefined {
  const heap = heapOf(type);
  const instance = checkpoint.instances.findIndex((_, index) => checkpoint.instances[index]?.module !== undefined);
  if (!isConcrete(heap) || instance < 0) return undefined;
  const found: number[] = [];
  module.funcs.forEach((typeidx, funcidx) => {
    if (typeidx === typeidxOf(heap) && funcidx >= module.imported.func) found.push(funcidx);
  });
  return found.length === 0 ? undefined : { kind: 'func', instance, funcidx: random.pick(found) };
}

/** A value that most likely is of a type of a module. */
export function valueOfType(
  subject: Subject,
  checkpoint: Checkpoint,
  module: Module,
  type: Valtype,
  random: Random,
): Value {
  if (!isRef(type)) return numberOf(numbers.find((name) => name === valtypeText(type)) ?? 'i32', random);
  const hierarchy = hierarchyOf(module, type);
  const nullable = isNullable(type);
  if (hierarchy === 'func' && !random.oneIn(4)) {
    const func = typedFunc(checkpoint, module, type, random);
    if (func !== undefined) return func;
  }
  return refOf(subject, checkpoint, hierarchy, nullable, random);
}

const hierarchies = ['func', 'extern', 'any', 'exn'] as const;

/** The hierarchy that a reference belongs to. */
export function refHierarchy(ref: Ref): Hierarchy {
  if (ref.kind === 'null') return ref.hierarchy;
  if (ref.kind === 'func' || ref.kind === 'host-func') return 'func';
  return ref.kind === 'extern' || ref.kind === 'exn' ? ref.kind : 'any';
}

const isNumber = (value: Value | Field): value is Extract<Value, { kind: Plain }> =>
  numbers.some((kind) => kind === value.kind);

/** Another value: of the same type or hierarchy in most cases, of any other in the rest. */
export function otherValue(subject: Subject, checkpoint: Checkpoint, value: Value, random: Random): Value {
  if (random.oneIn(4)) {
    return random.oneIn(2)
      ? numberOf(random.pick(numbers), random)
      : refOf(subject, checkpoint, random.pick(hierarchies), true, random);
  }
  if (isNumber(value)) return numberOf(value.kind, random);
  return refOf(subject, checkpoint, refHierarchy(value), true, random);
}

/** Another reference, by the same rule. */
export function otherRef(subject: Subject, checkpoint: Checkpoint, ref: Ref, random: Random): Ref {
  return refOf(subject, checkpoint, random.oneIn(6) ? random.pick(hierarchies) : refHierarchy(ref), true, random);
}

/** Another content of a field. */
export function otherField(subject: Subject, checkpoint: Checkpoint, field: Field, random: Random): Field {
  if (random.oneIn(10)) return { kind: random.pick(['i8', 'i16']), bits: random.integer(0, 255) };
  if (field.kind === 'i8' || field.kind === 'i16') {
    return { kind: field.kind, bits: random.integer(0, field.kind === 'i8' ? 0xff : 0xffff) };
  }
  return otherValue(subject, checkpoint, field, random);
}

/** A value in a few words. */
export const text = (value: Value | Field | { readonly kind: 'dead' | 'unset' }): string =>
  JSON.stringify(value, (_, each: unknown) => (typeof each === 'bigint' ? String(each) : each));
