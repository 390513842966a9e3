import { ByteReader } from '@wasm-checkpoint/bytes';
import { CheckpointFaults, fault } from '@wasm-checkpoint/format';
import { checkWasiState } from './check.js';
import { callOfCode, objectOfCode } from './codes.js';
import type { Clocks, Descriptor, ListingEntry, OpenObject, OwedCall, Place, Seen, WasiState } from './state.js';

/** Where a payload stands, for diagnostics: the offset of its first byte and its path in the checkpoint. */
export interface PayloadPlace {
  readonly offset?: number;
  readonly path?: string;
}

/**
 * Reads the payload of a descriptor, or throws a `Diagnostic` (CKPT1001 to CKPT1006, CKPT1030, CKPT1300 to CKPT1307).
 *
 * Contents and bytes read ahead are views of `payload`.
 */
export function decodeWasiState(payload: Uint8Array, { offset = 0, path = '' }: PayloadPlace = {}): WasiState {
  const reader = new PayloadReader(payload, offset, path);
  const state = reader.state();
  // clause: wasi-payload
  if (!reader.atEnd) throw fault('CKPT1300', { left: reader.remaining }, offset + reader.offset, path);
  checkWasiState(state, { offset, path });
  return state;
}

class PayloadReader extends ByteReader {
  readonly #base: number;
  readonly #path: string;

  constructor(payload: Uint8Array, base: number, path: string) {
    super(payload, new CheckpointFaults(base, path), 0, payload.length, true);
    this.#base = base;
    this.#path = path;
  }

  state(): WasiState {
    const args = this.#list(1, () => this.name());
    const environment = this.#present() ? this.#list(1, () => this.name()) : undefined;
    const directories = this.#list(1, () => this.name());
    const descriptors = this.#list(19, () => this.#descriptor());
    const clocks: Clocks = { monotonic: this.u64(), process: this.u64(), thread: this.u64() };
    const owed = this.#present() ? this.#owed() : undefined;
    return {
      arguments: args,
      ...(environment === undefined ? {} : { environment }),
      directories,
      descriptors,
      clocks,
      ...(owed === undefined ? {} : { owed }),
    };
  }

  #list<Item>(minimum: number, item: () => Item): Item[] {
    const items: Item[] = [];
    for (let left = this.count(minimum); left > 0; left--) items.push(item());
    return items;
  }

  /** A code below `count`. */
  #code(count: number, what: string): number {
    const at = this.offset;
    const code = this.u8();
    if (code >= count) throw fault('CKPT1030', { what, code }, this.#base + at, this.#path); // clause: conv-codes
    return code;
  }

  #present(): boolean {
    return this.#code(2, 'flag') === 1;
  }

  #bytes(): Uint8Array {
    return this.raw(this.count(1));
  }

  #owed(): OwedCall {
    const call = callOfCode[this.#code(callOfCode.length, 'call that may be owed')] ?? 'poll_oneoff';
    return { call, arguments: [this.u64(), this.u64(), this.u64(), this.u64()], begun: this.u64() };
  }

  #place(): Place {
    return { directory: this.u32(), path: this.name() };
  }

  #descriptor(): Descriptor {
    const fd = this.u32();
    const base = this.fixed64();
    const inheriting = this.fixed64();
    const flags = this.u8();
    return { fd, base, inheriting, flags, object: this.#object() };
  }

  #object(): OpenObject {
    const kind = objectOfCode[this.#code(objectOfCode.length, 'object of an fd')] ?? 'error';
    switch (kind) {
      case 'input':
        return { kind, ahead: this.#bytes() };
      case 'input-file':
        return { kind, offset: this.u64() };
      case 'output':
      case 'error':
        return { kind };
      case 'directory': {
        const place = this.#place();
        const preopened = this.#present();
        const listing = this.#list(2, (): ListingEntry => ({ cookie: this.u64(), name: this.name() }));
        return { kind, place, preopened, listing };
      }
      case 'file': {
        const place = this.#place();
        const offset = this.u64();
        const seen: Seen | undefined = this.#present() ? { size: this.u64(), modified: this.u64() } : undefined;
        return { kind, place, offset, ...(seen === undefined ? {} : { seen }) };
      }
      case 'unnamed': {
        const contents = this.#bytes();
        return { kind, contents, offset: this.u64() };
      }
    }
  }
}
