import type { Field, Slot } from '@wasm-checkpoint/format';
import type { JsonLine } from '../output.js';
import { printable, quoted } from '../text/printable.js';
import { bytesText } from '../text/quantity.js';
import { type FunctionName, valueText } from '../text/value.js';

/** A place at which two checkpoints differ; the side that has nothing there is left out. */
export interface DifferenceLine extends JsonLine {
  readonly type: 'difference';
  readonly path: string;
  /** What people call the place, where it has a name. */
  readonly name?: string;
  readonly a?: string;
  readonly b?: string;
}

const valueKinds: ReadonlySet<string> = new Set([
  ...['i32', 'i64', 'f32', 'f64', 'v128', 'null', 'func', 'host-func', 'i31', 'struct', 'array', 'host'],
  ...['extern', 'exn', 'dead', 'unset', 'i8', 'i16'],
]);

/** Values have these keys beside `kind` and no others; types have kinds of the same names. */
const valueKeys: ReadonlySet<string> = new Set([
  'kind',
  'value',
  'bits',
  'hierarchy',
  'instance',
  'funcidx',
  'address',
  'internal',
]);

const isValue = (item: object): item is Slot | Field =>
  'kind' in item && valueKinds.has(String(item.kind)) && Object.keys(item).every((key) => valueKeys.has(key));

const hexBytes = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
/** Bytes that are shown of many. */
const SHOWN = 32;

/** Part of a checkpoint in a few words. */
export function partText(part: unknown, nameOf?: FunctionName): string {
  if (part instanceof Uint8Array) {
    const start = hexBytes(part.subarray(0, SHOWN));
    return part.length <= SHOWN ? start || 'no bytes' : `${bytesText(part.length)} ${start}…`;
  }
  if (typeof part === 'string') return quoted(part);
  if (typeof part !== 'object' || part === null) return String(part);
  if (isValue(part)) return valueText(part, nameOf);
  if (Array.isArray(part)) return `[${part.map((item) => partText(item, nameOf)).join(', ')}]`;
  return `{ ${Object.entries(part)
    .map(([key, item]) => `${printable(key)}: ${partText(item, nameOf)}`)
    .join(', ')} }`;
}

/** Collects the differences of two parts of checkpoints, at the deepest places where they show. */
export class StructureComparison {
  readonly lines: DifferenceLine[] = [];
  readonly #nameOf: FunctionName | undefined;

  constructor(nameOf?: FunctionName) {
    this.#nameOf = nameOf;
  }

  /** `name` is what people call the place. */
  compare(path: string, a: unknown, b: unknown, name?: string): void {
    if (a === b) return;
    const isObject = (part: unknown): part is object =>
      typeof part === 'object' && part !== null && !(part instanceof Uint8Array);
    if (isObject(a) && isObject(b) && Array.isArray(a) === Array.isArray(b) && !isValue(a) && !isValue(b)) {
      const join = (key: string): string =>
        Array.isArray(a) ? `${path}[${key}]` : path === '' ? key : `${path}.${key}`;
      const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
      for (const key of keys) this.compare(join(key), member(a, key), member(b, key), name);
      return;
    }
    if (a instanceof Uint8Array && b instanceof Uint8Array) this.#bytes(path, a, b, name);
    else {
      const [left, right] = [this.#text(a), this.#text(b)];
      if (left !== right) this.add(path, left, right, name);
    }
  }

  /** Bytes are shown from the first one that differs. */
  #bytes(path: string, a: Uint8Array, b: Uint8Array, name: string | undefined): void {
    let first = 0;
    while (first < a.length && first < b.length && a[first] === b[first]) first += 1;
    if (first === a.length && first === b.length) return;
    const shown = (bytes: Uint8Array): string => {
      const part = hexBytes(bytes.subarray(first, first + SHOWN));
      return `${bytesText(bytes.length)}, from byte ${first} on ${part}${first + SHOWN < bytes.length ? '…' : ''}`;
    };
    this.add(path, shown(a), shown(b), name);
  }

  add(path: string, a: string | undefined, b: string | undefined, name?: string): void {
    this.lines.push({
      type: 'difference',
      path,
      ...(name === undefined ? {} : { name }),
      ...(a === undefined ? {} : { a }),
      ...(b === undefined ? {} : { b }),
    });
  }

  #text(part: unknown): string | undefined {
    return part === undefined ? undefined : partText(part, this.#nameOf);
  }
}

const member = (part: object, key: string): unknown => (part as Readonly<Record<string, unknown>>)[key];
