import { algorithms, type Block, decode, encode, type Zstd } from '@wasm-checkpoint/format';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { zstdFrame } from '../arbitrary/zstd-frames.js';
import { changed, diagnosticOf, file, sectionsOf } from '../decode/build.js';
import { options, zstd } from '../decode/options.js';

const { everything } = sampleCheckpoints;
const bytes = encode(everything);

/** CRC-32C by its definition, bit by bit. */
const bitwise = {
  update(crc: number, data: Uint8Array): number {
    let value = ~crc;
    for (const byte of data) {
      value ^= byte;
      for (let bit = 0; bit < 8; bit++) value = (value >>> 1) ^ (0x82f63b78 & -(value & 1));
    }
    return ~value >>> 0;
  },
};

describe('algorithms', () => {
  // clause: emb-algorithms
  test('have defaults, and which are supplied makes no difference', () => {
    const { crc32c, sha256 } = algorithms();
    expect(crc32c.update(0, new TextEncoder().encode('123456789'))).toBe(0xe3069283);
    expect(sha256.digest(new Uint8Array())).toHaveLength(32);
    expect(difference(encode(everything, { algorithms: { crc32c: bitwise } }), bytes)).toBeUndefined();
    const own = decode(bytes, { algorithms: { crc32c: bitwise, zstd } });
    expect(difference(own, decode(bytes, options))).toBeUndefined();
  });

  // clause: emb-zstd
  test('without zstd a file with compressed blocks is read as long as nobody looks into them', () => {
    const read = decode(bytes, { verifyBlocks: false });
    expect(difference(read, decode(bytes, options))).toBeUndefined();
    expect(diagnosticOf(() => decode(bytes))?.code).toBe('CKPT4005');
    const damaged = bytes.slice();
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x28, 0xb5, 0x2f, 0xfd]));
    damaged[at + 8] = (damaged[at + 8] ?? 0) ^ 1;
    expect(diagnosticOf(() => decode(damaged))?.code).toBe('CKPT1014');
  });

  // clause: emb-zstd, emb-zstd-bound, sec-bomb
  test('a compressed block that would expand to more than its runs is refused before it is expanded', () => {
    const block = everything.memories
      .flatMap(({ image }, memory) => [...image.blocks].map((one, index) => ({ one, memory, index })))
      .find(({ one }) => one.data.coding === 'zstd');
    if (block === undefined) throw new Error('no compressed block');
    const frame = zstdFrame(new Uint8Array(block.one.data.size * 2).fill(7));
    const data: Block['data'] = { coding: 'zstd', size: block.one.data.size, frame };
    const path = `memories[${block.memory}].image.blocks[${block.index}].data`;
    const bomb = file(sectionsOf(changed(everything, { [path]: data })));
    let asked = 0;
    const counting: Zstd = {
      ...zstd,
      decompress: (compressed, size) => {
        if (compressed.length === frame.length) asked += 1;
        return zstd.decompress(compressed, size);
      },
    };
    for (const some of [{}, { zstd: counting }]) {
      expect(diagnosticOf(() => decode(bomb, { algorithms: some }))).toMatchObject({ code: 'CKPT1061', path });
    }
    expect(asked).toBe(0);
    const liar: Zstd = { ...zstd, decompress: (_, size) => new Uint8Array(size + 1).fill(1) };
    expect(diagnosticOf(() => decode(bytes, { algorithms: { zstd: liar } }))?.code).toBe('CKPT1061');
  });
});
