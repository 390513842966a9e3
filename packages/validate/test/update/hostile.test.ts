import { encode } from '@wasm-checkpoint/format';
import { updateCheckpoint, validate } from '@wasm-checkpoint/validate';
import { type IndexSpace, indexSpaces } from '@wasm-checkpoint/wasm';
import fc from 'fast-check';
import { assembled, func, functype, i32, nullable, Scene, thread } from '../scene.js';

const text = (front: string, body: string): string => `(module ${front} (import "env" "log" (func $log (param i32)))
  (table $t 2 funcref) (memory $m 1 2) (global $g (mut i32) (i32.const 0)) (global $k i32 (i32.const 7)) (tag $e (param i32))
  (func $main (export "main") (param i32) (call $log (local.get 0)) (call $leaf) (drop (memory.size)))
  (func $leaf ${body} (global.set $g (i32.add (global.get $g) (global.get $k))) (memory.init $d (i32.const 0) (i32.const 0) (i32.const 1)))
  (elem (table $t) (i32.const 0) func $main $leaf) (elem $p func $leaf) (data $d "abc") (data (i32.const 8) "static"))`;

async function scenes() {
  const scene = await Scene.of(text('', ''));
  const updated = await assembled(text('(import "env" "more" (func))', '(nop)'));
  const checkpoint = scene.checkpoint({
    types: [functype(['i32'])],
    imports: [{ module: 'env', name: 'log', type: { kind: 'func', type: 0 } }],
    hostFuncs: [{ module: 'env', name: 'log', type: 0 }],
    instance: { funcs: [{ kind: 'host-func', address: 0 }] },
    tables: [
      {
        type: { element: nullable('func'), address: 'i32', limits: { min: 2n } },
        base: { kind: 'module', instance: 0 },
        runs: [
          { kind: 'base', length: 1n },
          { kind: 'ref', length: 1n, ref: func(1) },
        ],
      },
    ],
    memories: [
      {
        type: { address: 'i32', limits: { min: 1n, max: 2n }, shared: false, pageSizeLog2: 16 },
        image: { base: { kind: 'module', instance: 0 }, blockSizeLog2: 16, blocks: [] },
      },
    ],
    globals: [
      { type: { type: 'i32', mutable: true }, value: i32(1) },
      { type: { type: 'i32', mutable: false }, value: i32(7) },
    ],
    tags: [{ type: 0 }],
    threads: [thread(scene.frame(1, scene.offset(1, 'call'), [i32(3)], [i32(3)]))],
  });
  return { scene, updated, checkpoint };
}

const changes = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });

const changed = (bytes: Uint8Array, edits: readonly (readonly [number, number])[]): Uint8Array => {
  const copy = bytes.slice();
  for (const [at, byte] of edits) copy[at % copy.length] = byte;
  return copy;
};

const number = fc.oneof(fc.nat(6), fc.constantFrom(-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, 2 ** 53));
const pairs = fc.dictionary(
  fc.constantFrom<IndexSpace>(...indexSpaces),
  fc.array(fc.tuple(number, number), { maxLength: 4 }),
) as fc.Arbitrary<{ readonly [Space in IndexSpace]?: readonly (readonly [number, number])[] }>;

const host = {
  features: [],
  types: [],
  functions: [
    { module: 'env', name: 'more', type: { params: [], results: [] } },
    { module: 'env', name: 'log', type: { params: ['i32' as const], results: [] } },
  ],
  memories: [],
  tables: [],
  globals: [],
  tags: [],
  hostStates: [],
};
const everything = { ...host, features: ['exceptions', 'gc', 'simd', 'memory64', 'threads'] };

describe('valid-update-result: whatever the new module, the correspondence and the file are', () => {
  test('the answer is a report, and an updated checkpoint is valid', async () => {
    const { scene, updated, checkpoint } = await scenes();
    let accepted = 0;
    fc.assert(
      fc.property(fc.option(changes), fc.option(pairs), fc.boolean(), (edits, given, complete) => {
        const bytes = edits === null ? updated : changed(updated, edits);
        const { report, checkpoint: result } = updateCheckpoint(checkpoint, {
          modules: [scene.bytes],
          host: everything,
          updates: [{ module: 0, bytes, ...(given === null ? {} : { pairs: given, complete }) }],
        });
        expect(report.accepted).toBe(result !== undefined);
        expect(report.accepted).toBe(report.errors.length === 0);
        expect(JSON.parse(JSON.stringify(report))).toMatchObject({ accepted: report.accepted });
        if (result === undefined) return;
        accepted += 1;
        const found = validate(encode(result), { modules: [bytes], full: true });
        expect(found.errors.map(({ message }) => message)).toEqual([]);
      }),
      { numRuns: 250 },
    );
    expect(accepted).toBeGreaterThan(3);
  });

  test('files and old modules that were changed are refused or updated', async () => {
    const { scene, updated, checkpoint } = await scenes();
    const file = encode(checkpoint);
    fc.assert(
      fc.property(fc.option(changes), fc.option(changes), (fileEdits, moduleEdits) => {
        const { report } = updateCheckpoint(fileEdits === null ? file : changed(file, fileEdits), {
          modules: [moduleEdits === null ? scene.bytes : changed(scene.bytes, moduleEdits)],
          host: everything,
          updates: [{ module: 0, bytes: updated }],
        });
        expect(report.accepted).toBe(report.errors.length === 0);
      }),
      { numRuns: 500 },
    );
  });
});
