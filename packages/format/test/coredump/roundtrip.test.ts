import { type CoreDump, encodeCoreDump, exportCoreDump, importCoreDump, type Slot } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { difference } from '../arbitrary/difference.js';

/** Checkpoints whose memories need nothing to be resolved. */
const resolved = arbitraryCheckpoint({ without: ['parent', 'zstd'], moduleBases: false, large: true });

const isNumber = (slot: Slot): boolean => ['i32', 'i64', 'f32', 'f64'].includes(slot.kind);

describe('export and import', () => {
  test('are inverse on numbers, frames, globals and memories', () => {
    fc.assert(
      fc.property(resolved, (checkpoint) => {
        const { bytes, lost } = exportCoreDump(checkpoint);
        const { dump, parts } = importCoreDump(bytes);
        expect(parts.instances.map(({ memories, globals }) => ({ memories, globals }))).toEqual(
          checkpoint.instances.map(({ memories, globals }) => ({ memories, globals })),
        );
        for (const [address, memory] of checkpoint.memories.entries()) {
          const { blockSizeLog2 } = memory.image;
          const again = importCoreDump(bytes, { blockSizeLog2 }).parts.memories[address];
          expect(difference(again, memory)).toBeUndefined();
        }
        for (const [address, { type, value }] of checkpoint.globals.entries()) {
          if (typeof type.type === 'string') expect(parts.globals[address]?.value).toEqual(value);
          else expect(parts.globals[address]?.value.kind).toBe('null');
        }
        const paths = new Set(lost.map(({ path }) => path));
        for (const [at, thread] of checkpoint.threads.entries()) {
          expect(dump.threads[at]?.name).toBe(thread.label);
          for (const [depth, frame] of thread.frames.entries()) {
            const found = dump.threads[at]?.frames[depth];
            const { instance, funcidx, offset } = frame;
            expect(found).toMatchObject({ instance, funcidx, offset });
            for (const part of ['locals', 'operands'] as const) {
              for (const [index, slot] of frame[part].entries()) {
                const path = `threads[${at}].frames[${depth}].${part}[${index}]`;
                if (isNumber(slot)) expect(found?.[part][index]).toEqual(slot);
                else {
                  expect(found?.[part][index]).toEqual({ kind: 'missing' });
                  expect(paths.has(path)).toBe(slot.kind !== 'dead');
                }
              }
            }
          }
        }
      }),
      { numRuns: 200, seed: 20261 },
    );
  });

  // clauses: dump-offset, dump-operand, dump-empty
  test('leaves out threads that a checkpoint cannot express, and says why', () => {
    const frame = { instance: 0, funcidx: 0, offset: 3, locals: [], operands: [] };
    const dump: CoreDump = {
      executable: 'x',
      modules: ['x'],
      instances: [{ module: 0, memories: [], globals: [] }],
      memories: [],
      globals: [],
      threads: [
        { name: 'none', frames: [] },
        { name: 'unknown', frames: [{ ...frame, offset: 0 }] },
        { name: 'operand', frames: [frame, { ...frame, operands: [{ kind: 'missing' }] }] },
        { name: 'good', frames: [{ ...frame, locals: [{ kind: 'missing' }] }] },
      ],
    };
    const { parts, missing } = importCoreDump(encodeCoreDump(dump));
    expect(parts.threads.map(({ label }) => label)).toEqual(['good']);
    expect(parts.threads[0]?.frames[0]?.locals).toEqual([{ kind: 'dead' }]);
    expect(missing.filter(({ path }) => path.startsWith('threads'))).toEqual([
      { path: 'threads[0]', reason: 'empty' },
      { path: 'threads[1].frames[0].offset', reason: 'offset-unknown' },
      { path: 'threads[2].frames[1].operands[0]', reason: 'value-missing' },
    ]);
  });

  // clause: dump-memory
  test('lets later segments overwrite earlier ones', () => {
    const type = { address: 'i64', limits: { min: 5000n }, shared: false, pageSizeLog2: 0 } as const;
    const segments = [
      { offset: 0n, bytes: new Uint8Array(5000).fill(1) },
      { offset: 4090n, bytes: new Uint8Array(10).fill(2) },
      { offset: 4999n, bytes: Uint8Array.of(0) },
    ];
    const dump: CoreDump = {
      executable: '',
      modules: [],
      instances: [],
      memories: [{ type, segments }],
      globals: [],
      threads: [],
    };
    const [memory] = importCoreDump(encodeCoreDump(dump), { blockSizeLog2: 13 }).parts.memories;
    const [block] = memory?.image.blocks ?? [];
    const expected = new Uint8Array(5000).fill(1).fill(2, 4090, 4100).fill(0, 4999);
    expect(difference(block?.data, { coding: 'raw', size: 5000, views: [expected] })).toBeUndefined();
  });
});
