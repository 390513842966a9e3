import { ByteReader, ByteWriter } from '@wasm-checkpoint/bytes';
import {
  algorithms,
  type Checkpoint,
  checkpointFaults,
  type DecodeOptions,
  decodeSection,
  encode,
  encodeEndContents,
  encodeHeader,
  IndexBuilder,
  sectionHead,
} from '@wasm-checkpoint/format';
import fc from 'fast-check';
import type { Random } from './random.js';

const { crc32c } = algorithms();
const BLOCK = 0x40;
const INDEX = 0x7e;
const END = 0x7f;

/** A section with its bytes in the file, framing included. */
export interface Section {
  readonly id: number;
  readonly contents: Uint8Array;
  readonly bytes: Uint8Array;
}

/** A file and its sections, those of the framing excepted. */
export interface Sample {
  readonly file: Uint8Array;
  readonly sections: readonly Section[];
}

export interface Corpus {
  readonly small: readonly Sample[];
  readonly large: readonly Sample[];
  readonly options: DecodeOptions;
}

interface Generator {
  readonly arbitraryCheckpoint: () => fc.Arbitrary<Checkpoint>;
}
interface ZstdFrames {
  readonly zstdFrame: (bytes: Uint8Array) => Uint8Array;
  readonly zstdContents: (frame: Uint8Array) => Uint8Array;
}
/** A module of the format's own tests, which are no part of the published package. */
export const fromTests = (path: string): Promise<unknown> =>
  import(new URL(`../dist-test/${path}`, import.meta.resolve('@wasm-checkpoint/format')).href);

function sectionsOf(file: Uint8Array): Section[] {
  const sections: Section[] = [];
  for (let offset = 8; ; ) {
    const { id, contents, size } = decodeSection(file, offset, crc32c);
    if (id === INDEX) return sections;
    sections.push({ id, contents, bytes: file.subarray(offset, offset + size) });
    offset += size;
  }
}

/** Files above this size are mutated rarely: they cost as much as many small ones. */
const smallSize = 1024;

/** Files of arbitrary checkpoints, the same each time. */
export async function loadCorpus(): Promise<Corpus> {
  const { arbitraryCheckpoint } = (await fromTests('arbitrary/checkpoint.js')) as Generator;
  const { zstdFrame, zstdContents } = (await fromTests('arbitrary/zstd-frames.js')) as ZstdFrames;
  const samples = fc.sample(arbitraryCheckpoint(), { numRuns: 1500, seed: 20 }).map((checkpoint) => {
    const file = encode(checkpoint);
    return { file, sections: sectionsOf(file) };
  });
  return {
    small: samples.filter(({ file }) => file.length <= smallSize),
    large: samples.filter(({ file }) => file.length > smallSize),
    options: { algorithms: { zstd: { compress: zstdFrame, decompress: zstdContents } } },
  };
}

export const pickSample = (corpus: Corpus, random: Random): Sample =>
  random.pick(random.oneIn(40) ? corpus.large : corpus.small);

/** A section with the framing that belongs to it. */
export function seal(id: number, contents: Uint8Array): Section {
  const writer = new ByteWriter(contents.length + 16);
  writer.raw(sectionHead(id, contents.length));
  writer.raw(contents);
  writer.fixed32(crc32c.update(0, writer.view()));
  return { id, contents, bytes: writer.view() };
}

/** The contents of the index section that belongs to these sections; blocks that cannot be read are left out. */
function indexOf(sections: readonly Section[]): Uint8Array {
  const index = new IndexBuilder();
  for (const { id, contents, bytes } of sections) {
    if (id !== BLOCK) {
      index.section(id, bytes.length);
      continue;
    }
    const reader = new ByteReader(contents, checkpointFaults);
    try {
      index.block(reader.u32(), reader.u64(), bytes.length);
    } catch {
      // A damaged block, which is refused before the index is compared.
    }
  }
  return index.encode();
}

/** A file of these sections with checksums, index and end that belong to them; `change` may alter the index. */
export function sealed(sections: readonly Section[], change?: (index: Uint8Array) => Uint8Array): Uint8Array {
  const writer = new ByteWriter(512);
  writer.raw(encodeHeader());
  const contents = indexOf(sections);
  const index = seal(INDEX, change === undefined ? contents : change(contents));
  let chain = 0;
  for (const { bytes } of sections) {
    writer.raw(bytes);
    chain = crc32c.update(chain, bytes.subarray(-4));
  }
  const offset = writer.length;
  writer.raw(index.bytes);
  chain = crc32c.update(chain, index.bytes.subarray(-4));
  writer.raw(seal(END, encodeEndContents(offset, chain)).bytes);
  return writer.view();
}
