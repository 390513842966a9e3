import { polls } from './polls.js';

/** What modules of any form import besides what they did before: the tape of ours, the poll of Asyncify. */
export function importsOf(recorder: Uint8Array): WebAssembly.Imports {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(Uint8Array.from(recorder)));
  return {
    checkpoint: exports as WebAssembly.ModuleImports,
    [polls.module]: {
      [polls.import]: () => {
        throw new Error('nobody has asked for an interruption');
      },
    },
  };
}
