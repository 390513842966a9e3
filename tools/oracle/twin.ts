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

/** The members of objects that are lists, by the member that the object stands in. */
export type Lists = Readonly<Record<string, readonly string[]>>;

/** The lists of a checkpoint; after a kind where objects come in several. */
const lists: Lists = {
  '': [
    ...['features', 'types', 'modules', 'instances', 'hostFuncs', 'tables', 'memories', 'globals', 'tags', 'structs'],
    ...['arrays', 'exceptions', 'hostRefs', 'threads', 'hostStates', 'producers', 'customs', 'digests', 'unknowns'],
  ],
  types: ['supertypes'],
  'composite func': ['params', 'results'],
  'composite struct': ['fields'],
  modules: ['imports'],
  instances: ['funcs', 'tables', 'memories', 'globals', 'tags', 'elems', 'datas'],
  'elems contents': ['refs'],
  tables: ['runs'],
  image: ['blocks'],
  blocks: ['runs'],
  'data raw': ['views'],
  structs: ['fields'],
  'elements ref': ['refs'],
  exceptions: ['args'],
  threads: ['frames'],
  frames: ['locals', 'operands', 'caught'],
  hostStates: ['instances'],
};

/** A JSON value with every list written out, and without comments. */
export function completed(json: unknown, known: Lists, member = ''): unknown {
  if (Array.isArray(json)) return json.map((item) => completed(item, known, member));
  if (typeof json !== 'object' || json === null) return json;
  const object = json as Json;
  const kind = String(object['kind'] ?? object['storage'] ?? object['coding']);
  const empty = [...(known[member] ?? []), ...(known[`${member} ${kind}`] ?? [])].map((name) => [name, []]);
  const members = Object.entries(object).filter(([name]) => name !== 'comment');
  return {
    ...Object.fromEntries(empty),
    ...Object.fromEntries(members.map(([name, value]) => [name, completed(value, known, name)])),
  };
}

/** A JSON value in the form that the algorithm takes: every list written out, no comments; undefined when it is no twin by its shape. */
export function twinOf(json: unknown): Twin | undefined {
  return valid(json) ? (completed(json, lists) as Twin) : undefined;
}

/** The twin of a checkpoint, in the form that the algorithm takes. */
export const twinOfCheckpoint = (checkpoint: Checkpoint): Twin => completed(toJSON(checkpoint), lists) as Twin;
