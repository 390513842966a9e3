import { ByteReader } from '@wasm-checkpoint/bytes';
import { algorithms } from '../algorithms.js';
import { hex32 } from '../codes/bytes.js';
import { sectionId } from '../codes/sections.js';
import { checkpointFaults, fault } from '../faults.js';
import { Chain } from '../framing/chain.js';
import { readEnd } from '../framing/end.js';
import { decodeHeader } from '../framing/header.js';
import { decodeIndex, differenceOf, IndexBuilder } from '../framing/index-section.js';
import { decodeSection, type SectionFrame, SectionOrder } from '../framing/section.js';
import { checkLimit, type ReaderLimits, withLimits } from '../limits.js';
import type { Algorithms, Block, Checkpoint } from '../syntax/index.js';
import { BlockDecoder } from './block.js';
import { StateDecoder } from './state.js';

export interface DecodeOptions {
  readonly limits?: Partial<ReaderLimits>;
  readonly algorithms?: Partial<Algorithms>;
  /** Look into the pages: none of them is zero, and compressed ones expand as they say; true by default. */
  readonly verifyBlocks?: boolean;
}

/**
 * Reads a whole file, or throws a `Diagnostic` with code, clause, offset and path.
 *
 * Images, payloads and digests are views into `bytes`. All of spec/binary.md, spec/memory-images.md and what
 * spec/syntax.md says without a module is checked.
 */
export function decode(bytes: Uint8Array, options: DecodeOptions = {}): Checkpoint {
  return new FileDecoder(bytes, options).decode();
}

class FileDecoder {
  readonly #bytes: Uint8Array;
  readonly #limits: ReaderLimits;
  readonly #algorithms: Algorithms;
  readonly #verify: boolean;
  readonly #order = new SectionOrder();
  readonly #index = new IndexBuilder();
  readonly #chain: Chain;
  readonly #state: StateDecoder;
  readonly #images: Block[][] = [];
  #blocks: BlockDecoder | undefined;
  #indexFrame: SectionFrame | undefined;

  constructor(bytes: Uint8Array, options: DecodeOptions) {
    this.#bytes = bytes;
    this.#limits = withLimits(options.limits);
    this.#algorithms = algorithms(options.algorithms);
    this.#verify = options.verifyBlocks ?? true;
    this.#chain = new Chain(this.#algorithms.crc32c);
    this.#state = new StateDecoder(this.#limits);
  }

  decode(): Checkpoint {
    const bytes = this.#bytes;
    checkLimit(this.#limits, 'maxFileBytes', bytes.length, 0); // clause: lim-exceeded
    const header = new ByteReader(bytes, checkpointFaults);
    decodeHeader(header);
    for (let offset = header.offset; ; ) {
      if (offset === bytes.length) throw fault('CKPT1015', {}, offset); // clause: bin-end
      const frame = decodeSection(bytes, offset, this.#algorithms.crc32c);
      this.#order.next(frame.id, offset);
      if (frame.id === sectionId.end) {
        this.#end(frame);
        return this.#state.finish(this.#images, this.#blocks?.zstd ?? false);
      }
      this.#section(frame);
      this.#chain.add(frame.id, frame.contents.length, frame.crc);
      offset += frame.size;
    }
  }

  #section(frame: SectionFrame): void {
    switch (frame.id) {
      case sectionId.block:
        this.#block(frame);
        break;
      case sectionId.index:
        this.#checkIndex(frame);
        break;
      default:
        this.#state.section(frame);
        this.#index.section(frame.id, frame.size);
    }
  }

  #block(frame: SectionFrame): void {
    if (this.#blocks === undefined) {
      this.#state.begin();
      this.#blocks = new BlockDecoder(this.#state.memories(), this.#limits, this.#algorithms, this.#verify);
    }
    const { memory, block } = this.#blocks.block(frame);
    this.#index.block(memory, block.number, frame.size);
    const blocks = this.#images[memory];
    if (blocks === undefined) this.#images[memory] = [block];
    else blocks.push(block);
  }

  /** The index has one encoding, so it is compared with the one that the sections give. */
  #checkIndex(frame: SectionFrame): void {
    if (this.#blocks === undefined) this.#state.begin();
    this.#indexFrame = frame;
    const contents = this.#index.encode();
    if (sameBytes(contents, frame.contents)) return;
    const said = decodeIndex(frame.contents, frame.offset + frame.head, this.#limits);
    const sections = decodeIndex(contents, 0, this.#limits);
    // clause: bin-index-exact
    throw fault('CKPT1019', { what: differenceOf(said, sections) }, frame.offset);
  }

  #end(frame: SectionFrame): void {
    const end = readEnd(frame);
    const left = this.#bytes.length - frame.offset - frame.size;
    if (left > 0) throw fault('CKPT1016', { left }, frame.offset + frame.size); // clause: bin-end
    // clause: bin-index
    if (this.#indexFrame === undefined) throw fault('CKPT1019', { what: 'there is none' }, frame.offset);
    const indexOffset = BigInt(this.#indexFrame.offset);
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
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  if (left.length !== right.length) return false;
  for (let at = 0; at < left.length; at++) if (left[at] !== right[at]) return false;
  return true;
}
