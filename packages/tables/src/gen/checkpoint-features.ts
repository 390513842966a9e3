// Generated from schema/checkpoint/features.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/features.json, in its order. */
export const checkpointFeatures = [
  { name: 'any-point', id: 0, standard: '1.0', doc: 'A frame stands at an instruction that is no portable point; known only with the module.' },
  { name: 'custom-page-sizes', id: 1, standard: 'proposal', doc: 'A memory type states a page size other than 64 KiB.' },
  { name: 'exceptions', id: 2, standard: '3.0', doc: 'A tag, an exception, or an exn type or reference appears.' },
  { name: 'gc', id: 3, standard: '3.0', doc: 'A structure, array or i31 appears, a null of the hierarchy of any, or a type that Wasm 2.0 did not have (exn aside); spec/syntax.md has the whole list.' },
  { name: 'host-references', id: 4, standard: '1.0', doc: 'A reference points to an object of the host.' },
  { name: 'legacy-exceptions', id: 5, standard: 'proposal', doc: 'A frame holds exceptions caught by a legacy catch.' },
  { name: 'memory64', id: 6, standard: '3.0', doc: 'A memory or table has 64-bit addresses.' },
  { name: 'parent', id: 7, standard: '1.0', doc: 'A memory is stored as a difference from a parent checkpoint.' },
  { name: 'simd', id: 8, standard: '2.0', doc: 'A v128 value or type appears.' },
  { name: 'threads', id: 9, standard: 'proposal', doc: 'A memory is shared, there are two threads or more, or a thread waits.' },
  { name: 'zstd', id: 10, standard: '1.0', doc: 'A block is stored compressed with zstd.' },
] as const;

/** The `name` of a row. */
export type CheckpointFeature =
  | 'any-point'
  | 'custom-page-sizes'
  | 'exceptions'
  | 'gc'
  | 'host-references'
  | 'legacy-exceptions'
  | 'memory64'
  | 'parent'
  | 'simd'
  | 'threads'
  | 'zstd';
