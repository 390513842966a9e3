import { fromJSON } from '@wasm-checkpoint/format';
import type { CheckpointLimit } from '@wasm-checkpoint/tables';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { everything, refusal } from './refusal.js';

describe('limits', () => {
  const exceeded: Partial<Record<CheckpointLimit, number>> = {
    maxTypes: 4,
    maxTypeParts: 4,
    maxModules: 1,
    maxImports: 4,
    maxInstances: 1,
    maxIndexSpace: 1,
    maxHostFunctions: 0,
    maxTables: 1,
    maxTableEntries: 5,
    maxMemories: 2,
    maxMemoryBytes: 131071,
    maxExpandedBytes: 8192 + 4096 + 12288,
    maxGlobals: 1,
    maxTags: 1,
    maxHeapObjects: 1,
    maxThreads: 2,
    maxFrames: 2,
    maxLocals: 4,
    maxOperands: 3,
    maxCaught: 1,
    maxHostStates: 2,
    maxNameBytes: 21,
  };

  // clause: lim-exceeded
  test.each(Object.entries(exceeded))('%s of %i is exceeded', (limit, value) => {
    const found = refusal(everything, { [limit]: value });
    expect([found.code, found.params['limit']]).toEqual(['CKPT9001', limit]);
    expect(found.path).not.toBe('');
  });

  test('exactly met is enough', () => {
    const enough: Partial<Record<CheckpointLimit, number>> = {
      ...Object.fromEntries(Object.entries(exceeded).map(([limit, value]) => [limit, value + 1])),
      maxIndexSpace: 5,
      maxHeapObjects: 2,
      maxMemoryBytes: 2 ** 32,
      maxExpandedBytes: 8192 + 4096 + 12288 + 3,
    };
    expect(difference(fromJSON(everything, { limits: enough }), sampleCheckpoints.everything)).toBeUndefined();
  });
});
