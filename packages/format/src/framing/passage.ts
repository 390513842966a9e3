import { hex32 } from '../codes/bytes.js';
import { fault } from '../faults.js';
import type { ReaderLimits } from '../limits.js';
import type { Crc32c, MemAddr, Sha256 } from '../syntax/index.js';
import { Chain } from './chain.js';
import { readEnd } from './end.js';
import { decodeIndex, differenceOf, IndexBuilder } from './index-section.js';
import { type SectionFrame, SectionOrder } from './section.js';

/**
 * Checks what holds between the sections of a file as they go by: their order, the index, the checksum of checksums.
 *
 * `next` comes first for each section, then, what is in it being read, the method of its kind. With a SHA-256 it has the
 * fingerprint besides.
 */
export class Passage {
  readonly #limits: ReaderLimits;
  readonly #order = new SectionOrder();
  readonly #index = new IndexBuilder();
  readonly #chain: Chain;
  #indexOffset: number | undefined;

  constructor(limits: ReaderLimits, crc32c: Crc32c, sha256?: Sha256) {
    this.#limits = limits;
    this.#chain = new Chain(crc32c, sha256);
  }

  /** Whether a section of this id may come next: CKPT1011, CKPT4001, CKPT4004. */
  next(frame: SectionFrame): void {
    this.#order.next(frame.id, frame.offset);
  }

  /** Takes a section that is neither block nor index nor end. */
  section(frame: SectionFrame): void {
    this.#index.section(frame.id, frame.size);
    this.#chain.add(frame.id, frame.contents.length, frame.crc);
  }

  block(frame: SectionFrame, memory: MemAddr, number: bigint): void {
    this.#index.block(memory, number, frame.size);
    this.#chain.add(frame.id, frame.contents.length, frame.crc);
  }

  /** Takes the index, which has one encoding, so it is compared with the one that the sections give; CKPT1019. */
  index(frame: SectionFrame): void {
    this.#indexOffset = frame.offset;
    const contents = this.#index.encode();
    if (!sameBytes(contents, frame.contents)) {
      const said = decodeIndex(frame.contents, frame.offset + frame.head, this.#limits);
      const sections = decodeIndex(contents, 0, this.#limits);
      // clause: bin-index-exact
      throw fault('CKPT1019', { what: differenceOf(said, sections) }, frame.offset);
    }
    this.#chain.add(frame.id, frame.contents.length, frame.crc);
  }

  /** Takes the end section; CKPT1015, CKPT1017, CKPT1018, CKPT1019. */
  end(frame: SectionFrame): void {
    const end = readEnd(frame);
    // clause: bin-index
    if (this.#indexOffset === undefined) throw fault('CKPT1019', { what: 'there is none' }, frame.offset);
    const indexOffset = BigInt(this.#indexOffset);
    if (end.indexOffset !== indexOffset) {
      // clause: bin-end-index
      throw fault('CKPT1018', { found: end.indexOffset, computed: indexOffset }, frame.offset + frame.head);
    }
    const computed = this.#chain.crc();
    if (end.chain !== computed) {
      const params = { found: hex32(end.chain), computed: hex32(computed) };
      throw fault('CKPT1017', params, frame.offset + frame.head + 8); // clause: bin-end-chain
    }
  }

  /** 32 bytes; to be called once, and only where a SHA-256 was given. */
  fingerprint(): Uint8Array {
    return this.#chain.fingerprint();
  }
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}
