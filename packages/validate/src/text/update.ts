import type {
  DataReport,
  FunctionDifference,
  ModuleReport,
  Obstacle,
  SegmentPlace,
  UpdateReport,
} from '../update/index.js';
import { columns } from './columns.js';
import { reportText } from './report.js';

/** Functions and places that are shown of a longer list. */
const SHOWN = 20;

const indented = (lines: readonly string[]): readonly string[] => lines.map((line) => `  ${line}`.trimEnd());

function some(lines: readonly string[]): readonly string[] {
  return lines.length <= SHOWN ? lines : [...lines.slice(0, SHOWN), `... and ${lines.length - SHOWN} more`];
}

/** Both versions of a changed function, one after the other. */
function listingLines({ listing }: Obstacle): readonly string[] {
  if (listing === undefined) return [];
  const of = (title: string, text: string): readonly string[] => [title, ...indented(text.trimEnd().split('\n'))];
  return ['', ...of('old', listing.old), '', ...of('new', listing.updated)];
}

function differenceText(difference: FunctionDifference): string {
  switch (difference.kind) {
    case 'unreadable':
      return difference.error;
    case 'instruction': {
      const { number, old, updated } = difference;
      return `instruction ${number}: old ${old?.text ?? 'none'}, new ${updated?.text ?? 'none'}`;
    }
    default:
      return `${difference.kind}: old ${difference.old}, new ${difference.updated}`;
  }
}

function obstacleLines(obstacle: Obstacle): readonly string[] {
  const { kind, name, verdict, places, difference } = obstacle;
  const what = kind === name ? name : `${kind} ${name}`;
  const details = some(places).map((place) => `at ${place}`);
  const lines = [`${what} of module ${obstacle.module}: ${verdict}`, ...indented(details)];
  if (difference !== undefined) lines.push(`  ${differenceText(difference)}`);
  return [...lines, ...indented(listingLines(obstacle)), ''];
}

const segmentText = (place: SegmentPlace | undefined): string => {
  if (place === undefined) return '-';
  const { index, memory, offset = '?', bytes } = place;
  return `segment ${index}: ${bytes} bytes at ${offset} of memory ${memory}`;
};

const dataRow = ({ what, old, updated }: DataReport): readonly string[] => [
  what,
  segmentText(old),
  segmentText(updated),
];

function moduleLines({ module, counts, functions, data }: ModuleReport): readonly string[] {
  const numbers = Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([verdict, count]) => `${count} ${verdict}`);
  const lines = [`module ${module}: functions ${numbers.join(', ')}`];
  const rows = functions.map(({ verdict, name, old, updated }) => [
    verdict,
    name,
    old === undefined ? '' : `old ${old}`,
    updated === undefined ? '' : `new ${updated}`,
  ]);
  lines.push(...indented(some(columns(rows))));
  if (data.length > 0) {
    lines.push('  active data segments that differ; memory keeps what it holds:');
    lines.push(...indented(indented(some(columns([['', 'old', 'new'], ...data.map(dataRow)])))));
  }
  return [...lines, ''];
}

/** The answer to judgement E for people: what stands in the way, then what became of each module. Clause valid-update-report. */
export function updateText(report: UpdateReport): string {
  const lines = [...report.obstacles.flatMap(obstacleLines), ...report.modules.flatMap(moduleLines)];
  return `${lines.map((line) => `${line}\n`).join('')}${reportText(report)}`;
}
