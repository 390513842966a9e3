import { algorithms } from '../algorithms.js';
import { sectionId } from '../codes/sections.js';
import { blockSectionSize, encodeBlockInto } from '../encode/block.js';
import type { EncodedSection } from '../encode/state.js';
import { Chain } from '../framing/chain.js';
import { encodeEndContents } from '../framing/end.js';
import { encodeHeader, HEADER_SIZE } from '../framing/header.js';
import { IndexBuilder } from '../framing/index-section.js';
import { CRC_SIZE, sectionBytes, sectionHead } from '../framing/section.js';
import type { Algorithms, Block, Crc32c, MemAddr } from '../syntax/index.js';

/** What a finished file is known by. */
export interface FileIdentity {
  /** Bytes of the file. */
  readonly size: number;
  /** 32 bytes, by which a child names this file as its parent; clause bin-fingerprint. */
  readonly fingerprint: Uint8Array;
}

/**
 * Makes a file section by section and keeps of each section only its size and checksum.
 *
 * The order of the calls is that of the file. A result is a buffer that the next call may overwrite.
 */
export class SectionMaker {
  readonly #crc32c: Crc32c;
  readonly #chain: Chain;
  readonly #index = new IndexBuilder();
  #buffer = new Uint8Array(4096);
  #size = 0;

  constructor(some?: Partial<Algorithms>) {
    const { crc32c, sha256 } = algorithms(some);
    this.#crc32c = crc32c;
    this.#chain = new Chain(crc32c, sha256);
  }

  header(): Uint8Array {
    this.#size = HEADER_SIZE;
    return encodeHeader();
  }

  /** A section that is neither block nor index nor end. */
  section({ id, contents }: EncodedSection): Uint8Array {
    this.#index.section(id, sectionBytes(contents.length));
    return this.#make(id, contents);
  }

  block(memory: MemAddr, block: Block): Uint8Array {
    const size = blockSectionSize(memory, block);
    const target = this.#room(size);
    encodeBlockInto(target, 0, memory, block, this.#crc32c);
    this.#index.block(memory, block.number, size);
    return this.#take(target);
  }

  /** Index and end section, and what the file is known by. */
  finish(): { readonly bytes: Uint8Array; readonly identity: FileIdentity } {
    const indexOffset = this.#size;
    const index = this.#make(sectionId.index, this.#index.encode()).slice();
    const fingerprint = this.#chain.fingerprint();
    const end = this.#make(sectionId.end, encodeEndContents(indexOffset, this.#chain.crc()), false);
    const bytes = new Uint8Array(index.length + end.length);
    bytes.set(index);
    bytes.set(end, index.length);
    return { bytes, identity: { size: this.#size, fingerprint } };
  }

  #room(size: number): Uint8Array {
    if (this.#buffer.length < size) this.#buffer = new Uint8Array(Math.max(size, 2 * this.#buffer.length));
    return this.#buffer.subarray(0, size);
  }

  #make(id: number, contents: Uint8Array, chained = true): Uint8Array {
    const head = sectionHead(id, contents.length);
    const target = this.#room(sectionBytes(contents.length));
    const end = head.length + contents.length;
    target.set(head);
    target.set(contents, head.length);
    viewOf(target).setUint32(end, this.#crc32c.update(0, target.subarray(0, end)), true);
    return this.#take(target, chained);
  }

  /** Adds a whole section to size and chain. */
  #take(section: Uint8Array, chained = true): Uint8Array {
    this.#size += section.length;
    if (!chained) return section;
    let head = 2;
    while (((section[head - 1] ?? 0) & 0x80) !== 0) head += 1;
    const contents = section.length - head - CRC_SIZE;
    this.#chain.add(section[0] ?? 0, contents, viewOf(section).getUint32(head + contents, true));
    return section;
  }
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
