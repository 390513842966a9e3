import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Block,
  type Checkpoint,
  type CoreDump,
  decodeCoreDump,
  encodeCoreDump,
  exportCoreDump,
  type Frame,
  importCoreDump,
  type Slot,
} from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { difference } from '../arbitrary/difference.js';
import { sampleCheckpoints } from '../arbitrary/samples.js';
import { zstdFrame } from '../arbitrary/zstd-frames.js';
import { zstd } from '../decode/options.js';
import { wasmtimeDump, wasmtimeOffsets } from './wasmtime.js';

/** The engine that runs the tests. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

const text = new TextEncoder();

/** Checkpoints whose memories need nothing to be resolved. */
const resolved = arbitraryCheckpoint({ without: ['parent', 'zstd'], moduleBases: false, large: true });

const isNumber = (slot: Slot): boolean => ['i32', 'i64', 'f32', 'f64'].includes(slot.kind);

const empty = sampleCheckpoints.minimal;

const one = (frame: Partial<Frame> = {}, rest: Partial<Checkpoint> = {}): Checkpoint => ({
  ...empty,
  modules: [{ digest: new Uint8Array(32).fill(0xab), length: 100n, imports: [] }],
  instances: [{ module: 0, funcs: [], tables: [], memories: [0], globals: [0], tags: [], elems: [], datas: [] }],
  memories: [
    {
      type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
      image: {
        base: { kind: 'zeros' },
        blockSizeLog2: 16,
        blocks: [
          {
            number: 0n,
            runs: [
              { kind: 'base', pages: 1 },
              { kind: 'data', pages: 1 },
            ],
            data: { coding: 'raw', size: 4096, views: [page(100, 'checkpoint')] },
          },
        ],
      },
    },
  ],
  globals: [{ type: { type: 'i64', mutable: true }, value: { kind: 'i64', value: -2n } }],
  threads: [
    {
      label: 'main',
      status: { kind: 'runnable' },
      frames: [
        {
          instance: 0,
          funcidx: 3,
          offset: 17,
          locals: [{ kind: 'i32', value: -1 }, { kind: 'dead' }, { kind: 'f64', bits: 0x7ff4000000000001n }],
          operands: [{ kind: 'f32', bits: 0x80000000 }],
          caught: [],
          ...frame,
        },
      ],
    },
  ],
  ...rest,
});

function page(at: number, contents: string): Uint8Array {
  const bytes = new Uint8Array(4096);
  bytes.set(text.encode(contents), at);
  return bytes;
}

describe('a core dump of Wasmtime', () => {
  // clauses: dump-core, dump-instances, dump-memory, dump-global, dump-stack
  test('is read', () => {
    const dump = decodeCoreDump(wasmtimeDump);
    expect(dump.executable).toBe('t.wat');
    expect(dump.modules).toEqual(['crash']);
    expect(dump.instances).toEqual([{ module: 0, memories: [0], globals: [0, 1, 2] }]);
    expect(dump.globals).toEqual([
      { type: { type: 'i32', mutable: true }, value: { kind: 'i32', value: 77 } },
      { type: { type: 'i64', mutable: false }, value: { kind: 'i64', value: -5n } },
      { type: { type: 'f64', mutable: true }, value: { kind: 'f64', bits: 0x3ff8000000000000n } },
    ]);
    expect(dump.memories[0]?.segments.map(({ offset, bytes }) => [offset, Buffer.from(bytes).toString()])).toEqual([
      [1000n, 'hello core dump'],
      [70000n, '*'],
    ]);
    expect(dump.threads).toEqual([
      {
        name: 'main',
        frames: wasmtimeOffsets.map((offset, funcidx) => ({ instance: 0, funcidx, offset, locals: [], operands: [] })),
      },
    ]);
  });

  test('is written back byte by byte', () => {
    expect(difference(encodeCoreDump(decodeCoreDump(wasmtimeDump)), wasmtimeDump)).toBeUndefined();
  });

  test('gives the parts of a checkpoint', () => {
    const { parts } = importCoreDump(wasmtimeDump);
    const [memory] = parts.memories;
    expect(memory?.image.blocks).toHaveLength(2);
    expect(parts.threads[0]?.frames.map((frame) => frame.offset)).toEqual(wasmtimeOffsets);
  });
});

describe('exportCoreDump', () => {
  test('writes what core dumps have a place for', () => {
    const { bytes, lost } = exportCoreDump(one(), { name: 'app.wasm' });
    const dump = decodeCoreDump(bytes);
    expect(dump.executable).toBe('app.wasm');
    expect(dump.modules).toEqual([`sha256:${'ab'.repeat(32)}`]);
    expect(dump.memories[0]?.segments).toEqual([{ offset: 4196n, bytes: text.encode('checkpoint') }]);
    expect(dump.threads[0]?.frames[0]).toEqual({
      instance: 0,
      funcidx: 3,
      offset: 17,
      locals: [{ kind: 'i32', value: -1 }, { kind: 'missing' }, { kind: 'f64', bits: 0x7ff4000000000001n }],
      operands: [{ kind: 'f32', bits: 0x80000000 }],
    });
    expect(lost).toEqual([
      { path: 'modules[0].length', reason: 'not-in-core-dumps' },
      { path: 'globals[0].type.mutable', reason: 'not-in-core-dumps' },
    ]);
  });

  // clause: dump-lost
  test('lists what has no place, by path', () => {
    const { lost } = exportCoreDump(
      one({
        locals: [{ kind: 'unset' }, { kind: 'v128', bits: 1n }, { kind: 'null', hierarchy: 'func' }],
        operands: [{ kind: 'func', instance: 0, funcidx: 1 }],
      }),
    );
    expect(lost.filter(({ path }) => path.startsWith('threads'))).toEqual([
      { path: 'threads[0].frames[0].locals[0]', reason: 'not-in-core-dumps' },
      { path: 'threads[0].frames[0].locals[1]', reason: 'value-not-number' },
      { path: 'threads[0].frames[0].locals[2]', reason: 'value-not-number' },
      { path: 'threads[0].frames[0].operands[0]', reason: 'value-not-number' },
    ]);
  });

  // clauses: syn-base-module, syn-parent-given
  test('refuses memories whose base it does not have, unless it is given their contents', () => {
    const [memory] = one().memories;
    if (memory === undefined) throw new Error('no memory');
    const bases = [
      { base: { kind: 'module', instance: 0 }, code: 'CKPT3005' },
      { base: { kind: 'parent', memory: 0 }, code: 'CKPT3001' },
    ] as const;
    for (const { base, code } of bases) {
      const checkpoint = one({}, { memories: [{ ...memory, image: { ...memory.image, base } }] });
      expect(() => exportCoreDump(checkpoint)).toThrow(expect.objectContaining({ code }));
      const whole = new Uint8Array(65536);
      whole.set(text.encode('whole'), 9000);
      const contents = {
        size: whole.length,
        read: (at: number, to: Uint8Array) => to.set(whole.subarray(at, at + to.length)),
      };
      const dump = decodeCoreDump(exportCoreDump(checkpoint, { contents: () => contents }).bytes);
      expect(dump.memories[0]?.segments).toEqual([{ offset: 9000n, bytes: text.encode('whole') }]);
    }
  });

  // clauses: emb-zstd, emb-zstd-bound
  test('refuses compressed blocks without a decompressor, and takes those of one', () => {
    const [memory] = one().memories;
    if (memory === undefined) throw new Error('no memory');
    const compressed = (frame: Uint8Array): Checkpoint => {
      const runs = [{ kind: 'data', pages: 1 }] as const;
      const block: Block = { number: 0n, runs, data: { coding: 'zstd', size: 4096, frame } };
      return one({}, { memories: [{ ...memory, image: { ...memory.image, blocks: [block] } }] });
    };
    const checkpoint = compressed(zstdFrame(page(5, 'compressed')));
    expect(() => exportCoreDump(checkpoint)).toThrow(expect.objectContaining({ code: 'CKPT4005' }));
    const dump = decodeCoreDump(exportCoreDump(checkpoint, { zstd }).bytes);
    expect(dump.memories[0]?.segments).toEqual([{ offset: 5n, bytes: text.encode('compressed') }]);
    const short = { ...zstd, decompress: () => new Uint8Array(1) };
    expect(() => exportCoreDump(checkpoint, { zstd: short })).toThrow(expect.objectContaining({ code: 'CKPT1061' }));
    const larger = compressed(zstdFrame(new Uint8Array(8192).fill(1)));
    expect(() => exportCoreDump(larger, { zstd })).toThrow(expect.objectContaining({ code: 'CKPT1061' }));
  });

  // clause: dump-memory
  test('keeps to the number of segments that engines take', () => {
    const shared = page(7, 'x');
    const runs = Array.from(
      { length: 1024 },
      (_, index) => ({ kind: index % 2 === 0 ? 'data' : 'base', pages: 1 }) as const,
    );
    const views = new Array<Uint8Array>(512).fill(shared);
    const blocks = Array.from(
      { length: 196 },
      (_, index): Block => ({
        number: BigInt(index),
        runs: runs.slice(0, 1023),
        data: { coding: 'raw', size: 512 * 4096, views },
      }),
    );
    const checkpoint = one(
      {},
      {
        memories: [
          {
            type: { address: 'i32', limits: { min: 65536n }, shared: false, pageSizeLog2: 16 },
            image: { base: { kind: 'zeros' }, blockSizeLog2: 22, blocks },
          },
        ],
      },
    );
    const segments = decodeCoreDump(exportCoreDump(checkpoint).bytes).memories[0]?.segments ?? [];
    expect(segments).toHaveLength(100_000);
    const ones = segments.reduce(
      (sum, { bytes }) => sum + bytes.reduce((count, byte) => count + (byte === 0 ? 0 : 1), 0),
      0,
    );
    expect(ones).toBe(196 * 512);
  });
});

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

describe('wasm-tools', () => {
  // clause: dump-export-form
  test('prints the sections and frames of an exported dump', async () => {
    const { bytes } = exportCoreDump(one(), { name: 'app.wasm' });
    expect(WebAssembly.validate(new Uint8Array(bytes))).toBe(true);
    const printed = await print(bytes);
    for (const line of [
      '(@custom "core" (before first) "\\00\\08app.wasm")',
      '(memory (;0;) 1)',
      '(global (;0;) i64 i64.const -2)',
      '(data (;0;) (i32.const 4196) "checkpoint")',
      `(@custom "coremodules" (after data) "\\01\\00Gsha256:${'ab'.repeat(32)}")`,
      '(@custom "coreinstances" (after data) "\\01\\00\\00\\01\\00\\01\\00")',
      // One frame of instance 0, function 3, offset 17; i32 -1, missing, f64; f32.
      '(@custom "corestack" (after data) "\\00\\04main\\01\\00\\00\\03\\11\\03\\7f\\7f\\01|\\01\\00\\00\\00\\00\\00\\f4\\7f\\01}\\00\\00\\00\\80")',
    ]) {
      expect(printed).toContain(line);
    }
  });

  test('reads every dump that is exported: printed and assembled again it is the same dump', async () => {
    const samples = fc.sample(arbitraryCheckpoint({ without: ['parent', 'zstd'], moduleBases: false }), {
      numRuns: 60,
      seed: 7,
    });
    for (const checkpoint of samples) {
      const { bytes } = exportCoreDump(checkpoint);
      const again = await parse(await print(bytes));
      expect(difference(decodeCoreDump(again), decodeCoreDump(bytes))).toBeUndefined();
    }
  });
});

const header = [0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00];
const section = (id: number, contents: readonly number[]): number[] => [id, contents.length, ...contents];
const custom = (name: string, contents: readonly number[]): number[] =>
  section(0, [name.length, ...text.encode(name), ...contents]);
const core = custom('core', [0, 1, 0x78]);
const dumpOf = (...sections: readonly (readonly number[])[]): Uint8Array =>
  Uint8Array.from([...header, ...core, ...sections.flat()]);

const codeOf = (bytes: Uint8Array, limits = {}): string | undefined => {
  try {
    importCoreDump(bytes, { limits });
    return undefined;
  } catch (error) {
    if (error instanceof Diagnostic) return error.code;
    throw error;
  }
};

describe('importCoreDump refuses', () => {
  const memory = section(5, [1, 0, 1]);
  const cases: readonly (readonly [string, string, Uint8Array])[] = [
    ['dump-module', 'CKPT1200', Uint8Array.from([0, 0x63, 0x6b, 0x70, 1, 0, 0, 0])],
    ['dump-once: two cores', 'CKPT1201', dumpOf(core)],
    ['dump-once: two memories', 'CKPT1201', dumpOf(memory, memory)],
    ['dump-core', 'CKPT1202', Uint8Array.from([...header, ...memory])],
    ['dump-index: frame', 'CKPT1203', dumpOf(custom('corestack', [0, 0, 1, 0, 1, 0, 0, 0, 0]))],
    ['dump-index: module', 'CKPT1203', dumpOf(custom('coreinstances', [1, 0, 1, 0, 0]))],
    ['dump-index: memory', 'CKPT1203', dumpOf(custom('coreinstances', [1, 0, 0, 1, 0, 0]))],
    ['dump-index: segment', 'CKPT1203', dumpOf(section(11, [1, 0, 0x41, 0, 0x0b, 0]))],
    ['dump-constant: instruction', 'CKPT1204', dumpOf(section(6, [1, 0x7f, 0, 0x23, 0, 0x0b]))],
    ['dump-constant: end', 'CKPT1204', dumpOf(section(6, [1, 0x7f, 0, 0x41, 0, 0x41]))],
    ['dump-constant: global', 'CKPT1204', dumpOf(section(6, [1, 0x7e, 0, 0x41, 0, 0x0b]))],
    ['dump-constant: null', 'CKPT1204', dumpOf(section(6, [1, 0x70, 0, 0xd0, 0x6f, 0x0b]))],
    ['dump-constant: offset', 'CKPT1204', dumpOf(memory, section(11, [1, 0, 0x42, 0, 0x0b, 0]))],
    ['dump-segment', 'CKPT1205', dumpOf(memory, section(11, [1, 0, 0x41, 0xff, 0xff, 3, 0x0b, 2, 1, 1]))],
    ['dump-segment: negative offset', 'CKPT1205', dumpOf(memory, section(11, [1, 0, 0x41, 0x7f, 0x0b, 1, 1]))],
    ['dump-size: standard', 'CKPT1206', dumpOf(section(5, [1, 0, 1, 0]))],
    ['dump-size: custom', 'CKPT1206', dumpOf(custom('coremodules', [0, 0]))],
    ['dump-imports', 'CKPT1207', dumpOf(section(2, [0]))],
    ['dump-form', 'CKPT1030', dumpOf(custom('coremodules', [1, 1, 0]))],
    ['dump-value', 'CKPT1030', dumpOf(custom('corestack', [0, 0, 1, 0, 0, 0, 0, 1, 0x7b, 0]))],
    ['conv-codes: mutability', 'CKPT1030', dumpOf(section(6, [1, 0x7f, 2, 0x41, 0, 0x0b]))],
    ['conv-codes: page size', 'CKPT1030', dumpOf(section(5, [1, 8, 1, 1]))],
    ['bin-limits', 'CKPT1041', dumpOf(section(5, [1, 16, 1]))],
    ['syn-limits', 'CKPT2009', dumpOf(section(5, [1, 1, 2, 1]))],
    ['syn-limits-range', 'CKPT2010', dumpOf(section(5, [1, 0, 0x81, 0x80, 4]))],
    ['syn-shared', 'CKPT2011', dumpOf(section(5, [1, 2, 1]))],
    ['conv-count', 'CKPT1006', dumpOf(custom('corestack', [0, 0, 100]))],
    ['conv-bytes', 'CKPT1001', dumpOf([0, 50, 1])],
    ['conv-name', 'CKPT1005', dumpOf(custom('coremodules', [1, 0, 1, 0xff]))],
    ['conv-leb-length', 'CKPT1002', dumpOf([0, 0x80, 0x80, 0x80, 0x80, 0x80, 0])],
  ];

  test.each(cases)('%s (%s)', (_, code, bytes) => {
    expect(codeOf(bytes)).toBe(code);
  });

  // clause: lim-exceeded
  test.each([
    ['maxFrames', 2],
    ['maxExpandedBytes', 4095],
    ['maxNameBytes', 4],
    ['maxGlobals', 2],
  ])('what exceeds the limit %s', (limit, max) => {
    expect(codeOf(wasmtimeDump)).toBeUndefined();
    expect(codeOf(wasmtimeDump, { [limit]: max })).toBe('CKPT9001');
  });
});

describe('importCoreDump accepts', () => {
  // clause: dump-other
  test('sections of other kinds, and passive segments', () => {
    const other = [custom('name', [1, 2, 3]), section(1, [0]), section(12, [1]), section(99, [1])];
    const passive = section(11, [1, 1, 2, 7, 8]);
    expect(codeOf(dumpOf(...other, passive))).toBeUndefined();
  });

  // clause: dump-implied
  test('dumps without modules and instances, as of one instance over everything', () => {
    const stack = custom('corestack', [0, 0, 1, 0, 0, 5, 9, 0, 0]);
    const { dump } = importCoreDump(dumpOf(section(5, [1, 0, 1]), stack));
    expect(dump.modules).toEqual(['x']);
    expect(dump.instances).toEqual([{ module: 0, memories: [0], globals: [] }]);
  });

  // clause: dump-module
  test('integers that are not in their shortest form, as WebAssembly does', () => {
    expect(codeOf(dumpOf([5, 0x84, 0x00, 1, 0, 0x81, 0x00]))).toBeUndefined();
  });
});

describe('hostile bytes', () => {
  // Nothing but diagnostics: codeOf throws everything else on.
  const samples = [wasmtimeDump, exportCoreDump(one()).bytes];

  test('every truncation ends in a dump or a diagnostic', () => {
    for (const sample of samples) {
      const codes = Array.from(sample, (_, length) => codeOf(sample.subarray(0, length)));
      expect(codes.filter((code) => code !== undefined).length).toBeGreaterThan(sample.length - 10);
    }
  });

  test('every flip of a bit ends in a dump or a diagnostic', () => {
    let refused = 0;
    for (const sample of samples) {
      for (let bit = 0; bit < sample.length * 8; bit++) {
        const bytes = sample.slice();
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        if (codeOf(bytes) !== undefined) refused += 1;
      }
    }
    expect(refused).toBeGreaterThan(100);
  });

  test('random changes and random bytes end in a dump or a diagnostic', () => {
    const change = fc.record({ at: fc.nat(), value: fc.integer({ min: 0, max: 255 }) });
    fc.assert(
      fc.property(fc.constantFrom(...samples), fc.array(change, { minLength: 1, maxLength: 8 }), (sample, changes) => {
        const bytes = sample.slice();
        for (const { at, value } of changes) bytes[at % bytes.length] = value;
        codeOf(bytes);
      }),
      { numRuns: 5000, seed: 31 },
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        codeOf(Uint8Array.from([...header, ...core, ...bytes]));
      }),
      { numRuns: 5000, seed: 32 },
    );
  });
});
