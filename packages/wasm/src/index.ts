export { closesBlock, opensBlock, readCode, readInstructions, readLocals } from './decode/code.js';
export * from './decode/custom.js';
export { immediateReaders, readInstruction, readOpcode } from './decode/immediates.js';
export * from './decode/module.js';
export * from './decode/names.js';
export * from './decode/offsets.js';
export { decodeModule, readExprSyntax, sectionReaders, syntaxOf } from './decode/syntax.js';
export { BodyEmitter, BodySource } from './encode/body.js';
export * from './encode/customs.js';
export { encodeInstruction, immediateWriters, writeExpr } from './encode/immediates.js';
export { type IndexMaps, type IndexSpace, indexSpaces, mapExpr, mapInstruction } from './encode/indexmaps.js';
export * from './encode/metadata.js';
export { encodeNames, type NamesSyntax, namesSyntax } from './encode/names.js';
export { OffsetMap, type OffsetRun } from './encode/offsetmap.js';
export * from './encode/reencoder.js';
export type { NewBody } from './encode/reencoding.js';
export { encodeContents, encodeModule, sectionWriters, writeCode, writeLocals } from './encode/sections.js';
export { dataFlags, elementFlags } from './encode/segments.js';
export { writeHeaptype, writeSubtype, writeValtype } from './encode/types.js';
export * from './features.js';
export * from './limits.js';
export { Liveness, liveLocalsAt, liveness } from './liveness/liveness.js';
export { type PrintOptions, printFunction, printInstruction } from './print/function.js';
export { PrintScope } from './print/scope.js';
export { type ImmediatesOf, instruction } from './syntax/build.js';
export * from './syntax/instruction.js';
export * from './syntax/module.js';
export * from './syntax/module-syntax.js';
export * from './syntax/opcode.js';
export * from './syntax/types.js';
export * from './syntax/valtype.js';
export { validate, validateDeclarations } from './valid/module.js';
export { type ControlKind, controlKinds } from './valid/state.js';
export { type Signature, TypeSpace } from './valid/subtyping.js';
export { matchesComposite } from './valid/types.js';
export {
  type ControlFrame,
  type LocalState,
  type TypeState,
  TypeStates,
  typeStateAt,
  typeStates,
} from './valid/typestate.js';
export { TypeUniverse } from './valid/universe.js';
