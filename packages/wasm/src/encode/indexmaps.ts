import type { Blocktype, Immediate, ImmediateValue } from '../syntax/instruction.js';
import type {
  DataSyntax,
  ElementSyntax,
  ExprSyntax,
  GlobalSyntax,
  InstructionSyntax,
  SegmentModeSyntax,
  TableSyntax,
} from '../syntax/module-syntax.js';
import type { ImmediateKind } from '../syntax/opcode.js';
import type { Comptype, Externkind, Externtype, Fieldtype, Subtype, Tabletype } from '../syntax/types.js';
import {
  concrete,
  type Heaptype,
  heapOf,
  isConcrete,
  isNullable,
  isRef,
  reftype,
  typeidxOf,
  type Valtype,
} from '../syntax/valtype.js';

/** The index spaces of a module, named as their indices. */
export const indexSpaces = [
  'typeidx',
  'funcidx',
  'tableidx',
  'memidx',
  'globalidx',
  'tagidx',
  'elemidx',
  'dataidx',
] as const;
export type IndexSpace = (typeof indexSpaces)[number];

/** Where each index of a module goes: one function per index space. */
export type IndexMaps = { readonly [Space in IndexSpace]: (index: number) => number };

/** The index space of each external kind. */
export const spaceOfKind: Readonly<Record<Externkind, IndexSpace>> = {
  func: 'funcidx',
  table: 'tableidx',
  memory: 'memidx',
  global: 'globalidx',
  tag: 'tagidx',
};

/** The mapped items; the given array itself when none changes, so that callers see that nothing did. */
export function mapShared<Item>(items: readonly Item[], map: (item: Item) => Item): readonly Item[] {
  let changed: Item[] | undefined;
  items.forEach((item, index) => {
    const image = map(item);
    if (changed === undefined && image !== item) changed = items.slice(0, index);
    changed?.push(image);
  });
  return changed ?? items;
}

export const mapHeaptype = (maps: IndexMaps, heap: Heaptype): Heaptype =>
  isConcrete(heap) ? concrete(maps.typeidx(typeidxOf(heap))) : heap;

export const mapValtype = (maps: IndexMaps, type: Valtype): Valtype =>
  isRef(type) && isConcrete(heapOf(type)) ? reftype(mapHeaptype(maps, heapOf(type)), isNullable(type)) : type;

const mapValtypes = (maps: IndexMaps, types: readonly Valtype[]): readonly Valtype[] =>
  mapShared(types, (type) => mapValtype(maps, type));

function mapBlocktype(maps: IndexMaps, type: Blocktype): Blocktype {
  if (type.kind === 'empty') return type;
  if (type.kind === 'type') {
    const typeidx = maps.typeidx(type.typeidx);
    return typeidx === type.typeidx ? type : { kind: type.kind, typeidx };
  }
  const result = mapValtype(maps, type.type);
  return result === type.type ? type : { kind: type.kind, type: result };
}

function mapField(maps: IndexMaps, field: Fieldtype): Fieldtype {
  const storage = mapValtype(maps, field.storage);
  return storage === field.storage ? field : { ...field, storage };
}

function mapComptype(maps: IndexMaps, type: Comptype): Comptype {
  if (type.kind === 'array') {
    const field = mapField(maps, type.field);
    return field === type.field ? type : { kind: type.kind, field };
  }
  if (type.kind === 'struct') {
    const fields = mapShared(type.fields, (field) => mapField(maps, field));
    return fields === type.fields ? type : { kind: type.kind, fields };
  }
  const params = mapValtypes(maps, type.params);
  const results = mapValtypes(maps, type.results);
  return params === type.params && results === type.results ? type : { kind: type.kind, params, results };
}

/** A type definition with the type indices that it names mapped. */
export function mapSubtype(maps: IndexMaps, type: Subtype): Subtype {
  const supers = mapShared(type.supers, (typeidx) => maps.typeidx(typeidx));
  const composite = mapComptype(maps, type.composite);
  return supers === type.supers && composite === type.composite ? type : { ...type, supers, composite };
}

function mapTabletype(maps: IndexMaps, type: Tabletype): Tabletype {
  const element = mapValtype(maps, type.element);
  return element === type.element ? type : { ...type, element };
}

/** An external type with the type indices that it names mapped. */
export function mapExterntype(maps: IndexMaps, type: Externtype): Externtype {
  switch (type.kind) {
    case 'func':
    case 'tag': {
      const typeidx = maps.typeidx(type.typeidx);
      return typeidx === type.typeidx ? type : { ...type, typeidx };
    }
    case 'table': {
      const mapped = mapTabletype(maps, type);
      return mapped === type ? type : { ...type, ...mapped };
    }
    case 'global': {
      const content = mapValtype(maps, type.type);
      return content === type.type ? type : { ...type, type: content };
    }
    case 'memory':
      return type;
  }
}

type ImmediateMap<Kind extends ImmediateKind> = {
  readonly spaces: readonly IndexSpace[];
  readonly map: (maps: IndexMaps, value: ImmediateValue<Kind>) => ImmediateValue<Kind>;
};

const index = (
  space: IndexSpace,
): { spaces: readonly IndexSpace[]; map: (maps: IndexMaps, value: number) => number } => ({
  spaces: [space],
  map: (maps, value) => maps[space](value),
});

/** For each kind of immediate the index spaces that it names and how it is mapped; undefined for none. */
export const immediateMaps: { readonly [Kind in ImmediateKind]: ImmediateMap<Kind> | undefined } = {
  blocktype: { spaces: ['typeidx'], map: mapBlocktype },
  funcidx: index('funcidx'),
  typeidx: index('typeidx'),
  tableidx: index('tableidx'),
  memidx: index('memidx'),
  globalidx: index('globalidx'),
  tagidx: index('tagidx'),
  elemidx: index('elemidx'),
  dataidx: index('dataidx'),
  memarg: {
    spaces: ['memidx'],
    map: (maps, memarg) => {
      const memidx = maps.memidx(memarg.memidx);
      return memidx === memarg.memidx ? memarg : { ...memarg, memidx };
    },
  },
  heaptype: { spaces: ['typeidx'], map: mapHeaptype },
  'valtype*': { spaces: ['typeidx'], map: mapValtypes },
  'catch*': {
    spaces: ['tagidx'],
    map: (maps, catches) =>
      mapShared(catches, (clause) => {
        const tagidx = clause.tagidx === undefined ? undefined : maps.tagidx(clause.tagidx);
        return tagidx === clause.tagidx ? clause : { ...clause, tagidx };
      }),
  },
  localidx: undefined,
  labelidx: undefined,
  'labelidx*': undefined,
  fieldidx: undefined,
  laneidx: undefined,
  'laneidx^16': undefined,
  castflags: undefined,
  zero: undefined,
  u32: undefined,
  i32: undefined,
  i64: undefined,
  f32: undefined,
  f64: undefined,
  v128: undefined,
};

function mapImmediate(maps: IndexMaps, immediate: Immediate): Immediate {
  const row = immediateMaps[immediate.kind];
  if (row === undefined) return immediate;
  // Kind and value belong together, which the type of a generic pair cannot say.
  const value = (row.map as (maps: IndexMaps, value: unknown) => unknown)(maps, immediate.value);
  return value === immediate.value ? immediate : ({ kind: immediate.kind, value } as Immediate);
}

/** An instruction with its indices mapped; itself when none changes. */
export function mapInstruction<Of extends InstructionSyntax>(maps: IndexMaps, instruction: Of): Of {
  const immediates = mapShared(instruction.immediates, (immediate) => mapImmediate(maps, immediate));
  return immediates === instruction.immediates ? instruction : { ...instruction, immediates };
}

export const mapExpr = (maps: IndexMaps, expr: ExprSyntax): ExprSyntax =>
  mapShared(expr, (instruction) => mapInstruction(maps, instruction));

export function mapTable(maps: IndexMaps, table: TableSyntax): TableSyntax {
  const type = mapTabletype(maps, table.type);
  const init = table.init === undefined ? undefined : mapExpr(maps, table.init);
  return type === table.type && init === table.init ? table : { type, init };
}

export function mapGlobal(maps: IndexMaps, global: GlobalSyntax): GlobalSyntax {
  const content = mapValtype(maps, global.type.type);
  const init = mapExpr(maps, global.init);
  if (content === global.type.type && init === global.init) return global;
  return { type: { ...global.type, type: content }, init };
}

function mapMode(maps: IndexMaps, space: 'tableidx' | 'memidx', mode: SegmentModeSyntax): SegmentModeSyntax {
  if (mode.kind !== 'active') return mode;
  const target = maps[space](mode.index);
  const at = mapExpr(maps, mode.at);
  return target === mode.index && at === mode.at ? mode : { kind: mode.kind, index: target, at };
}

/** Set in the flags of a segment that says which table or memory it is active on. */
const EXPLICIT = 2;

/** Flags that can still say where a segment is active. */
const flagsFor = (flags: number, mode: SegmentModeSyntax): number =>
  mode.kind === 'active' && mode.index !== 0 ? flags | EXPLICIT : flags;

/** An element segment with its indices mapped. */
export function mapElement(maps: IndexMaps, element: ElementSyntax): ElementSyntax {
  const type = mapValtype(maps, element.type);
  const mode = mapMode(maps, 'tableidx', element.mode);
  const { items } = element;
  const mapped =
    items.kind === 'expr'
      ? { kind: items.kind, exprs: mapShared(items.exprs, (expr) => mapExpr(maps, expr)) }
      : { kind: items.kind, funcs: mapShared(items.funcs, (funcidx) => maps.funcidx(funcidx)) };
  const same =
    mapped.kind === 'expr'
      ? items.kind === 'expr' && mapped.exprs === items.exprs
      : items.kind === 'funcidx' && mapped.funcs === items.funcs;
  if (type === element.type && mode === element.mode && same) return element;
  return { flags: flagsFor(element.flags, mode), type, mode, items: mapped };
}

/** A data segment with its indices mapped. */
export function mapData(maps: IndexMaps, data: DataSyntax): DataSyntax {
  const mode = mapMode(maps, 'memidx', data.mode);
  return mode === data.mode ? data : { ...data, flags: flagsFor(data.flags, mode), mode };
}
