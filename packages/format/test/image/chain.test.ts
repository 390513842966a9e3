import {
  algorithms,
  bytesSource,
  type Checkpoint,
  decode,
  diff,
  encode,
  expand,
  fingerprint,
  flatten,
  imageOf,
  memoriesDigest,
  type Parent,
  type ParentGiven,
  resolveChain,
  resolveMemories,
  writeCheckpoint,
} from '@wasm-checkpoint/format';
import { wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { bytesOf, checkpointOf, expectBytes, memoryOf, PAGE, pagePlan } from './bytes.js';

const zstd = await wasmZstd();
const { sha256 } = algorithms();

const base = { kind: 'parent', memory: 0 } as const;

/** A chain of memories, oldest first, as checkpoints, youngest first; each child names its parent in turn one way and the other. */
function chainOf(states: readonly Uint8Array[]): ParentGiven[] {
  const chain: ParentGiven[] = [];
  let before: Uint8Array | undefined;
  for (const [index, bytes] of states.entries()) {
    const squeeze = index % 2 === 1 ? { compression: { zstd, level: 1 } } : {};
    const last = chain[0]?.checkpoint;
    if (before === undefined || last === undefined) {
      chain.unshift({ checkpoint: checkpointOf([memoryOf(bytes.length, imageOf(bytes, squeeze))]) });
    } else {
      const parent: Parent =
        index % 2 === 0
          ? { kind: 'fingerprint', digest: fingerprint(last) }
          : { kind: 'memories', digest: memoriesDigest(last, [bytesSource(before)], sha256) };
      const image = diff(bytes, before, base, squeeze);
      chain.unshift({ checkpoint: checkpointOf([memoryOf(bytes.length, image)], { parent }) });
    }
    before = bytes;
  }
  return chain;
}

const states = fc
  .array(fc.array(pagePlan, { minLength: 30, maxLength: 30 }), { minLength: 1, maxLength: 4 })
  .map((all) => all.map((plans, index) => bytesOf(plans.slice(0, 20 + 3 * index), index === 0 ? 100 : 0)));

describe('chain of parents', () => {
  // clause: syn-parent-given, syn-parent-match
  test('resolves to the youngest memory, and flattens to it', () => {
    fc.assert(
      fc.property(states, fc.boolean(), (all, squeeze) => {
        const chain = chainOf(all);
        const expected = all.at(-1) ?? new Uint8Array(0);
        const [source] = resolveChain(chain, { zstd });
        expectBytes(source === undefined ? undefined : expand(source), expected);
        const blocks = squeeze ? { compression: { zstd, level: 1 } } : {};
        const flat = flatten(chain, { zstd }, blocks);
        expect(flat.parent).toBeUndefined();
        const read = decode(encode(flat), { algorithms: { zstd } });
        const [alone] = resolveMemories(read, { zstd });
        expectBytes(alone === undefined ? undefined : expand(alone), expected);
        if (!squeeze) expect(flat.memories[0]?.image).toEqual(imageOf(expected));
      }),
      { numRuns: 40 },
    );
  });

  const [oldest, middle, youngest] = [3, 4, 5].map((seed) =>
    bytesOf([
      { kind: 'noise', seed },
      { kind: 'byte', at: 3 },
    ]),
  );
  const bytes = [oldest, middle, youngest].filter((each) => each !== undefined);
  const chain = chainOf(bytes);

  // clause: syn-parent-given
  test.each([1, 2])('of three that was cut to %i is refused by name', (length) => {
    expect(() => resolveChain(chain.slice(0, length), { zstd })).toThrow(expect.objectContaining({ code: 'CKPT3001' }));
  });

  // clause: syn-parent-match
  test('with another parent is refused by name, which is given in either way', () => {
    const other = chainOf([bytesOf([{ kind: 'noise', seed: 6 }, { kind: 'zeros' }])]);
    const refused = expect.objectContaining({ code: 'CKPT3002', path: 'parent' });
    expect(() => resolveChain([...chain.slice(0, 1), ...chainOf(bytes.slice(1, 2))], { zstd })).toThrow(refused);
    expect(() => resolveChain([...chain.slice(0, 2), ...other], { zstd })).toThrow(refused);
    const [first, second, third] = chain;
    if (first === undefined || second === undefined || third === undefined) throw new Error('three are wanted');
    expect(() => resolveChain([first, { ...second, fingerprint: new Uint8Array(32) }, third], { zstd })).toThrow(
      refused,
    );
  });

  // clause: syn-parent-memory
  test('whose parent lacks the memory is refused by name', () => {
    const [root] = chainOf(bytes.slice(0, 1));
    if (root === undefined) throw new Error('one is wanted');
    const image = { base: { kind: 'parent', memory: 1 }, blockSizeLog2: 16, blocks: [] } as const;
    const parent: Parent = { kind: 'fingerprint', digest: fingerprint(root.checkpoint) };
    const child = checkpointOf([memoryOf(2 * PAGE, image)], { parent });
    expect(() => resolveChain([{ checkpoint: child }, root])).toThrow(
      expect.objectContaining({ code: 'CKPT3003', path: 'memories[0].image.base' }),
    );
  });

  // clause: syn-base-module
  test('that ends at a module base takes the module', () => {
    const module = { digest: new Uint8Array(32).fill(1), length: 8n, imports: [] };
    const instance = {
      module: 0,
      funcs: [],
      tables: [],
      memories: [0],
      globals: [],
      tags: [],
      elems: [],
      datas: [],
    };
    const image = { base: { kind: 'module', instance: 0 }, blockSizeLog2: 16, blocks: [] } as const;
    const checkpoint: Checkpoint = checkpointOf([memoryOf(100, image)], { modules: [module], instances: [instance] });
    expect(() => resolveMemories(checkpoint)).toThrow(expect.objectContaining({ code: 'CKPT3005' }));
    const modules = { memory: () => bytesSource(Uint8Array.of(1, 2, 3)), table: () => undefined };
    const flat = flatten([{ checkpoint }], { modules });
    expect(flat.memories[0]?.image.base).toEqual({ kind: 'zeros' });
    const [source] = resolveMemories(flat);
    expect(source === undefined ? [] : [...expand(source).subarray(0, 5)]).toEqual([1, 2, 3, 0, 0]);
  });

  // clause: lim-exceeded
  test('that is too long is refused', () => {
    expect(() => resolveChain(chain, { zstd, limits: { maxChain: 2 } })).toThrow(
      expect.objectContaining({ code: 'CKPT9001' }),
    );
  });

  // clause: bin-fingerprint
  test('the fingerprint is that of the file as it is written', async () => {
    for (const { checkpoint } of chain) {
      const { fingerprint: written } = await writeCheckpoint(checkpoint, () => {});
      expect(fingerprint(checkpoint)).toEqual(written);
    }
  });
});
