import type { Frame, Memory, RefType, SubType } from '@wasm-checkpoint/format';

export const funcref: RefType = { nullable: true, heap: 'func' };
export const digest = (first: number): Uint8Array =>
  Uint8Array.from({ length: 32 }, (_, index) => (first + index) & 0xff);
export const page = (byte: number): Uint8Array => new Uint8Array(4096).fill(byte);
export const final = (composite: SubType['composite']): SubType => ({ final: true, supertypes: [], composite });

export const heap: Memory = {
  type: { address: 'i32', limits: { min: 2n, max: 16n }, shared: false, pageSizeLog2: 16 },
  image: {
    base: { kind: 'zeros' },
    blockSizeLog2: 16,
    blocks: [
      {
        number: 0n,
        runs: [
          { kind: 'data', pages: 1 },
          { kind: 'base', pages: 2 },
          { kind: 'data', pages: 2 },
        ],
        data: { coding: 'raw', size: 12288, views: [page(0x11), new Uint8Array(8192).fill(0x22)] },
      },
      {
        number: 1n,
        runs: [
          { kind: 'base', pages: 15 },
          { kind: 'data', pages: 1 },
        ],
        data: { coding: 'raw', size: 4096, views: [page(0x33)] },
      },
    ],
  },
};

export const inner: Frame = {
  instance: 0,
  funcidx: 2,
  offset: 17,
  locals: [{ kind: 'i32', value: 7 }, { kind: 'dead' }, { kind: 'i64', value: -(2n ** 63n) }],
  operands: [
    { kind: 'f32', bits: 0x7fc12345 },
    { kind: 'f64', bits: 0xfff0000000000001n },
  ],
  caught: [],
};
