import type { Diagnostic } from '@wasm-checkpoint/bytes';
import { fault } from '@wasm-checkpoint/format';
import type { PayloadPlace } from './decode.js';
import { ALL_FDFLAGS, ALL_RIGHTS, type Descriptor, type ListingEntry, type WasiState } from './state.js';

/** What ends a string of WASI, and halves of surrogate pairs, which are no characters. */
const unwritable = /[\0\p{Cs}]/u;
const MAX_FD = 2 ** 31 - 1;

/** Throws CKPT1301 to CKPT1307 for a state that breaks a rule that the grammar of the payload does not express. */
export function checkWasiState(state: WasiState, place: PayloadPlace = {}): void {
  new StateCheck(state, place).check();
}

/** The standard stream that an object stands for. */
const streamOf = { input: 'input', 'input-file': 'input', output: 'output', error: 'error' } as const;

type Raise = (...params: Parameters<typeof fault>) => Diagnostic;

class StateCheck {
  readonly #state: WasiState;
  readonly #raise: Raise;

  constructor(state: WasiState, { offset = 0, path = '' }: PayloadPlace) {
    this.#state = state;
    this.#raise = (code, params) => fault(code, params, offset, path);
  }

  check(): void {
    const { arguments: args, environment = [], directories, descriptors } = this.#state;
    for (const argument of args) this.#string(argument, 'argument', true);
    for (const variable of environment) {
      this.#string(variable, 'variable', variable.indexOf('=') > 0);
    }
    for (const directory of directories) this.#string(directory, 'directory', directory !== '');
    this.#descriptors(descriptors);
    this.#directories(directories, descriptors);
    this.#owed();
  }

  #string(text: string, what: string, fits: boolean): void {
    // clause: wasi-string
    if (!fits || unwritable.test(text)) throw this.#raise('CKPT1301', { text: JSON.stringify(text), what }, 0);
  }

  #descriptors(descriptors: readonly Descriptor[]): void {
    const streams = new Set<string>();
    let previous = -1;
    for (const descriptor of descriptors) {
      const { fd, object } = descriptor;
      // clause: wasi-fd
      const wrong = (what: string): Diagnostic => this.#raise('CKPT1302', { fd, what }, 0);
      if (fd > MAX_FD) throw wrong('is above 2147483647');
      if (fd <= previous) throw wrong(`stands behind fd ${previous}`);
      previous = fd;
      if (object.kind in streamOf) {
        const stream = streamOf[object.kind as keyof typeof streamOf];
        if (streams.has(stream)) throw wrong(`is a second one of the standard ${stream}`);
        streams.add(stream);
      }
      this.#bits(descriptor);
      if (object.kind === 'directory') this.#listing(fd, object.listing);
    }
  }

  #bits({ fd, base, inheriting, flags }: Descriptor): void {
    const wrong = (what: string, bits: bigint | number): Diagnostic =>
      this.#raise('CKPT1303', { what, bits: `0x${bits.toString(16)}`, fd }, 0);
    // clause: wasi-bits
    if (base > ALL_RIGHTS) throw wrong('rights', base);
    if (inheriting > ALL_RIGHTS) throw wrong('inheriting rights', inheriting);
    if (flags > ALL_FDFLAGS) throw wrong('flags', flags);
  }

  #listing(fd: number, listing: readonly ListingEntry[]): void {
    const cookies = new Set<bigint>();
    for (const { cookie, name } of listing) {
      this.#string(name, 'entry', name !== '');
      // clause: wasi-cookie
      const wrong = (what: string): Diagnostic => this.#raise('CKPT1306', { cookie, fd, what }, 0);
      if (cookie === 0n) throw wrong('is that of the start');
      if (cookies.has(cookie)) throw wrong('stands twice');
      cookies.add(cookie);
    }
  }

  #directories(directories: readonly string[], descriptors: readonly Descriptor[]): void {
    // clause: wasi-directory
    const wrong = (directory: string, what: string): Diagnostic =>
      this.#raise('CKPT1304', { directory: JSON.stringify(directory), what }, 0);
    let used = 0;
    for (const { object } of descriptors) {
      if (object.kind !== 'directory' && object.kind !== 'file') continue;
      const { directory, path } = object.place;
      if (directory >= directories.length) throw wrong(String(directory), `is not among the ${directories.length}`);
      if (directory > used) throw wrong(directories[used] ?? '', 'stands before one that is used earlier');
      if (directory === used) used += 1;
      this.#path(path, object.kind === 'directory');
      if (object.kind === 'directory' && object.preopened && path !== '') {
        throw wrong(directories[directory] ?? '', `is preopened as ${JSON.stringify(path)} inside it`);
      }
    }
    const unused = directories[used];
    if (unused !== undefined) throw wrong(unused, 'is used by no fd');
    if (new Set(directories).size < directories.length) {
      throw wrong(directories.find((name, index) => directories.indexOf(name) < index) ?? '', 'stands twice');
    }
  }

  #owed(): void {
    const { owed, descriptors } = this.#state;
    if (owed === undefined) return;
    const { call } = owed;
    // clause: wasi-arguments
    const wrong = (value: bigint, what: string): Diagnostic => this.#raise('CKPT1307', { value, call, what }, 0);
    for (const value of owed.arguments) if (value >> 32n !== 0n) throw wrong(value, 'is above 4294967295');
    const [fd] = owed.arguments;
    const isInput = descriptors.some((open) => BigInt(open.fd) === fd && open.object.kind === 'input');
    if (call === 'fd_read' && !isInput) throw wrong(fd, 'is no fd of the standard input as a stream');
  }

  #path(path: string, mayBeEmpty: boolean): void {
    if (path === '' && mayBeEmpty) return;
    // clause: wasi-path
    if (!isInnerPath(path)) throw this.#raise('CKPT1305', { path: JSON.stringify(path) }, 0);
  }
}

/** Whether a path is relative and written in the one way: components without `.` and `..`. */
export const isInnerPath = (path: string): boolean =>
  !unwritable.test(path) && path.split('/').every((part) => part !== '' && part !== '.' && part !== '..');
