import { ByteWriter } from '@wasm-checkpoint/bytes';
import { runCode } from '../codes/policies.js';
import { sectionId } from '../codes/sections.js';
import { CRC_SIZE, sectionBytes, sectionHead } from '../framing/section.js';
import type { Block, Crc32c, MemAddr } from '../syntax/index.js';

/** The contents of a block section before the payload; clause bin-block. */
function blockHead(memory: MemAddr, block: Block): Uint8Array {
  const writer = new ByteWriter(32);
  writer.u32(memory);
  writer.u64(block.number);
  writer.u8(block.data.coding === 'zstd' ? 1 : 0);
  writer.vec(block.runs, (run) => writer.u32(run.pages * 4 + runCode[run.kind]));
  return writer.finish();
}

/** Bytes of the stored payload. */
const payloadSize = ({ data }: Block): number => (data.coding === 'raw' ? data.size : data.frame.length);

/** Bytes of the whole section of a block. */
export function blockSectionSize(memory: MemAddr, block: Block): number {
  return sectionBytes(blockHead(memory, block).length + payloadSize(block));
}

/**
 * Writes the whole section of a block at `at` of `target` and returns where it ends.
 *
 * The payload is copied once and its checksum taken of the copy, while it is in the cache and cannot change.
 */
export function encodeBlockInto(target: Uint8Array, at: number, memory: MemAddr, block: Block, crc32c: Crc32c): number {
  const head = blockHead(memory, block);
  const frame = sectionHead(sectionId.block, head.length + payloadSize(block));
  target.set(frame, at);
  let end = at + frame.length;
  target.set(head, end);
  end += head.length;
  for (const view of block.data.coding === 'raw' ? block.data.views : [block.data.frame]) {
    target.set(view, end);
    end += view.length;
  }
  const crc = crc32c.update(0, target.subarray(at, end));
  new DataView(target.buffer, target.byteOffset + end, CRC_SIZE).setUint32(0, crc, true);
  return end + CRC_SIZE;
}
