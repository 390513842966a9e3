import { decode, encode, expand, fingerprint, resolveChain } from '@wasm-checkpoint/format';
import { buildCheckpoint, settle } from '@wasm-checkpoint/runtime';
import type { Module } from '@wasm-checkpoint/wasm';
import { instanceOf, memoryOf, moduleOf, programOf } from './program.js';

test('a memory is stored as its difference from the parent; with dirty pages, these alone are looked at', async () => {
  const module = await moduleOf('(module (memory 1))');
  const bytes = new Uint8Array(65536).fill(1);
  const memory = memoryOf(module.memories[0] as Module['memories'][0], bytes);
  const state = programOf([instanceOf(module, { memories: [memory] })]);
  const first = settle(buildCheckpoint(state));
  bytes[5000] = 2;
  bytes[9000] = 3;
  const [contents] = resolveChain([{ checkpoint: first }]);
  if (contents === undefined) throw new Error('no memory');
  const parent = {
    name: { kind: 'fingerprint', digest: fingerprint(first) } as const,
    memory: () => ({ address: 0, contents }),
  };
  const second = buildCheckpoint(state, { parent });
  expect(second.features).toEqual(['parent']);
  const [whole] = resolveChain([{ checkpoint: decode(encode(second)) }, { checkpoint: first }]);
  expect(whole && expand(whole)).toEqual(bytes);
  const dirty = () => ({ pages: () => [1] });
  const some = buildCheckpoint(state, { parent, dirty });
  const [part] = resolveChain([{ checkpoint: some }, { checkpoint: first }]);
  expect(part && [expand(part)[5000], expand(part)[9000]]).toEqual([2, 1]);
});

test('exec-capture-stop: a settled checkpoint does not follow the memory', async () => {
  const module = await moduleOf('(module (memory 1))');
  const bytes = new Uint8Array(65536).fill(1);
  const memory = memoryOf(module.memories[0] as Module['memories'][0], bytes);
  const built = buildCheckpoint(programOf([instanceOf(module, { memories: [memory] })]));
  const settled = settle(built);
  const before = encode(built);
  bytes.fill(2);
  expect(encode(settled)).toEqual(before);
  expect(encode(built)).not.toEqual(before);
});
