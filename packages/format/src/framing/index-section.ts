import { ByteWriter } from '@wasm-checkpoint/bytes';
import { placeOf, sectionId } from '../codes/sections.js';
import { SectionReader } from '../decode/reader.js';
import type { ReaderLimits } from '../limits.js';
import type { MemAddr } from '../syntax/index.js';
import { HEADER_SIZE } from './header.js';

/** A section before or after the blocks: where it starts and how long it is, framing included. */
export interface IndexEntry {
  readonly id: number;
  readonly offset: number;
  readonly size: number;
}

/** A block section. */
export interface BlockEntry {
  readonly number: bigint;
  readonly offset: number;
  readonly size: number;
}

export interface MemoryIndex {
  readonly memory: MemAddr;
  readonly blocks: readonly BlockEntry[];
}

/** What the index says, with offsets in the file. */
export interface FileIndex {
  readonly before: readonly IndexEntry[];
  readonly memories: readonly MemoryIndex[];
  readonly after: readonly IndexEntry[];
}

/** A u64 that a number holds. */
function writeSize(writer: ByteWriter, size: number): void {
  if (size < 0x1_0000_0000) writer.u32(size);
  else writer.u64(BigInt(size));
}

/** A vector in the making: its items as bytes, and how many. */
class Items {
  #bytes: ByteWriter | undefined;
  count = 0;

  /** Where the next item goes. */
  next(): ByteWriter {
    this.count += 1;
    this.#bytes ??= new ByteWriter(64);
    return this.#bytes;
  }

  get size(): number {
    return this.#bytes?.length ?? 0;
  }

  writeTo(writer: ByteWriter): void {
    writer.u32(this.count);
    if (this.#bytes !== undefined) writer.raw(this.#bytes.view());
  }
}

/** Collects the contents of the index section, in a few bytes for each section. */
export class IndexBuilder {
  readonly #before = new Items();
  readonly #memories = new Items();
  readonly #after = new Items();
  #blocks = new Items();
  #memory: MemAddr = -1;
  #previous = -1n;

  /** Takes the next section of the file that is no block. */
  section(id: number, size: number): void {
    const writer = (placeOf(id) < sectionId.block ? this.#before : this.#after).next();
    writer.u8(id);
    writeSize(writer, size);
  }

  /** Takes the next block section of the file. */
  block(memory: MemAddr, number: bigint, size: number): void {
    if (memory !== this.#memory) {
      this.#flush();
      this.#memory = memory;
      this.#previous = -1n;
    }
    const writer = this.#blocks.next();
    writer.u64(number - this.#previous - 1n);
    writeSize(writer, size);
    this.#previous = number;
  }

  #flush(): void {
    if (this.#blocks.count === 0) return;
    const writer = this.#memories.next();
    writer.u32(this.#memory);
    this.#blocks.writeTo(writer);
    this.#blocks = new Items();
  }

  /** The contents of the index section; to be called once. */
  encode(): Uint8Array {
    this.#flush();
    const writer = new ByteWriter(32 + this.#before.size + this.#memories.size + this.#after.size);
    for (const items of [this.#before, this.#memories, this.#after]) items.writeTo(writer);
    return writer.view();
  }
}

/**
 * Reads the contents of the index section, which start at `offset` of the file.
 *
 * Errors: those of primitive items, CKPT1013, CKPT1019, CKPT1033, CKPT9001. That the sizes are those of the sections is
 * for who reads the sections to check; that they add up to the offset of the index is checked with `indexOffset`.
 */
export function decodeIndex(
  contents: Uint8Array,
  offset: number,
  limits: ReaderLimits,
  indexOffset?: number,
): FileIndex {
  const reader = new SectionReader(contents, offset, limits);
  let at = HEADER_SIZE;
  const take = (): { offset: number; size: number } => {
    const start = reader.offset;
    const size = Number(reader.u64());
    const section = { offset: at, size };
    at += size;
    // clause: bin-index-exact
    if (!Number.isSafeInteger(at)) throw reader.fault('CKPT1019', { what: 'sizes beyond any file' }, start);
    return section;
  };
  const entry = (): IndexEntry => ({ id: reader.u8(), ...take() });
  const before = reader.list('before', 2, 'maxSections', entry);
  let last = -1;
  const memories = reader.list('memories', 2, 'maxMemories', () => {
    const start = reader.offset;
    const memory = reader.u32();
    if (memory <= last) throw reader.fault('CKPT1033', { what: 'memory' }, start); // clause: conv-ascending
    last = memory;
    let number = -1n;
    const blocks = reader.list('blocks', 2, undefined, () => {
      number += reader.u64() + 1n;
      return { number, ...take() };
    });
    // clause: bin-index-exact
    if (blocks.length === 0) throw reader.fault('CKPT1019', { what: 'memory without blocks' }, start);
    return { memory, blocks };
  });
  const after = reader.list('after', 2, 'maxSections', entry);
  // clause: bin-section-size
  if (!reader.atEnd) throw reader.fault('CKPT1013', { section: 'index', left: reader.remaining });
  // clause: bin-index-exact
  if (indexOffset !== undefined && at !== indexOffset) {
    throw reader.fault('CKPT1019', { what: `sizes add up to ${at}, the index is at ${indexOffset}` }, 0);
  }
  return { before, memories, after };
}

const listed = (index: FileIndex): string[] => [
  ...index.before.map((entry) => `section ${entry.id} of ${entry.size} bytes`),
  ...index.memories.flatMap(({ memory, blocks }) =>
    blocks.map((block) => `block ${block.number} of memory ${memory} of ${block.size} bytes`),
  ),
  ...index.after.map((entry) => `section ${entry.id} of ${entry.size} bytes`),
];

/** The first place at which an index disagrees with the sections of its file, as a phrase. */
export function differenceOf(index: FileIndex, sections: FileIndex): string {
  const said = listed(index);
  const found = listed(sections);
  const at = found.findIndex((text, place) => text !== said[place]);
  if (at === -1) return `it goes on with ${said[found.length] ?? 'nothing'}`;
  return `it lists ${said[at] ?? 'nothing'} in place of ${found[at]}`;
}
