import type { Checkpoint, Frame } from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../arbitrary/samples.js';

const text = new TextEncoder();

const empty = sampleCheckpoints.minimal;

/** A checkpoint of one instance, with one frame that `frame` changes, and parts that `rest` replaces. */
export const one = (frame: Partial<Frame> = {}, rest: Partial<Checkpoint> = {}): Checkpoint => ({
  ...empty,
  modules: [{ digest: new Uint8Array(32).fill(0xab), length: 100n, imports: [] }],
  instances: [{ module: 0, funcs: [], tables: [], memories: [0], globals: [0], tags: [], elems: [], datas: [] }],
  memories: [
    {
      type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
      image: {
        base: { kind: 'zeros' },
        blockSizeLog2: 16,
        blocks: [
          {
            number: 0n,
            runs: [
              { kind: 'base', pages: 1 },
              { kind: 'data', pages: 1 },
            ],
            data: { coding: 'raw', size: 4096, views: [page(100, 'checkpoint')] },
          },
        ],
      },
    },
  ],
  globals: [{ type: { type: 'i64', mutable: true }, value: { kind: 'i64', value: -2n } }],
  threads: [
    {
      label: 'main',
      status: { kind: 'runnable' },
      frames: [
        {
          instance: 0,
          funcidx: 3,
          offset: 17,
          locals: [{ kind: 'i32', value: -1 }, { kind: 'dead' }, { kind: 'f64', bits: 0x7ff4000000000001n }],
          operands: [{ kind: 'f32', bits: 0x80000000 }],
          caught: [],
          ...frame,
        },
      ],
    },
  ],
  ...rest,
});

/** A page of zeros with a text in it. */
export function page(at: number, contents: string): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set(text.encode(contents), at);
  return bytes;
}
