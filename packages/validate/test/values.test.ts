import type { Checkpoint, Value } from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { describeClause, type Judged } from './clause-cases.js';
import {
  arraytype,
  func,
  functype,
  i32,
  nullable,
  nullOf,
  ref,
  Scene,
  structtype,
  subtype,
  withFeatures,
} from './scene.js';

type Type = Checkpoint['globals'][number]['type']['type'];

/** Defined types: 0 a function, 1 an open structure, 2 its subtype, 3 an array, 4 another function, 5 an open function. */
const types: Checkpoint['types'] = [
  functype([]),
  [subtype({ kind: 'struct', fields: [{ storage: 'i32', mutable: true }] }, { final: false })],
  [subtype({ kind: 'struct', fields: [{ storage: 'i32', mutable: true }] }, { supertypes: [1] })],
  arraytype('i8'),
  functype(['i32']),
];

/** A value at a place of a type that nothing but the store asks for: the field of a structure. */
async function placed(type: Type, value: Value): Promise<Judged> {
  const scene = await Scene.of('(module (func) (func (param i32)))');
  const checkpoint = scene.checkpoint({
    types: [...types, structtype([type, 'var'])],
    hostFuncs: [{ module: 'a', name: 'f', type: 0 }],
    structs: [
      { type: 5, fields: [value] },
      { type: 1, fields: [i32(0)] },
      { type: 2, fields: [i32(0)] },
    ],
    arrays: [{ type: 3, elements: { storage: 'i8', bytes: new Uint8Array(2) } }],
    tags: [{ type: 0 }],
    exceptions: [{ tag: 0, args: [] }],
    hostRefs: [{ state: 0, payload: new Uint8Array(0) }],
    hostStates: [
      { name: 'x', version: '1', policy: 'fail', required: false, instances: [], payload: new Uint8Array(0) },
    ],
  });
  return { checkpoint, modules: [scene.bytes] };
}

const named = (type: Type): string => (typeof type === 'string' ? type : `${type.nullable ? 'null ' : ''}${type.heap}`);

/** Tests a clause on values by the types at whose places a value of its kind may stand or not. */
function describeValues(
  clause: ClauseId,
  code: string,
  rows: readonly { value: Value; accepts: readonly Type[]; refuses: readonly Type[] }[],
): void {
  describeClause(clause, async () => {
    const accepts: Record<string, Judged> = {};
    const refuses: Record<string, Judged & { code: string; path: string }> = {};
    for (const [index, row] of rows.entries()) {
      for (const type of row.accepts)
        accepts[`${index}: ${row.value.kind} at ${named(type)}`] = await placed(type, row.value);
      for (const type of row.refuses) {
        const each = await placed(type, row.value);
        refuses[`${index}: ${row.value.kind} at ${named(type)}`] = { ...each, code, path: 'structs[0].fields[0]' };
      }
    }
    return { judgement: 'C', accepts, refuses };
  });
}

const anys = [nullable('any'), ref('any'), nullable('eq'), ref('eq')];
const others = [nullable('func'), nullable('extern'), nullable('exn'), 'i32'] as const;

describeValues('valid-value', 'CKPT2101', [
  { value: i32(1), accepts: ['i32'], refuses: ['i64', 'f32', 'v128', nullable('any')] },
  { value: { kind: 'i64', value: 1n }, accepts: ['i64'], refuses: ['i32', 'f64'] },
  { value: { kind: 'f32', bits: 1 }, accepts: ['f32'], refuses: ['i32', 'f64'] },
  { value: { kind: 'f64', bits: 1n }, accepts: ['f64'], refuses: ['i64', 'f32'] },
  { value: { kind: 'v128', bits: 1n }, accepts: ['v128'], refuses: ['i64', nullable('extern')] },
]);

describeValues('valid-ref-null', 'CKPT2102', [
  {
    value: nullOf('any'),
    accepts: [nullable('any'), nullable('none'), nullable('i31'), nullable(1), nullable(3)],
    refuses: [ref('any'), ref('none'), ref(1), ...others, nullable(0)],
  },
  {
    value: nullOf('func'),
    accepts: [nullable('func'), nullable(0)],
    refuses: [ref('func'), ref(0), nullable('any'), nullable('extern')],
  },
  { value: nullOf('extern'), accepts: [nullable('extern')], refuses: [ref('extern'), nullable('func'), 'i64'] },
  { value: nullOf('exn'), accepts: [nullable('exn')], refuses: [ref('exn'), nullable('extern')] },
]);

describeValues('valid-ref-object', 'CKPT2103', [
  {
    value: { kind: 'struct', address: 2 },
    accepts: [...anys, nullable('struct'), ref('struct'), nullable(1), ref(2)],
    refuses: [nullable('array'), nullable('i31'), nullable('none'), nullable(3), ...others],
  },
  { value: { kind: 'struct', address: 1 }, accepts: [ref(1)], refuses: [ref(2)] },
  {
    value: { kind: 'array', address: 0 },
    accepts: [...anys, nullable('array'), ref(3)],
    refuses: [nullable('struct'), ref(1), nullable('extern')],
  },
]);

describeValues('valid-ref-scalar', 'CKPT2104', [
  {
    value: { kind: 'i31', value: 5 },
    accepts: [...anys, nullable('i31'), ref('i31')],
    refuses: [nullable('struct'), nullable('none'), nullable(1), ...others],
  },
]);

describeValues('valid-ref-func', 'CKPT2105', [
  {
    value: func(0),
    accepts: [nullable('func'), ref('func'), nullable(0), ref(0)],
    refuses: [ref(4), nullable(4), nullable('any'), nullable('extern'), 'i32'],
  },
  { value: { kind: 'host-func', address: 0 }, accepts: [ref(0)], refuses: [ref(4), nullable('any')] },
]);

describeClause('valid-ref-func', async () => {
  const beyond = await placed(nullable('func'), func(2));
  return {
    judgement: 'C',
    accepts: { 'the last function': await placed(nullable('func'), func(1)) },
    refuses: {
      'a function that there is not': {
        ...beyond,
        code: 'CKPT2106',
        path: 'structs[0].fields[0]',
        words: 'function 2 of instance 0',
      },
    },
  };
});

describeValues('valid-ref-exn', 'CKPT2107', [
  {
    value: { kind: 'exn', address: 0 },
    accepts: [nullable('exn'), ref('exn')],
    refuses: [nullable('any'), nullable('extern'), nullable('func'), 'i32'],
  },
]);

describeValues('valid-ref-host', 'CKPT2108', [
  {
    value: { kind: 'host', address: 0 },
    accepts: [nullable('any'), ref('any')],
    refuses: [nullable('eq'), nullable('i31'), nullable('struct'), nullable('none'), ...others],
  },
  {
    value: { kind: 'extern', internal: { kind: 'host', address: 0 } },
    accepts: [nullable('extern'), ref('extern')],
    refuses: [nullable('any'), nullable('func'), 'i32'],
  },
  { value: { kind: 'extern', internal: { kind: 'i31', value: 1 } }, accepts: [ref('extern')], refuses: [ref('i31')] },
]);

describeClause('valid-ref-exn', async () => {
  const noexn = async (value: Value): Promise<Judged> => {
    const { checkpoint, modules } = await placed(nullable('exn'), value);
    const type = structtype([{ nullable: true, heap: 'noexn' }, 'var']);
    return { checkpoint: withFeatures({ ...checkpoint, types: [...types, type] }), modules };
  };
  return {
    judgement: 'C',
    accepts: { 'a null of noexn': await noexn(nullOf('exn')) },
    refuses: {
      'an exception of noexn': {
        ...(await noexn({ kind: 'exn', address: 0 })),
        code: 'CKPT2107',
        path: 'structs[0].fields[0]',
      },
    },
  };
});
