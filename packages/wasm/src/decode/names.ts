import { ByteReader, Diagnostic } from '@wasm-checkpoint/bytes';
import { diagnostic, faults } from '../diagnostics.js';
import { customSections } from './custom.js';
import type { Module } from './module.js';

/** Names by index. */
export type Namemap = ReadonlyMap<number, string>;
/** Names by outer index (a function or type), then by inner index (a local, label or field). */
export type IndirectNamemap = ReadonlyMap<number, Namemap>;

/** The subsections of the name section: id and shape of the contents. */
export const nameSubsections = {
  module: { id: 0, shape: 'name' },
  functions: { id: 1, shape: 'namemap' },
  locals: { id: 2, shape: 'indirectnamemap' },
  labels: { id: 3, shape: 'indirectnamemap' },
  types: { id: 4, shape: 'namemap' },
  tables: { id: 5, shape: 'namemap' },
  memories: { id: 6, shape: 'namemap' },
  globals: { id: 7, shape: 'namemap' },
  elements: { id: 8, shape: 'namemap' },
  data: { id: 9, shape: 'namemap' },
  fields: { id: 10, shape: 'indirectnamemap' },
  tags: { id: 11, shape: 'namemap' },
} as const;

export type NameSubsection = keyof typeof nameSubsections;
type OfShape<Shape> = {
  [Key in NameSubsection]: (typeof nameSubsections)[Key]['shape'] extends Shape ? Key : never;
}[NameSubsection];
/** Subsections that name the items of an index space of the module. */
export type NamedSpace = OfShape<'namemap'>;
/** Subsections that name what lies inside functions and types. */
export type InnerSpace = OfShape<'indirectnamemap'>;

/** A subsection's place: contents in `[start, end)`, module offsets. */
export interface NameSubsectionHeader {
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

interface Place {
  readonly start: number;
  readonly end: number;
}

const noNames: Namemap = new Map();

/**
 * The name section, each subsection read when first asked for (core spec, appendix Custom Sections).
 *
 * A broken name section never fails anything: what could be read is there, and `notes` says where reading stopped.
 */
export class Names {
  /** Subsections in file order, unknown ones included. */
  readonly subsections: readonly NameSubsectionHeader[];
  /** Faults met so far, in the order in which they were met. */
  readonly notes: readonly Diagnostic[];
  readonly #notes: Diagnostic[] = [];
  readonly #bytes: Uint8Array;
  readonly #flat = new Map<NamedSpace, Namemap>();
  readonly #inner = new Map<InnerSpace, ReadonlyMap<number, Place>>();
  #module: { readonly name: string | undefined } | undefined;

  /** Reads the headers of the subsections in `[start, end)`. */
  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes = bytes;
    this.notes = this.#notes;
    this.subsections = this.#headers(new ByteReader(bytes, faults, start, end));
  }

  /** The module's own name. */
  get module(): string | undefined {
    this.#module ??= { name: this.#moduleName() };
    return this.#module.name;
  }

  /** All names of an index space. */
  of(space: NamedSpace): Namemap {
    const known = this.#flat.get(space);
    if (known !== undefined) return known;
    const place = this.#place(space);
    const names = place === undefined ? noNames : this.#namemap(place);
    this.#flat.set(space, names);
    return names;
  }

  /** The outer indices for which there are inner names. */
  outer(space: InnerSpace): readonly number[] {
    return [...this.#places(space).keys()];
  }

  /** The names of the locals or labels of a function, or of the fields of a type. */
  inner(space: InnerSpace, outer: number): Namemap {
    const place = this.#places(space).get(outer);
    return place === undefined ? noNames : this.#namemap(place);
  }

  #headers(reader: ByteReader): NameSubsectionHeader[] {
    const headers: NameSubsectionHeader[] = [];
    const seen = new Set<number>();
    this.#tolerate(() => {
      while (!reader.atEnd) {
        const offset = reader.offset;
        const id = reader.u8();
        const size = reader.u32();
        const start = reader.offset;
        const end = Math.min(start + size, reader.end);
        if (seen.has(id)) this.#notes.push(diagnostic('WASM1009', { section: `name subsection ${id}` }, { offset }));
        else headers.push({ id, start, end });
        seen.add(id);
        reader.need(size);
        reader.offset = end;
      }
    });
    return headers;
  }

  #place(subsection: NameSubsection): Place | undefined {
    const { id } = nameSubsections[subsection];
    return this.subsections.find((header) => header.id === id);
  }

  #moduleName(): string | undefined {
    const place = this.#place('module');
    return place === undefined
      ? undefined
      : this.#tolerate(() => new ByteReader(this.#bytes, faults, place.start, place.end).name());
  }

  #namemap({ start, end }: Place): Namemap {
    const names = new Map<number, string>();
    const reader = new ByteReader(this.#bytes, faults, start, end);
    this.#tolerate(() => {
      for (let left = reader.u32(); left > 0; left--) {
        const index = reader.u32();
        const name = this.#nameOrNote(reader);
        if (name !== undefined && !names.has(index)) names.set(index, name);
      }
    });
    return names;
  }

  /** A name that is not UTF-8 has a size all the same, so reading goes on behind it. */
  #nameOrNote(reader: ByteReader): string | undefined {
    try {
      return reader.name();
    } catch (fault) {
      if (!(fault instanceof Diagnostic) || fault.rule !== 'not-utf8') throw fault;
      this.#notes.push(fault);
      return undefined;
    }
  }

  #places(space: InnerSpace): ReadonlyMap<number, Place> {
    const known = this.#inner.get(space);
    if (known !== undefined) return known;
    const places = new Map<number, Place>();
    const place = this.#place(space);
    if (place !== undefined)
      this.#tolerate(() => this.#scanIndirect(new ByteReader(this.#bytes, faults, place.start, place.end), places));
    this.#inner.set(space, places);
    return places;
  }

  #scanIndirect(reader: ByteReader, places: Map<number, Place>): void {
    for (let outers = reader.u32(); outers > 0; outers--) {
      const outer = reader.u32();
      const start = reader.offset;
      // Entered before it is scanned, so that what can be read of a map cut short is not lost.
      if (!places.has(outer)) places.set(outer, { start, end: reader.end });
      for (let left = reader.u32(); left > 0; left--) {
        reader.u32();
        reader.raw(reader.u32());
      }
    }
  }

  #tolerate<Result>(read: () => Result): Result | undefined {
    try {
      return read();
    } catch (fault) {
      if (!(fault instanceof Diagnostic)) throw fault;
      this.#notes.push(fault);
      return undefined;
    }
  }
}

const opened = new WeakMap<Module, Names>();

/** The names of a module, from its first name section; empty when it has none. */
export function namesOf(module: Module): Names {
  const known = opened.get(module);
  if (known !== undefined) return known;
  const header = customSections(module, 'name')[0];
  const names = new Names(module.bytes, header?.custom?.start ?? 0, header?.end ?? 0);
  opened.set(module, names);
  return names;
}
