import { decode, defaultLimits, encode, type ReaderLimits } from '@wasm-checkpoint/format';
import { type CheckpointLimit, checkpointLimits } from '@wasm-checkpoint/tables';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, changed, file, refusal, sectionsOf } from './build.js';
import { options } from './options.js';

const { everything, minimal } = sampleCheckpoints;
const bytes = encode(everything);

/** What `everything` has of each thing that is limited; the reader itself follows no parents. */
const sizes: Readonly<Record<Exclude<CheckpointLimit, 'maxChain'>, number>> = {
  maxFileBytes: bytes.length,
  maxTypes: 5,
  maxTypeParts: 5,
  maxModules: 2,
  maxImports: 5,
  maxInstances: 2,
  maxIndexSpace: 2,
  maxHostFunctions: 1,
  maxTables: 2,
  maxTableEntries: 6,
  maxMemories: 3,
  maxMemoryBytes: 2 ** 32,
  maxExpandedBytes: 3 + 4096 * 3 + 4096 + 8192,
  maxGlobals: 2,
  maxTags: 2,
  maxHeapObjects: 2,
  maxThreads: 3,
  maxFrames: 3,
  maxLocals: 5,
  maxOperands: 4,
  maxCaught: 2,
  maxHostStates: 3,
  maxSections: 23,
  maxNameBytes: 22,
};

describe('limits', () => {
  // clause: lim-exceeded
  test.each(Object.entries(sizes))('lim-exceeded: %s of %d', (name, size) => {
    const at = (value: number): Partial<ReaderLimits> => ({ [name]: value });
    expect(refusal(bytes, at(size))).toBeUndefined();
    const refused = refusal(bytes, at(size - 1));
    expect([refused?.code, refused?.phase, refused?.params]).toMatchObject(['CKPT9001', 'limit', { limit: name }]);
  });

  test('have the defaults of the table', () => {
    for (const row of checkpointLimits) expect(defaultLimits[row.name]).toBe(row.default);
    expect(Object.keys(sizes).sort()).toEqual(
      checkpointLimits
        .map((row) => row.name)
        .filter((name) => name !== 'maxChain')
        .sort(),
    );
  });

  // clause: lim-exceeded, conv-count
  test('come before the count is compared with the bytes that are left', () => {
    const tags = file([{ id: 0x0a, contents: bytesOf('ff ff ff ff 0f 00') }]);
    expect(refusal(tags)?.code).toBe('CKPT9001');
    expect(refusal(tags, { maxTags: 2 ** 32 })?.code).toBe('CKPT1006');
  });

  test('a limit below what a limited part needs is not met by the whole', () => {
    const wide = changed(everything, { 'memories[2].type.limits.min': 65536n });
    expect(refusal(file(sectionsOf(wide)), { maxMemoryBytes: 2 ** 32 })).toBeUndefined();
    expect(decode(encode(minimal), { ...options, limits: { maxSections: 0, maxMemories: 0 } })).toEqual(minimal);
  });
});
