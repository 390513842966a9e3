import type { Value } from '@wasm-checkpoint/format';
import { sameRef } from '@wasm-checkpoint/format';
import { evaluate } from '../constant.js';
import type { Context, InstanceView } from '../context.js';
import { type ClosedExtern, closeModuleExtern, equivalentExtern, externText } from '../externtype.js';
import { valueText } from '../values.js';
import { boundType } from './instances.js';
import type { RuleFamily } from './rule.js';

type Indexed = InstanceView & { readonly index: number };

const rules = {
  memory: { clause: 'valid-defined-memory', code: 'CKPT3112', field: 'memories' },
  table: { clause: 'valid-defined-table', code: 'CKPT3113', field: 'tables' },
  global: { clause: 'valid-defined-global', code: 'CKPT3114', field: 'globals' },
  tag: { clause: 'valid-defined-tag', code: 'CKPT3115', field: 'tags' },
} as const;
type Kind = keyof typeof rules;

/** Whether an object may be what is left of one that was made with the declared type: equivalent, but for its size. */
function descends(found: ClosedExtern, declared: ClosedExtern): boolean {
  if ((found.kind === 'memory' || found.kind === 'table') && found.kind === declared.kind) {
    return found.min >= declared.min && equivalentExtern({ ...found, min: declared.min }, declared);
  }
  return equivalentExtern(found, declared);
}

/** The declared type of an object of the module, closed. */
export function declaredType(
  { view }: Pick<InstanceView, 'view'>,
  kind: Kind,
  index: number,
): ClosedExtern | undefined {
  const { module, types, indices } = view;
  switch (kind) {
    case 'memory': {
      const type = module.memories[index];
      return type && closeModuleExtern(types, indices, { kind, ...type });
    }
    case 'table': {
      const type = module.tables[index];
      return type && closeModuleExtern(types, indices, { kind, ...type });
    }
    case 'global': {
      const type = module.globals[index];
      return type && closeModuleExtern(types, indices, { kind, ...type });
    }
    case 'tag': {
      const type = module.tags[index];
      return type && closeModuleExtern(types, indices, { kind, ...type });
    }
  }
}

/** clause: valid-defined-memory, valid-defined-table, valid-defined-global, valid-defined-tag */
function checkKind(context: Context, each: Indexed, kind: Kind): void {
  const { clause, code, field } = rules[kind];
  if (!context.on(clause)) return;
  const { instance, view, index: instanceidx } = each;
  const end = Math.min(instance[field].length, view.module[field].length);
  for (let index = view.module.imported[kind]; index < end; index++) {
    const declared = declaredType(each, kind, index);
    const found = boundType(context, instance, kind, index);
    if (declared === undefined || found === undefined || descends(found, declared)) continue;
    const params = {
      index,
      instance: instanceidx,
      expected: externText(context.types, declared),
      found: externText(context.types, found),
    };
    context.findings.add(code, params, `${field}[${instance[field][index]}].type`);
  }
}

/** Whether two values are the same, bit by bit. */
export function sameValue(left: Value, right: Value): boolean {
  switch (left.kind) {
    case 'i32':
      return right.kind === 'i32' && left.value === right.value;
    case 'i64':
      return right.kind === 'i64' && left.value === right.value;
    case 'f32':
      return right.kind === 'f32' && left.bits === right.bits;
    case 'f64':
      return right.kind === 'f64' && left.bits === right.bits;
    case 'v128':
      return right.kind === 'v128' && left.bits === right.bits;
    default:
      return right.kind !== 'i32' &&
        right.kind !== 'i64' &&
        right.kind !== 'f32' &&
        right.kind !== 'f64' &&
        right.kind !== 'v128'
        ? sameRef(left, right)
        : false;
  }
}

const exact = (value: Value): string => {
  switch (value.kind) {
    case 'i32':
    case 'i64':
      return ` ${value.value}`;
    case 'f32':
    case 'f64':
    case 'v128':
      return ` 0x${value.bits.toString(16)}`;
    default:
      return value.kind === 'i31' ? ` ${value.value}` : '';
  }
};

/** A value in words, with the bits of numbers. */
export const exactText = (context: Context, value: Value): string => `${valueText(context, value)}${exact(value)}`;

/** clause: valid-immutable-global */
function checkImmutable(context: Context, { instance, view, index: instanceidx }: Indexed): void {
  if (!context.on('valid-immutable-global')) return;
  const { module } = view;
  for (const [position, { type, init }] of module.definedGlobals.entries()) {
    if (type.mutable) continue;
    const index = module.imported.global + position;
    const address = instance.globals[index];
    const found = address === undefined ? undefined : context.checkpoint.globals[address]?.value;
    const expected = evaluate(context, instanceidx, init);
    if (found === undefined || typeof expected !== 'object' || sameValue(expected, found)) continue;
    const params = {
      index,
      instance: instanceidx,
      expected: exactText(context, expected),
      found: exactText(context, found),
    };
    context.findings.add('CKPT3116', params, `globals[${address}].value`);
  }
}

/** What instances define: as declared, and immutable globals as initialised. */
export const definitions: RuleFamily = {
  name: 'definitions',
  judgement: 'B',
  clauses: [
    'valid-defined-memory',
    'valid-defined-table',
    'valid-defined-global',
    'valid-defined-tag',
    'valid-immutable-global',
  ],
  run(context) {
    for (const each of context.instances()) {
      for (const kind of ['table', 'memory', 'global', 'tag'] as const) checkKind(context, each, kind);
      checkImmutable(context, each);
    }
  },
};
