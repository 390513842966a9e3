import type { ExitCode } from '../command.js';
import { UsageError } from '../command.js';
import type { Asked } from './pool.js';
import { sources } from './sources.js';
import { prepareSubject } from './subject.js';
import { runTrial, type StretchPlan } from './trial.js';

/** Makes one trial again: a program by its name, and its stretches. */
export async function replay(json: string, pool: Asked): Promise<ExitCode> {
  const { program: name, stretches } = JSON.parse(json) as { program: string; stretches: readonly StretchPlan[] };
  for (const source of sources) {
    const program = await source.program(name);
    if (program === undefined) continue;
    const subject = await prepareSubject(source.name, program, pool);
    if ('reason' in subject) {
      console.log(`${subject.kind}: ${subject.reason}`);
      return 1;
    }
    const result = await runTrial({ subject, stretches }, pool);
    console.log(`${result.interruptions} interruptions, ${result.fault ?? 'no difference'}`);
    return result.fault === undefined ? 0 : 1;
  }
  throw new UsageError(`no source has a program ${name}`);
}
