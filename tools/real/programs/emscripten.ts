import type { Host, HostFunction } from './program.js';

/** The time at which every program believes to run, in milliseconds; a clock that runs would make runs differ. */
export const NOW = 1_700_000_000_000;

const PAGE = 65536;
const LARGEST = 2 ** 31;

const text = new TextDecoder();

/** The error of a call that a program is not expected to make. */
export const unexpected =
  (name: string): HostFunction =>
  (...args) => {
    throw new Error(`the program called ${name}(${args.join(', ')})`);
  };

export const words = (host: Host): DataView => {
  const { buffer, byteOffset, byteLength } = host.guest.memory();
  return new DataView(buffer, byteOffset, byteLength);
};

/** The text that ends with a zero byte. */
export function textAt(host: Host, address: number): string {
  const bytes = host.guest.memory();
  return text.decode(bytes.slice(address, bytes.indexOf(0, address)));
}

/** Puts a text with a zero byte at its end where `allocate` says; gives its address. */
export function putText(host: Host, value: string, allocate: (size: number) => number): number {
  const bytes = new TextEncoder().encode(`${value}\0`);
  const address = allocate(bytes.length);
  host.guest.memory().set(bytes, address);
  return address;
}

/** What is common to the hosts of modules that Emscripten compiled. */
export type EmscriptenFunction =
  | 'assertFail'
  | 'dateNow'
  | 'performanceNow'
  | 'resizeHeap'
  | 'localtime'
  | 'tzset'
  | 'environSizes'
  | 'environ'
  | 'write';

/** Functions that the C library of Emscripten takes from its host, by their usual names; without files, at a fixed time. */
export function emscriptenFunctions(host: Host): Readonly<Record<EmscriptenFunction, HostFunction>> {
  return {
    assertFail: (condition, file, line) => {
      throw new Error(`assertion failed: ${textAt(host, Number(condition))} (${textAt(host, Number(file))}:${line})`);
    },
    dateNow: () => NOW,
    performanceNow: () => 0,
    resizeHeap: (wanted) => {
      const size = Number(wanted) >>> 0;
      const now = host.guest.memory().length;
      if (size > LARGEST) return 0;
      const target = Math.min(Math.max(size, Math.ceil(1.2 * now)), LARGEST);
      return host.guest.grow(Math.ceil(target / PAGE) - now / PAGE) ? 1 : 0;
    },
    /** UTC, fields of a `struct tm`. */
    localtime: (seconds, into) => {
      const date = new Date(1000 * Number(seconds));
      const start = Date.UTC(date.getUTCFullYear(), 0, 1);
      const fields = [
        date.getUTCSeconds(),
        date.getUTCMinutes(),
        date.getUTCHours(),
        date.getUTCDate(),
        date.getUTCMonth(),
        date.getUTCFullYear() - 1900,
        date.getUTCDay(),
        Math.floor((date.getTime() - start) / 86_400_000),
        0,
        0,
      ];
      const view = words(host);
      fields.forEach((field, index) => {
        view.setInt32(Number(into) + 4 * index, field, true);
      });
      return 0;
    },
    tzset: (timezone, daylight, standard, saving) => {
      const view = words(host);
      view.setInt32(Number(timezone), 0, true);
      view.setInt32(Number(daylight), 0, true);
      for (const name of [standard, saving]) {
        if (name !== undefined) host.guest.memory().set(new TextEncoder().encode('UTC\0'), Number(name));
      }
    },
    environSizes: (count, size) => {
      words(host).setInt32(Number(count), 0, true);
      words(host).setInt32(Number(size), 0, true);
      return 0;
    },
    environ: () => 0,
    /** Standard output and error alike. */
    write: (_, vectors, count, written) => {
      let size = 0;
      for (let index = 0; index < Number(count); index++) {
        const start = words(host).getUint32(Number(vectors) + 8 * index, true);
        const length = words(host).getUint32(Number(vectors) + 8 * index + 4, true);
        host.output += text.decode(host.guest.memory().slice(start, start + length));
        size += length;
      }
      words(host).setInt32(Number(written), size, true);
      return 0;
    },
  };
}
