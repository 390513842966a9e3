import { type ReaderLimits, withLimits } from '../limits.js';
import type { Checkpoint } from '../syntax/index.js';
import { checkStructure } from '../valid/structure.js';
import { custom, feature, hostState, parent, producer, storedDigest, unknownSection } from './host.js';
import { memory } from './memories.js';
import { hostFunc, instance, moduleShape } from './modules.js';
import { JsonReader, quote } from './reader.js';
import {
  type Definitions,
  type Fields,
  list,
  MemberShapes,
  optional,
  readObject,
  type SchemaNode,
  type Shape,
} from './shape.js';
import { array, exception, global, hostRef, struct, table, tag } from './store.js';
import type { CheckpointJson } from './syntax/index.js';
import { thread } from './threads.js';
import { recType } from './types.js';

const FORMAT = 'wasm-checkpoint';
const VERSION = 1;
const objects = { each: 'maxHeapObjects' } as const;

const fields: Fields<Checkpoint, CheckpointJson> = {
  features: list(feature),
  parent: optional(parent),
  types: list(recType),
  modules: list(moduleShape, { each: 'maxModules' }),
  instances: list(instance, { each: 'maxInstances' }),
  hostFuncs: list(hostFunc, { each: 'maxHostFunctions' }),
  tables: list(table, { each: 'maxTables' }),
  memories: list(memory, { each: 'maxMemories' }),
  globals: list(global, { each: 'maxGlobals' }),
  tags: list(tag, { each: 'maxTags' }),
  structs: list(struct, objects),
  arrays: list(array, objects),
  exceptions: list(exception, objects),
  hostRefs: list(hostRef, objects),
  threads: list(thread, { each: 'maxThreads' }),
  hostStates: list(hostState, { each: 'maxHostStates' }),
  producers: list(producer),
  customs: list(custom),
  digests: list(storedDigest),
  unknowns: list(unknownSection),
};

const members = new MemberShapes(fields as unknown as Readonly<Record<string, Shape<unknown, unknown>>>, [
  '$schema',
  'format',
  'version',
]);

/** The JSON twin of a checkpoint, by which nothing is lost (clause json-lossless); it holds all blocks of its memories at once. */
export function toJSON(checkpoint: Checkpoint): CheckpointJson {
  const json: Record<string, unknown> = { format: FORMAT, version: VERSION };
  members.write(checkpoint, json);
  return json as unknown as CheckpointJson;
}

export interface FromJsonOptions {
  readonly limits?: Partial<ReaderLimits>;
}

/**
 * The checkpoint that a JSON value, as `JSON.parse` makes it, is the twin of; spec/json.md.
 *
 * Throws a `Diagnostic` with a path and offset 0: CKPT11xx where the value does not have the shape of the schema, and the
 * codes of the binary form for all that can be decided without modules, parent and compressed pages.
 */
export function fromJSON(json: unknown, options: FromJsonOptions = {}): Checkpoint {
  const at = new JsonReader(withLimits(options.limits));
  const object = readObject(json, at);
  checkEnvelope(object, at);
  const checkpoint: Record<string, unknown> = {};
  members.read(object, at, checkpoint);
  const read = checkpoint as unknown as Checkpoint;
  // clause: json-checkpoint
  checkStructure(read);
  return read;
}

function checkEnvelope(object: Readonly<Record<string, unknown>>, at: JsonReader): void {
  const { format, version, $schema } = object;
  for (const [name, member] of Object.entries({ format, version })) {
    if (member === undefined) throw at.fault('CKPT1102', { member: name }); // clause: json-member
  }
  at.path.enter('format');
  if (typeof format !== 'string') throw at.wrongType('string', format);
  if (format !== FORMAT) throw at.fault('CKPT1104', { found: quote(format), what: 'format' }); // clause: json-format
  at.path.leave();
  at.path.enter('version');
  if (typeof version !== 'number') throw at.wrongType('number', version);
  if (version !== VERSION) throw at.fault('CKPT4003', { version }); // clause: json-format
  at.path.leave();
  at.path.enter('$schema');
  if ($schema !== undefined && typeof $schema !== 'string') throw at.wrongType('string', $schema);
  at.path.leave();
}

/** The JSON Schema of the twin, 2020-12, as in schema/checkpoint.schema.json. */
export function checkpointJsonSchema(): SchemaNode {
  const definitions: Definitions = new Map();
  const { properties, required, ...rest } = members.schema(definitions, {
    format: { const: FORMAT },
    version: { const: VERSION },
  }) as { properties: SchemaNode; required: readonly string[] };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'WebAssembly checkpoint',
    description: 'The JSON twin of a checkpoint; spec/json.md is its text.',
    ...rest,
    properties: { $schema: { type: 'string' }, ...properties },
    required,
    $defs: Object.fromEntries([...definitions].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}
