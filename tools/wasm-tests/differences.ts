import type { Diagnostic } from '@wasm-checkpoint/bytes';

/** What both sides say of one module. */
export interface Disagreement {
  /** Our fault; undefined when we accept. */
  readonly ours: Diagnostic | undefined;
  /** V8's words; empty when it accepts. */
  readonly theirs: string;
}

/** A way in which V8 11.3 is known to differ from the specification, or from our limits. */
export interface Difference {
  readonly name: string;
  readonly reason: string;
  readonly covers: (disagreement: Disagreement) => boolean;
  /** Sections of the smallest module that shows it, behind the preamble. */
  readonly example: readonly number[];
}

/** The byte that a WASM1013 or WASM1014 found, or -1. */
const firstByte = ({ params }: Diagnostic): number => Number(params['found'] ?? params['flags'] ?? -1);

/** Every known difference. */
export const differences: readonly Difference[] = [
  {
    name: 'atomic alignment',
    reason:
      'The threads proposal demands exactly the natural alignment of an atomic access; V8 11.3 takes every smaller one too.',
    covers: ({ ours, theirs }) => theirs === '' && ours?.code === 'WASM2029',
    // A function that loads atomically with alignment 2^0.
    example: [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 5, 4, 1, 3, 1, 1, 10, 11, 1, 9, 0, 0x41, 0, 0xfe, 16, 0, 0, 0x1a, 0x0b],
  },
  {
    name: 'long forms of bytes',
    reason:
      'The grammar has one byte for an abstract heap type, the empty block type and the attribute of a tag; V8 reads LEB128 integers and takes longer forms of the same number.',
    covers: ({ ours, theirs }) =>
      theirs === '' &&
      ours !== undefined &&
      ['heap type', 'block type', 'tag attribute'].includes(String(ours.params['what'])) &&
      firstByte(ours) >= 0x80,
    // ref.null with func as f0 7f.
    example: [1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 8, 1, 6, 0, 0xd0, 0xf0, 0x7f, 0x1a, 0x0b],
  },
  {
    name: 'length of names',
    reason:
      'Engines other than V8 hold names of imports and exports to 100,000 bytes, and so do we; V8 11.3 takes any.',
    covers: ({ ours, theirs }) => theirs === '' && ours?.code === 'WASM9001' && ours.params['what'] === 'nameBytes',
    // An export with a name of 100,001 letters.
    example: [
      ...[5, 3, 1, 0, 0, 7, 0xa7, 0x8d, 0x06, 1, 0xa1, 0x8d, 0x06],
      ...new Array<number>(100_001).fill(0x61),
      ...[2, 0],
    ],
  },
];
