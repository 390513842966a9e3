import type { SectionHeader } from '../syntax/module.js';
import type { Module } from './module.js';

/** The bytes of a custom section behind its name, as a view. */
export const customContents = (module: Pick<Module, 'bytes'>, header: SectionHeader): Uint8Array =>
  module.bytes.subarray(header.custom?.start ?? header.start, header.end);

/** The custom sections with a name, in file order. */
export const customSections = (module: Pick<Module, 'sections'>, name: string): readonly SectionHeader[] =>
  module.sections.filter((section) => section.custom?.name === name);
