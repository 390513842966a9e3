import { type Checkpoint, checkpointJsonSchema, toJSON } from '@wasm-checkpoint/format';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Checkpoint as Twin } from './gen/algorithm.js';

type Json = Readonly<Record<string, unknown>>;

const schema = checkpointJsonSchema() as Json;

/** Base64 with padding, the unused bits of which are zero. */
const base64 = '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$';

/** The shape of the twin; which features there are is a clause of the algorithm. */
const valid = new Ajv2020({ strict: false }).compile({
  ...schema,
  $defs: { ...(schema['$defs'] as Json), feature: { type: 'string' }, bytes: { type: 'string', pattern: base64 } },
});

/** The members of each object that are lists, by the member that the object stands in. */
const lists: Readonly<Record<string, readonly string[]>> = {
  '': [
    ...['features', 'types', 'modules', 'instances', 'hostFuncs', 'tables', 'memories', 'globals', 'tags', 'structs'],
    ...['arrays', 'exceptions', 'hostRefs', 'threads', 'hostStates', 'producers', 'customs', 'digests', 'unknowns'],
  ],
  types: ['supertypes'],
  modules: ['imports'],
  instances: ['funcs', 'tables', 'memories', 'globals', 'tags', 'elems', 'datas'],
  tables: ['runs'],
  image: ['blocks'],
  blocks: ['runs'],
  structs: ['fields'],
  exceptions: ['args'],
  threads: ['frames'],
  frames: ['locals', 'operands', 'caught'],
  hostStates: ['instances'],
};

/** The same for objects that come in several kinds, by member and kind. */
const listsOfKind: Readonly<Record<string, readonly string[]>> = {
  'composite func': ['params', 'results'],
  'composite struct': ['fields'],
  'elems contents': ['refs'],
  'elements ref': ['refs'],
  'data raw': ['views'],
};

function completed(json: unknown, member: string): unknown {
  if (Array.isArray(json)) return json.map((item) => completed(item, member));
  if (typeof json !== 'object' || json === null) return json;
  const object = json as Json;
  const kind = String(object['kind'] ?? object['storage'] ?? object['coding']);
  const empty = [...(lists[member] ?? []), ...(listsOfKind[`${member} ${kind}`] ?? [])].map((name) => [name, []]);
  const members = Object.entries(object).filter(([name]) => name !== 'comment');
  return {
    ...Object.fromEntries(empty),
    ...Object.fromEntries(members.map(([name, value]) => [name, completed(value, name)])),
  };
}

/** A JSON value in the form that the algorithm takes: every list written out, no comments; undefined when it is no twin by its shape. */
export function twinOf(json: unknown): Twin | undefined {
  return valid(json) ? (completed(json, '') as Twin) : undefined;
}

/** The twin of a checkpoint, in the form that the algorithm takes. */
export const twinOfCheckpoint = (checkpoint: Checkpoint): Twin => completed(toJSON(checkpoint), '') as Twin;
