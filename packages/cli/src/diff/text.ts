import { IMAGE_PAGE_LOG2, IMAGE_PAGE_SIZE, type PageSource, readPages } from '@wasm-checkpoint/format';
import { glyphOf } from '../inspect/memory-map.js';
import { printable } from '../text/printable.js';
import { addressText, bytesText, count, grouped, smaller } from '../text/quantity.js';
import type { Style } from '../text/style.js';
import type { DifferingRange } from './contents.js';
import type { Difference } from './difference.js';
import type { MemoryDifference } from './memories.js';
import type { DifferenceLine } from './structure.js';

/** How much of a difference is shown to people. */
export interface DifferenceTextOptions {
  /** Places of the structure of each kind. */
  readonly places: number;
  /** Ranges of each memory. */
  readonly ranges: number;
}

/** A difference for people. */
export function differenceText(
  { structure, memories }: Difference,
  style: Style,
  options: DifferenceTextOptions,
): readonly string[] {
  const groups = new Map<string, DifferenceLine[]>();
  for (const line of structure) {
    const kind = /^threads\[\d+\]|^\w+/.exec(line.path)?.[0] ?? '';
    const group = groups.get(kind) ?? [];
    groups.set(kind, group);
    group.push(line);
  }
  return [
    ...[...groups].flatMap(([kind, lines]) => [
      `${style.heading(kind)}  ${count(lines.length, 'difference')}`,
      ...lines.slice(0, options.places).flatMap((line) => placeText(line, style)),
      ...(lines.length > options.places ? [`  … ${lines.length - options.places} more (--places all)`] : []),
    ]),
    ...memories.flatMap((memory) => memoryText(memory, style, options)),
  ];
}

function placeText({ path, name, a, b }: DifferenceLine, style: Style): string[] {
  const place = `  ${path}${name === undefined ? '' : ` ${style.name(printable(name))}`}`;
  if (a === undefined) return [`${place}  ${style.good(`+ ${b}`)}`];
  if (b === undefined) return [`${place}  ${style.bad(`- ${a}`)}`];
  if (place.length + a.length + b.length + 6 <= style.width) return [`${place}  ${style.bad(a)} → ${style.good(b)}`];
  return [place, `    ${style.bad(`- ${a}`)}`, `    ${style.good(`+ ${b}`)}`];
}

const CELLS = 64;

function memoryText(difference: MemoryDifference, style: Style, options: DifferenceTextOptions): string[] {
  const { line, contents } = difference;
  const { aBytes, bBytes, bytes, pages, ranges, moreRanges } = line;
  const size = smaller(aBytes, bBytes);
  const sizes = aBytes === bBytes ? bytesText(aBytes) : `${bytesText(aBytes)} → ${bytesText(bBytes)}`;
  const found = ranges.length + moreRanges;
  const lines = [
    `${style.heading(line.path)}  ${sizes}; ${count(bytes, 'byte')} in ${count(found, 'range')} on ` +
      `${count(pages.length, 'page')} of 4 KiB differ`,
  ];
  if (bytes === 0) return lines;
  const total = Math.max(1, Math.ceil(Number(size) / IMAGE_PAGE_SIZE));
  const cells = new Array<number>(Math.min(CELLS, total)).fill(0);
  for (const page of pages) {
    const cell = Math.floor((page * cells.length) / total);
    cells[cell] = (cells[cell] ?? 0) + cells.length / total;
  }
  const map = cells.map((share) => glyphOf(Math.min(1, share))).join('');
  lines.push(`  ${addressText(0, size)} ▕${map}▏ ${addressText(size, size)}`);
  for (const range of ranges.slice(0, options.ranges)) lines.push(...rangeText(range, size, contents, style));
  if (found > options.ranges) lines.push(`  … ${grouped(found - options.ranges)} more ranges (--ranges all)`);
  return lines;
}

/** Bytes of a range that are shown. */
const SHOWN = 16;

function rangeText(
  { from, to }: DifferingRange,
  size: bigint,
  contents: readonly [PageSource, PageSource] | undefined,
  style: Style,
): string[] {
  const place = `  ${addressText(from, size)}  ${count(to - from, 'byte')}`;
  if (contents === undefined) return [`${place} (the base is not at hand)`];
  const [a, b] = contents.map((source) => dump(source, from, Math.min(to, from + SHOWN)));
  const more = to - from > SHOWN ? ' …' : '';
  return [place, `    ${style.bad(`- ${a}`)}${more}`, `    ${style.good(`+ ${b}`)}${more}`];
}

/** Bytes in hexadecimal, and as text where they are ASCII. */
function dump(source: PageSource, from: number, to: number): string {
  const page = from >>> 0 === from ? from >>> IMAGE_PAGE_LOG2 : Math.floor(from / IMAGE_PAGE_SIZE);
  const buffer = new Uint8Array(Math.ceil(to / IMAGE_PAGE_SIZE) * IMAGE_PAGE_SIZE - page * IMAGE_PAGE_SIZE);
  readPages(source, page, buffer);
  const bytes = [...buffer.subarray(from - page * IMAGE_PAGE_SIZE, to - page * IMAGE_PAGE_SIZE)];
  const text = bytes.map((byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.')).join('');
  return `${bytes
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join(' ')
    .padEnd(SHOWN * 3 - 1)}  |${text}|`;
}
