import { type Checkpoint, decode, encode, fromJSON, fromJSONText, toJSON, toJSONText } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { zstdContents } from '../arbitrary/zstd-frames.js';
import { validate } from './validate.js';

const zstd = {
  compress: (): never => {
    throw new Error('not used');
  },
  decompress: zstdContents,
};

const through = (checkpoint: Checkpoint): Checkpoint => fromJSON(JSON.parse(JSON.stringify(toJSON(checkpoint))));

// clause: json-lossless
describe('the JSON twin loses nothing', () => {
  test.each(Object.entries(sampleCheckpoints))('of the sample %s', (_name, checkpoint) => {
    expect(difference(through(checkpoint), checkpoint)).toBeUndefined();
    expect(difference(fromJSONText(toJSONText(checkpoint)), checkpoint)).toBeUndefined();
    expect(toJSON(fromJSON(toJSON(checkpoint)))).toEqual(toJSON(checkpoint));
  });

  test('of any checkpoint, and the schema accepts it', () => {
    const property = fc.property(arbitraryCheckpoint(), (checkpoint) => {
      const json: unknown = JSON.parse(JSON.stringify(toJSON(checkpoint)));
      expect(validate(json) ? [] : validate.errors).toEqual([]);
      expect(difference(fromJSON(json), checkpoint)).toBeUndefined();
      expect(toJSON(fromJSON(json))).toEqual(json);
    });
    fc.assert(property, { numRuns: 1000 });
  });

  test('of large and sparse memories and tables', () => {
    const property = fc.property(arbitraryCheckpoint({ large: true }), (checkpoint) => {
      expect(difference(through(checkpoint), checkpoint)).toBeUndefined();
    });
    fc.assert(property, { numRuns: 300 });
  });

  test('between files: the same bytes', () => {
    const property = fc.property(arbitraryCheckpoint(), (checkpoint) => {
      const bytes = encode(checkpoint);
      const twin: unknown = JSON.parse(JSON.stringify(toJSON(decode(bytes, { algorithms: { zstd } }))));
      expect(difference(encode(fromJSON(twin)), bytes)).toBeUndefined();
    });
    fc.assert(property, { numRuns: 300 });
  });
});

test('blocks that are made on demand are read once and written like any others', () => {
  const { quiescent } = sampleCheckpoints;
  let made = 0;
  const memories = quiescent.memories.map((memory) => {
    const blocks = {
      *[Symbol.iterator]() {
        made += 1;
        yield* memory.image.blocks;
      },
    };
    return { ...memory, image: { ...memory.image, blocks } };
  });
  expect(toJSON({ ...quiescent, memories })).toEqual(toJSON(quiescent));
  expect(made).toBe(1);
});
