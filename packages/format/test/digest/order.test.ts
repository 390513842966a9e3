import {
  type Checkpoint,
  type DigestKind,
  digestsOf,
  imageOf,
  memoryTrees,
  resolveMemories,
} from '@wasm-checkpoint/format';
import { nodeSha256 } from '@wasm-checkpoint/format/node';
import { checkpointOf, memoryOf } from '../image/bytes.js';

const options = { sha256: nodeSha256, liveness: { liveLocals: () => [] } };
const kinds: readonly DigestKind[] = ['memories', 'core', 'state'];

/** The digests that differ between two checkpoints. */
function different(left: Checkpoint, right: Checkpoint): readonly DigestKind[] {
  const [first, second] = [left, right].map((each) =>
    digestsOf(each, memoryTrees(resolveMemories(each), options), options),
  );
  return kinds.filter((kind) => Buffer.compare(first?.[kind] ?? Buffer.of(), second?.[kind] ?? Buffer.of()) !== 0);
}

const bytes = [Uint8Array.of(1), Uint8Array.of(2, 2)];
const memories = bytes.map((each) => memoryOf(each.length, imageOf(each)));
const hostState = (name: string) =>
  ({ name, version: '1', policy: 'fail', required: false, instances: [], payload: new Uint8Array(0) }) as const;
const spaces = { funcs: [], tables: [], globals: [], tags: [], elems: [], datas: [] };
const original = checkpointOf(memories, {
  modules: [{ digest: new Uint8Array(32), length: 8n, imports: [] }],
  instances: [{ module: 0, memories: [0, 1], ...spaces }],
  hostStates: [hostState('a'), hostState('b')],
  hostRefs: [0, 1].map((state) => ({ state, payload: Uint8Array.of(1) })),
  globals: [{ type: { type: { nullable: true, heap: 'any' }, mutable: false }, value: { kind: 'host', address: 0 } }],
});

describe('order of lists', () => {
  // clause: syn-order, digest-memories
  test('of memories counts for the memories digest alone', () => {
    const other = {
      ...original,
      memories: [...memories].reverse(),
      instances: [{ module: 0, memories: [1, 0], ...spaces }],
    };
    expect(different(original, other)).toEqual(['memories']);
  });

  // clause: syn-order, digest-host
  test('of host-state descriptors counts for the state digest alone', () => {
    const other = {
      ...original,
      hostStates: [...original.hostStates].reverse(),
      hostRefs: [1, 0].map((state) => ({ state, payload: Uint8Array.of(1) })),
    };
    expect(different(original, other)).toEqual(['state']);
  });

  // clause: syn-order, digest-number
  test('of host references counts for none, and neither does that of custom data', () => {
    const other: Checkpoint = {
      ...original,
      hostRefs: [...original.hostRefs].reverse(),
      globals: original.globals.map((global) => ({ ...global, value: { kind: 'host', address: 1 } })),
    };
    expect(different(original, other)).toEqual([]);
    const customs = ['x', 'y'].map((name) => ({ name, bytes: new Uint8Array(1) }));
    expect(different({ ...original, customs }, { ...original, customs: [...customs].reverse() })).toEqual([]);
  });

  // clause: syn-order
  test('of instances counts for core and state', () => {
    const instances = [
      { module: 0, memories: [0, 1], ...spaces },
      { module: 0, memories: [], ...spaces },
    ];
    const [one, two] = [instances, [...instances].reverse()].map((each) => ({ ...original, instances: each }));
    expect(one && two ? different(one, two) : undefined).toEqual(['core', 'state']);
  });
});

describe('growth of a memory', () => {
  const grown = (from: number, to: number, fill: number): boolean => {
    const old = new Uint8Array(from).fill(fill);
    const now = new Uint8Array(to);
    now.set(old);
    const [before, after] = [old, now].map((each) => {
      const checkpoint = checkpointOf([memoryOf(each.length, imageOf(each))]);
      return memoryTrees(resolveMemories(checkpoint), options)[0]?.root ?? new Uint8Array(0);
    });
    return before !== undefined && after !== undefined && Buffer.compare(before, after) === 0;
  };

  // clause: digest-leaf
  test.each([
    ['keeps a leaf by whole pages', 4096, 8192, 1, true],
    ['keeps a leaf that a page more fills', 61440, 65536, 1, true],
    ['keeps a cut page of zeros', 100, 5000, 0, true],
    ['changes a cut page that is not zero', 100, 101, 1, false],
    ['changes a cut page that is not zero, whole pages added', 4095, 8191, 1, false],
  ])('%s', (_, from, to, fill, kept) => {
    expect(grown(from, to, fill)).toBe(kept);
  });
});
