import type { Field, Ref, Slot, Value } from '@wasm-checkpoint/format';
import type { CheckpointErrorCode } from '@wasm-checkpoint/tables';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import {
  F32,
  F64,
  type Heaptype,
  heaptypeOf,
  I8,
  I16,
  I32,
  I64,
  reftype,
  V128,
  type Valtype,
} from '@wasm-checkpoint/wasm';
import type { Context } from './context.js';

type Item = Value | Slot | Field;
type Typed = Exclude<Item, { readonly kind: 'dead' | 'unset' }>;

const plain = { i32: I32, i64: I64, f32: F32, f64: F64, v128: V128, i8: I8, i16: I16 } as const;

const nullTypes = {
  any: reftype(heaptypeOf('none'), true),
  extern: reftype(heaptypeOf('noextern'), true),
  func: reftype(heaptypeOf('nofunc'), true),
  exn: reftype(heaptypeOf('noexn'), true),
} as const;

const abstract = (heap: Heaptype): Valtype => reftype(heap, false);
const I31 = abstract(heaptypeOf('i31'));
const ANY = abstract(heaptypeOf('any'));
const EXTERN = abstract(heaptypeOf('extern'));
const EXN = abstract(heaptypeOf('exn'));

/** The clause that decides each kind of value, and the code of its error. */
const rules = {
  i32: { clause: 'valid-value', code: 'CKPT2101' },
  i64: { clause: 'valid-value', code: 'CKPT2101' },
  f32: { clause: 'valid-value', code: 'CKPT2101' },
  f64: { clause: 'valid-value', code: 'CKPT2101' },
  v128: { clause: 'valid-value', code: 'CKPT2101' },
  i8: { clause: 'valid-value', code: 'CKPT2101' },
  i16: { clause: 'valid-value', code: 'CKPT2101' },
  null: { clause: 'valid-ref-null', code: 'CKPT2102' },
  struct: { clause: 'valid-ref-object', code: 'CKPT2103' },
  array: { clause: 'valid-ref-object', code: 'CKPT2103' },
  i31: { clause: 'valid-ref-scalar', code: 'CKPT2104' },
  func: { clause: 'valid-ref-func', code: 'CKPT2105' },
  'host-func': { clause: 'valid-ref-func', code: 'CKPT2105' },
  exn: { clause: 'valid-ref-exn', code: 'CKPT2107' },
  host: { clause: 'valid-ref-host', code: 'CKPT2108' },
  extern: { clause: 'valid-ref-host', code: 'CKPT2108' },
} as const satisfies Record<Typed['kind'], { clause: ClauseId; code: CheckpointErrorCode }>;

/** The least closed type of a value; undefined for a function or an object that there is not. Clause valid-value. */
export function typeOfValue(context: Context, value: Typed): Valtype | undefined {
  switch (value.kind) {
    case 'null':
      return nullTypes[value.hierarchy];
    case 'struct':
      return definedType(context, context.indices[context.checkpoint.structs[value.address]?.type ?? -1]);
    case 'array':
      return definedType(context, context.indices[context.checkpoint.arrays[value.address]?.type ?? -1]);
    case 'func':
    case 'host-func':
      return definedType(context, context.funcType(value));
    case 'i31':
      return I31;
    case 'exn':
      return EXN;
    case 'host':
      return ANY;
    case 'extern':
      return EXTERN;
    default:
      return plain[value.kind];
  }
}

const definedType = (context: Context, index: number | undefined): Valtype | undefined =>
  index === undefined ? undefined : context.types.defined(index);

/** Whether a value is valid with a closed type. */
export function isValid(context: Context, value: Typed, type: Valtype): boolean {
  const found = typeOfValue(context, value);
  return found !== undefined && (found === type || context.types.matches(found, type));
}

const what = (value: Typed): string => {
  switch (value.kind) {
    case 'null':
      return `null of the hierarchy ${value.hierarchy}`;
    case 'func':
      return `function ${value.funcidx} of instance ${value.instance}`;
    case 'host-func':
    case 'struct':
    case 'array':
    case 'exn':
    case 'host':
      return `${value.kind} ${value.address}`;
    case 'extern':
      return `extern ${what(value.internal)}`;
    default:
      return value.kind;
  }
};

/** A value in words, with its type where it has one of its own. */
export function valueText(context: Context, value: Typed): string {
  const type = typeOfValue(context, value);
  if (type === undefined) return `${what(value)}, which there is not`;
  const text = context.types.text(type);
  return value.kind in plain ? text : `${what(value)} of type ${text}`;
}

/**
 * Checks that a value is valid with a closed type, and reports where it is not; `place` is in words, `path` made on demand.
 */
export function checkValue(
  context: Context,
  value: Typed,
  type: Valtype,
  place: string,
  path: () => string,
  report: Parameters<Context['findings']['add']>[3] = {},
): void {
  // clause: valid-value, valid-ref-null, valid-ref-object, valid-ref-scalar, valid-ref-func, valid-ref-exn, valid-ref-host
  if (isValid(context, value, type)) return;
  if (value.kind === 'func' && context.funcType(value) === undefined) {
    // clause: valid-ref-func
    if (context.on('valid-ref-func')) {
      const { instance, funcidx } = value;
      context.findings.add('CKPT2106', { funcidx, instance, place }, path(), report);
    }
    return;
  }
  const { clause, code } = rules[value.kind];
  if (!context.on(clause)) return;
  const params = { place, expected: context.types.text(type), found: valueText(context, value) };
  context.findings.add(code, params, path(), report);
}

/** Checks a list of references against one type; `path` is that of the list. */
export function checkRefs(
  context: Context,
  refs: readonly Ref[],
  type: Valtype,
  place: string,
  path: () => string,
): void {
  for (const [index, ref] of refs.entries()) {
    if (!isValid(context, ref, type)) checkValue(context, ref, type, place, () => `${path()}[${index}]`);
  }
}
