import { type PlainRun, realProgram, startPlain } from '../../real/programs/index.js';
import type { Candidate } from '../harness.js';
import { inForm } from './form.js';

/** The main call of a real program, each time on a fresh instance whose making is not counted. */
export function programCandidate(
  subject: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  imports: WebAssembly.Imports,
): Candidate {
  const program = inForm(realProgram(subject), bytes, imports);
  let run: PlainRun | undefined;
  return {
    name,
    prepare() {
      run = startPlain(program);
    },
    run() {
      const answer = run?.finish();
      if (answer !== program.expected) throw new Error(`${subject}, ${name}: ${answer}`);
      return answer;
    },
  };
}
