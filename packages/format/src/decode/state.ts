import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { CheckpointErrorCode } from '@wasm-checkpoint/tables';
import { type StateSection, sectionRow } from '../codes/sections.js';
import { fault } from '../faults.js';
import type { SectionFrame } from '../framing/section.js';
import { checkLimit, type ReaderLimits } from '../limits.js';
import { Path } from '../path.js';
import { type BlockList, type Checkpoint, emptyCheckpoint } from '../syntax/index.js';
import { checkCodings, checkState, checkTail } from '../valid/structure.js';
import {
  decodeCustom,
  decodeDigests,
  decodeFeatures,
  decodeHostStates,
  decodeParent,
  decodeProducers,
} from './host.js';
import { decodeHostFuncs, decodeInstances, decodeModules } from './modules.js';
import { SectionReader } from './reader.js';
import {
  decodeArrays,
  decodeExceptions,
  decodeGlobals,
  decodeHostRefs,
  decodeMemories,
  decodeStructs,
  decodeTables,
  decodeTags,
  type MemoryHeader,
} from './store.js';
import { decodeThreads } from './threads.js';
import { decodeTypes } from './types.js';

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };
type Draft = Mutable<Checkpoint> & {
  customs: Checkpoint['customs'][number][];
  unknowns: Checkpoint['unknowns'][number][];
};

const emptyDraft = (): Draft => ({ ...emptyCheckpoint, customs: [], unknowns: [] });

/** What is read so far: the checkpoint, its memories still without blocks. */
interface Parts {
  readonly draft: Draft;
  memories: readonly MemoryHeader[];
}

/** A list that a section marked *when filled* holds. */
function filled<Item>(items: readonly Item[], reader: SectionReader, section: StateSection): readonly Item[] {
  if (items.length === 0) throw reader.fault('CKPT1012', { section }, 0); // clause: bin-section-empty
  return items;
}

/** What each section is read into. */
const sections: Readonly<Record<StateSection, (parts: Parts, reader: SectionReader) => void>> = {
  features: ({ draft }, reader) => {
    draft.features = filled(decodeFeatures(reader), reader, 'features');
  },
  parent: ({ draft }, reader) => {
    draft.parent = decodeParent(reader);
  },
  types: ({ draft }, reader) => {
    draft.types = filled(decodeTypes(reader), reader, 'types');
  },
  modules: ({ draft }, reader) => {
    draft.modules = filled(decodeModules(reader), reader, 'modules');
  },
  instances: ({ draft }, reader) => {
    draft.instances = filled(decodeInstances(reader), reader, 'instances');
  },
  'host-functions': ({ draft }, reader) => {
    draft.hostFuncs = filled(decodeHostFuncs(reader), reader, 'host-functions');
  },
  tables: ({ draft }, reader) => {
    draft.tables = filled(decodeTables(reader), reader, 'tables');
  },
  memories: (parts, reader) => {
    parts.memories = filled(decodeMemories(reader), reader, 'memories');
  },
  globals: ({ draft }, reader) => {
    draft.globals = filled(decodeGlobals(reader), reader, 'globals');
  },
  tags: ({ draft }, reader) => {
    draft.tags = filled(decodeTags(reader), reader, 'tags');
  },
  structs: ({ draft }, reader) => {
    draft.structs = filled(decodeStructs(reader), reader, 'structs');
  },
  arrays: ({ draft }, reader) => {
    draft.arrays = filled(decodeArrays(reader), reader, 'arrays');
  },
  exceptions: ({ draft }, reader) => {
    draft.exceptions = filled(decodeExceptions(reader), reader, 'exceptions');
  },
  'host-references': ({ draft }, reader) => {
    draft.hostRefs = filled(decodeHostRefs(reader), reader, 'host-references');
  },
  threads: ({ draft }, reader) => {
    draft.threads = filled(decodeThreads(reader), reader, 'threads');
  },
  'host-states': ({ draft }, reader) => {
    draft.hostStates = filled(decodeHostStates(reader), reader, 'host-states');
  },
  producers: ({ draft }, reader) => {
    draft.producers = filled(decodeProducers(reader), reader, 'producers');
  },
  custom: ({ draft }, reader) => {
    draft.customs.push(decodeCustom(reader));
  },
  digests: ({ draft }, reader) => {
    draft.digests = filled(decodeDigests(reader), reader, 'digests');
  },
};

/** Reads one section into the parts, which are those of a whole file. */
function decodeInto(parts: Parts, frame: SectionFrame, limits: ReaderLimits, path: Path): void {
  const row = sectionRow(frame.id);
  if (row === undefined) {
    // clause: bin-section-critical
    parts.draft.unknowns.push({ id: frame.id, bytes: frame.contents });
    return;
  }
  const reader = new SectionReader(frame.contents, frame.offset + frame.head, limits, path);
  sections[row.name as StateSection](parts, reader);
  // clause: bin-section-size
  if (!reader.atEnd) throw reader.fault('CKPT1013', { section: row.name, left: reader.remaining });
}

/** The offsets of what paths name, 0 where it is not met, by reading sections that were accepted once more. */
export function offsetsIn(
  frames: readonly SectionFrame[],
  paths: readonly string[],
  limits: ReaderLimits,
): readonly number[] {
  const path = new Path(paths);
  const parts: Parts = { draft: emptyDraft(), memories: [] };
  for (const frame of frames) decodeInto(parts, frame, limits, path);
  return paths.map((each) => path.found(each));
}

/** Reads all sections but blocks, index and end into a checkpoint. */
export class StateDecoder {
  readonly #limits: ReaderLimits;
  readonly #frames: SectionFrame[] = [];
  readonly #parts: Parts = { draft: emptyDraft(), memories: [] };

  #begun = false;

  constructor(limits: ReaderLimits) {
    this.#limits = limits;
  }

  /** Takes the next section, whose checksum and order have been checked. */
  section(frame: SectionFrame): void {
    this.#frames.push(frame);
    checkLimit(this.#limits, 'maxSections', this.#frames.length, frame.offset); // clause: lim-exceeded
    decodeInto(this.#parts, frame, this.#limits, new Path());
  }

  /** The memories, known once the blocks begin. */
  memories(): readonly MemoryHeader[] {
    return this.#parts.memories;
  }

  /** The checkpoint so far, with images without blocks: all that stands before the blocks is checked. */
  begin(): Checkpoint {
    return this.finish([], false);
  }

  /**
   * The checkpoint, given the blocks of each memory by address, and whether one is compressed; checks what is not checked
   * yet. What stands before the blocks is checked once, at the first call.
   */
  finish(images: readonly (BlockList | undefined)[], zstd: boolean): Checkpoint {
    const { draft, memories } = this.#parts;
    draft.memories = memories.map(({ type, base, blockSizeLog2 }, address) => ({
      type,
      image: { base, blockSizeLog2, blocks: images[address] ?? [] },
    }));
    try {
      if (this.#begun) checkTail(draft);
      else checkState(draft);
      checkCodings(draft, zstd);
    } catch (error) {
      throw error instanceof Diagnostic ? this.#located(error) : error;
    }
    this.#begun = true;
    return draft;
  }

  /** The offsets of what paths name, 0 where it is not met. */
  locate(paths: readonly string[]): readonly number[] {
    return offsetsIn(this.#frames, paths, this.#limits);
  }

  /** The same diagnostic with the offset of what its path names, found by reading the sections again. */
  #located(error: Diagnostic): Diagnostic {
    const [offset = 0] = this.locate([error.path]);
    return fault(error.code as CheckpointErrorCode, error.params as never, offset, error.path);
  }
}
