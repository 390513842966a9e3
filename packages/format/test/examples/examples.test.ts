import { readFileSync } from 'node:fs';
import { algorithms, Chain, decode, decodeSection, encode } from '@wasm-checkpoint/format';
import { bytesOf, refusal } from '../decode/build.js';
import { options } from '../decode/options.js';

const page = readFileSync(new URL('../../../../spec/appendix/examples.md', import.meta.url), 'utf8');

/** The fenced blocks, with what stands behind the backquotes. */
const fences = [...page.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)].map(([, kind = '', text = '']) => ({ kind, text }));

/** The bytes in the first 48 columns of each line; what stands behind them is a note. */
const annotated = (text: string): Uint8Array =>
  bytesOf(
    text
      .split('\n')
      .map((line) => line.slice(0, 48))
      .join(''),
  );

const [parent = new Uint8Array()] = fences
  .filter(({ kind }) => kind === 'checkpoint')
  .map(({ text }) => annotated(text));
const children = fences.filter(({ kind }) => kind === 'child').map(({ text }) => annotated(text));
const refused = fences.filter(({ kind }) => kind.startsWith('CKPT'));

describe('differences and refusals among the worked examples', () => {
  test('are all there', () => {
    expect([children.length, refused.map(({ kind }) => kind)]).toEqual([1, ['CKPT1014', 'CKPT1012', 'CKPT1004']]);
  });

  // clause: conv-canonical, bin-fingerprint
  test('the child is canonical and names its parent by the fingerprint', () => {
    const [bytes = new Uint8Array()] = children;
    const child = decode(bytes, options);
    expect(Buffer.from(encode(child)).equals(bytes)).toBe(true);
    const { crc32c, sha256 } = algorithms();
    const chain = new Chain(crc32c, sha256);
    for (let offset = 8; parent[offset] !== 0x7f; ) {
      const { id, contents, crc, size } = decodeSection(parent, offset, crc32c);
      chain.add(id, contents.length, crc);
      offset += size;
    }
    expect(Buffer.from(child.parent?.digest ?? []).toString('hex')).toBe(
      Buffer.from(chain.fingerprint()).toString('hex'),
    );
    expect(child.modules).toEqual(decode(parent, options).modules);
  });

  test.each(refused.map(({ kind, text }) => [kind, text] as const))('refused with %s', (code, text) => {
    expect(refusal(annotated(text))?.code).toBe(code);
  });
});
