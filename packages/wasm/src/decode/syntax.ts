import type { WasmSection } from '@wasm-checkpoint/tables';
import type { Expr, SectionHeader, SegmentMode } from '../syntax/module.js';
import type {
  ExprSyntax,
  ModuleSyntax,
  SectionContents,
  SectionSyntax,
  SegmentModeSyntax,
} from '../syntax/module-syntax.js';
import { readCode, readInstructions } from './code.js';
import { customContents } from './custom.js';
import { Module, type OpenOptions } from './module.js';

/** Reads an expression whose place is known. */
export const readExprSyntax = (module: Module, expr: Expr): ExprSyntax => [
  ...readInstructions(module.reader(expr.start, expr.end), module.scope),
];

const modeSyntax = (module: Module, mode: SegmentMode): SegmentModeSyntax =>
  mode.kind === 'active' ? { kind: mode.kind, index: mode.index, at: readExprSyntax(module, mode.at) } : mode;

/** How the contents of each section are taken from an opened module. */
export const sectionReaders: {
  readonly [Name in WasmSection]: (module: Module, header: SectionHeader) => SectionContents[Name];
} = {
  custom: (module, header) => ({ name: header.custom?.name ?? '', bytes: customContents(module, header) }),
  type: ({ types, recgroups }) => ({ types, groups: recgroups }),
  import: ({ imports }) => imports,
  function: ({ funcs, imported }) => [...funcs.subarray(imported.func)],
  table: (module) =>
    module.definedTables.map(({ type, init }) => ({
      type,
      init: init === undefined ? undefined : readExprSyntax(module, init),
    })),
  memory: ({ definedMemories }) => definedMemories,
  tag: ({ definedTags }) => definedTags,
  global: (module) => module.definedGlobals.map(({ type, init }) => ({ type, init: readExprSyntax(module, init) })),
  export: ({ exports }) => exports,
  start: ({ start }) => start ?? 0,
  element: (module) =>
    module.elements.map(({ flags, type, mode, items }) => ({
      flags,
      type,
      mode: modeSyntax(module, mode),
      items:
        items.kind === 'funcidx'
          ? items
          : { kind: items.kind, exprs: items.exprs.map((expr) => readExprSyntax(module, expr)) },
    })),
  'data count': ({ dataCount }) => dataCount ?? 0,
  code: (module) =>
    Array.from({ length: module.bodyCount }, (_, index) => readCode(module, module.body(module.imported.func + index))),
  data: (module) =>
    module.data.map(({ flags, mode, start, end }) => ({
      flags,
      mode: modeSyntax(module, mode),
      bytes: module.bytes.subarray(start, end),
    })),
};

/** The tree of an opened module; custom sections and data share its bytes. */
export const syntaxOf = (module: Module): ModuleSyntax => ({
  // Name and contents come from the same row of the map, which the type of a generic pair cannot say.
  sections: module.sections.map(
    (header) => ({ name: header.name, contents: sectionReaders[header.name](module, header) }) as SectionSyntax,
  ),
});

/** Reads a module whole, bodies included; throws the diagnostic of its first fault of grammar. */
export const decodeModule = (bytes: Uint8Array, options?: OpenOptions): ModuleSyntax =>
  syntaxOf(new Module(bytes, options));
