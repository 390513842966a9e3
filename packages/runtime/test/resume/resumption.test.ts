import { assemble } from '../assemble.js';
import { expectSame } from '../outcomes.js';
import { programs } from './programs.js';

// clause: exec-resume-innermost, exec-resume-return, exec-resume-continue, exec-capture-neutral, exec-restore-start
// clause: exec-capture-bits, exec-capture-coordinates, exec-resume-throw, exec-restore-dead, exec-safepoint, inst-restore, inst-unwound
describe('stopped at every safepoint and finished in a fresh instance as if never stopped', () => {
  test.each(Object.entries(programs))('%s', async (_, { text, ...program }) => {
    expect(expectSame({ ...program, bytes: await assemble(text) })).toBeGreaterThan(5);
  });
});
