import { parse, print } from '@bytecodealliance/jco-transpile/wasm-tools';
import { decodeCoreDump, encodeCoreDump, exportCoreDump, importCoreDump } from '@wasm-checkpoint/format';
import fc from 'fast-check';
import { arbitraryCheckpoint } from '../arbitrary/checkpoint.js';
import { difference } from '../arbitrary/difference.js';
import { one } from './checkpoints.js';
import { wasmtimeDump, wasmtimeDumpOfMany, wasmtimeOffsets } from './wasmtime.js';

/** The engine that runs the tests. */
declare const WebAssembly: { validate(bytes: Uint8Array): boolean };

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

  // clauses: dump-memory, dump-global, dump-constant
  test('with 64-bit addresses, vectors and references is read', () => {
    const { memories, globals } = decodeCoreDump(wasmtimeDumpOfMany);
    expect(memories.map(({ type, segments }) => [type.address, segments.length])).toEqual([
      ['i32', 0],
      ['i64', 1],
    ]);
    expect(memories[1]?.segments[0]?.offset).toBe(100n);
    expect(globals.map(({ value }) => value)).toEqual([
      { kind: 'v128', bits: 0x00000004_00000003_00000002_00000001n },
      { kind: 'null', hierarchy: 'func' },
      { kind: 'null', hierarchy: 'extern' },
      { kind: 'null', hierarchy: 'any' },
    ]);
  });

  test('is written back byte by byte', () => {
    for (const bytes of [wasmtimeDump, wasmtimeDumpOfMany]) {
      expect(difference(encodeCoreDump(decodeCoreDump(bytes)), bytes)).toBeUndefined();
    }
  });

  test('gives the parts of a checkpoint', () => {
    const { parts } = importCoreDump(wasmtimeDump);
    const [memory] = parts.memories;
    expect(memory?.image.blocks).toHaveLength(2);
    expect(parts.threads[0]?.frames.map((frame) => frame.offset)).toEqual(wasmtimeOffsets);
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
