import { checkStructure, decode, encode, encodedSize, usedFeatures } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { difference } from '../arbitrary/difference.js';
import { featuresOf } from '../arbitrary/features.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { options } from './options.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('round trips', () => {
  // clause: conv-canonical, conv-bits
  test('decode(encode(x)) is x, and encode gives the same bytes again', () => {
    fc.assert(
      fc.property(arbitraryCheckpoint(), (checkpoint) => {
        const bytes = encode(checkpoint);
        const read = decode(bytes, options);
        expect(difference(read, checkpoint)).toBeUndefined();
        expect(hex(encode(read))).toBe(hex(bytes));
      }),
      { numRuns: 1000 },
    );
  });

  test.each(Object.entries(sampleCheckpoints))('of the sample %s', (_, checkpoint) => {
    const bytes = encode(checkpoint);
    const read = decode(bytes, options);
    expect(difference(read, checkpoint)).toBeUndefined();
    expect(hex(encode(read))).toBe(hex(bytes));
  });

  test('sizes are told before', () => {
    fc.assert(
      fc.property(arbitraryCheckpoint(), (checkpoint) => {
        expect(encodedSize(checkpoint)).toBe(encode(checkpoint).length);
      }),
      { numRuns: 200 },
    );
  });

  // clause: syn-feature-declared
  test('used features are those of an independent count', () => {
    fc.assert(
      fc.property(arbitraryCheckpoint(), (checkpoint) => {
        checkStructure(checkpoint);
        expect(usedFeatures(checkpoint)).toEqual([...featuresOf(checkpoint)].sort());
      }),
      { numRuns: 500 },
    );
  });

  test('images, payloads and digests are views, not copies', () => {
    const bytes = encode(sampleCheckpoints.everything);
    const read = decode(bytes, options);
    const views = [
      ...read.memories.flatMap(({ image }) =>
        [...image.blocks].flatMap(({ data }) => (data.coding === 'raw' ? data.views : [data.frame])),
      ),
      ...read.modules.map((module) => module.digest),
      ...read.customs.map((custom) => custom.bytes),
      ...read.hostStates.map((state) => state.payload),
    ];
    expect(views.length).toBeGreaterThan(3);
    expect(views.every((view) => view.buffer === bytes.buffer)).toBe(true);
  });
});
