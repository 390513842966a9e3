import { ByteReader, type Diagnostic } from '@wasm-checkpoint/bytes';
import type { CheckpointErrorCode, CheckpointErrorParams, CheckpointLimit } from '@wasm-checkpoint/tables';
import { CheckpointFaults, fault } from '../faults.js';
import { checkLimit, type ReaderLimits } from '../limits.js';
import { Path } from '../path.js';

/** Names that are short and ASCII, as most are, do without a decoder, which costs more than they do. */
const SHORT_NAME = 32;

/** Reads the contents of one section; `base` is the offset in the file of their first byte. */
export class SectionReader extends ByteReader {
  readonly base: number;
  readonly limits: ReaderLimits;
  readonly path: Path;

  constructor(contents: Uint8Array, base: number, limits: ReaderLimits, path = new Path()) {
    super(contents, new CheckpointFaults(base, path), 0, contents.length, true);
    this.base = base;
    this.limits = limits;
    this.path = path;
  }

  /** A diagnostic at an offset in the contents. */
  fault<Code extends CheckpointErrorCode>(
    code: Code,
    params: CheckpointErrorParams[Code],
    offset = this.offset,
  ): Diagnostic {
    return fault(code, params, this.base + offset, this.path.toString());
  }

  /** Throws CKPT9001 when `value`, read at `offset`, exceeds a limit. */
  limit(name: CheckpointLimit, value: number | bigint, offset: number): void {
    if (value > this.limits[name]) checkLimit(this.limits, name, value, this.base + offset, this.path.toString());
  }

  enter(part: string | number): void {
    this.path.enter(part, this.base + this.offset);
  }

  leave(): void {
    this.path.leave();
  }

  /** The length of a vector whose items take at least `minimum` bytes each. */
  length(minimum: number, limit?: CheckpointLimit): number {
    const start = this.offset;
    const count = this.u32();
    if (limit !== undefined) this.limit(limit, count, start); // clause: lim-exceeded
    // clause: conv-count
    if (count * minimum > this.remaining) throw this.fault('CKPT1006', { count, remaining: this.remaining }, start);
    return count;
  }

  /** A vector in the field `field` of the path. */
  list<Item>(field: string, minimum: number, limit: CheckpointLimit | undefined, item: (reader: this) => Item): Item[] {
    this.enter(field);
    const count = this.length(minimum, limit);
    const items: Item[] = [];
    if (count > 0) {
      this.enter(0);
      for (let index = 0; index < count; index++) {
        if (index > 0) this.path.next(index, this.base + this.offset);
        items.push(item(this));
      }
      this.leave();
    }
    this.leave();
    return items;
  }

  /** An item in the field `field` of the path. */
  field<Item>(field: string, item: (reader: this) => Item): Item {
    this.enter(field);
    const value = item(this);
    this.leave();
    return value;
  }

  override name(): string {
    const start = this.offset;
    const size = this.u32();
    this.limit('maxNameBytes', size, start); // clause: lim-exceeded
    const text = size <= SHORT_NAME ? this.#ascii(size) : undefined;
    if (text !== undefined) return text;
    this.offset = start;
    return super.name();
  }

  /** The next bytes if they are there and ASCII; otherwise undefined. */
  #ascii(size: number): string | undefined {
    if (size > this.remaining) return undefined;
    let text = '';
    for (let index = 0; index < size; index++) {
      const byte = this.bytes[this.offset + index] as number;
      if (byte >= 0x80) return undefined;
      text += String.fromCharCode(byte);
    }
    this.offset += size;
    return text;
  }

  /** A vector of bytes, as a view. */
  bytesVec(): Uint8Array {
    return this.raw(this.length(1));
  }

  u32List(field: string, limit?: CheckpointLimit): number[] {
    return this.list(field, 1, limit, readU32);
  }
}

const readU32 = (reader: SectionReader): number => reader.u32();
