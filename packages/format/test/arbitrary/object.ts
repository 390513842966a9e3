import fc from 'fast-check';

/** An object with all of these fields, and the usual prototype, as a decoder makes them. */
export function object<T>(model: { readonly [Key in keyof T]: fc.Arbitrary<T[Key]> }): fc.Arbitrary<T> {
  return fc.record<T>(model, { noNullPrototype: true });
}
