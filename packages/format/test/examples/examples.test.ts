import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { algorithms, Chain, type Checkpoint, decode, decodeSection, encode, toJSON } from '@wasm-checkpoint/format';
import wabt from 'wabt';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, refusal } from '../decode/build.js';
import { options } from '../decode/options.js';

/** A fenced block of the page. */
interface Fence {
  readonly heading: string;
  readonly info: string;
  readonly text: string;
}

function readFences(path: string): Fence[] {
  const markdown = readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
  const fences: Fence[] = [];
  let heading = '';
  for (const [, title, info, text] of markdown.matchAll(/^## (.*)$|^```(.+)\n([\s\S]*?)^```$/gm)) {
    if (title !== undefined) heading = title;
    else fences.push({ heading, info: info ?? '', text: text ?? '' });
  }
  return fences;
}

/** The bytes of a `hex` block: on each line what stands before two spaces. */
const hexOf = (text: string): Uint8Array =>
  bytesOf(
    text
      .split('\n')
      .map((line) => line.replace(/ {2,}.*$/, ''))
      .join(' '),
  );

const fences = readFences('spec/appendix/examples.md');
const files = fences.filter(({ info }) => info === 'hex');
const module = hexOf(fences.find(({ info }) => info === 'hex module')?.text ?? '');

describe('examples of the specification', () => {
  test('are all there', () => {
    expect(files.map(({ heading }) => heading)).toEqual([
      'Nothing at all',
      'Quiescent',
      'In the middle of a loop',
      'What has changed since',
      'A cycle',
    ]);
  });

  // clause: conv-canonical
  test.each(files.map((fence) => [fence.heading, fence] as const))(
    '%s: its bytes are those of the codec',
    (_, fence) => {
      const bytes = hexOf(fence.text);
      const checkpoint = decode(bytes, options);
      expect(Buffer.from(encode(checkpoint)).equals(bytes)).toBe(true);
      const json = fences.find(({ info, heading }) => info === 'json' && heading === fence.heading);
      if (json !== undefined) expect(toJSON(checkpoint)).toEqual(JSON.parse(json.text));
      for (const { digest, length } of checkpoint.modules) {
        expect(Buffer.from(digest)).toEqual(createHash('sha256').update(module).digest());
        expect(length).toBe(BigInt(module.length));
      }
    },
  );

  test('the module is the text above it, and offset 5 of its function is the call', async () => {
    const text = fences.find(({ info }) => info === 'wat')?.text ?? '';
    const { buffer } = (await wabt()).parseWat('module.wat', text).toBinary({});
    expect(Buffer.from(buffer).equals(module)).toBe(true);
    const body = module.length - 23;
    expect([...module.subarray(body, body + 7)]).toEqual([0x00, 0x03, 0x40, 0x23, 0x00, 0x10, 0x00]);
  });

  // clause: bin-fingerprint
  test('the parent is named by its fingerprint', () => {
    const { crc32c, sha256 } = algorithms();
    const [parent, child] = ['In the middle of a loop', 'What has changed since'].map((heading) =>
      hexOf(files.find((fence) => fence.heading === heading)?.text ?? ''),
    ) as [Uint8Array, Uint8Array];
    const chain = new Chain(crc32c, sha256);
    for (let offset = 8; parent[offset] !== 0x7f; ) {
      const { id, contents, crc, size } = decodeSection(parent, offset, crc32c);
      chain.add(id, contents.length, crc);
      offset += size;
    }
    const read: Checkpoint = decode(child, options);
    expect(read.parent).toEqual({ kind: 'fingerprint', digest: chain.fingerprint() });
  });

  test.each(fences.filter(({ info }) => /^hex CKPT/.test(info)).map(({ info, text }) => [info.slice(4), text]))(
    'refused: %s',
    (code, text) => {
      expect(refusal(hexOf(text ?? ''))?.code).toBe(code);
    },
  );
});

// clause: bin-index, bin-end
test('the smallest file of the chapter on the binary format', () => {
  const smallest = readFences('spec/binary.md').find(({ info }) => info === 'hex');
  const bytes = hexOf(smallest?.text ?? '');
  expect(bytes).toHaveLength(35);
  expect(Buffer.from(encode(sampleCheckpoints.minimal)).equals(bytes)).toBe(true);
});
