import type { Checkpoint } from '@wasm-checkpoint/format';
import { inner } from './parts.js';
import { quiescent } from './quiescent.js';

/** The quiescent one with a thread of two frames: dead locals, NaN payloads. */
export const frames: Checkpoint = {
  ...quiescent,
  threads: [
    {
      label: 'main',
      status: { kind: 'runnable' },
      frames: [
        inner,
        { instance: 0, funcidx: 1, offset: 300, locals: [], operands: [{ kind: 'i32', value: 1 }], caught: [] },
      ],
    },
  ],
};
