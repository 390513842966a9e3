// Generated from schema/checkpoint/sections.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/sections.json, in its order. */
export const checkpointSections = [
  { name: 'features', id: 1, critical: true, presence: 'when-filled', clause: 'bin-features', doc: 'Names of the features a consumer must know to use the file.' },
  { name: 'parent', id: 2, critical: true, presence: 'when-filled', clause: 'bin-parent', doc: 'The checkpoint that memories with a parent base differ from.' },
  { name: 'types', id: 3, critical: true, presence: 'when-filled', clause: 'bin-types', doc: 'Recursive groups of defined types, closed.' },
  { name: 'modules', id: 4, critical: true, presence: 'when-filled', clause: 'bin-modules', doc: 'Identity and imports of each module.' },
  { name: 'instances', id: 5, critical: true, presence: 'when-filled', clause: 'bin-instances', doc: 'Module instances in the order of their instantiation.' },
  { name: 'host-functions', id: 6, critical: true, presence: 'when-filled', clause: 'bin-host-functions', doc: 'Functions that the host supplies.' },
  { name: 'tables', id: 7, critical: true, presence: 'when-filled', clause: 'bin-tables', doc: 'Table instances.' },
  { name: 'memories', id: 8, critical: true, presence: 'when-filled', clause: 'bin-memories', doc: 'Types, sizes and bases of memory instances; their contents are in block sections.' },
  { name: 'globals', id: 9, critical: true, presence: 'when-filled', clause: 'bin-globals', doc: 'Global instances.' },
  { name: 'tags', id: 10, critical: true, presence: 'when-filled', clause: 'bin-tags', doc: 'Tag instances.' },
  { name: 'structs', id: 11, critical: true, presence: 'when-filled', clause: 'bin-structs', doc: 'Structure instances.' },
  { name: 'arrays', id: 12, critical: true, presence: 'when-filled', clause: 'bin-arrays', doc: 'Array instances.' },
  { name: 'exceptions', id: 13, critical: true, presence: 'when-filled', clause: 'bin-exceptions', doc: 'Exception instances.' },
  { name: 'host-references', id: 14, critical: true, presence: 'when-filled', clause: 'bin-host-references', doc: 'Objects of the host that references point to.' },
  { name: 'threads', id: 15, critical: true, presence: 'when-filled', clause: 'bin-threads', doc: 'Threads, each a stack of frames, innermost first.' },
  { name: 'host-states', id: 16, critical: true, presence: 'when-filled', clause: 'bin-host-states', doc: 'Descriptors of resources outside WebAssembly.' },
  { name: 'continuations', id: 17, critical: true, presence: 'reserved', clause: 'bin-reserved', doc: 'Reserved for suspended stacks of the stack switching proposal.' },
  { name: 'producers', id: 176, critical: false, presence: 'when-filled', clause: 'bin-producers', doc: 'What wrote the file; never a compatibility key.' },
  { name: 'custom', id: 177, critical: false, presence: 'repeated', clause: 'bin-custom', doc: 'Named data of anyone\'s making.' },
  { name: 'block', id: 64, critical: true, presence: 'repeated', clause: 'bin-block', doc: 'The pages of one aligned block of one memory that differ from its base.' },
  { name: 'digests', id: 208, critical: false, presence: 'when-filled', clause: 'bin-digests', doc: 'Cryptographic digests of the resolved state.' },
  { name: 'index', id: 126, critical: true, presence: 'always', clause: 'bin-index', doc: 'Sizes of all sections before it, so that any one of them can be found.' },
  { name: 'end', id: 127, critical: true, presence: 'always', clause: 'bin-end', doc: 'Offset of the index and the checksum of all checksums; the last 18 bytes of a file.' },
] as const;

/** The `name` of a row. */
export type CheckpointSection =
  | 'features'
  | 'parent'
  | 'types'
  | 'modules'
  | 'instances'
  | 'host-functions'
  | 'tables'
  | 'memories'
  | 'globals'
  | 'tags'
  | 'structs'
  | 'arrays'
  | 'exceptions'
  | 'host-references'
  | 'threads'
  | 'host-states'
  | 'continuations'
  | 'producers'
  | 'custom'
  | 'block'
  | 'digests'
  | 'index'
  | 'end';
