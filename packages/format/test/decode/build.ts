import { ByteReader, ByteWriter, Diagnostic } from '@wasm-checkpoint/bytes';
import {
  algorithms,
  blockSectionSize,
  type Checkpoint,
  checkpointFaults,
  decode,
  decodeSection,
  encodeBlockInto,
  encodeEndContents,
  encodeHeader,
  IndexBuilder,
  sectionHead,
  stateSections,
  tailSections,
} from '@wasm-checkpoint/format';
import { options } from './options.js';

const { crc32c } = algorithms();

/** A section as a file has it, rules or not. */
export interface RawSection {
  readonly id: number;
  readonly contents: Uint8Array;
}

/** What a hand-made file has in place of what belongs there. */
export interface Flaws {
  /** Contents of the index section; `null` leaves the section out. */
  readonly index?: Uint8Array | null;
  readonly indexOffset?: number;
  readonly chain?: number;
  readonly header?: Uint8Array;
  /** Contents of the end section; `null` leaves the section out. */
  readonly end?: Uint8Array | null;
  /** Sections after the index. */
  readonly late?: readonly RawSection[];
}

export const bytesOf = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(/\s/g, ''), 'hex'));

export const concat = (...parts: readonly Uint8Array[]): Uint8Array => Uint8Array.from(Buffer.concat(parts));

/** A section with its framing; `size` is written in place of that of the contents. */
export function framed({ id, contents }: RawSection, head = sectionHead(id, contents.length)): Uint8Array {
  const writer = new ByteWriter();
  writer.raw(head);
  writer.raw(contents);
  writer.fixed32(crc32c.update(0, writer.view()));
  return writer.finish();
}

const checksum = (section: Uint8Array): Uint8Array => section.subarray(-4);

/** A file of these sections, with the index and end that belong to them, or flawed ones. */
export function file(sections: readonly RawSection[], flaws: Flaws = {}): Uint8Array {
  const index = new IndexBuilder();
  const parts: Uint8Array[] = [flaws.header ?? encodeHeader()];
  for (const section of sections) {
    const bytes = framed(section);
    parts.push(bytes);
    if (section.id === 0x40) {
      const reader = new ByteReader(section.contents, checkpointFaults);
      index.block(reader.u32(), reader.u64(), bytes.length);
    } else index.section(section.id, bytes.length);
  }
  const indexOffset = parts.reduce((sum, part) => sum + part.length, 0);
  if (flaws.index !== null) parts.push(framed({ id: 0x7e, contents: flaws.index ?? index.encode() }));
  for (const section of flaws.late ?? []) parts.push(framed(section));
  const chain = crc32c.update(0, concat(...parts.slice(1).map(checksum)));
  const end = flaws.end ?? encodeEndContents(flaws.indexOffset ?? indexOffset, flaws.chain ?? chain);
  if (flaws.end !== null) parts.push(framed({ id: 0x7f, contents: end }));
  return concat(...parts);
}

/** The sections of a checkpoint, which need not be a valid one. */
export function sectionsOf(checkpoint: Checkpoint): RawSection[] {
  const blocks: RawSection[] = [];
  for (const [memory, { image }] of checkpoint.memories.entries()) {
    for (const block of image.blocks) {
      const bytes = new Uint8Array(blockSectionSize(memory, block));
      encodeBlockInto(bytes, 0, memory, block, crc32c);
      blocks.push({ id: 0x40, contents: decodeSection(bytes, 0, crc32c).contents });
    }
  }
  return [...stateSections(checkpoint), ...blocks, ...tailSections(checkpoint)];
}

/** What `run` throws, which must be a diagnostic; undefined when it throws nothing. */
export function diagnosticOf(run: () => unknown): Diagnostic | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (error instanceof Diagnostic) return error;
    throw error;
  }
}

/** The diagnostic with which `decode` refuses the bytes. */
export const refusal = (bytes: Uint8Array, limits: NonNullable<typeof options.limits> = {}): Diagnostic | undefined =>
  diagnosticOf(() => decode(bytes, { ...options, limits }));

type Node = Record<string | number, unknown>;

/** A deep copy with the values at the paths replaced; `undefined` removes a field. */
export function changed<Type>(value: Type, changes: Readonly<Record<string, unknown>>): Type {
  const copy = structuredClone(value) as unknown as Node;
  for (const [path, replacement] of Object.entries(changes)) {
    const parts = path.match(/[^.[\]]+/g) ?? [];
    const last = parts.pop() as string;
    let node = copy;
    for (const part of parts) node = node[part] as Node;
    if (replacement === undefined) delete node[last];
    else node[last] = replacement;
  }
  return copy as unknown as Type;
}
