import { ByteWriter, type Diagnostic, encodeUtf8 } from '@wasm-checkpoint/bytes';
import type { CheckpointErrorCode, CheckpointErrorParams } from '@wasm-checkpoint/tables';
import { fault } from '../faults.js';
import { Path } from '../path.js';

/** Half of a surrogate pair without the other, which no UTF-8 stands for. */
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;

/** Names that are short and ASCII, as most are, do without an encoder, which costs more than they do. */
const SHORT_NAME = 32;
const ASCII = /^[\0-\x7f]*$/;

/** Writes the contents of a section, and refuses numbers, texts and byte strings that their types do not hold. */
export class SectionWriter extends ByteWriter {
  readonly path: Path;

  constructor(path = new Path()) {
    super(1024);
    this.path = path;
  }

  fault<Code extends CheckpointErrorCode>(code: Code, params: CheckpointErrorParams[Code]): Diagnostic {
    return fault(code, params, 0, this.path.toString());
  }

  /** clause: syn-range */
  #refuse(value: unknown, what: string): never {
    throw this.fault('CKPT2021', { value: String(value), what });
  }

  /** Throws CKPT2021 unless `value` is an integer within the bounds. */
  range(value: number, min: number, max: number, what: string): void {
    if (!(Number.isInteger(value) && value >= min && value <= max)) this.#refuse(value, what);
  }

  #bigRange(value: bigint, min: bigint, max: bigint, what: string): void {
    if (typeof value !== 'bigint' || value < min || value > max) this.#refuse(value, what);
  }

  override u32(value: number): void {
    if (value >>> 0 !== value) this.#refuse(value, 'u32');
    super.u32(value);
  }

  override s32(value: number): void {
    if ((value | 0) !== value) this.#refuse(value, 's32');
    super.s32(value);
  }

  override u64(value: bigint): void {
    this.#bigRange(value, 0n, 0xffff_ffff_ffff_ffffn, 'u64');
    super.u64(value);
  }

  override s64(value: bigint): void {
    this.#bigRange(value, -0x8000_0000_0000_0000n, 0x7fff_ffff_ffff_ffffn, 's64');
    super.s64(value);
  }

  override fixed32(value: number): void {
    if (value >>> 0 !== value) this.#refuse(value, 'bit pattern of 32 bits');
    super.fixed32(value);
  }

  override fixed64(value: bigint): void {
    this.#bigRange(value, 0n, 0xffff_ffff_ffff_ffffn, 'bit pattern of 64 bits');
    super.fixed64(value);
  }

  /** 16 bytes, the lowest first. */
  bits128(value: bigint): void {
    this.#bigRange(value, 0n, (1n << 128n) - 1n, 'bit pattern of 128 bits');
    super.fixed64(value & 0xffff_ffff_ffff_ffffn);
    super.fixed64(value >> 64n);
  }

  override name(text: string): void {
    if (text.length <= SHORT_NAME && ASCII.test(text)) {
      this.u8(text.length);
      for (let index = 0; index < text.length; index++) this.u8(text.charCodeAt(index));
      return;
    }
    if (LONE_SURROGATE.test(text)) this.#refuse(JSON.stringify(text), 'text of Unicode scalar values');
    const bytes = encodeUtf8(text);
    this.u32(bytes.length);
    this.raw(bytes);
  }

  /** 32 bytes of a SHA-256. */
  digest(bytes: Uint8Array): void {
    if (bytes.length !== 32) this.#refuse(`${bytes.length} bytes`, 'digest of 32 bytes');
    this.raw(bytes);
  }

  /** A vector of bytes. */
  bytesVec(bytes: Uint8Array): void {
    this.u32(bytes.length);
    this.raw(bytes);
  }

  flag(value: boolean): void {
    this.u8(value ? 1 : 0);
  }

  /** The number that stands for a member of a union; `what` names the union. */
  code<Name extends string>(codes: Readonly<Record<Name, number>>, name: Name, what: string): void {
    const code: number | undefined = codes[name];
    if (code === undefined) this.#refuse(name, what);
    else this.u8(code);
  }

  /** A vector in the field `field` of the path. */
  list<Item>(field: string, items: readonly Item[], write: (item: Item) => void): void {
    this.path.enter(field);
    this.u32(items.length);
    if (items.length > 0) {
      this.path.enter(0);
      for (const [index, item] of items.entries()) {
        if (index > 0) this.path.next(index);
        write(item);
      }
      this.path.leave();
    }
    this.path.leave();
  }

  u32List(field: string, items: readonly number[]): void {
    this.list(field, items, (item) => this.u32(item));
  }

  /** What stands in the field `field` of the path. */
  field(field: string, write: () => void): void {
    this.path.enter(field);
    write();
    this.path.leave();
  }
}
