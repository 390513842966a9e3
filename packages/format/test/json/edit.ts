/** A member or item of a JSON value, by keys and indices. */
export type Place = readonly (string | number)[];

/** The place as diagnostics write it. */
export function pathOf(place: Place): string {
  return place
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : index === 0 ? part : `.${part}`))
    .join('');
}

/** Left out, instead of a value. */
export const missing = Symbol('missing');

type Container = Record<string | number, unknown>;

/** A copy of a JSON value with another value at a place, or none. */
export function edited(json: unknown, place: Place, value: unknown): unknown {
  const copy: unknown = JSON.parse(JSON.stringify(json));
  const last = place.at(-1);
  if (last === undefined) return value;
  let at = copy as Container;
  for (const part of place.slice(0, -1)) at = at[part] as Container;
  if (value === missing) delete at[last];
  else at[last] = value;
  return copy;
}

/** All places of a JSON value, the whole included. */
export function places(json: unknown, at: Place = []): Place[] {
  if (typeof json !== 'object' || json === null) return [at];
  const keys = Array.isArray(json) ? [...json.keys()] : Object.keys(json);
  return [at, ...keys.flatMap((key) => places((json as Container)[key], [...at, key]))];
}
