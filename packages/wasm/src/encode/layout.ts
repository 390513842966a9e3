import { ByteWriter } from '@wasm-checkpoint/bytes';
import { wasmSections } from '@wasm-checkpoint/tables';
import type { Module } from '../decode/module.js';
import type { SectionHeader } from '../syntax/module.js';
import type { SectionContents } from '../syntax/module-syntax.js';
import type { NewCustoms } from './customsections.js';
import type { KnownSection, NewContents } from './reencoding.js';
import { encodeContents, writePreamble, writeSectionBytes } from './sections.js';

/** Sections other than custom ones, in the order of the binary grammar. */
const knownInOrder: readonly KnownSection[] = wasmSections
  .flatMap((row) => (row.name === 'custom' ? [] : [row]))
  .sort((one, other) => one.order - other.order)
  .map((row) => row.name);

const knownOrder = new Map<string, number>(knownInOrder.map((name, order) => [name, order]));

/** A section's place in that order; -1 for custom ones. */
const orderOf = (header: SectionHeader): number => knownOrder.get(header.name) ?? -1;

const writeCustom = (writer: ByteWriter, custom: SectionContents['custom']): void =>
  writeSectionBytes(writer, 'custom', encodeContents('custom', custom));

/** For each place in the list, the order of the next section from there on that is not custom. */
function followingOrders(headers: readonly SectionHeader[]): readonly number[] {
  let next = knownInOrder.length;
  const backwards = [...headers].reverse().map((header) => {
    if (header.custom === undefined) next = orderOf(header);
    return next;
  });
  return backwards.reverse();
}

/**
 * Writes the sections of the new module: old ones in their places, new ones right behind the one that the grammar puts
 * before them, so that custom sections that stood behind everything (names) or before everything (dylink.0) still do.
 */
export function layOut(
  module: Module,
  sections: ReadonlyMap<KnownSection, NewContents>,
  customs: NewCustoms,
): Uint8Array {
  const writer = new ByteWriter(module.bytes.length + 1024);
  const following = followingOrders(module.sections);
  let next = 0;
  /** The sections with an order from `next` to below `until`: none of them is there in the old module. */
  const writeMissing = (until: number): void => {
    for (; next < until; next++) {
      const name = knownInOrder[next];
      const contents = name === undefined ? undefined : sections.get(name);
      if (name !== undefined && contents instanceof Uint8Array) writeSectionBytes(writer, name, contents);
    }
  };
  writePreamble(writer);
  module.sections.forEach((header, index) => {
    const order = orderOf(header);
    if (header.custom === undefined) writeMissing(order);
    const contents =
      header.custom === undefined ? sections.get(header.name as KnownSection) : customs.contents.get(header);
    if (contents === 'same') writer.raw(module.bytes.subarray(header.offset, header.end));
    else if (contents !== undefined && header.custom === undefined) writeSectionBytes(writer, header.name, contents);
    else if (contents !== undefined) writeCustom(writer, { name: header.custom?.name ?? '', bytes: contents });
    if (header.custom !== undefined) return;
    next = order + 1;
    writeMissing(following[index + 1] ?? knownInOrder.length);
  });
  writeMissing(knownInOrder.length);
  for (const custom of customs.added) writeCustom(writer, custom);
  return writer.finish();
}
