import { kernels } from '../../programs/kernels.js';
import { prebuiltModule } from '../../programs/prebuilt.js';
import type { JobResult } from '../instrument/job.js';
import { benchEngines, costFigures, withWorkplace } from '../instrument/workplace.js';
import type { BenchTarget, Figure } from '../target.js';

/** What instrumented kernels cost while nobody stops them, against the plain module and Asyncify with polls, on three engines. */
export const instrument: BenchTarget = {
  name: 'instrument',
  help: 'running time of instrumented kernels, beside Asyncify with polls, on this Node, Node 24 and Bun',
  run({ compare, show }) {
    const subjects = kernels.filter(({ calls }) => !calls);
    return withWorkplace(async (workplace) => {
      const figures: Figure[] = [];
      for (const engine of benchEngines()) {
        const results = new Map<string, JobResult>();
        for (const { name } of subjects) {
          show(`${engine.name}, ${name}`);
          const settings = { rounds: 11, warmup: 250, sample: 30, ...compare };
          const subject = { name, bytes: prebuiltModule(name) };
          results.set(name, await workplace.run(engine, subject, { kind: 'kernel', compare: settings }));
        }
        figures.push(...costFigures('instrument', engine, results));
      }
      return figures;
    });
  },
};
