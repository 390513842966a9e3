import {
  bytesSource,
  type Checkpoint,
  checkBases,
  diff,
  type ModuleBases,
  type Ref,
  type Table,
} from '@wasm-checkpoint/format';
import { bytesOf, checkpointOf, memoryOf, PAGE } from './bytes.js';

const base = { kind: 'parent', memory: 0 } as const;
const old = bytesOf([{ kind: 'noise', seed: 1 }, { kind: 'zeros' }, { kind: 'noise', seed: 2 }], 9);

/** A child of the bytes that stores a page over another content, checked against the old bytes. */
function child(now: Uint8Array, against: Uint8Array): Checkpoint {
  return checkpointOf([memoryOf(now.length, diff(now, against, base, { blockSizeLog2: 13 }))]);
}

describe('stored pages against their base', () => {
  // clause: syn-base-different
  test('pages that differ are accepted', () => {
    const now = old.slice();
    now[0] = (now[0] ?? 0) ^ 1;
    now.fill(0, 2 * PAGE);
    expect(() => checkBases(child(now, old), { parent: [bytesSource(old)] })).not.toThrow();
  });

  // clause: syn-base-different
  test.each([
    [0, 'data'],
    [1, 'zeros'],
    [2, 'the last, which is cut'],
  ])('page %i that equals it is refused: %s', (page) => {
    const against = old.slice();
    against[page * PAGE] = (against[page * PAGE] ?? 0) ^ 1;
    expect(() => checkBases(child(old, against), { parent: [bytesSource(old)] })).toThrow(
      expect.objectContaining({
        code: 'CKPT3004',
        params: { memory: 0, page: BigInt(page) },
        path: `memories[0].image.blocks[0]`,
      }),
    );
  });

  // clause: syn-base-different
  test('a page of zeros beyond the end of the base equals it', () => {
    const grown = new Uint8Array(5 * PAGE);
    const against = new Uint8Array(5 * PAGE).fill(1);
    expect(() => checkBases(child(grown, against), { parent: [bytesSource(new Uint8Array(PAGE + 1))] })).toThrow(
      expect.objectContaining({ code: 'CKPT3004' }),
    );
  });

  // clause: syn-parent-given
  test('takes the parent', () => {
    expect(() => checkBases(child(old.slice().fill(1), old))).toThrow(expect.objectContaining({ code: 'CKPT3001' }));
  });
});

describe('stored entries against their base', () => {
  const func = (funcidx: number): Ref => ({ kind: 'func', instance: 0, funcidx });
  const others: readonly Ref[] = [
    { kind: 'null', hierarchy: 'func' },
    func(1),
    { kind: 'host-func', address: 0 },
    { kind: 'i31', value: 3 },
    { kind: 'struct', address: 0 },
    { kind: 'extern', internal: { kind: 'host', address: 2 } },
    { kind: 'exn', address: 0 },
  ];
  const table = (ref: Ref): Table => ({
    type: { element: { nullable: true, heap: 'func' }, address: 'i32', limits: { min: 4n } },
    base: { kind: 'module', instance: 0 },
    runs: [
      { kind: 'base', length: 2n },
      { kind: 'ref', length: 2n, ref },
    ],
  });
  const bases = (entries: readonly (Ref | undefined)[]): ModuleBases => ({
    memory: () => undefined,
    table: () => entries.map((ref) => (ref === undefined ? { length: 1n } : { length: 1n, ref })),
  });

  // clause: syn-base-different
  test.each(others.map((ref) => [ref.kind, ref] as const))('%s that equals it is refused, another is not', (_, ref) => {
    const checkpoint = { ...checkpointOf([]), tables: [table(ref)] };
    const null_: Ref = { kind: 'null', hierarchy: 'any' };
    expect(() => checkBases(checkpoint, { modules: bases([ref, ref, func(9), ref]) })).toThrow(
      expect.objectContaining({ code: 'CKPT3006', params: { table: 0, entry: 3n }, path: 'tables[0]' }),
    );
    expect(() => checkBases(checkpoint, { modules: bases([ref, ref, func(9), null_]) })).not.toThrow();
    expect(() => checkBases(checkpoint, { modules: bases([ref, ref, undefined, func(8)]) })).not.toThrow();
  });

  // clause: syn-base-module
  test('takes the module', () => {
    expect(() => checkBases({ ...checkpointOf([]), tables: [table(func(0))] })).toThrow(
      expect.objectContaining({ code: 'CKPT3005' }),
    );
  });

  // clause: conv-hostile
  test('a table of 2^32 entries costs as much as it has runs', () => {
    const size = 2n ** 32n - 1n;
    const [whole] = [table(func(1))];
    if (whole === undefined) return;
    const type = { ...whole.type, limits: { min: size } };
    const runs = [{ kind: 'ref', length: size, ref: func(1) }] as const;
    const checkpoint = { ...checkpointOf([]), tables: [{ ...whole, type, runs }] };
    const modules: ModuleBases = {
      memory: () => undefined,
      table: () => [
        { length: size - 1n, ref: func(2) },
        { length: 1n, ref: func(1) },
      ],
    };
    expect(() => checkBases(checkpoint, { modules })).toThrow(
      expect.objectContaining({ code: 'CKPT3006', params: { table: 0, entry: size - 1n } }),
    );
  });
});
