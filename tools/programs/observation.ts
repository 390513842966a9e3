import { createHash } from 'node:crypto';
import { I64, type Module } from '@wasm-checkpoint/wasm';
import { HostObject, isHostModule } from './host.js';
import { observed, readingOf } from './observable.js';

/** What an instance holds, in words that do not depend on the engine. */
export interface Observation {
  /** Pages and the SHA-256 of the bytes. */
  readonly memories: readonly string[];
  /** The value of each global. */
  readonly globals: readonly string[];
  /** Size, then the entries in runs: `2 x func 3`. */
  readonly tables: readonly string[];
}

export const memoryText = (bytes: Uint8Array): string =>
  `${bytes.length} bytes ${createHash('sha256').update(bytes).digest('hex')}`;

export const bitsText = (bits: number | bigint, digits: 8 | 16 | 32): string =>
  `0x${(typeof bits === 'bigint' ? BigInt.asUintN(digits * 4, bits) : bits >>> 0).toString(16).padStart(digits, '0')}`;

/** Entries of a table in runs. */
export function tableText(entries: Iterable<string>): string {
  const runs: { text: string; length: number }[] = [];
  for (const text of entries) {
    const last = runs.at(-1);
    if (last?.text === text) last.length += 1;
    else runs.push({ text, length: 1 });
  }
  return `[${runs.map(({ text, length }) => (length === 1 ? text : `${length} x ${text}`)).join(', ')}]`;
}

/** A function of the host by the names of its import. */
export const hostFuncText = ({ module, name }: { readonly module: string; readonly name: string }): string =>
  `host func ${JSON.stringify(`${module}.${name}`)}`;

/** A function by the index in its module, which the standard makes its name; that of an import if it is of the host. */
function funcText(module: Module, index: number): string {
  const imported = module.imports.filter(({ type }) => type.kind === 'func')[index];
  return imported !== undefined && isHostModule(imported.module) ? hostFuncText(imported) : `func ${index}`;
}

/** A value as the host's language has it; of an object of the program only that it is one. */
function valueText(module: Module, value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'bigint') return `i64 ${value}`;
  if (typeof value === 'number') return `${value}`;
  if (typeof value === 'function') return funcText(module, Number(value.name));
  if (value instanceof HostObject) return `host ${value.number}`;
  return 'object';
}

type Exports = Readonly<Record<string, unknown>>;
type Getter = (...args: readonly number[]) => unknown;

const exnText = (isNull: unknown): string => (isNull === 1 ? 'null' : 'exn');

function globalText(module: Module, exports: Exports, index: number): string {
  const exported = exports[observed.global(index)];
  const type = module.globals[index]?.type ?? I64;
  const reading = readingOf(type);
  if (reading === 'value') return valueText(module, (exported as WebAssembly.Global).value);
  const result = (exported as Getter)();
  switch (reading) {
    case 'f32':
      return `f32 ${bitsText(result as number, 8)}`;
    case 'f64':
      return `f64 ${bitsText(result as bigint, 16)}`;
    case 'v128': {
      const [low, high] = result as readonly [bigint, bigint];
      return `v128 ${bitsText((BigInt.asUintN(64, high) << 64n) | BigInt.asUintN(64, low), 32)}`;
    }
    case 'exn':
      return exnText(result);
  }
}

function tableEntries(module: Module, exports: Exports, index: number): string {
  const name = observed.table(index);
  const { element, addrtype } = module.tables[index] ?? { element: I64, addrtype: 'i32' };
  const isExn = readingOf(element) === 'exn';
  const table = exports[isExn ? `${name} size` : name] as WebAssembly.Table;
  const at = (entry: number): string =>
    isExn
      ? exnText((exports[name] as Getter)(entry))
      : valueText(module, table.get((addrtype === 'i64' ? BigInt(entry) : entry) as number));
  return tableText(Array.from({ length: Number(table.length) }, (_, entry) => at(entry)));
}

/** What an instance of an observable module holds; `module` is the original one. */
export function observe(module: Module, exports: Exports): Observation {
  return {
    memories: module.memories.map((_, index) => {
      const { buffer } = exports[observed.memory(index)] as WebAssembly.Memory;
      // A shared buffer cannot be hashed as it is.
      return memoryText(new Uint8Array(buffer).slice());
    }),
    globals: module.globals.map((_, index) => globalText(module, exports, index)),
    tables: module.tables.map((_, index) => tableEntries(module, exports, index)),
  };
}
