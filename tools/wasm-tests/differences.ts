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
  },
  {
    name: 'table size',
    reason:
      "The JavaScript API's limit of 10,000,000 elements is one of instantiation and of the engine; the specification has none below 2^32.",
    covers: ({ ours, theirs }) =>
      ours === undefined && /initial table size \(\d+ elements\) is larger than implementation limit/.test(theirs),
  },
];
