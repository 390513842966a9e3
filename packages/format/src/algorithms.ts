import { sha256 } from '@noble/hashes/sha2.js';
import { crc32cDefault } from './crc32c/default.js';
import type { Algorithms, Sha256 } from './syntax/algorithms.js';

const portableSha256: Sha256 = {
  digest: (bytes) => sha256(bytes),
  create: () => {
    const hash = sha256.create();
    return { update: (bytes) => void hash.update(bytes), digest: () => hash.digest() };
  },
};

const defaults: Algorithms = { crc32c: crc32cDefault, sha256: portableSha256 };

/** The given algorithms, and portable ones in place of those that are not given; zstd has no default. */
export function algorithms(some?: Partial<Algorithms>): Algorithms {
  return some === undefined ? defaults : { ...defaults, ...some };
}
