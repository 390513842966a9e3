import { type Data, type Expr, namesOf, readInstruction } from '@wasm-checkpoint/wasm';
import type { Correspondence } from './correspondence.js';
import type { DataReport, SegmentPlace } from './report.js';
import { dataBytes, sameBytes } from './rules/segments.js';
import type { Comparison } from './verdicts.js';
import { difference, type Version } from './versions.js';

type Active = Extract<Data['mode'], { readonly kind: 'active' }>;

/** The offset of a segment where it is a constant. */
function constantOffset({ view: { module } }: Version, { start, end }: Expr): string | undefined {
  const instruction = readInstruction(module.reader(start, end), module.scope);
  const [immediate] = instruction.immediates;
  if (start + instruction.size + 1 !== end) return undefined;
  if (immediate?.kind === 'i32') return String(immediate.value >>> 0);
  return immediate?.kind === 'i64' ? String(BigInt.asUintN(64, immediate.value)) : undefined;
}

function placeOf(version: Version, index: number, { start, end }: Data, mode: Active): SegmentPlace {
  const name = namesOf(version.view.module).of('data').get(index);
  const offset = constantOffset(version, mode.at);
  return {
    index,
    memory: mode.index,
    bytes: end - start,
    ...(name === undefined ? {} : { name }),
    ...(offset === undefined ? {} : { offset }),
  };
}

/** Whether two active segments lie at the same place of corresponding memories. */
function samePlace(
  old: Version,
  updated: Version,
  [from, to]: readonly [Active, Active],
  map: Correspondence,
): boolean {
  if (map.image('memidx', from.index) !== to.index) return false;
  old.tokeniser.expr(from.at, old.tokens);
  updated.tokeniser.expr(to.at, updated.tokens);
  return difference(old.tokens, updated.tokens, map) < 0;
}

/** The active data segments whose contents or place differ between the versions. Clause valid-update-report. */
export function dataReports({ both, correspondence }: Comparison): DataReport[] {
  const { old, updated } = both;
  const reports: DataReport[] = [];
  const paired = new Set<number>();
  for (const [index, data] of old.view.module.data.entries()) {
    if (data.mode.kind !== 'active') continue;
    const place = placeOf(old, index, data, data.mode);
    const image = correspondence.image('dataidx', index);
    const other = updated.view.module.data[image];
    if (other?.mode.kind !== 'active') {
      reports.push({ what: 'removed', old: place });
      continue;
    }
    paired.add(image);
    const contents = !sameBytes(dataBytes(old, index), dataBytes(updated, image));
    const moved = !samePlace(old, updated, [data.mode, other.mode], correspondence);
    if (!contents && !moved) continue;
    const what = contents && moved ? 'contents and place' : contents ? 'contents' : 'place';
    reports.push({ what, old: place, updated: placeOf(updated, image, other, other.mode) });
  }
  for (const [index, data] of updated.view.module.data.entries()) {
    if (data.mode.kind === 'active' && !paired.has(index)) {
      reports.push({ what: 'new', updated: placeOf(updated, index, data, data.mode) });
    }
  }
  return reports;
}
