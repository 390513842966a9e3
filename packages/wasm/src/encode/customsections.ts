import { Diagnostic } from '@wasm-checkpoint/bytes';
import { customContents } from '../decode/custom.js';
import { Names, nameSubsections } from '../decode/names.js';
import type { SectionHeader } from '../syntax/module.js';
import type { SectionContents } from '../syntax/module-syntax.js';
import { type CustomPolicy, customPolicy } from './customs.js';
import type { IndexMaps } from './indexmaps.js';
import { mapLabels } from './labels.js';
import { encodeCodeMetadata, mapCodeMetadata, readCodeMetadata } from './metadata.js';
import { encodeNames, mapNames, namesSyntax } from './names.js';
import type { OffsetMap } from './offsetmap.js';
import type { DroppedSection, Reencoder } from './reencoder.js';
import type { NewBody } from './reencoding.js';

/** What custom sections need to know of the rest of the new module. */
export interface CustomContext {
  readonly maps: IndexMaps;
  /** Bodies that changed, by old function index. */
  readonly bodies: ReadonlyMap<number, NewBody>;
  readonly offsets: (funcidx: number) => OffsetMap;
  /** The code section and every index are as they were. */
  readonly codeSame: boolean;
  /** So is every other section that is not custom. */
  readonly moduleSame: boolean;
}

/** The custom sections of the new module. */
export interface NewCustoms {
  /** New contents behind the name, by old section; `same` keeps the section as it is, absent ones are left out. */
  readonly contents: ReadonlyMap<SectionHeader, 'same' | Uint8Array>;
  readonly added: readonly SectionContents['custom'][];
  readonly dropped: readonly DroppedSection[];
}

type Carried = 'same' | Uint8Array | { readonly reason: string };

class CustomWriter {
  readonly dropped: DroppedSection[] = [];
  readonly #editor: Reencoder;
  readonly #context: CustomContext;

  constructor(editor: Reencoder, context: CustomContext) {
    this.#editor = editor;
    this.#context = context;
  }

  /** How a section is carried over, by its policy. */
  readonly carry: Readonly<Record<CustomPolicy, (header: SectionHeader) => Carried>> = {
    kept: () => 'same',
    names: (header) => this.#names(header),
    metadata: (header) => this.#metadata(header),
    code: () => (this.#context.codeSame ? 'same' : { reason: 'it holds offsets into code that changed' }),
    module: () => (this.#context.moduleSame ? 'same' : { reason: 'it holds offsets into sections that changed' }),
  };

  #names(header: SectionHeader): Carried {
    const names = new Names(this.#editor.module.bytes, header.custom?.start ?? header.start, header.end);
    const old = namesSyntax(names);
    const edited = this.#editor.names(this.#mapNames(old));
    if (edited === old) return 'same';
    const ids = new Set<number>(Object.values(nameSubsections).map(({ id }) => id));
    for (const { id } of names.subsections) {
      if (!ids.has(id)) this.#drop(header, `its subsection ${id} is unknown`);
    }
    for (const note of names.notes) this.#drop(header, `read in part: ${note.text}`);
    return encodeNames(edited);
  }

  #mapNames(names: ReturnType<typeof namesSyntax>): ReturnType<typeof namesSyntax> {
    const { module } = this.#editor;
    return mapNames(names, this.#context.maps, (funcidx, labels) => {
      const body = this.#context.bodies.get(funcidx);
      if (body === undefined) return labels;
      const { start, end } = module.body(funcidx);
      return mapLabels(labels, module.bytes.subarray(start, end), body.bytes, body.offsets);
    });
  }

  #metadata(header: SectionHeader): Carried {
    if (this.#context.codeSame) return 'same';
    const { module } = this.#editor;
    try {
      const old = readCodeMetadata(module.bytes, header.custom?.start ?? header.start, header.end);
      const mapped = mapCodeMetadata(old, this.#context.maps.funcidx, (funcidx, offset) =>
        this.#context.offsets(funcidx).toNew(offset),
      );
      return encodeCodeMetadata(mapped);
    } catch (fault) {
      if (!(fault instanceof Diagnostic)) throw fault;
      return { reason: `it cannot be read: ${fault.text}` };
    }
  }

  #drop(header: SectionHeader, reason: string): void {
    this.dropped.push({ name: header.custom?.name ?? '', offset: header.offset, reason });
  }

  /** The new contents of one section, edited; undefined when it is left out. */
  write(header: SectionHeader): 'same' | Uint8Array | undefined {
    const name = header.custom?.name ?? '';
    const carried = this.carry[customPolicy(name)](header);
    if (typeof carried === 'object' && 'reason' in carried) {
      this.#drop(header, carried.reason);
      return undefined;
    }
    const contents = carried === 'same' ? customContents(this.#editor.module, header) : carried;
    const edited = this.#editor.custom(name, contents);
    return edited === contents ? carried : edited;
  }
}

/** Carries the custom sections over into the new module. */
export function writeCustoms(editor: Reencoder, context: CustomContext): NewCustoms {
  const writer = new CustomWriter(editor, context);
  const contents = new Map<SectionHeader, 'same' | Uint8Array>();
  let named = false;
  for (const header of editor.module.sections) {
    if (header.custom === undefined) continue;
    // Only the first name section counts; a second one is kept as it is, uninterpreted.
    const isSecondName = header.custom.name === 'name' && named;
    named ||= header.custom.name === 'name';
    const written = isSecondName ? 'same' : writer.write(header);
    if (written !== undefined) contents.set(header, written);
  }
  const added = [...editor.addedCustoms()];
  if (!named) {
    const none = namesSyntax(new Names(editor.module.bytes, 0, 0));
    const names = editor.names(none);
    if (names !== none) added.unshift({ name: 'name', bytes: encodeNames(names) });
  }
  return { contents, added, dropped: writer.dropped };
}
