// Generated from schema/checkpoint/limits.json by `npm run gen`; never edited.

/** The rows of schema/checkpoint/limits.json, in its order. */
export const checkpointLimits = [
  { name: 'maxFileBytes', default: 1099511627776, unit: 'bytes', doc: 'Length of a file.' },
  { name: 'maxTypes', default: 1000000, unit: 'types', doc: 'Defined types of a checkpoint, over all recursive groups.' },
  { name: 'maxTypeParts', default: 10000, unit: 'parts', doc: 'Parameters, results or fields of one type.' },
  { name: 'maxModules', default: 10000, unit: 'modules', doc: 'Modules of a checkpoint.' },
  { name: 'maxImports', default: 100000, unit: 'imports', doc: 'Imports of one module.' },
  { name: 'maxInstances', default: 100000, unit: 'instances', doc: 'Instances of a checkpoint.' },
  { name: 'maxIndexSpace', default: 1000000, unit: 'addresses', doc: 'Entries of one index space of one instance.' },
  { name: 'maxHostFunctions', default: 1000000, unit: 'functions', doc: 'Host functions of a checkpoint.' },
  { name: 'maxTables', default: 100000, unit: 'tables', doc: 'Tables of a checkpoint.' },
  { name: 'maxTableEntries', default: 4294967296, unit: 'entries', doc: 'Size of one table; entries are held as runs, so size alone costs nothing.' },
  { name: 'maxMemories', default: 100000, unit: 'memories', doc: 'Memories of a checkpoint.' },
  { name: 'maxMemoryBytes', default: 281474976710656, unit: 'bytes', doc: 'Size of one memory; absent blocks cost nothing.' },
  { name: 'maxExpandedBytes', default: 17179869184, unit: 'bytes', doc: 'Data pages of a checkpoint after decompression, over all blocks.' },
  { name: 'maxGlobals', default: 1000000, unit: 'globals', doc: 'Globals of a checkpoint.' },
  { name: 'maxTags', default: 1000000, unit: 'tags', doc: 'Tags of a checkpoint.' },
  { name: 'maxHeapObjects', default: 100000000, unit: 'objects', doc: 'Structures, arrays, exceptions or host references of a checkpoint, each kind by itself.' },
  { name: 'maxThreads', default: 100000, unit: 'threads', doc: 'Threads of a checkpoint.' },
  { name: 'maxFrames', default: 10000000, unit: 'frames', doc: 'Frames of a checkpoint, over all threads.' },
  { name: 'maxLocals', default: 60000, unit: 'locals', doc: 'Locals of one frame, parameters included.' },
  { name: 'maxOperands', default: 1000000, unit: 'operands', doc: 'Operand stack of one frame.' },
  { name: 'maxCaught', default: 100000, unit: 'exceptions', doc: 'Exceptions in flight in one frame.' },
  { name: 'maxHostStates', default: 100000, unit: 'descriptors', doc: 'Host-state descriptors of a checkpoint.' },
  { name: 'maxSections', default: 1000000, unit: 'sections', doc: 'Sections of a checkpoint that are no blocks.' },
  { name: 'maxNameBytes', default: 100000, unit: 'bytes', doc: 'UTF-8 length of one name.' },
  { name: 'maxChain', default: 1000, unit: 'checkpoints', doc: 'Length of a chain of parents.' },
] as const;

/** The `name` of a row. */
export type CheckpointLimit =
  | 'maxFileBytes'
  | 'maxTypes'
  | 'maxTypeParts'
  | 'maxModules'
  | 'maxImports'
  | 'maxInstances'
  | 'maxIndexSpace'
  | 'maxHostFunctions'
  | 'maxTables'
  | 'maxTableEntries'
  | 'maxMemories'
  | 'maxMemoryBytes'
  | 'maxExpandedBytes'
  | 'maxGlobals'
  | 'maxTags'
  | 'maxHeapObjects'
  | 'maxThreads'
  | 'maxFrames'
  | 'maxLocals'
  | 'maxOperands'
  | 'maxCaught'
  | 'maxHostStates'
  | 'maxSections'
  | 'maxNameBytes'
  | 'maxChain';
