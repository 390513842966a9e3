import { stateSections, tailSections } from '../encode/state.js';
import type { Checkpoint } from '../syntax/index.js';
import type { WriteOptions } from './encoder.js';
import { SectionMaker } from './sections.js';

/** The fingerprint of the file of a checkpoint, 32 bytes, without making the file; clause bin-fingerprint. */
export function fingerprint(checkpoint: Checkpoint, options: WriteOptions = {}): Uint8Array {
  const maker = new SectionMaker(options.algorithms);
  maker.header();
  for (const section of stateSections(checkpoint)) maker.section(section);
  for (const [address, memory] of checkpoint.memories.entries()) {
    for (const block of memory.image.blocks) maker.block(address, block);
  }
  for (const section of tailSections(checkpoint)) maker.section(section);
  return maker.finish().identity.fingerprint;
}
