import { dataReports } from './data.js';
import type { FunctionReport, ModuleReport } from './report.js';
import { entityName, type Replaced } from './update.js';

/** What becomes of a module: counts, the functions that are not unchanged, the data that differs. */
export function moduleReport({ moduleidx, old, updated, comparison }: Replaced): ModuleReport {
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
  return { module: moduleidx, counts, functions, data: dataReports(comparison) };
}
