import { type Checkpoint, encode, type Frame } from '@wasm-checkpoint/format';
import { realCheckpoint } from '../real/checkpoints.js';
import { judge } from './judge.js';

/** A checkpoint whose one thread has another frame at position `k`. */
function withFrame(checkpoint: Checkpoint, k: number, change: (frame: Frame) => Frame): Checkpoint {
  return {
    ...checkpoint,
    threads: checkpoint.threads.map((thread) => ({
      ...thread,
      frames: thread.frames.map((frame, n) => (n === k ? change(frame) : frame)),
    })),
  };
}

// clause: valid-thread, valid-link-callee
test.each(['quickjs', 'lua'])(
  'a capture of %s deep in its work is valid, and not with one frame changed',
  async (name) => {
    const { module, checkpoint } = await realCheckpoint(name);
    expect(judge(encode(checkpoint), [module]).faults).toEqual([]);
    const depth = checkpoint.threads[0]?.frames.length ?? 0;
    expect(depth).toBeGreaterThan(19);
    const wrong = withFrame(checkpoint, depth - 2, (frame) => ({ ...frame, locals: frame.locals.slice(1) }));
    expect(judge(encode(wrong), [module]).clauses).toEqual(['valid-frame-locals']);
    const elsewhere = withFrame(checkpoint, depth - 2, (frame) => ({ ...frame, funcidx: frame.funcidx + 1 }));
    expect(judge(encode(elsewhere), [module]).accepted).toBe(false);
  },
);
