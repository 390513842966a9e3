import { realProgram } from '../../real/programs/index.js';
import type { Candidate } from '../harness.js';
import { FormedProgram } from './formed-program.js';

/** The main call of a real program, each time on a fresh instance whose making is not counted. */
export function programCandidate(
  subject: string,
  name: string,
  bytes: Uint8Array<ArrayBuffer>,
  imports: WebAssembly.Imports,
): Candidate {
  const formed = new FormedProgram(realProgram(subject), bytes, imports);
  let call: (() => string) | undefined;
  return {
    name,
    prepare() {
      call = formed.start();
    },
    run() {
      const answer = call?.();
      if (answer !== formed.program.expected) throw new Error(`${subject}, ${name}: ${answer}`);
      return answer;
    },
  };
}
