import { decode, encode } from '@wasm-checkpoint/format';
import { checkpointFeatures } from '@wasm-checkpoint/tables';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, file, refusal, sectionsOf } from '../decode/build.js';
import { options } from '../decode/options.js';

const { minimal, everything } = sampleCheckpoints;
const text = new TextEncoder();
const name = (value: string): number[] => [value.length, ...text.encode(value)];

describe('files of later revisions', () => {
  // clause: ver-feature
  test('are refused by the name of a feature, before what it brought is met', () => {
    const features = { id: 0x01, contents: Uint8Array.from([1, ...name('wings')]) };
    const added = { id: 0x12, contents: bytesOf('00') };
    const error = refusal(file([features, added]));
    expect(error).toMatchObject({ code: 'CKPT4002', phase: 'unsupported', params: { feature: 'wings' } });
    expect(error?.offset).toBeLessThan(8 + 8 + features.contents.length);
    // Undeclared, the addition is refused all the same.
    expect(refusal(file([added]))).toMatchObject({ code: 'CKPT4001', params: { id: 0x12 } });
  });

  // clauses: ver-additions, ver-accept, bin-section-critical
  test('are accepted when what is new may be ignored, and kept as they are', () => {
    const bytes = file([...sectionsOf(minimal), { id: 0xc8, contents: bytesOf('01 02 03') }]);
    const checkpoint = decode(bytes, options);
    expect(checkpoint.unknowns).toEqual([{ id: 0xc8, bytes: bytesOf('01 02 03') }]);
    expect(encode(checkpoint)).toEqual(bytes);
  });

  // clause: ver-accept
  test('of this revision may use all of its features', () => {
    expect(everything.features).toEqual(checkpointFeatures.map((feature) => feature.name).sort());
    expect(refusal(encode(everything))).toBeUndefined();
  });
});

describe('small files of large claims', () => {
  // clause: sec-bomb
  test('are refused by a limit that the caller knows, or read without work', () => {
    const memory = { address: 'i64', shared: false, pageSizeLog2: 16 } as const;
    const bytes = encode({
      ...minimal,
      features: ['memory64'],
      memories: [
        {
          type: { ...memory, limits: { min: 2n ** 47n } },
          image: { base: { kind: 'zeros' }, blockSizeLog2: 22, blocks: [] },
        },
      ],
    });
    expect(bytes.length).toBeLessThan(100);
    expect(refusal(bytes)).toMatchObject({ code: 'CKPT9001', params: { limit: 'maxMemoryBytes' } });
    expect(decode(bytes, { limits: { maxMemoryBytes: Number.MAX_VALUE } }).memories).toHaveLength(1);
  });
});
