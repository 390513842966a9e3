import { type Checkpoint, digestsOf, memoryTrees, resolveMemories } from '@wasm-checkpoint/format';
import { basesOf, validate } from '@wasm-checkpoint/validate';
import { liveLocalsAt } from '@wasm-checkpoint/wasm';
import { describeClause } from './clause-cases.js';
import { dead, i32, Scene, sha256, thread } from './scene.js';

const hash = {
  digest: sha256,
  create: () => {
    const parts: Uint8Array[] = [];
    return {
      update: (bytes: Uint8Array) => void parts.push(bytes.slice()),
      digest: () => sha256(Uint8Array.from(parts.flatMap((part) => [...part]))),
    };
  },
};

const withDigests = async (): Promise<{ checkpoint: Checkpoint; bytes: Uint8Array }> => {
  const scene = await Scene.of(
    '(module (memory 1) (data (i32.const 5) "five") (func (param i32 i32) (drop (local.get 0))))',
  );
  const checkpoint = scene.checkpoint({
    memories: [
      {
        type: { address: 'i32', limits: { min: 1n }, shared: false, pageSizeLog2: 16 },
        image: { base: { kind: 'module', instance: 0 }, blockSizeLog2: 16, blocks: [] },
      },
    ],
    threads: [thread(scene.frame(0, scene.first(0), [i32(1), dead]))],
  });
  const { context } = validate(checkpoint, { modules: [scene.bytes] });
  if (context === undefined) throw new RangeError('the checkpoint is well formed');
  const modules = basesOf(context);
  const trees = memoryTrees(resolveMemories(checkpoint, { modules }), { sha256: hash });
  const liveness = {
    liveLocals: (_: number, funcidx: number, offset: number) =>
      Array.from(liveLocalsAt(scene.module, funcidx, offset), (live) => live === 1),
  };
  const { memories, core, state } = digestsOf(checkpoint, trees, { sha256: hash, modules, liveness });
  const digests = [
    { kind: 'memories', digest: memories },
    { kind: 'core', digest: core },
    { kind: 'state', digest: state },
  ] as const;
  return { checkpoint: { ...checkpoint, digests }, bytes: scene.bytes };
};

test('digest-section-memories, digest-section-state: verified with full alone', async () => {
  const { checkpoint, bytes } = await withDigests();
  const modules = [bytes];
  const clauses = ({ unchecked }: ReturnType<typeof validate>): readonly string[] =>
    unchecked.map(({ clause }) => clause).filter((clause) => clause.startsWith('digest'));
  expect(clauses(validate(checkpoint, { modules }))).toEqual(['digest-section-memories', 'digest-section-state']);
  expect(validate(checkpoint, { modules, full: true })).toMatchObject({ accepted: true, unchecked: [] });
  for (const [index, code] of ['CKPT2016', 'CKPT2017', 'CKPT2017'].entries()) {
    const digests = checkpoint.digests.map((each, at) => (at === index ? { ...each, digest: sha256(bytes) } : each));
    const wrong = { ...checkpoint, digests };
    expect(validate(wrong, { modules }).accepted).toBe(true);
    const { errors, judgement } = validate(wrong, { modules, full: true });
    expect({ judgement, errors: errors.map(({ code: told, path }) => [told, path]) }).toEqual({
      judgement: 'C',
      errors: [[code, `digests[${index}]`]],
    });
  }
});

describeClause('valid-meminst', async () => {
  const { checkpoint, bytes } = await withDigests();
  return {
    judgement: 'C',
    accepts: { 'a memory of a base': { checkpoint, modules: [bytes] } },
    refuses: {},
  };
});
