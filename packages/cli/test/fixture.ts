import { createHash } from 'node:crypto';
import { type Checkpoint, emptyCheckpoint, imageOf, type MemType } from '@wasm-checkpoint/format';
import wabt from 'wabt';

/** A small program with names: main calls $fib, which has called itself. */
const source = `(module $sample
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 2 16)
  (table $callbacks 3 funcref)
  (elem (i32.const 1) func $fib)
  (global $stack_pointer (mut i32) (i32.const 65536))
  (global $scale f64 (f64.const 1.5))
  (func $fib (param $n i32) (result i32)
    (local $first i32) (local $spare i64)
    local.get $n
    i32.const 2
    i32.lt_s
    if (result i32)
      local.get $n
    else
      local.get $n
      i32.const 1
      i32.sub
      call $fib
      local.set $first
      local.get $first
      local.get $n
      i32.const 2
      i32.sub
      call $fib
      i32.add
    end)
  (func $main (export "main")
    i32.const 10
    call $fib
    call $log))`;

/** The bytes of the sample module. */
export async function sampleModule(): Promise<Uint8Array> {
  const { parseWat } = await wabt();
  const module = parseWat('sample.wat', source);
  try {
    return module.toBinary({ write_debug_names: true }).buffer;
  } finally {
    module.destroy();
  }
}

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();
const memoryType: MemType = {
  address: 'i32',
  limits: { min: 2n, max: 16n },
  shared: false,
  pageSizeLog2: 16,
};

/** The memory of the sample while it runs: some text, some numbers, zeros. */
export function sampleMemory(): Uint8Array {
  const memory = new Uint8Array(131072);
  memory.set(new TextEncoder().encode('hello, checkpoint'), 1024);
  memory.fill(0xab, 65536, 65536 + 20000);
  return memory;
}

/** The sample in the middle of its work: $main called $fib(10), which called $fib(9), which stands before its first call. */
export function sampleCheckpoint(module: Uint8Array, memory: Uint8Array = sampleMemory()): Checkpoint {
  const i32 = (value: number): { kind: 'i32'; value: number } => ({ kind: 'i32', value });
  const dead: { kind: 'dead' } = { kind: 'dead' };
  const none: { kind: 'null'; hierarchy: 'func' } = { kind: 'null', hierarchy: 'func' };
  return {
    ...emptyCheckpoint,
    types: [[{ final: true, supertypes: [], composite: { kind: 'func', params: ['i32'], results: [] } }]],
    modules: [
      {
        digest: sha256(module),
        length: BigInt(module.length),
        imports: [{ module: 'env', name: 'log', type: { kind: 'func', type: 0 } }],
      },
    ],
    instances: [
      {
        module: 0,
        funcs: [{ kind: 'host-func', address: 0 }],
        tables: [0],
        memories: [0],
        globals: [0, 1],
        tags: [],
        elems: [],
        datas: [],
      },
    ],
    hostFuncs: [{ module: 'env', name: 'log', type: 0 }],
    tables: [
      {
        type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: 3n } },
        base: { kind: 'none' },
        runs: [
          { kind: 'ref', length: 1n, ref: none },
          { kind: 'ref', length: 1n, ref: { kind: 'func', instance: 0, funcidx: 1 } },
          { kind: 'ref', length: 1n, ref: none },
        ],
      },
    ],
    memories: [{ type: memoryType, image: imageOf(memory, { blockSizeLog2: 14 }) }],
    globals: [
      { type: { type: 'i32', mutable: true }, value: i32(65472) },
      { type: { type: 'f64', mutable: false }, value: { kind: 'f64', bits: 0x3ff8000000000000n } },
    ],
    threads: [
      {
        label: 'main',
        status: { kind: 'runnable' },
        frames: [
          {
            instance: 0,
            funcidx: 1,
            offset: 0x14,
            locals: [i32(8), i32(0), dead],
            operands: [i32(7)],
            caught: [],
          },
          {
            instance: 0,
            funcidx: 1,
            offset: 0x14,
            locals: [i32(9), dead, dead],
            operands: [],
            caught: [],
          },
          { instance: 0, funcidx: 2, offset: 3, locals: [], operands: [], caught: [] },
        ],
      },
    ],
    producers: [
      { field: 'engine', name: 'hand', version: '1' },
      { field: 'producer', name: 'fixture', version: '0.1.0' },
    ],
  };
}
