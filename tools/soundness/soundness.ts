import { encode } from '@wasm-checkpoint/format';
import type { Random } from '../fuzz/random.js';
import type { EngineProcess } from './engine-process.js';
import { type Mutant, mutant } from './mutations/index.js';
import type { Subject } from './subject.js';
import type { Tally } from './tally.js';
import { verdictOf } from './verdicts.js';

/** Something wrong with a mutant: the validators disagree, or what they accept leads to what no valid checkpoint may. */
export class SoundnessFinding extends Error {
  override readonly name = 'SoundnessFinding';
  readonly mutant: Mutant;

  constructor(found: Mutant, reason: string) {
    super(`${found.subject.name}: ${found.changes.join('; ')}\n${reason}\n${fileText(found)}`);
    this.mutant = found;
  }
}

/** The file of a mutant where it is small. */
function fileText({ checkpoint }: Mutant): string {
  try {
    const file = encode(checkpoint);
    return file.length < 2000 ? `file: ${Buffer.from(file).toString('base64')}` : `file of ${file.length} bytes`;
  } catch {
    return 'no file';
  }
}

/** Makes one mutant of one of the subjects, has it judged twice, and tries it where it is accepted; throws a finding. */
export async function tryOne(
  subjects: readonly Subject[],
  random: Random,
  on: Pick<EngineProcess, 'try'>,
  tally: Tally,
): Promise<void> {
  const made = mutant(random.pick(subjects), random);
  tally.mutants += 1;
  let verdict: ReturnType<typeof verdictOf>;
  try {
    verdict = verdictOf(made);
  } catch (error) {
    throw new SoundnessFinding(made, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  if (verdict.kind === 'refused') {
    tally.refuse(verdict.clauses);
    return;
  }
  tally.accepted += 1;
  const answer = await on.try(made.subject, verdict.file);
  if (answer.kind !== 'tried')
    throw new SoundnessFinding(made, answer.kind === 'failed' ? answer.reason : 'a wrong answer');
  for (const { outcome, detail } of answer.outcomes) tally.end(outcome, detail);
}
