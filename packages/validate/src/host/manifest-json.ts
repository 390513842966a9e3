import { type Hierarchy, parseJSONText, type ReaderLimits, withLimits } from '@wasm-checkpoint/format';
import {
  bits32,
  bits64,
  bits128,
  bytes,
  type Cases,
  choice,
  type Definitions,
  type Fields,
  flag,
  globalType,
  i32,
  i64,
  integer,
  JsonReader,
  list,
  MemberShapes,
  memType,
  name,
  named,
  optional,
  readObject,
  record,
  recType,
  type SchemaNode,
  type Shape,
  tableType,
  u32,
  valType,
  variants,
} from '@wasm-checkpoint/format/shapes';
import { checkpointPolicies, type HostStatePolicy } from '@wasm-checkpoint/tables';
import type {
  Constant,
  ConstantScalar,
  Manifest,
  Names,
  OfferedFuncType,
  OfferedFunction,
  OfferedGlobal,
  OfferedHostState,
  OfferedMemory,
  OfferedObject,
  OfferedTable,
  OfferedTag,
} from './manifest.js';
import { checkManifest } from './manifest-structure.js';

const VERSION = 1;

/** The members of a JSON object, of which nothing is known but their names. */
type Json<Value> = { readonly [Key in keyof Value]: unknown };

const names = record<Names, Json<Names>>('names', { module: name, name });
const parts = { each: 'maxTypeParts' } as const;

type WrittenOut = Exclude<OfferedFuncType, number>;
const writtenOut = record<WrittenOut, Json<WrittenOut>>('func-type', {
  params: list(valType, parts),
  results: list(valType, parts),
});

/** A number for a type of the manifest, an object for one that is written out. */
const funcType: Shape<OfferedFuncType, number | Json<WrittenOut>> = named('offered-func', {
  optional: false,
  write: (value) => (typeof value === 'number' ? value : writtenOut.write(value)),
  read: (json, at) => (typeof json === 'number' ? u32.read(json, at) : writtenOut.read(json, at)),
  schema: (definitions) => ({ oneOf: [writtenOut.schema(definitions), u32.schema(definitions)] }),
});

const hierarchy: Shape<Hierarchy, Hierarchy> = choice('hierarchy', { any: true, extern: true, func: true, exn: true });

const scalarCases: Cases<ConstantScalar, 'kind'> = {
  i31: { value: integer(0, 0x7fffffff) },
  host: { state: name, version: name, payload: bytes },
};
const scalar = variants<ConstantScalar, Json<ConstantScalar>, 'kind'>('scalar', 'kind', scalarCases);

const constant = variants<Constant, Json<Constant>, 'kind'>('constant', 'kind', {
  i32: { value: i32 },
  i64: { value: i64 },
  f32: { bits: bits32 },
  f64: { bits: bits64 },
  v128: { bits: bits128 },
  null: { hierarchy },
  'host-func': { module: name, name },
  ...scalarCases,
  extern: { internal: scalar },
});

const offered: Fields<OfferedObject, Json<OfferedObject>> = {
  module: name,
  name,
  aliases: list(names),
  fresh: optional(flag),
};

const func = record<OfferedFunction, Json<OfferedFunction>>('function', { module: name, name, type: funcType });
const memory = record<OfferedMemory, Json<OfferedMemory>>('memory', { ...offered, type: memType });
const table = record<OfferedTable, Json<OfferedTable>>('table', { ...offered, type: tableType });
const global = record<OfferedGlobal, Json<OfferedGlobal>>('global', {
  ...offered,
  type: globalType,
  value: optional(constant),
});
const tag = record<OfferedTag, Json<OfferedTag>>('tag', { ...offered, type: funcType });

const policies: Readonly<Record<string, true>> = Object.fromEntries(checkpointPolicies.map((row) => [row.name, true]));
const policy = choice('policy', policies) as Shape<HostStatePolicy, HostStatePolicy>;
const hostState = record<OfferedHostState, Json<OfferedHostState>>('host-state', {
  name,
  version: name,
  policies: list(policy),
});

const fields: Fields<Manifest, Json<Manifest>> = {
  features: list(name),
  types: list(recType),
  functions: list(func, { each: 'maxHostFunctions' }),
  memories: list(memory, { each: 'maxMemories' }),
  tables: list(table, { each: 'maxTables' }),
  globals: list(global, { each: 'maxGlobals' }),
  tags: list(tag, { each: 'maxTags' }),
  hostStates: list(hostState, { each: 'maxHostStates' }),
};

const members = new MemberShapes(fields as unknown as Readonly<Record<string, Shape<unknown, unknown>>>, [
  '$schema',
  'format',
]);

/** A manifest as a JSON value, as schema/host-manifest.schema.json describes it. */
export function writeManifest(manifest: Manifest): Readonly<Record<string, unknown>> {
  const json: Record<string, unknown> = { format: VERSION };
  members.write(manifest, json);
  return json;
}

export interface ReadManifestOptions {
  readonly limits?: Partial<ReaderLimits>;
}

/**
 * The manifest that a JSON value, as `JSON.parse` makes it, stands for; spec/embedding.md, Host manifest.
 *
 * It is decoded by the shapes that its JSON Schema is made of, so that no schema compiler is needed where code cannot be
 * made at run time. Throws a `Diagnostic` with a path and offset 0: CKPT11xx, CKPT4003, and those of types.
 */
export function readManifest(json: unknown, options: ReadManifestOptions = {}): Manifest {
  const at = new JsonReader(withLimits(options.limits));
  const object = readObject(json, at);
  const { format, $schema } = object;
  if (format === undefined) throw at.fault('CKPT1102', { member: 'format' }); // clause: json-member
  at.path.enter('format');
  if (typeof format !== 'number') throw at.wrongType('number', format); // clause: json-shape
  if (format !== VERSION) throw at.fault('CKPT4003', { version: format }); // clause: emb-manifest
  at.path.leave();
  at.path.enter('$schema');
  if ($schema !== undefined && typeof $schema !== 'string') throw at.wrongType('string', $schema);
  at.path.leave();
  const read: Record<string, unknown> = {};
  members.read(object, at, read);
  const manifest = read as unknown as Manifest;
  checkManifest(manifest);
  return manifest;
}

/** The manifest of a JSON text; refuses besides what `readManifest` refuses what is not JSON and members that stand twice. */
export const readManifestText = (text: string, options: ReadManifestOptions = {}): Manifest =>
  readManifest(parseJSONText(text), options);

/** The JSON Schema of manifests, 2020-12, as in schema/host-manifest.schema.json. */
export function manifestJsonSchema(): SchemaNode {
  const definitions: Definitions = new Map();
  const { properties, required, ...rest } = members.schema(definitions, { format: { const: VERSION } }) as {
    properties: SchemaNode;
    required: readonly string[];
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    title: 'Host manifest',
    description: 'What a host offers to WebAssembly checkpoints; spec/embedding.md is its text.',
    ...rest,
    properties: { $schema: { type: 'string' }, ...properties },
    required,
    $defs: Object.fromEntries([...definitions].sort(([left], [right]) => (left < right ? -1 : 1))),
  };
}
