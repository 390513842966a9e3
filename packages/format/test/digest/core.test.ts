import { createHash } from 'node:crypto';
import { type Checkpoint, digestsOf } from '@wasm-checkpoint/format';
import { nodeSha256 } from '@wasm-checkpoint/format/node';
import { sampleCheckpoints } from '../arbitrary/samples.js';

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

describe('core digest', () => {
  const hashed = (parts: readonly (readonly number[] | Uint8Array | string)[]): Uint8Array => {
    const hash = createHash('sha256');
    for (const part of parts)
      hash.update(typeof part === 'string' ? Buffer.from(part, 'latin1') : Uint8Array.from(part));
    return hash.digest();
  };
  const u32 = (value: number): number[] => [...new Uint8Array(Uint32Array.of(value).buffer)];
  const u64 = (value: number): number[] => [...u32(value), 0, 0, 0, 0];

  // clause: digest-core, digest-number, digest-type, digest-liveness, digest-host
  test('of a small configuration is the hash of what the text lists', () => {
    const module = new Uint8Array(32).fill(5);
    const checkpoint: Checkpoint = {
      ...sampleCheckpoints.minimal,
      types: [
        [{ final: true, supertypes: [], composite: { kind: 'struct', fields: [{ storage: 'i8', mutable: true }] } }],
      ],
      modules: [{ digest: module, length: 300n, imports: [] }],
      instances: [{ module: 0, funcs: [], tables: [], memories: [], globals: [1, 0], tags: [], elems: [], datas: [2] }],
      globals: [
        { type: { type: { nullable: true, heap: 0 }, mutable: true }, value: { kind: 'struct', address: 0 } },
        { type: { type: 'f32', mutable: false }, value: { kind: 'f32', bits: 0x7fc00001 } },
      ],
      structs: [{ type: 0, fields: [{ kind: 'i8', bits: 200 }] }],
      threads: [
        {
          label: 'main',
          status: { kind: 'runnable' },
          frames: [
            {
              instance: 0,
              funcidx: 3,
              offset: 9,
              locals: [
                { kind: 'i32', value: -1 },
                { kind: 'i64', value: 2n },
              ],
              operands: [{ kind: 'extern', internal: { kind: 'i31', value: 6 } }],
              caught: [],
            },
          ],
        },
      ],
    };
    const group = hashed([
      'wasm-checkpoint rectype 1\0',
      u32(1),
      [1, 0], // final, no supertypes
      [0x5f, ...u32(1), 0x78, 1], // struct of one mutable i8
    ]);
    const type = hashed([[3], group, u32(0)]);
    const core = hashed([
      'wasm-checkpoint core 1\0',
      [...u64(1), ...module, ...u64(300), ...u64(0)],
      [...u64(0), ...u64(0), ...u64(2), ...u64(0), ...u64(1), ...u64(0)], // globals 1 and 0 are numbers 0 and 1
      [...u64(0), ...u64(1), ...u32(2)], // no elems, data segment 2
      [...u64(1), 0, ...u64(1), ...u32(0), ...u32(3), ...u32(9)],
      [...u64(2), 0x7f, 255, 255, 255, 255, 0x01], // the second local is not live
      [...u64(1), 0x6f, 0x6c, ...u32(6), ...u64(0)],
      [0x09, 0x7d, 0, 0x7d, ...u32(0x7fc00001)],
      [0x09, 0x63, 0x01, ...type, 1, 0x6b, ...u64(2)], // the structure is number 2
      [0x0b, ...type, ...u64(1), 0x78, 200],
    ]);
    const host = hashed(['wasm-checkpoint host 1\0', u64(0), u64(0)]);
    const digests = digestsOf(checkpoint, [], {
      sha256: nodeSha256,
      liveness: { liveLocals: () => [true, false] },
    });
    expect(hex(digests.core)).toBe(hex(core));
    expect(hex(digests.state)).toBe(hex(hashed(['wasm-checkpoint state 1\0', core, host])));
  });
});
