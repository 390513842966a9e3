import { Diagnostic } from '@wasm-checkpoint/bytes';
import { decode, encode, readCheckpoint } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { file, type RawSection, sectionsOf } from './build.js';
import { options } from './options.js';

/** Accepted, or code and offset of the refusal. */
async function verdict(read: () => unknown): Promise<string> {
  try {
    await read();
    return 'accepted';
  } catch (error) {
    if (error instanceof Diagnostic) return `${error.code} at ${error.offset} ${error.path}`;
    throw error;
  }
}

function* chunks(bytes: Uint8Array, size: number): Generator<Uint8Array> {
  // Copies, since a source may use its buffer again.
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

async function agree(bytes: Uint8Array, size: number): Promise<string> {
  const whole = await verdict(() => decode(bytes, options));
  expect(await verdict(() => readCheckpoint(chunks(bytes, size), {}, options))).toBe(whole);
  return whole;
}

const change = fc.tuple(fc.nat(30), fc.nat(0xffff), fc.nat(255), fc.integer({ min: 1, max: 600 }));

describe('whole and streamed reading agree', () => {
  test('on files', async () => {
    const property = fc.asyncProperty(arbitraryCheckpoint(), fc.integer({ min: 1, max: 5000 }), async (value, size) => {
      expect(await agree(encode(value), size)).toBe('accepted');
    });
    await fc.assert(property, { numRuns: 200 });
  });

  // clause: conv-reject
  test('on files with an altered byte under right checksums', async () => {
    const verdicts = new Set<string>();
    const property = fc.asyncProperty(arbitraryCheckpoint(), change, async (value, [which, at, byte, size]) => {
      const sections: RawSection[] = sectionsOf(value);
      const section = sections[which % Math.max(1, sections.length)];
      if (section === undefined || section.id === 0x40 || section.contents.length === 0) return;
      const contents = section.contents.slice();
      contents[at % contents.length] = byte;
      sections[sections.indexOf(section)] = { id: section.id, contents };
      verdicts.add((await agree(file(sections), size)).slice(0, 8));
    });
    await fc.assert(property, { numRuns: 1000 });
    expect(verdicts.size).toBeGreaterThan(5);
  });

  // clause: bin-end
  test('on cut files', async () => {
    const property = fc.asyncProperty(arbitraryCheckpoint(), fc.nat(), async (value, at) => {
      const bytes = encode(value);
      expect(await agree(bytes.subarray(0, at % bytes.length), 100)).not.toBe('accepted');
    });
    await fc.assert(property, { numRuns: 300 });
  });
});
