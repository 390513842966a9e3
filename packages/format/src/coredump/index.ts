export { type CoreDumpOptions, decodeCoreDump } from './decode.js';
export { encodeCoreDump } from './encode.js';
export { type ExportOptions, exportCoreDump } from './export.js';
export { type CheckpointParts, type ImportedInstance, type ImportOptions, importCoreDump } from './import.js';
export type * from './syntax.js';
