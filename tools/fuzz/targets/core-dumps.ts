import { ByteWriter } from '@wasm-checkpoint/bytes';
import {
  checkBlock,
  decode,
  decodeCoreDump,
  encodeCoreDump,
  exportCoreDump,
  importCoreDump,
} from '@wasm-checkpoint/format';
import { attempt, same } from '../attempt.js';
import { fromTests, loadCorpus } from '../checkpoints.js';
import { mutate } from '../mutation.js';
import { type Random, random } from '../random.js';
import type { FuzzTarget } from '../target.js';

/** Sections by id, in the order of the dump. */
type Sections = readonly { readonly id: number; readonly contents: Uint8Array }[];

const HEADER_SIZE = 8;
let dumps: readonly Uint8Array[] = [];
let divided: readonly Sections[] = [];

/** The sections of a dump that is well formed. */
function sectionsOf(dump: Uint8Array): Sections {
  const sections: { id: number; contents: Uint8Array }[] = [];
  for (let at = HEADER_SIZE; at < dump.length; ) {
    const id = dump[at++] ?? 0;
    let size = 0;
    for (let shift = 0, byte = 0x80; byte >= 0x80; shift += 7) {
      byte = dump[at++] ?? 0;
      size |= (byte & 0x7f) << shift;
    }
    sections.push({ id, contents: dump.subarray(at, at + size) });
    at += size;
  }
  return sections;
}

/** A dump of these sections, framed right. */
function dumpOf(header: Uint8Array, sections: Sections): Uint8Array {
  const writer = new ByteWriter(512);
  writer.raw(header);
  for (const { id, contents } of sections) {
    writer.u8(id);
    writer.u32(contents.length);
    writer.raw(contents);
  }
  return writer.finish();
}

/** Reads a dump: refused with a diagnostic, or its images hold to the rules of blocks and it is written and read the same. */
function tryDump(bytes: Uint8Array): void {
  const read = attempt(() => importCoreDump(bytes));
  if (read === undefined) return;
  for (const [address, memory] of read.parts.memories.entries()) {
    let previous: bigint | undefined;
    for (const [position, block] of [...memory.image.blocks].entries()) {
      checkBlock(memory, address, block, position, previous);
      previous = block.number;
    }
  }
  const written = encodeCoreDump(read.dump);
  if (!same(encodeCoreDump(decodeCoreDump(written)), written)) throw new Error('reads differently when it is written');
}

function explained(bytes: Uint8Array): void {
  try {
    tryDump(bytes);
  } catch (error) {
    throw new Error(`dump: ${Buffer.from(bytes.subarray(0, 4096)).toString('hex')}`, { cause: error });
  }
}

/** One section changed, left out, said twice or taken from another dump. */
function changed(sections: Sections, choices: Random): Sections {
  const list = [...sections];
  const at = choices.integer(0, list.length - 1);
  const section = list[at];
  const other = choices.pick(choices.pick(divided));
  if (section === undefined) return sections;
  const mutant = { id: section.id, contents: mutate(section.contents, choices, other.contents) };
  list.splice(
    at,
    1,
    ...choices.pick([[mutant], [mutant], [mutant], [mutant], [mutant], [], [section, section], [other]]),
  );
  return list;
}

/** Mutations of core dumps, as bytes and as sections. */
export const coreDumps: FuzzTarget = {
  name: 'core-dumps',
  help: 'mutated core dumps: refused with a diagnostic, or imported to images that hold, and written and read the same',
  async prepare() {
    const { small, options } = await loadCorpus();
    const { wasmtimeDump } = (await fromTests('coredump/wasmtime.js')) as { readonly wasmtimeDump: Uint8Array };
    const zstd = options.algorithms?.zstd;
    const exported = small.flatMap(({ file }) => {
      const checkpoint = decode(file, options);
      // What needs a parent or a module for its contents is no sample here.
      if (checkpoint.memories.some(({ image }) => image.base.kind !== 'zeros')) return [];
      const { bytes } = exportCoreDump(checkpoint, zstd === undefined ? {} : { zstd });
      return bytes.length > 4096 ? [] : [bytes];
    });
    dumps = [wasmtimeDump, ...exported];
    divided = dumps.map(sectionsOf).filter((sections) => sections.length > 0);
  },
  create(seed) {
    const choices = random(seed);
    return {
      run() {
        const dump = choices.pick(dumps);
        if (choices.oneIn(4)) explained(mutate(dump, choices, choices.pick(dumps)));
        else explained(dumpOf(dump.subarray(0, HEADER_SIZE), changed(choices.pick(divided), choices)));
      },
    };
  },
};
