import { algorithms } from '../algorithms.js';
import { sectionId } from '../codes/sections.js';
import { HEADER_SIZE } from '../framing/header.js';
import { decodeSection, type SectionFrame } from '../framing/section.js';
import { withLimits } from '../limits.js';
import type { DecodeOptions } from './checkpoint.js';
import { offsetsIn } from './state.js';

/**
 * The offsets in a file of what paths such as `threads[0].frames[2]` name, for errors that are found after reading it.
 *
 * The file must be one that `decode` accepts with the same limits; it is read once more, blocks left out. Of a path that
 * the file has not to its end, the offset is that of the deepest part there is, 0 where there is none.
 */
export function locate(
  bytes: Uint8Array,
  paths: readonly string[],
  options: Pick<DecodeOptions, 'limits' | 'algorithms'> = {},
): readonly number[] {
  const { crc32c } = algorithms(options.algorithms);
  const frames: SectionFrame[] = [];
  for (let offset = HEADER_SIZE; offset < bytes.length; ) {
    const frame = decodeSection(bytes, offset, crc32c);
    if (frame.id === sectionId.end) break;
    if (frame.id !== sectionId.block && frame.id !== sectionId.index) frames.push(frame);
    offset += frame.size;
  }
  return offsetsIn(frames, paths, withLimits(options.limits));
}
