import { ByteWriter } from '@wasm-checkpoint/bytes';
import type { WasmSection } from '@wasm-checkpoint/tables';
import type { Module } from '../decode/module.js';
import { sectionReaders } from '../decode/syntax.js';
import type { SectionContents } from '../syntax/module-syntax.js';
import { type BodyContext, BodyEmitter, BodySource, opcodesTouching } from './body.js';
import { writeCustoms } from './customsections.js';
import {
  type IndexMaps,
  type IndexSpace,
  indexSpaces,
  mapData,
  mapElement,
  mapExterntype,
  mapGlobal,
  mapShared,
  mapSubtype,
  mapTable,
  spaceOfKind,
} from './indexmaps.js';
import { layOut } from './layout.js';
import { OffsetMap } from './offsetmap.js';
import type { FunctionDefinition, Reencoded, Reencoder } from './reencoder.js';
import { encodeContents } from './sections.js';

/** Sections other than custom ones. */
export type KnownSection = Exclude<WasmSection, 'custom'>;

/** What a section of the new module holds: the old section as it is, or new contents. */
export type NewContents = 'same' | Uint8Array;

/** The rewritten body of an old function, and where its instructions went; absent where nothing changed. */
export interface NewBody {
  readonly bytes: Uint8Array;
  readonly offsets: OffsetMap;
}

const spaceSizes = (module: Module): Readonly<Record<IndexSpace, number>> => ({
  typeidx: module.types.length,
  funcidx: module.funcs.length,
  tableidx: module.tables.length,
  memidx: module.memories.length,
  globalidx: module.globals.length,
  tagidx: module.tags.length,
  elemidx: module.elements.length,
  dataidx: module.dataSegments,
});

/** The spaces in which some index moves. */
function changedSpaces(maps: IndexMaps, module: Module): ReadonlySet<IndexSpace> {
  const sizes = spaceSizes(module);
  const moves = (space: IndexSpace): boolean => {
    for (let index = 0; index < sizes[space]; index++) if (maps[space](index) !== index) return true;
    return false;
  };
  return new Set(indexSpaces.filter(moves));
}

function indexMapsOf(editor: Reencoder): IndexMaps {
  // Methods of the editor, bound, so that maps can be passed on by themselves.
  return {
    typeidx: (index) => editor.typeidx(index),
    funcidx: (index) => editor.funcidx(index),
    tableidx: (index) => editor.tableidx(index),
    memidx: (index) => editor.memidx(index),
    globalidx: (index) => editor.globalidx(index),
    tagidx: (index) => editor.tagidx(index),
    elemidx: (index) => editor.elemidx(index),
    dataidx: (index) => editor.dataidx(index),
  };
}

/** One run of a re-encoder; collects the sections of the new module. */
class Reencoding {
  readonly sections = new Map<KnownSection, NewContents>();
  readonly bodies = new Map<number, NewBody>();
  readonly maps: IndexMaps;
  readonly changed: ReadonlySet<IndexSpace>;
  readonly #editor: Reencoder;
  readonly #module: Module;

  constructor(editor: Reencoder) {
    this.#editor = editor;
    this.#module = editor.module;
    this.maps = indexMapsOf(editor);
    this.changed = changedSpaces(this.maps, editor.module);
    this.#bodies();
    this.#declarations();
    const data = this.#list(
      'data',
      (item) => mapData(this.maps, item),
      (items) => editor.data(items),
    );
    this.#count('data count', this.#module.dataCount, editor.dataCount(this.#module.dataCount, data.length));
    this.#functions();
  }

  #declarations(): void {
    const editor = this.#editor;
    const { maps } = this;
    const types = { types: this.#module.types, groups: this.#module.recgroups };
    const mapped = mapShared(types.types, (type) => mapSubtype(maps, type));
    const section = mapped === types.types ? types : { types: mapped, groups: types.groups };
    this.#put('type', types, editor.types(section), (contents) => contents.types.length === 0);
    this.#list(
      'import',
      (item) => {
        const type = mapExterntype(maps, item.type);
        return type === item.type ? item : { module: item.module, name: item.name, type };
      },
      (items) => editor.imports(items),
    );
    this.#list(
      'table',
      (item) => mapTable(maps, item),
      (items) => editor.tables(items),
    );
    this.#list(
      'memory',
      (item) => item,
      (items) => editor.memories(items),
    );
    this.#list(
      'tag',
      (item) => {
        const typeidx = maps.typeidx(item.typeidx);
        return typeidx === item.typeidx ? item : { typeidx };
      },
      (items) => editor.tags(items),
    );
    this.#list(
      'global',
      (item) => mapGlobal(maps, item),
      (items) => editor.globals(items),
    );
    this.#list(
      'export',
      (item) => {
        const index = maps[spaceOfKind[item.kind]](item.index);
        return index === item.index ? item : { ...item, index };
      },
      (items) => editor.exports(items),
    );
    const { start } = this.#module;
    this.#count('start', start, editor.start(start === undefined ? undefined : maps.funcidx(start)));
    this.#list(
      'element',
      (item) => mapElement(maps, item),
      (items) => editor.elements(items),
    );
  }

  /** A section that is a list: mapped, edited, and the old bytes when that changes nothing. */
  #list<Name extends 'import' | 'table' | 'memory' | 'tag' | 'global' | 'export' | 'element' | 'data'>(
    name: Name,
    map: (item: SectionContents[Name][number]) => SectionContents[Name][number],
    edit: (items: SectionContents[Name]) => SectionContents[Name],
  ): SectionContents[Name] {
    const header = this.#module.section(name);
    const read = sectionReaders[name] as (module: Module, of: typeof header) => SectionContents[Name];
    const items = read(this.#module, header);
    const edited = edit(mapShared<SectionContents[Name][number]>(items, map) as SectionContents[Name]);
    this.#put(name, items, edited, (contents) => contents.length === 0);
    return edited;
  }

  #put<Name extends KnownSection>(
    name: Name,
    old: SectionContents[Name],
    edited: SectionContents[Name],
    isEmpty: (contents: SectionContents[Name]) => boolean,
  ): void {
    const present = this.#module.section(name) !== undefined;
    if (present && edited === old) this.sections.set(name, 'same');
    else if (present || !isEmpty(edited)) this.sections.set(name, encodeContents(name, edited));
  }

  /** A section that is a single number. */
  #count(name: 'start' | 'data count', old: number | undefined, edited: number | undefined): void {
    if (edited === undefined) return;
    this.sections.set(name, edited === old ? 'same' : encodeContents(name, edited));
  }

  /** Old functions in order, those that changed kept. */
  #bodies(): void {
    const module = this.#module;
    const context: BodyContext = { maps: this.maps, changed: this.changed, touched: opcodesTouching(this.changed) };
    for (let funcidx = module.imported.func; funcidx < module.funcs.length; funcidx++) {
      const given = this.#editor.newBody(funcidx);
      if (given !== undefined) {
        this.bodies.set(funcidx, given);
        continue;
      }
      const emitter = new BodyEmitter(new BodySource(module, funcidx), context);
      this.#editor.body(emitter.source, emitter);
      if (!emitter.verbatim) this.bodies.set(funcidx, { bytes: emitter.view(), offsets: emitter.offsetMap() });
    }
  }

  #functions(): void {
    const { funcs, imported } = this.#module;
    const old = Array.from(
      funcs.subarray(imported.func),
      (typeidx, index): FunctionDefinition => ({
        kind: 'old',
        typeidx: this.maps.typeidx(typeidx),
        funcidx: imported.func + index,
      }),
    );
    const definitions = this.#editor.functions(old);
    const typeidxs = definitions.map((definition) => definition.typeidx);
    const sameTypes =
      typeidxs.length === old.length && typeidxs.every((typeidx, index) => typeidx === funcs[imported.func + index]);
    this.#putFunctions('function', sameTypes, definitions.length, () => encodeContents('function', typeidxs));
    const sameCode = definitions === old && this.bodies.size === 0;
    this.#putFunctions('code', sameCode, definitions.length, () =>
      codeContents(definitions.map((of) => this.#code(of))),
    );
  }

  #code(definition: FunctionDefinition): Uint8Array {
    if (definition.kind === 'new') return definition.code;
    const { start, end } = this.#module.body(definition.funcidx);
    return this.bodies.get(definition.funcidx)?.bytes ?? this.#module.bytes.subarray(start, end);
  }

  #putFunctions(name: 'function' | 'code', same: boolean, count: number, encode: () => Uint8Array): void {
    const present = this.#module.section(name) !== undefined;
    if (present && same) this.sections.set(name, 'same');
    else if (present || count > 0) this.sections.set(name, encode());
  }
}

function codeContents(bodies: readonly Uint8Array[]): Uint8Array {
  const writer = new ByteWriter(bodies.reduce((size, body) => size + body.length + 5, 5));
  writer.vec(bodies, (body) => {
    writer.u32(body.length);
    writer.raw(body);
  });
  return writer.view();
}

/** Runs a re-encoder. */
export function reencode(editor: Reencoder): Reencoded {
  const { module } = editor;
  const { sections, bodies, maps, changed } = new Reencoding(editor);
  const offsets = (funcidx: number): OffsetMap => {
    const { start, end } = module.body(funcidx);
    return bodies.get(funcidx)?.offsets ?? OffsetMap.identity(end - start);
  };
  const known = module.sections.filter((section) => section.custom === undefined);
  const codeSame = changed.size === 0 && (sections.get('code') ?? 'same') === 'same';
  const moduleSame =
    codeSame && sections.size === known.length && [...sections.values()].every((contents) => contents === 'same');
  const customs = writeCustoms(editor, { maps, bodies, offsets, codeSame, moduleSame });
  return { bytes: layOut(module, sections, customs), dropped: customs.dropped, offsets };
}
