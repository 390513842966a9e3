import { dataReports } from './data.js';
import type { EntityReport, FunctionReport, ModuleReport } from './report.js';
import { entityName, type Replaced } from './update.js';

const entityKinds = {
  tableidx: { kind: 'table', space: 'tables' },
  memidx: { kind: 'memory', space: 'memories' },
  globalidx: { kind: 'global', space: 'globals' },
  tagidx: { kind: 'tag', space: 'tags' },
  elemidx: { kind: 'element segment', space: 'elements' },
  dataidx: { kind: 'data segment', space: 'data' },
} as const;
type EntitySpace = keyof typeof entityKinds;
const entitySpaces = Object.keys(entityKinds) as readonly EntitySpace[];

/** What of an index space does not stay what it is under its index. */
function entityReports({ old, updated, comparison }: Replaced, space: EntitySpace): EntityReport[] {
  const { correspondence, both } = comparison;
  const { kind, space: named } = entityKinds[space];
  const reports: EntityReport[] = [];
  for (let index = 0; index < both.old.sizes[space]; index++) {
    const image = correspondence.image(space, index);
    const evidence = correspondence.evidence(space, index);
    if (image === index) continue;
    const name = entityName(old, named, index);
    if (image < 0) reports.push({ kind, verdict: 'removed', old: index, name });
    else reports.push({ kind, verdict: 'moved', old: index, updated: image, name, ...(evidence && { evidence }) });
  }
  for (let index = 0; index < both.updated.sizes[space]; index++) {
    if (correspondence.origin(space, index) >= 0) continue;
    reports.push({ kind, verdict: 'new', updated: index, name: entityName(updated, named, index) });
  }
  return reports;
}

/** What becomes of a module: counts, what is not unchanged, the data that differs. */
export function moduleReport(replaced: Replaced): ModuleReport {
  const { moduleidx, old, updated, comparison } = replaced;
  const { correspondence, both } = comparison;
  const counts = { unchanged: 0, changed: 0, removed: 0, new: 0, renumbered: 0 };
  const functions: FunctionReport[] = [];
  for (let index = 0; index < both.old.sizes.funcidx; index++) {
    const verdict = comparison.of(index);
    const image = correspondence.image('funcidx', index);
    counts[verdict] += 1;
    if (verdict === 'unchanged') {
      if (image !== index) counts.renumbered += 1;
      continue;
    }
    const difference = comparison.differenceOf(index);
    const evidence = correspondence.evidence('funcidx', index);
    functions.push({
      verdict,
      old: index,
      name: entityName(old, 'funcs', index),
      ...(image < 0 ? {} : { updated: image }),
      ...(evidence === undefined ? {} : { evidence }),
      ...(difference === undefined ? {} : { difference }),
    });
  }
  for (let index = 0; index < both.updated.sizes.funcidx; index++) {
    if (correspondence.origin('funcidx', index) >= 0) continue;
    counts.new += 1;
    functions.push({ verdict: 'new', updated: index, name: entityName(updated, 'funcs', index) });
  }
  const entities = entitySpaces.flatMap((space) => entityReports(replaced, space));
  return { module: moduleidx, counts, functions, entities, data: dataReports(comparison) };
}
