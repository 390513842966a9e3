import type { Block, Checkpoint } from '@wasm-checkpoint/format';

/** A block whose pages are its own. */
function settled(block: Block): Block {
  const { data } = block;
  if (data.coding !== 'raw') return block;
  const bytes = new Uint8Array(data.size);
  let at = 0;
  const views = data.views.map((view) => {
    bytes.set(view, at);
    at += view.length;
    return bytes.subarray(at - view.length, at);
  });
  return { ...block, data: { ...data, views } };
}

/** The checkpoint with copies of the pages that it saw in running memories, which may change from now on. */
export function settle(checkpoint: Checkpoint): Checkpoint {
  const memories = checkpoint.memories.map(({ type, image }) => ({
    type,
    image: { ...image, blocks: Array.from(image.blocks, settled) },
  }));
  return { ...checkpoint, memories };
}
