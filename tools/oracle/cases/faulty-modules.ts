import { at, checkpointOf, frameOf, instanceOf, type Situation, threadOf } from './situation.js';

const text = `(module
  (func $good)
  (func $bad (result i64) i32.const 0)
  (func $worse (drop)))`;

/** A module that is not valid, in functions that the one frame has nothing to do with. */
export const faultyModules: Situation = {
  name: 'a module with faults',
  texts: [text],
  twin: (modules) =>
    checkpointOf({
      modules: [at(modules, 0).stated()],
      instances: [instanceOf(0)],
      threads: [threadOf(frameOf(0, at(modules, 0).offset(0, 'end')))],
    }),
  changes: [
    {
      what: 'a frame in a function with a result of another type',
      clauses: ['valid-module-valid'],
      change(twin, modules) {
        twin.threads = [threadOf(frameOf(1, at(modules, 0).offset(1, 'i32.const')))];
      },
    },
    {
      what: 'a frame in a function that lacks an operand',
      clauses: ['valid-module-valid'],
      change(twin, modules) {
        twin.threads = [threadOf(frameOf(2, at(modules, 0).offset(2, 'drop')))];
      },
    },
  ],
};
