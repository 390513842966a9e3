import type { Hierarchy, Ref, Value } from '@wasm-checkpoint/format';
import {
  type Expr,
  type Heaptype,
  heaptypeOf,
  type Immediate,
  type Instruction,
  type Module,
  readInstruction,
} from '@wasm-checkpoint/wasm';
import type { Context } from './context.js';

const allocating: ReadonlySet<string> = new Set([
  'struct.new',
  'struct.new_default',
  'array.new',
  'array.new_default',
  'array.new_fixed',
]);

/** Hierarchies by the code of their top heap type. */
const hierarchies: ReadonlyMap<Heaptype, Hierarchy> = new Map([
  [heaptypeOf('any'), 'any'],
  [heaptypeOf('extern'), 'extern'],
  [heaptypeOf('func'), 'func'],
  [heaptypeOf('exn'), 'exn'],
]);

/** The hierarchy of a closed heap type. */
export function hierarchyOf(context: Context, heap: Heaptype): Hierarchy {
  return hierarchies.get(context.types.universe.top(heap) & 0xff) ?? 'any';
}

function* instructionsOf(module: Module, expr: Expr): Generator<Instruction> {
  const reader = module.reader(expr.start, expr.end);
  while (!reader.atEnd) yield readInstruction(reader, module.scope);
}

/** Whether a constant expression allocates. Clause valid-immutable-global. */
export function allocates(module: Module, expr: Expr): boolean {
  for (const { opcode } of instructionsOf(module, expr)) if (allocating.has(opcode.name)) return true;
  return false;
}

function bits128(bytes: Uint8Array): bigint {
  return bytes.reduceRight((bits, byte) => (bits << 8n) | BigInt(byte), 0n);
}

/** The stack of an evaluation. */
class Stack {
  readonly #values: Value[] = [];

  push(value: Value): void {
    this.#values.push(value);
  }

  pop(): Value | undefined {
    return this.#values.pop();
  }

  /** Replaces two i32 by one; says whether they were there. */
  fold32(operation: (left: number, right: number) => number): boolean {
    const right = this.pop();
    const left = this.pop();
    if (left?.kind !== 'i32' || right?.kind !== 'i32') return false;
    this.push({ kind: 'i32', value: operation(left.value, right.value) | 0 });
    return true;
  }

  fold64(operation: (left: bigint, right: bigint) => bigint): boolean {
    const right = this.pop();
    const left = this.pop();
    if (left?.kind !== 'i64' || right?.kind !== 'i64') return false;
    this.push({ kind: 'i64', value: BigInt.asIntN(64, operation(left.value, right.value)) });
    return true;
  }

  convert(convert: (ref: Value) => Ref | undefined): boolean {
    const value = this.pop();
    const converted = value === undefined ? undefined : convert(value);
    if (converted === undefined) return false;
    this.push(converted);
    return true;
  }
}

const internalise = (value: Value): Ref | undefined => {
  if (value.kind === 'null') return { kind: 'null', hierarchy: 'any' };
  return value.kind === 'extern' ? value.internal : undefined;
};

const externalise = (value: Value): Ref | undefined => {
  if (value.kind === 'null') return { kind: 'null', hierarchy: 'extern' };
  if (value.kind === 'i31' || value.kind === 'struct' || value.kind === 'array' || value.kind === 'host') {
    return { kind: 'extern', internal: value };
  }
  return undefined;
};

const i31 = (value: Value): Ref | undefined =>
  value.kind === 'i32' ? { kind: 'i31', value: value.value & 0x7fff_ffff } : undefined;

/** Carries out one instruction; says whether it could. */
function step(context: Context, instanceidx: number, instruction: Instruction, stack: Stack): boolean {
  const [immediate] = instruction.immediates as readonly (Immediate | undefined)[];
  switch (instruction.opcode.name) {
    case 'i32.add':
      return stack.fold32((left, right) => left + right);
    case 'i32.sub':
      return stack.fold32((left, right) => left - right);
    case 'i32.mul':
      return stack.fold32(Math.imul);
    case 'i64.add':
      return stack.fold64((left, right) => left + right);
    case 'i64.sub':
      return stack.fold64((left, right) => left - right);
    case 'i64.mul':
      return stack.fold64((left, right) => left * right);
    case 'any.convert_extern':
      return stack.convert(internalise);
    case 'extern.convert_any':
      return stack.convert(externalise);
    case 'ref.i31':
      return stack.convert(i31);
    default: {
      const value = immediate === undefined ? undefined : constant(context, instanceidx, immediate);
      if (value === undefined) return false;
      stack.push(value);
      return true;
    }
  }
}

/** The value of an instruction that has no operands, by its immediate. */
function constant(context: Context, instanceidx: number, immediate: Immediate): Value | undefined {
  switch (immediate.kind) {
    case 'i32':
      return { kind: 'i32', value: immediate.value | 0 };
    case 'i64':
      return { kind: 'i64', value: BigInt.asIntN(64, immediate.value) };
    case 'f32':
      return { kind: 'f32', bits: immediate.value >>> 0 };
    case 'f64':
      return { kind: 'f64', bits: BigInt.asUintN(64, immediate.value) };
    case 'v128':
      return { kind: 'v128', bits: bits128(immediate.value) };
    case 'heaptype': {
      const indices = context.instance(instanceidx)?.view.indices;
      if (indices === undefined) return undefined;
      return { kind: 'null', hierarchy: hierarchyOf(context, context.types.closeHeap(indices, immediate.value)) };
    }
    case 'funcidx':
      return context.func(instanceidx, immediate.value);
    case 'globalidx': {
      const address = context.checkpoint.instances[instanceidx]?.globals[immediate.value];
      return address === undefined ? undefined : context.checkpoint.globals[address]?.value;
    }
    default:
      return undefined;
  }
}

/** Makes the object of an instruction that allocates, from operands that it pops; undefined where it cannot. */
export type Allocator = (instruction: Instruction, pop: () => Value | undefined) => Ref | undefined;

/**
 * What a constant expression of a module evaluates to in an instance of it, by the globals and functions of the checkpoint;
 * `allocates` where it does and nothing is given that makes objects, undefined where the instance lacks what it reads.
 * Clause valid-immutable-global.
 */
export function evaluate(
  context: Context,
  instanceidx: number,
  expr: Expr,
  allocate?: Allocator,
): Value | 'allocates' | undefined {
  const view = context.instance(instanceidx)?.view;
  if (view === undefined) return undefined;
  const stack = new Stack();
  for (const instruction of instructionsOf(view.module, expr)) {
    if (instruction.opcode.name === 'end') break;
    if (allocating.has(instruction.opcode.name)) {
      if (allocate === undefined) return 'allocates';
      const made = allocate(instruction, () => stack.pop());
      if (made === undefined) return undefined;
      stack.push(made);
      continue;
    }
    if (!step(context, instanceidx, instruction, stack)) return undefined;
  }
  return stack.pop();
}

/** An address that an expression evaluates to, as an unsigned number; undefined where it evaluates to none. */
export function evaluateAddress(context: Context, instanceidx: number, expr: Expr): bigint | undefined {
  const value = evaluate(context, instanceidx, expr);
  if (typeof value !== 'object') return undefined;
  if (value.kind === 'i32') return BigInt(value.value >>> 0);
  return value.kind === 'i64' ? BigInt.asUintN(64, value.value) : undefined;
}
