import {
  algorithms,
  bytesSource,
  type Checkpoint,
  checkDigests,
  type DigestOptions,
  digestsOf,
  expand,
  imageOf,
  memoryTrees,
  resolveMemories,
  stateDigest,
} from '@wasm-checkpoint/format';
import { nodeSha256, wasmZstd } from '@wasm-checkpoint/format/node';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { checkpointOf, memoryOf } from '../image/bytes.js';
import { permuted } from './permute.js';
import { permutationOf } from './spaces.js';

const zstd = await wasmZstd();
const allLive = new Array<boolean>(60_000).fill(true);
const live = (which: readonly boolean[]): DigestOptions => ({
  sha256: nodeSha256,
  liveness: { liveLocals: () => which },
});
const options = live(allLive);
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Checkpoints whose state follows from themselves. */
const alone = arbitraryCheckpoint({ without: ['parent'], moduleBases: false, digests: false });

const digest = (checkpoint: Checkpoint, how = options): string =>
  hex(stateDigest(checkpoint, resolveMemories(checkpoint, { zstd }), how));

describe('state digest', () => {
  // clause: digest-number, syn-order
  test('does not depend on the order of addresses', () => {
    fc.assert(
      fc.property(
        alone.chain((checkpoint) => permutationOf(checkpoint).map((permutation) => ({ checkpoint, permutation }))),
        ({ checkpoint, permutation }) => {
          expect(digest(permuted(checkpoint, permutation))).toBe(digest(checkpoint));
        },
      ),
    );
  });

  // clause: digest-leaf
  test('does not depend on block size and compression', () => {
    fc.assert(
      fc.property(alone, fc.constantFrom(12, 14, 22), fc.boolean(), (checkpoint, blockSizeLog2, squeeze) => {
        const sources = resolveMemories(checkpoint, { zstd });
        const blocks = { blockSizeLog2, ...(squeeze ? { compression: { zstd, level: 1 } } : {}) };
        const memories = checkpoint.memories.map((memory, address) => {
          const source = sources[address];
          if (source === undefined) throw new Error('no source');
          return { type: memory.type, image: imageOf(expand(source), blocks) };
        });
        expect(digest({ ...checkpoint, memories })).toBe(digest(checkpoint));
      }),
    );
  });

  // clause: digest-host
  test('does not depend on features, labels, producers, custom and unknown sections, stored digests', () => {
    fc.assert(
      fc.property(alone, (checkpoint) => {
        const bare = {
          ...checkpoint,
          features: ['any-point'],
          producers: [],
          customs: [{ name: 'x', bytes: new Uint8Array(3) }],
          unknowns: [],
          digests: [{ kind: 'core' as const, digest: new Uint8Array(32) }],
          threads: checkpoint.threads.map((thread) => ({ ...thread, label: 'another' })),
        };
        expect(digest(bare)).toBe(digest(checkpoint));
      }),
    );
  });

  // clause: digest-liveness
  test('takes locals that are not live as dead, present or not', () => {
    fc.assert(
      fc.property(alone, fc.array(fc.boolean(), { maxLength: 12 }), (checkpoint, which) => {
        const dead: Checkpoint = {
          ...checkpoint,
          threads: checkpoint.threads.map((thread) => ({
            ...thread,
            frames: thread.frames.map((frame) => ({
              ...frame,
              locals: frame.locals.map((local, index) => (which[index] === true ? local : { kind: 'dead' as const })),
            })),
          })),
        };
        expect(digest(dead, live(which))).toBe(digest(checkpoint, live(which)));
      }),
    );
  });

  // clause: digest-number
  test('does not see objects that nothing reaches', () => {
    fc.assert(
      fc.property(alone, (checkpoint) => {
        const memory = memoryOf(5, imageOf(Uint8Array.of(1, 2, 3, 4, 5)));
        const more = {
          ...checkpoint,
          memories: [...checkpoint.memories, memory],
          globals: [
            ...checkpoint.globals,
            { type: { type: 'i32', mutable: true }, value: { kind: 'i32', value: 4 } } as const,
          ],
        };
        expect(digest(more)).toBe(digest(checkpoint));
      }),
    );
  });

  // clause: digest-type
  test('does not depend on the order of types, where they do not refer to each other', () => {
    const func = { final: true, supertypes: [], composite: { kind: 'func', params: ['i32'], results: [] } } as const;
    const other = { final: true, supertypes: [], composite: { kind: 'func', params: [], results: ['f64'] } } as const;
    const make = (types: Checkpoint['types'], first: number, second: number): Checkpoint => ({
      ...sampleCheckpoints.minimal,
      types,
      modules: [{ digest: new Uint8Array(32), length: 8n, imports: [] }],
      instances: [{ module: 0, funcs: [], tables: [], memories: [], globals: [], tags: [0, 1], elems: [], datas: [] }],
      tags: [{ type: first }, { type: second }],
    });
    expect(digest(make([[other], [func]], 1, 0))).toBe(digest(make([[func], [other]], 0, 1)));
    expect(digest(make([[func], [other]], 1, 0))).not.toBe(digest(make([[func], [other]], 0, 1)));
  });

  // clause: digest-core
  test('sees every value: changing a frame changes it', () => {
    const { tables, ...rest } = sampleCheckpoints.frames;
    const noBase = tables.filter((table) => table.base.kind === 'none');
    const frames: Checkpoint = {
      ...rest,
      tables: noBase,
      instances: rest.instances.map((instance) => ({ ...instance, tables: [] })),
    };
    const original = digest(frames);
    for (const [thread, { frames: stack }] of frames.threads.entries()) {
      for (const [index, frame] of stack.entries()) {
        for (const changed of [
          { ...frame, offset: frame.offset + 1 },
          { ...frame, funcidx: frame.funcidx + 1 },
          { ...frame, operands: [...frame.operands, { kind: 'i32', value: 0 } as const] },
          { ...frame, locals: [...frame.locals, { kind: 'i64', value: 0n } as const] },
        ]) {
          const threads = frames.threads.map((each, at) =>
            at === thread
              ? { ...each, frames: each.frames.map((one, level) => (level === index ? changed : one)) }
              : each,
          );
          expect(digest({ ...frames, threads })).not.toBe(original);
        }
      }
    }
    expect(digest({ ...frames, threads: [...frames.threads].slice(1) })).not.toBe(original);
  });

  // clause: digest-runs
  test('of a table does not depend on how its runs are cut, nor on the address of a host function', () => {
    const { quiescent } = sampleCheckpoints;
    const type = { final: true, supertypes: [], composite: { kind: 'func', params: [], results: [] } } as const;
    const ref = (address: number) => ({ kind: 'ref', length: 2n, ref: { kind: 'host-func', address } }) as const;
    const make = (runs: Checkpoint['tables'][number]['runs']): Checkpoint => ({
      ...quiescent,
      types: [[type]],
      modules: [{ digest: new Uint8Array(32), length: 8n, imports: [] }],
      instances: [{ module: 0, funcs: [], tables: [0], memories: [], globals: [], tags: [], elems: [], datas: [] }],
      hostFuncs: [0, 1].map(() => ({ module: 'm', name: 'f', type: 0 })),
      tables: [
        {
          type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: 4n } },
          base: { kind: 'none' },
          runs,
        },
      ],
      memories: [],
      globals: [],
      tags: [],
      threads: [],
    });
    expect(digest(make([ref(0), ref(1)]))).toBe(digest(make([{ ...ref(0), length: 4n }])));
  });

  // clause: digest-section-memories, digest-section-state
  test('stored digests are checked', () => {
    const checkpoint = checkpointOf([memoryOf(3, imageOf(Uint8Array.of(1, 2, 3)))]);
    const sources = [bytesSource(Uint8Array.of(1, 2, 3))];
    const digests = digestsOf(checkpoint, memoryTrees(sources, options), options);
    const stored = (['memories', 'core', 'state'] as const).map((kind) => ({ kind, digest: digests[kind] }));
    expect(() => checkDigests({ ...checkpoint, digests: stored }, sources, options)).not.toThrow();
    for (const [index, { kind }] of stored.entries()) {
      const wrong = stored.map((each, at) => (at === index ? { kind, digest: new Uint8Array(32) } : each));
      expect(() => checkDigests({ ...checkpoint, digests: wrong }, sources, options)).toThrow(
        expect.objectContaining({ code: kind === 'memories' ? 'CKPT2016' : 'CKPT2017', path: `digests[${index}]` }),
      );
    }
  });

  // clause: syn-base-module
  test('of a table with a module base takes the module, and then sees no base', () => {
    const checkpoint: Checkpoint = {
      ...sampleCheckpoints.minimal,
      modules: [{ digest: new Uint8Array(32), length: 8n, imports: [] }],
      instances: [{ module: 0, funcs: [], tables: [0], memories: [], globals: [], tags: [], elems: [], datas: [] }],
      tables: [
        {
          type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: 3n } },
          base: { kind: 'module', instance: 0 },
          runs: [{ kind: 'base', length: 3n }],
        },
      ],
    };
    expect(() => digest(checkpoint)).toThrow(expect.objectContaining({ code: 'CKPT3005' }));
    const func = (funcidx: number, length: bigint) =>
      ({ kind: 'ref', length, ref: { kind: 'func', instance: 0, funcidx } }) as const;
    const modules = { memory: () => undefined, table: () => [func(0, 1n), func(7, 1n), func(7, 5n)] };
    const [table] = checkpoint.tables;
    if (table === undefined) throw new Error('there is a table');
    const explicit: Checkpoint = {
      ...checkpoint,
      tables: [{ ...table, base: { kind: 'none' }, runs: [func(0, 1n), func(7, 2n)] }],
    };
    expect(digest(checkpoint, { ...options, modules })).toBe(digest(explicit));
  });

  test('is the same with the portable hash', () => {
    const { everything } = sampleCheckpoints;
    const plain = { ...everything, memories: [], instances: [], threads: [], tables: [] };
    expect(digest(plain, { ...options, sha256: algorithms().sha256 })).toBe(digest(plain));
  });
});
