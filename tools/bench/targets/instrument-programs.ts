import { realPrograms } from '../../real/programs/index.js';
import type { JobResult } from '../instrument/job.js';
import { benchEngines, costFigures, medianOf, type Subject, withWorkplace } from '../instrument/workplace.js';
import type { BenchTarget, Figure } from '../target.js';

/** Those for which a cost is promised. */
const judged = ['quickjs', 'sqlite', 'lua'];

/** What instrumented real programs cost while nobody stops them, and how deep QuickJS can recurse. */
export const instrumentPrograms: BenchTarget = {
  name: 'instrument-programs',
  help: 'the same for QuickJS, SQLite and Lua; depth of recursion in QuickJS',
  run({ compare, show }) {
    const programs = realPrograms.filter(({ name }) => judged.includes(name));
    return withWorkplace(async (workplace) => {
      const figures: Figure[] = [];
      for (const engine of benchEngines()) {
        const results = new Map<string, JobResult>();
        for (const { name, module } of programs) {
          show(`${engine.name}, ${name}`);
          const settings = { rounds: 7, warmup: 500, ...compare };
          const subject: Subject = { name, bytes: module.bytes() };
          results.set(name, await workplace.run(engine, subject, { kind: 'program', compare: settings }));
        }
        figures.push(...costFigures('instrument-programs', engine, results));
        const quickjs = programs.find(({ name }) => name === 'quickjs');
        if (quickjs === undefined) continue;
        show(`${engine.name}, depth of recursion`);
        const subject: Subject = { name: 'quickjs', bytes: quickjs.module.bytes() };
        const depths = await workplace.run(engine, subject, { kind: 'depth', compare: {} });
        const share = (form: string): number => medianOf(depths, form) / medianOf(depths, 'plain');
        figures.push({
          name: `instrument-programs/${engine.name}/depth`,
          value: share('ours'),
          unit: 'x',
          detail: `depth of a script's recursion, of ${medianOf(depths, 'plain')}; Asyncify ${share('asyncify').toFixed(3)}`,
        });
      }
      return figures;
    });
  },
};
