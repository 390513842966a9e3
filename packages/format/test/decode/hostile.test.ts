import { Diagnostic } from '@wasm-checkpoint/bytes';
import { decode, encode } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { bytesOf, file, type RawSection, refusal, sectionsOf } from './build.js';
import { options } from './options.js';

const files = Object.entries(sampleCheckpoints).map(([name, checkpoint]) => [name, encode(checkpoint)] as const);

// Half a million refusals are expected here, and nobody reads where they were thrown.
const { stackTraceLimit } = Error;
beforeAll(() => {
  Error.stackTraceLimit = 0;
});
afterAll(() => {
  Error.stackTraceLimit = stackTraceLimit;
});

/** Decodes; a refusal must be a diagnostic, an acceptance must be canonical. */
function accepted(bytes: Uint8Array): boolean {
  try {
    const again = encode(decode(bytes, options));
    expect(Buffer.compare(again, bytes)).toBe(0);
    return true;
  } catch (error) {
    if (!(error instanceof Diagnostic)) throw error;
    // Asked by hand: an expectation costs more than the decoding.
    if (error.offset < 0 || error.offset > bytes.length) throw new Error(`offset ${error.offset} of ${error.message}`);
    return false;
  }
}

describe('damaged files', () => {
  // clause: conv-reject, conv-bytes, bin-end
  test.each(files)('no prefix of %s is accepted', (_, bytes) => {
    for (let length = 0; length < bytes.length; length++) {
      if (accepted(bytes.subarray(0, length))) throw new Error(`prefix of ${length} bytes`);
    }
  });

  // clause: conv-reject, bin-section-checksum
  test.each(files)('%s with any one bit flipped is refused', (_, bytes) => {
    const flipped = bytes.slice();
    for (let bit = 0; bit < bytes.length * 8; bit++) {
      const at = bit >> 3;
      flipped[at] = (flipped[at] ?? 0) ^ (1 << (bit & 7));
      if (accepted(flipped)) throw new Error(`bit ${bit}`);
      flipped[at] = bytes[at] ?? 0;
    }
  });
});

/** Contents of a section with one byte replaced, inserted or removed. */
function mutated(contents: Uint8Array, at: number, how: number, byte: number): Uint8Array {
  const place = contents.length === 0 ? 0 : at % contents.length;
  const copy = [...contents];
  copy.splice(place, how === 0 ? 0 : 1, ...(how === 1 ? [] : [byte]));
  return Uint8Array.from(copy);
}

describe('altered contents under right checksums', () => {
  // clause: conv-reject, conv-canonical, conv-hostile
  test('are refused with a diagnostic, or are another canonical file', () => {
    let kept = 0;
    fc.assert(
      fc.property(
        arbitraryCheckpoint(),
        fc.array(fc.tuple(fc.nat(30), fc.nat(0xffff), fc.nat(2), fc.nat(255)), { minLength: 1, maxLength: 3 }),
        (checkpoint, changes) => {
          const sections: RawSection[] = sectionsOf(checkpoint).map((section) => ({ ...section }));
          for (const [which, at, how, byte] of changes) {
            const section = sections[which % Math.max(1, sections.length)];
            if (section === undefined) continue;
            sections[sections.indexOf(section)] = {
              id: section.id,
              contents: mutated(section.contents, at, how, byte),
            };
          }
          try {
            if (accepted(file(sections))) kept += 1;
          } catch (error) {
            // The index of a block section that cannot be read is not made.
            if (!(error instanceof Diagnostic)) throw error;
          }
        },
      ),
      { numRuns: 3000 },
    );
    expect(kept).toBeGreaterThan(0);
  });
});

describe('declared counts', () => {
  const count = 'ff ff ff ff 0f';
  const sections: readonly (readonly [string, number, string])[] = [
    ['features', 0x01, count],
    ['types', 0x03, count],
    ['group', 0x03, `01 4e ${count}`],
    ['supertypes', 0x03, `01 50 ${count}`],
    ['parameters', 0x03, `01 60 ${count}`],
    ['modules', 0x04, count],
    ['imports', 0x04, `01 ${'00'.repeat(32)} 00 ${count}`],
    ['name', 0xb1, count],
    ['instances', 0x05, count],
    ['bindings', 0x05, `01 00 ${count}`],
    ['tables', 0x07, count],
    ['table runs', 0x07, `01 70 00 00 00 ${count}`],
    ['memories', 0x08, count],
    ['globals', 0x09, count],
    ['tags', 0x0a, count],
    ['structures', 0x0b, count],
    ['fields', 0x0b, `01 00 ${count}`],
    ['arrays', 0x0c, count],
    ['v128 elements', 0x0c, `01 00 7b ${count}`],
    ['references', 0x0c, `01 00 64 ${count}`],
    ['exceptions', 0x0d, count],
    ['host references', 0x0e, count],
    ['payload', 0x0e, `01 00 ${count}`],
    ['threads', 0x0f, count],
    ['frames', 0x0f, `01 00 00 ${count}`],
    ['locals', 0x0f, `01 00 00 01 00 00 01 00 ${count}`],
    ['host states', 0x10, count],
    ['producers', 0xb0, count],
    ['digests', 0xd0, count],
    ['index', 0x7e, count],
  ];

  const unlimited = Object.fromEntries(
    [
      'maxTypes',
      'maxTypeParts',
      'maxModules',
      'maxImports',
      'maxInstances',
      'maxIndexSpace',
      'maxTables',
      'maxMemories',
    ]
      .concat('maxGlobals', 'maxTags', 'maxHeapObjects', 'maxThreads', 'maxFrames', 'maxLocals', 'maxHostStates')
      .concat('maxNameBytes', 'maxSections')
      .map((name) => [name, Number.MAX_SAFE_INTEGER]),
  );

  // clause: conv-count, conv-hostile
  test.each(sections)('of %s cost nothing before they are refused', (_, id, contents) => {
    const bytes = id === 0x7e ? file([], { index: bytesOf(contents) }) : file([{ id, contents: bytesOf(contents) }]);
    const before = process.memoryUsage();
    const refused = refusal(bytes, unlimited);
    const after = process.memoryUsage();
    expect(['CKPT1006', 'CKPT1001']).toContain(refused?.code);
    expect(after.arrayBuffers + after.external - before.arrayBuffers - before.external).toBeLessThan(1 << 20);
    expect(after.heapUsed - before.heapUsed).toBeLessThan(8 << 20);
  });

  test('of sizes that cost nothing: a memory of 2^48 bytes and a table of 2^32 entries', () => {
    const bytes = file([
      { id: 0x01, contents: bytesOf('01 08 6d656d6f72793634') },
      { id: 0x07, contents: bytesOf('01 70 00 ff ff ff ff 0f 00 01 01 ff ff ff ff 0f 73') },
      { id: 0x08, contents: bytesOf('01 04 80 80 80 80 10 00 16') },
    ]);
    expect(refusal(bytes)).toBeUndefined();
  });
});
