import type { Module } from '../decode/module.js';
import type {
  DataSyntax,
  ElementSyntax,
  ExportSyntax,
  GlobalSyntax,
  ImportSyntax,
  SectionContents,
  TableSyntax,
} from '../syntax/module-syntax.js';
import type { Memtype, Subtype, Tagtype } from '../syntax/types.js';
import type { BodyEmitter, BodySource } from './body.js';
import type { NamesSyntax } from './names.js';
import type { OffsetMap } from './offsetmap.js';
import { type NewBody, reencode } from './reencoding.js';

/** A defined function of the new module: one of the old module's, by its old index, or a new one by the bytes of its body. */
export type FunctionDefinition =
  | { readonly kind: 'old'; readonly typeidx: number; readonly funcidx: number }
  | { readonly kind: 'new'; readonly typeidx: number; readonly code: Uint8Array };

/** A custom section, or a part of one, that could not be carried over. */
export interface DroppedSection {
  readonly name: string;
  /** Module offset of the section in the old module. */
  readonly offset: number;
  readonly reason: string;
}

/** A module written anew. */
export interface Reencoded {
  readonly bytes: Uint8Array;
  readonly dropped: readonly DroppedSection[];
  /** Where the instructions of a function went, by its old function index; throws as `Module.body` does. */
  offsets(funcidx: number): OffsetMap;
}

/** The type section with further types at its end, each a recursive group of its own. */
export function withTypes(section: SectionContents['type'], added: readonly Subtype[]): SectionContents['type'] {
  const first = section.types.length;
  return {
    types: [...section.types, ...added],
    groups: [...section.groups, ...added.map((_, index) => ({ first: first + index, size: 1, explicit: false }))],
  };
}

/**
 * Writes a module anew with changes: a subclass overrides what it changes, everything else stays as it is, byte for byte.
 *
 * - `typeidx` to `dataidx` map old indices to new ones, wherever the module names them. They must give every old index its
 *   place in the new module, so that whoever adds an import moves the indices of what is defined.
 * - `types` to `data` receive a section's items with their indices already mapped, and return what shall be written, in new
 *   indices; the same array says that nothing is added.
 * - `body` writes a function's body. Bodies are written before the sections' items are asked for, in the order of their
 *   indices, so that what they turn out to need can still be added.
 *
 * The module is taken to be valid: an index out of range is mapped like any other. Names and code metadata follow. What cannot follow is left out and listed in `dropped` (see `customPolicies`).
 */
export class Reencoder {
  readonly module: Module;

  constructor(module: Module) {
    this.module = module;
  }

  typeidx(index: number): number {
    return index;
  }
  funcidx(index: number): number {
    return index;
  }
  tableidx(index: number): number {
    return index;
  }
  memidx(index: number): number {
    return index;
  }
  globalidx(index: number): number {
    return index;
  }
  tagidx(index: number): number {
    return index;
  }
  elemidx(index: number): number {
    return index;
  }
  dataidx(index: number): number {
    return index;
  }

  types(section: SectionContents['type']): SectionContents['type'] {
    return section;
  }
  imports(imports: readonly ImportSyntax[]): readonly ImportSyntax[] {
    return imports;
  }
  /** The defined functions; their order must agree with `funcidx`. */
  functions(functions: readonly FunctionDefinition[]): readonly FunctionDefinition[] {
    return functions;
  }
  tables(tables: readonly TableSyntax[]): readonly TableSyntax[] {
    return tables;
  }
  memories(memories: readonly Memtype[]): readonly Memtype[] {
    return memories;
  }
  tags(tags: readonly Tagtype[]): readonly Tagtype[] {
    return tags;
  }
  globals(globals: readonly GlobalSyntax[]): readonly GlobalSyntax[] {
    return globals;
  }
  exports(exports: readonly ExportSyntax[]): readonly ExportSyntax[] {
    return exports;
  }
  /** The start function in new indices, or undefined for none. */
  start(funcidx: number | undefined): number | undefined {
    return funcidx;
  }
  elements(elements: readonly ElementSyntax[]): readonly ElementSyntax[] {
    return elements;
  }
  data(data: readonly DataSyntax[]): readonly DataSyntax[] {
    return data;
  }
  /** What the data count section says, or undefined for no such section; `data` is the number of segments written. */
  dataCount(declared: number | undefined, data: number): number | undefined {
    return declared === undefined ? undefined : data;
  }

  /** The new body of an old function, written elsewhere and in new indices; undefined leaves it to `body`. */
  newBody(_funcidx: number): NewBody | undefined {
    return undefined;
  }

  /** Writes the new body of an old function; by default the old one with its indices mapped. */
  body(_source: BodySource, emitter: BodyEmitter): void {
    emitter.copyBody();
  }

  /** All names, already mapped; empty maps when the module has no name section. */
  names(names: NamesSyntax): NamesSyntax {
    return names;
  }

  /** The contents of a custom section that was kept or mapped, or undefined to leave it out. */
  custom(_name: string, contents: Uint8Array): Uint8Array | undefined {
    return contents;
  }

  /** Custom sections to be written behind all others. */
  addedCustoms(): readonly SectionContents['custom'][] {
    return [];
  }

  /** Writes the new module; throws the diagnostic of the first fault in what has to be read for it. */
  encode(): Reencoded {
    return reencode(this);
  }
}
