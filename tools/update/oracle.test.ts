import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, encode, fromJSON } from '@wasm-checkpoint/format';
import { type Pairs, readManifest, updateCheckpoint, validate } from '@wasm-checkpoint/validate';
import { type IndexSpace, indexSpaces } from '@wasm-checkpoint/wasm';
import { situations } from '../oracle/cases/index.js';
import { type Asked, type Assembled, assembled, noHost, noImages } from '../oracle/cases/situation.js';
import type { Correspondence, Checkpoint as Twin } from '../oracle/gen/algorithm.js';
import { judge as judgeByAlgorithm } from '../oracle/judge.js';

const spaceOf: Readonly<Record<IndexSpace, keyof Correspondence>> = {
  typeidx: 'types',
  funcidx: 'funcs',
  tableidx: 'tables',
  memidx: 'memories',
  globalidx: 'globals',
  tagidx: 'tags',
  elemidx: 'elems',
  dataidx: 'datas',
};

/** The images of the algorithm as pairs. */
const pairsOf = (images: Correspondence): Pairs =>
  Object.fromEntries(
    indexSpaces.map((space) => [
      space,
      images[spaceOf[space]].flatMap((image, index) => (image === null || image === undefined ? [] : [[index, image]])),
    ]),
  );

/** The checkpoint of a twin, or undefined where the reader refuses it. */
function read(twin: Twin): Checkpoint | undefined {
  try {
    return fromJSON({ format: 'wasm-checkpoint', version: 1, ...twin });
  } catch (fault) {
    if (fault instanceof Diagnostic) return undefined;
    throw fault;
  }
}

const outer = situations.filter(({ judgement }) => judgement === 'D' || judgement === 'E');

describe.each(outer)('judgement $judgement as the algorithm of the specification decides it: $name', (situation) => {
  const { texts, assembler, twin, changes, judgement } = situation;
  let modules: readonly Assembled[] = [];
  beforeAll(async () => {
    modules = await Promise.all(texts.map((text) => assembled(text, assembler)));
  });
  const unchanged = { what: 'nothing changed', clauses: [], change: () => undefined, version: situation.version };

  test.each([unchanged, ...changes])('$what', async ({ change, version }) => {
    const changed = twin(modules);
    const asked: Asked = structuredClone({ host: situation.host ?? noHost, images: situation.images ?? noImages });
    change(changed, modules, asked);
    const checkpoint = read(changed);
    if (checkpoint === undefined) return;
    const bytes = modules.map((module) => module.bytes);
    const text = version ?? situation.version;
    const updated = text === undefined ? undefined : (await assembled(text)).bytes;
    const host = readManifest({ format: 1, ...asked.host });
    const expected = judgeByAlgorithm(encode(checkpoint), bytes, {
      judgement: judgement ?? 'D',
      host: asked.host,
      full: true,
      update: updated === undefined ? [] : [{ bytes: updated, images: asked.images }],
    });
    const found =
      updated === undefined
        ? validate(checkpoint, { modules: bytes, host, full: true })
        : updateCheckpoint(checkpoint, {
            modules: bytes,
            host,
            full: true,
            updates: [{ module: 0, bytes: updated, pairs: pairsOf(asked.images), complete: true }],
          }).report;
    expect({
      accepted: found.accepted,
      judgement: found.judgement,
      errors: found.errors.map(({ message }) => message),
    }).toMatchObject({
      accepted: expected.accepted,
      judgement: expected.judgement,
    });
    for (const { clause, message } of found.errors)
      expect({ message, clauses: expected.clauses }).toMatchObject({ clauses: expect.arrayContaining([clause]) });
  });
});
