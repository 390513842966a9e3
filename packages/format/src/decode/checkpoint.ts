import { ByteReader } from '@wasm-checkpoint/bytes';
import { algorithms } from '../algorithms.js';
import { sectionId } from '../codes/sections.js';
import { checkpointFaults, fault } from '../faults.js';
import { decodeHeader } from '../framing/header.js';
import { Passage } from '../framing/passage.js';
import { decodeSection, type SectionFrame } from '../framing/section.js';
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
  readonly #passage: Passage;
  readonly #state: StateDecoder;
  readonly #images: Block[][] = [];
  #blocks: BlockDecoder | undefined;

  constructor(bytes: Uint8Array, options: DecodeOptions) {
    this.#bytes = bytes;
    this.#limits = withLimits(options.limits);
    this.#algorithms = algorithms(options.algorithms);
    this.#verify = options.verifyBlocks ?? true;
    this.#passage = new Passage(this.#limits, this.#algorithms.crc32c);
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
      this.#passage.next(frame);
      if (frame.id === sectionId.end) {
        this.#passage.end(frame);
        const left = bytes.length - offset - frame.size;
        if (left > 0) throw fault('CKPT1016', { left }, offset + frame.size); // clause: bin-end
        return this.#state.finish(this.#images, this.#blocks?.zstd ?? false);
      }
      this.#section(frame);
      offset += frame.size;
    }
  }

  #section(frame: SectionFrame): void {
    switch (frame.id) {
      case sectionId.block:
        this.#block(frame);
        break;
      case sectionId.index:
        if (this.#blocks === undefined) this.#state.begin();
        this.#passage.index(frame);
        break;
      default:
        this.#state.section(frame);
        this.#passage.section(frame);
    }
  }

  #block(frame: SectionFrame): void {
    if (this.#blocks === undefined) {
      this.#state.begin();
      this.#blocks = new BlockDecoder(this.#state.memories(), this.#limits, this.#algorithms, this.#verify);
    }
    const { memory, block } = this.#blocks.block(frame);
    this.#passage.block(frame, memory, block.number);
    const blocks = this.#images[memory];
    if (blocks === undefined) this.#images[memory] = [block];
    else blocks.push(block);
  }
}
