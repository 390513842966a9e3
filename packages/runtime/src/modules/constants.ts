import type { FuncRef, Hierarchy, InternalRef, Ref, Value } from '@wasm-checkpoint/format';
import {
  absheaptype,
  type Expr,
  type Heaptype,
  type Immediate,
  type Instruction,
  isConcrete,
  type Module,
  readInstruction,
  typeidxOf,
} from '@wasm-checkpoint/wasm';

/** What a constant expression can read. */
export interface ConstantScope {
  func(funcidx: number): FuncRef | undefined;
  /** The value of an immutable global. */
  global(globalidx: number): Value | undefined;
}

const hierarchies: ReadonlySet<string> = new Set<Hierarchy>(['any', 'extern', 'func', 'exn']);

/** The hierarchy of a heap type of a module. */
export function hierarchyOf({ types }: Pick<Module, 'types'>, heap: Heaptype): Hierarchy {
  if (isConcrete(heap)) return types[typeidxOf(heap)]?.composite.kind === 'func' ? 'func' : 'any';
  const top = absheaptype(heap)?.top ?? 'any';
  return hierarchies.has(top) ? (top as Hierarchy) : 'any';
}

const bits128 = (bytes: Uint8Array): bigint => bytes.reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);

/** The value of an instruction without operands. */
function leaf(module: Module, immediate: Immediate | undefined, scope: ConstantScope): Value | undefined {
  switch (immediate?.kind) {
    case 'i32':
      return { kind: 'i32', value: immediate.value | 0 };
    case 'i64':
      return { kind: 'i64', value: BigInt.asIntN(64, immediate.value) };
    case 'f32':
    case 'f64':
      return immediate.kind === 'f32' ? { kind: 'f32', bits: immediate.value } : { kind: 'f64', bits: immediate.value };
    case 'v128':
      return { kind: 'v128', bits: bits128(immediate.value) };
    case 'heaptype':
      return { kind: 'null', hierarchy: hierarchyOf(module, immediate.value) };
    case 'funcidx':
      return scope.func(immediate.value);
    case 'globalidx':
      return scope.global(immediate.value);
    default:
      return undefined;
  }
}

const isInternal = (value: Value): value is InternalRef =>
  value.kind === 'i31' || value.kind === 'struct' || value.kind === 'array' || value.kind === 'host';

/** The conversions of constant expressions. */
const conversions: Readonly<Record<string, (value: Value) => Ref | undefined>> = {
  'ref.i31': (value) => (value.kind === 'i32' ? { kind: 'i31', value: value.value & 0x7fff_ffff } : undefined),
  'any.convert_extern': (value) => {
    if (value.kind === 'null') return { kind: 'null', hierarchy: 'any' };
    return value.kind === 'extern' ? value.internal : undefined;
  },
  'extern.convert_any': (value) => {
    if (value.kind === 'null') return { kind: 'null', hierarchy: 'extern' };
    return isInternal(value) ? { kind: 'extern', internal: value } : undefined;
  },
};

const arithmetic: Readonly<Record<string, (left: bigint, right: bigint) => bigint>> = {
  add: (left, right) => left + right,
  sub: (left, right) => left - right,
  mul: (left, right) => left * right,
};

function combined(name: string, left: Value | undefined, right: Value | undefined): Value | undefined {
  const [type, operation = ''] = name.split('.');
  const combine = arithmetic[operation];
  if (combine === undefined || left === undefined || right === undefined) return undefined;
  if (type === 'i32' && left.kind === 'i32' && right.kind === 'i32') {
    return { kind: 'i32', value: Number(BigInt.asIntN(32, combine(BigInt(left.value), BigInt(right.value)))) };
  }
  if (type === 'i64' && left.kind === 'i64' && right.kind === 'i64') {
    return { kind: 'i64', value: BigInt.asIntN(64, combine(left.value, right.value)) };
  }
  return undefined;
}

function step(module: Module, { opcode, immediates }: Instruction, stack: Value[], scope: ConstantScope): boolean {
  const convert = conversions[opcode.name];
  let result: Value | undefined;
  if (convert !== undefined) {
    const value = stack.pop();
    result = value === undefined ? undefined : convert(value);
  } else if (immediates.length > 0) result = leaf(module, immediates[0], scope);
  else {
    const right = stack.pop();
    result = combined(opcode.name, stack.pop(), right);
  }
  if (result !== undefined) stack.push(result);
  return result !== undefined;
}

/** What a constant expression of a valid module evaluates to; undefined where it allocates or reads what is not there. */
export function constantValue(module: Module, expr: Expr, scope: ConstantScope): Value | undefined {
  const reader = module.reader(expr.start, expr.end);
  const stack: Value[] = [];
  while (!reader.atEnd) {
    const instruction = readInstruction(reader, module.scope);
    if (instruction.opcode.name === 'end') break;
    if (!step(module, instruction, stack, scope)) return undefined;
  }
  return stack.pop();
}

/** The same for an expression that gives an address. */
export function constantAddress(module: Module, expr: Expr, scope: ConstantScope): bigint | undefined {
  const value = constantValue(module, expr, scope);
  if (value?.kind === 'i32') return BigInt(value.value >>> 0);
  return value?.kind === 'i64' ? BigInt.asUintN(64, value.value) : undefined;
}

const I32_CONST = 0x41;

/** The address of `i32.const n end`, by far the commonest expression; undefined for all others. */
export function plainAddress({ bytes }: Module, { start, end }: Expr): bigint | undefined {
  if (bytes[start] !== I32_CONST) return undefined;
  let value = 0;
  let at = start + 1;
  let shift = 0;
  for (let byte = 0x80; byte >= 0x80; shift += 7, at++) {
    byte = bytes[at] ?? 0;
    value |= (byte & 0x7f) << shift;
    if (byte < 0x80 && byte >= 0x40 && shift < 25) value |= -1 << (shift + 7);
  }
  return at + 1 === end ? BigInt(value >>> 0) : undefined;
}
