import type { Checkpoint } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import type { Permutation } from './permute.js';

/** The lists of a checkpoint whose order means nothing. */
export const numberedSpaces = [
  'hostFuncs',
  'tables',
  'memories',
  'globals',
  'tags',
  'structs',
  'arrays',
  'exceptions',
  'hostRefs',
] as const satisfies readonly (keyof Checkpoint)[];

export type NumberedSpace = (typeof numberedSpaces)[number];

/** Any new order of the addresses of a checkpoint. */
export function permutationOf(checkpoint: Checkpoint): fc.Arbitrary<Permutation> {
  const orders = numberedSpaces.map((space): fc.Arbitrary<number[]> => {
    const addresses = Array.from({ length: checkpoint[space].length }, (_, index) => index);
    return fc.shuffledSubarray(addresses, { minLength: addresses.length });
  });
  return fc
    .tuple(...orders)
    .map(
      (all) =>
        Object.fromEntries(numberedSpaces.map((space, index) => [space, all[index] ?? []])) as unknown as Permutation,
    );
}
