import type { CheckpointLimit } from '@wasm-checkpoint/tables';
import { type JsonReader, quote } from './reader.js';

/** A JSON Schema, or a part of one. */
export type SchemaNode = Readonly<Record<string, unknown>>;

/** The parts of a schema that have names. */
export type Definitions = Map<string, SchemaNode>;

/** How values of one type look in JSON: written, read and described, so that the three cannot disagree. */
export interface Shape<Value, Json> {
  /** Whether a member of this shape may be left out; `read` then gets undefined. */
  readonly optional: boolean;
  write(value: Value): Json;
  /** Throws a diagnostic when `json` does not have this shape. */
  read(json: unknown, at: JsonReader): Value;
  schema(definitions: Definitions): SchemaNode;
}

/** The shapes of all fields of a type; a field without one does not compile. */
export type Fields<Value, Json = { readonly [Key in keyof Value]: unknown }> = {
  readonly [Key in keyof Value]-?: Shape<
    NonNullable<Value[Key]>,
    Key extends keyof Json ? NonNullable<Json[Key]> : never
  >;
};

type Members = Readonly<Record<string, unknown>>;

const COMMENT = 'comment';

/** The members of a JSON object that stand for the fields of a value. */
export class MemberShapes {
  readonly #shapes: readonly (readonly [string, Shape<unknown, unknown>])[];
  readonly #known: ReadonlySet<string>;

  /** `others` are members that somebody else reads. */
  constructor(fields: Readonly<Record<string, Shape<unknown, unknown>>>, others: readonly string[] = []) {
    this.#shapes = Object.entries(fields);
    this.#known = new Set([...Object.keys(fields), ...others, COMMENT]);
  }

  /** Adds the members of a value; empty lists and absent fields are left out. */
  write(value: object, into: Record<string, unknown>): void {
    for (const [name, shape] of this.#shapes) {
      const field = (value as Members)[name];
      if (field === undefined) continue;
      const json = shape.write(field);
      // clause: json-list
      if (!(Array.isArray(json) && json.length === 0)) into[name] = json;
    }
  }

  /** Adds the fields that the members of an object stand for. */
  read(json: Members, at: JsonReader, into: Record<string, unknown>): void {
    for (const name of Object.keys(json)) {
      // clause: json-member
      if (!this.#known.has(name)) throw at.fault('CKPT1103', { member: quote(name) });
    }
    // clause: json-comment
    if (Object.hasOwn(json, COMMENT) && typeof json[COMMENT] !== 'string') {
      at.path.enter(COMMENT);
      throw at.wrongType('string', json[COMMENT]);
    }
    for (const [name, shape] of this.#shapes) {
      const member = Object.hasOwn(json, name) ? json[name] : undefined;
      // clause: json-member
      if (member === undefined && !shape.optional) throw at.fault('CKPT1102', { member: name });
      at.path.enter(name);
      const value = shape.read(member, at);
      at.path.leave();
      if (value !== undefined) into[name] = value;
    }
  }

  /** A closed object with these members and `others`, which must all be there. */
  schema(definitions: Definitions, others: Readonly<Record<string, SchemaNode>> = {}): SchemaNode {
    const properties: Record<string, SchemaNode> = { ...others };
    const required = Object.keys(others);
    for (const [name, shape] of this.#shapes) {
      properties[name] = shape.schema(definitions);
      if (!shape.optional) required.push(name);
    }
    properties[COMMENT] = { type: 'string' };
    return { type: 'object', properties, required, additionalProperties: false };
  }
}

/** A JSON object, which nothing but a plain one is. */
export function readObject(json: unknown, at: JsonReader): Members {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw at.wrongType('object', json);
  return json as Members;
}

/** A reference to the part `name`, which is made when it is first asked for. */
function defined(definitions: Definitions, name: string, make: () => SchemaNode): SchemaNode {
  if (!definitions.has(name)) {
    definitions.set(name, {});
    definitions.set(name, make());
  }
  return { $ref: `#/$defs/${name}` };
}

/** The shape `name` of its own, referred to in the schema. */
export function named<Value, Json>(name: string, shape: Shape<Value, Json>): Shape<Value, Json> {
  return { ...shape, schema: (definitions) => defined(definitions, name, () => shape.schema(definitions)) };
}

/** An object with one member for each field. */
export function record<Value extends object, Json extends object>(
  name: string,
  fields: Fields<Value, Json>,
): Shape<Value, Json> {
  const members = new MemberShapes(fields as Readonly<Record<string, Shape<unknown, unknown>>>);
  return named(name, {
    optional: false,
    write(value) {
      const json: Record<string, unknown> = {};
      members.write(value, json);
      return json as Json;
    },
    read(json, at) {
      const value: Record<string, unknown> = {};
      members.read(readObject(json, at), at, value);
      return value as Value;
    },
    schema: (definitions) => members.schema(definitions),
  });
}

/** The fields of each kind of a union that the field `Tag` discriminates. */
export type Cases<Value, Tag extends string> = {
  readonly [Kind in Value extends Readonly<Record<Tag, infer Name extends string>> ? Name : never]: Fields<
    Omit<Extract<Value, Readonly<Record<Tag, Kind>>>, Tag>
  >;
};

/** Makes the comment of a value, if it has one. */
export type Commentary<Value> = (value: Value) => string | undefined;

/** An object whose member `tag` says which others it has; `comment` makes what people read. */
export function variants<Value extends object, Json extends object, Tag extends string>(
  name: string,
  tag: Tag,
  cases: Cases<Value, Tag>,
  comment?: Commentary<Value>,
): Shape<Value, Json> {
  const byKind = new Map<string, MemberShapes>();
  for (const [kind, fields] of Object.entries(cases)) {
    byKind.set(kind, new MemberShapes(fields as Readonly<Record<string, Shape<unknown, unknown>>>, [tag]));
  }
  const what = `${name.replaceAll('-', ' ')} ${tag}`;
  return named(name, {
    optional: false,
    write(value) {
      const kind = (value as Members)[tag] as string;
      const json: Record<string, unknown> = { [tag]: kind };
      byKind.get(kind)?.write(value, json);
      const text = comment?.(value);
      if (text !== undefined) json[COMMENT] = text;
      return json as Json;
    },
    read(json, at) {
      const object = readObject(json, at);
      const kind = Object.hasOwn(object, tag) ? object[tag] : undefined;
      if (kind === undefined) throw at.fault('CKPT1102', { member: tag }); // clause: json-member
      const members = typeof kind === 'string' ? byKind.get(kind) : undefined;
      if (members === undefined) {
        at.path.enter(tag);
        if (typeof kind !== 'string') throw at.wrongType('string', kind);
        throw at.fault('CKPT1104', { found: quote(kind), what }); // clause: json-choice
      }
      const value: Record<string, unknown> = { [tag]: kind };
      members.read(object, at, value);
      return value as Value;
    },
    schema: (definitions) => ({
      oneOf: [...byKind].map(([kind, members]) => members.schema(definitions, { [tag]: { const: kind } })),
    }),
  });
}

/** How many items a list may have: by itself, or with all other lists of its kind. */
export interface ListLimit {
  readonly each?: CheckpointLimit;
  readonly total?: CheckpointLimit;
}

/** An array; where it is a member it may be left out when it is empty. */
export function list<Value, Json>(item: Shape<Value, Json>, limit: ListLimit = {}): Shape<readonly Value[], Json[]> {
  return {
    optional: true,
    write(values) {
      const json: Json[] = [];
      for (const value of values) json.push(item.write(value));
      return json;
    },
    read(json, at) {
      if (json === undefined) return []; // clause: json-list
      if (!Array.isArray(json)) throw at.wrongType('array', json);
      if (limit.each !== undefined) at.limit(limit.each, json.length); // clause: lim-exceeded
      if (limit.total !== undefined) at.total(limit.total, json.length); // clause: lim-exceeded
      const values: Value[] = [];
      if (json.length === 0) return values;
      at.path.enter(0);
      for (let index = 0; index < json.length; index++) {
        if (index > 0) at.path.next(index);
        values.push(item.read(json[index], at));
      }
      at.path.leave();
      return values;
    },
    schema: (definitions) => ({ type: 'array', items: item.schema(definitions) }),
  };
}

/** A member that is there or not. */
export function optional<Value, Json>(shape: Shape<Value, Json>): Shape<Value, Json> {
  return {
    optional: true,
    write: (value) => shape.write(value),
    // The record that asked leaves an undefined field out.
    read: (json, at) => (json === undefined ? (undefined as Value) : shape.read(json, at)),
    schema: (definitions) => shape.schema(definitions),
  };
}

/** A shape seen as that of another type. */
export function mapped<Inner, Value, Json>(
  shape: Shape<Inner, Json>,
  from: (value: Value) => Inner,
  to: (inner: Inner, at: JsonReader) => Value,
): Shape<Value, Json> {
  return {
    optional: shape.optional,
    write: (value) => shape.write(from(value)),
    read: (json, at) => to(shape.read(json, at), at),
    schema: (definitions) => shape.schema(definitions),
  };
}
