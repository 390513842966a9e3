/**
 * The parts of which codecs of related JSON documents are made: shapes of the JSON twin that write, read and describe a
 * value, and the checks of types.
 */
export { commentOf } from './json/comments.js';
export { JsonReader, quote } from './json/reader.js';
export { bits32, bits64, bits128, bytes, choice, flag, i32, i64, integer, name, u32, u64 } from './json/scalars.js';
export * from './json/shape.js';
export { parseJSONText } from './json/text.js';
export { globalType, memType, recType, tableType, valType } from './json/types.js';
export { Checker } from './valid/checker.js';
export { checkGlobalType, checkMemType, checkTableType, checkTypes } from './valid/types.js';
