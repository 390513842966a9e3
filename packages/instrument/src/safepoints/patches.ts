import type { ByteWriter } from '@wasm-checkpoint/bytes';
import type { OffsetRun } from '@wasm-checkpoint/wasm';
import { readLeb, skipLeb } from '../analyse/leb.js';
import type { Survey } from '../analyse/survey.js';

/** Copies parts of one body after the other, ascending, with its indices of functions moved. */
export class PatchedCopy {
  readonly #survey: Survey;
  readonly #writer: ByteWriter;
  readonly #shift: number;
  /** Writes what follows an instruction that drops a segment; it stands at a module offset. */
  readonly #dropped: (offset: number) => void;
  #next = 0;
  #end = 0;
  /** Where the body begins in the old module and in what is written. */
  #from = 0;
  #to = 0;
  /** What was copied where, in body offsets, if anybody wants to know. */
  #runs: OffsetRun[] | undefined;

  constructor(survey: Survey, writer: ByteWriter, shift: number, dropped: (offset: number) => void) {
    this.#survey = survey;
    this.#writer = writer;
    this.#shift = shift;
    this.#dropped = dropped;
  }

  begin(index: number, from: number, runs: OffsetRun[] | undefined): void {
    this.#next = this.#survey.firstPatch[index] ?? 0;
    this.#end = this.#survey.firstPatch[index + 1] ?? 0;
    this.#from = from;
    this.#to = this.#writer.length;
    this.#runs = runs;
  }

  /** Copies a part; patches in front of it have been passed over. */
  copy(start: number, end: number): void {
    const { module, patches } = this.#survey;
    const { bytes } = module;
    let at = start;
    while (this.#next < this.#end) {
      const patch = patches[this.#next] ?? 0;
      const offset = patch < 0 ? ~patch : patch;
      if (offset >= end) break;
      this.#next++;
      if (offset < start) continue;
      if (patch < 0) {
        // A prefix, the opcode and an index.
        const behind = skipLeb(bytes, skipLeb(bytes, offset + 1));
        this.#part(at, behind);
        this.#dropped(offset);
        at = behind;
        continue;
      }
      this.#part(at, offset);
      this.#writer.u32(readLeb(bytes, offset) + this.#shift);
      at = skipLeb(bytes, offset);
    }
    this.#part(at, end);
  }

  /** Notes that what is written next stands for an offset of the old body. */
  mark(offset: number): void {
    this.#runs?.push({ from: offset - this.#from, to: this.#writer.length - this.#to, size: 1 });
  }

  #part(start: number, end: number): void {
    if (end <= start) return;
    this.#runs?.push({ from: start - this.#from, to: this.#writer.length - this.#to, size: end - start });
    this.#writer.copy(this.#survey.module.bytes, start, end);
  }
}
