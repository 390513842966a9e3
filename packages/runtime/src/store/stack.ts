import type { Place } from '../programs/place.js';
import { CELL, type CellViews, cellViews } from '../tape/cells.js';
import type { Region } from '../tape/regions.js';
import type { Instance } from './instance.js';

/** A frame of a thread that is not running: where it stands and where its record begins. */
export interface StackFrame {
  readonly instance: Instance;
  readonly place: Place;
  /** First cell of the record in the stack. */
  readonly cell: number;
}

/** The frames of a thread that is not running, with their records one after the other, the outermost first. */
export class Stack {
  readonly frames: StackFrame[] = [];
  /** Where references of the records lie, with the number of frames that were there before them. */
  readonly #regions: { readonly below: number; readonly region: Region }[] = [];
  #buffer = new ArrayBuffer(256 * CELL);
  #views = cellViews(this.#buffer);
  #top = 0;

  /** Cells in use. */
  get cells(): number {
    return this.#top;
  }

  /** All records. */
  get bytes(): Uint8Array {
    return new Uint8Array(this.#buffer, 0, this.#top * CELL);
  }

  /** Not to be held while frames are pushed. */
  get views(): CellViews {
    return this.#views;
  }

  get innermost(): StackFrame | undefined {
    return this.frames[this.frames.length - 1];
  }

  /** Puts a frame inside all others; all cells of its record are still to be written. */
  push(instance: Instance, place: Place): StackFrame {
    const frame = { instance, place, cell: this.#top };
    this.#top += place.cells;
    if (this.#top * CELL > this.#buffer.byteLength) this.#grow();
    this.frames.push(frame);
    return frame;
  }

  /** Keeps references for as long as any frame from number `below` on is there. */
  keep(region: Region, below: number): void {
    this.#regions.push({ below, region });
  }

  /** Takes away the innermost frame, and the references that no frame has any more. */
  pop(): void {
    for (const region of this.detach()) region.free();
  }

  /** Takes away the innermost frame, and leaves it to the caller to free the references that no frame has any more. */
  detach(): readonly Region[] {
    const frame = this.frames.pop();
    if (frame !== undefined) this.#top = frame.cell;
    const regions: Region[] = [];
    for (let last = this.#regions.at(-1); last !== undefined && last.below >= this.frames.length; ) {
      regions.push(last.region);
      this.#regions.pop();
      last = this.#regions.at(-1);
    }
    return regions;
  }

  /** Takes away all frames. */
  clear(): void {
    while (this.frames.length > 0) this.pop();
  }

  #grow(): void {
    const old = new Uint8Array(this.#buffer);
    this.#buffer = new ArrayBuffer(Math.max(2 * old.length, this.#top * CELL));
    new Uint8Array(this.#buffer).set(old);
    this.#views = cellViews(this.#buffer);
  }
}
