import type { EngineFunc, EngineGlobal, EngineMemory, EngineTable, EngineTag, EngineValue } from '../../engine.js';
import type { JsGlobal, JsMemory, JsTable } from './webassembly.js';

type ExportedFunction = (...args: readonly EngineValue[]) => EngineValue;

export class JsEngineFunc implements EngineFunc {
  readonly kind = 'func';
  readonly native: ExportedFunction;

  constructor(native: ExportedFunction) {
    this.native = native;
  }

  call(args: readonly EngineValue[], results: number): readonly EngineValue[] {
    const result = this.native(...args);
    if (results === 0) return [];
    return results === 1 ? [result] : (result as readonly EngineValue[]);
  }

  run(): void {
    this.native();
  }
}

export class JsEngineMemory implements EngineMemory {
  readonly kind = 'memory';
  readonly native: JsMemory;
  #view = new Uint8Array(0);

  constructor(native: JsMemory) {
    this.native = native;
  }

  /** A view; growing the memory ends its life. */
  bytes(): Uint8Array {
    const { buffer } = this.native;
    if (this.#view.buffer !== buffer || this.#view.length !== buffer.byteLength) this.#view = new Uint8Array(buffer);
    return this.#view;
  }

  write(address: number, bytes: Uint8Array): void {
    this.bytes().set(bytes, address);
  }

  clear(address: number, length: number): void {
    this.bytes().fill(0, address, address + length);
  }

  grow(pages: bigint): boolean {
    return hasGrown(() => {
      try {
        return this.native.grow(Number(pages));
      } catch (error) {
        // Memories with 64-bit addresses count in bigints.
        if (error instanceof TypeError) return this.native.grow(pages);
        throw error;
      }
    });
  }
}

/** Whether there was room to grow. */
function hasGrown(grow: () => unknown): boolean {
  try {
    grow();
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export class JsEngineTable implements EngineTable {
  readonly kind = 'table';
  readonly native: JsTable;

  constructor(native: JsTable) {
    this.native = native;
  }

  get length(): bigint {
    return BigInt(this.native.length);
  }

  get(index: bigint): EngineValue {
    return this.native.get(this.#address(index));
  }

  set(index: bigint, value: EngineValue): void {
    this.native.set(this.#address(index), value);
  }

  grow(entries: bigint, value: EngineValue): boolean {
    return hasGrown(() => this.native.grow(this.#address(entries), value));
  }

  /** Tables with 64-bit addresses count in bigints. */
  #address(index: bigint): number | bigint {
    return typeof this.native.length === 'bigint' ? index : Number(index);
  }
}

export class JsEngineGlobal implements EngineGlobal {
  readonly kind = 'global';
  readonly native: JsGlobal;

  constructor(native: JsGlobal) {
    this.native = native;
  }

  get(): EngineValue {
    return this.native.value;
  }

  set(value: EngineValue): void {
    this.native.value = value;
  }
}

export class JsEngineTag implements EngineTag {
  readonly kind = 'tag';
  readonly native: object;

  constructor(native: object) {
    this.native = native;
  }
}
