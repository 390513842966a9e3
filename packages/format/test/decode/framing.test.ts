import { createHash } from 'node:crypto';
import { ByteReader } from '@wasm-checkpoint/bytes';
import {
  algorithms,
  blockSectionSize,
  Chain,
  checkpointFaults,
  decodeEnd,
  decodeHeader,
  decodeIndex,
  decodeSection,
  defaultLimits,
  END_SIZE,
  encode,
} from '@wasm-checkpoint/format';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { diagnosticOf } from './build.js';

const { crc32c, sha256 } = algorithms();
const { everything } = sampleCheckpoints;
const bytes = encode(everything);

describe('framing', () => {
  // clause: bin-index, bin-end-index
  test('bin-index: the index, found from the end, gives the place of every section', () => {
    const end = decodeEnd(bytes.subarray(-END_SIZE), bytes.length, crc32c);
    const frame = decodeSection(bytes, Number(end.indexOffset), crc32c);
    expect(frame.id).toBe(0x7e);
    const index = decodeIndex(frame.contents, frame.offset + frame.head, defaultLimits, frame.offset);
    for (const { id, offset, size } of [...index.before, ...index.after]) {
      expect(decodeSection(bytes, offset, crc32c)).toMatchObject({ id, offset, size });
    }
    expect(index.memories.map(({ memory, blocks }) => [memory, blocks.map(({ number }) => number)])).toEqual(
      everything.memories.map(({ image }, memory) => [memory, [...image.blocks].map(({ number }) => number)]),
    );
    for (const { memory, blocks } of index.memories) {
      for (const [position, { offset, size }] of blocks.entries()) {
        const block = [...(everything.memories[memory]?.image.blocks ?? [])][position];
        expect(block).toBeDefined();
        if (block !== undefined) expect(size).toBe(blockSectionSize(memory, block));
        expect(decodeSection(bytes, offset, crc32c)).toMatchObject({ id: 0x40, size });
      }
    }
    expect(index.before[0]?.offset).toBe(8);
  });

  test('bin-index-exact: sizes add up to the offset of the index', () => {
    const end = decodeEnd(bytes.subarray(-END_SIZE), bytes.length, crc32c);
    const frame = decodeSection(bytes, Number(end.indexOffset), crc32c);
    const read = () => decodeIndex(frame.contents, 0, defaultLimits, frame.offset + 1);
    expect(diagnosticOf(read)?.code).toBe('CKPT1019');
  });

  test('bin-end: the last 18 bytes', () => {
    const other = bytes.slice(-END_SIZE);
    other[0] = 0x7d;
    expect(diagnosticOf(() => decodeEnd(other, bytes.length, crc32c))?.code).toBe('CKPT1015');
    expect(diagnosticOf(() => decodeEnd(bytes.subarray(-17), bytes.length, crc32c))?.code).toBe('CKPT1015');
    const flipped = bytes.slice(-END_SIZE);
    flipped[5] = (flipped[5] ?? 0) ^ 1;
    expect(diagnosticOf(() => decodeEnd(flipped, bytes.length, crc32c))?.code).toBe('CKPT1014');
  });

  test('bin-end-chain, bin-fingerprint: over the sections before the end', () => {
    const chain = new Chain(crc32c, sha256);
    const checksums: number[] = [];
    const hash = createHash('sha256').update('wasm-checkpoint fingerprint 1\0');
    const reader = new ByteReader(bytes, checkpointFaults);
    decodeHeader(reader);
    for (let offset = reader.offset; offset < bytes.length - END_SIZE; ) {
      const { id, contents, crc, size } = decodeSection(bytes, offset, crc32c);
      chain.add(id, contents.length, crc);
      const record = Buffer.alloc(13);
      record.writeUInt8(id);
      record.writeBigUInt64LE(BigInt(contents.length), 1);
      record.writeUInt32LE(crc, 9);
      hash.update(record);
      checksums.push(...record.subarray(9));
      offset += size;
    }
    expect(chain.crc()).toBe(decodeEnd(bytes.subarray(-END_SIZE), bytes.length, crc32c).chain);
    expect(chain.crc()).toBe(crc32c.update(0, Uint8Array.from(checksums)));
    expect(Buffer.from(chain.fingerprint()).toString('hex')).toBe(hash.digest('hex'));
  });

  test('sections of a piece of a file keep the offsets of the whole', () => {
    const whole = decodeSection(bytes, 8, crc32c);
    const piece = decodeSection(bytes.subarray(8), 0, crc32c, 8);
    expect(piece).toEqual(whole);
    expect(diagnosticOf(() => decodeSection(bytes.subarray(8, 20), 0, crc32c, 8))?.offset).toBe(20);
  });
});
