import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, encode, fromJSON } from '@wasm-checkpoint/format';
import type { UpdateImages } from '@wasm-checkpoint/validate/component';
import { readCorpus } from '../corpus/corpus.js';
import { folderOf, type Images } from '../corpus/manifest.js';
import { situations } from '../oracle/cases/index.js';
import { assembled, noHost, noImages, type Situation } from '../oracle/cases/situation.js';
import type { Checkpoint as Twin } from '../oracle/gen/algorithm.js';
import { realCheckpoint } from '../real/checkpoints.js';
import type { Question } from './answer.js';

/** The checkpoint of a twin, or undefined where the reader refuses it. */
function read(twin: Twin): Checkpoint | undefined {
  try {
    return fromJSON({ format: 'wasm-checkpoint', version: 1, ...twin });
  } catch (fault) {
    if (fault instanceof Diagnostic) return undefined;
    throw fault;
  }
}

async function questionsOf(situation: Situation): Promise<Question[]> {
  const modules = await Promise.all(situation.texts.map((text) => assembled(text, situation.assembler)));
  const unchanged = { what: 'as it is', change: () => undefined, version: situation.version };
  const questions: Question[] = [];
  for (const { what, change, version } of [unchanged, ...situation.changes]) {
    const twin = situation.twin(modules);
    const asked = structuredClone({ host: situation.host ?? noHost, images: situation.images ?? noImages });
    change(twin, modules, asked);
    const checkpoint = read(twin);
    if (checkpoint === undefined) continue;
    const text = version ?? situation.version;
    questions.push({
      name: `${situation.name}: ${what}`,
      checkpoint: encode(checkpoint),
      modules: modules.map(({ bytes }) => bytes),
      full: true,
      ...(situation.judgement === undefined ? {} : { host: JSON.stringify({ format: 1, ...asked.host }) }),
      ...(text === undefined
        ? {}
        : { updates: [{ module: 0, bytes: (await assembled(text)).bytes, images: undefined }] }),
    });
  }
  return questions;
}

/** The situations of the oracle as questions, with files that are cut or changed besides. */
export async function situationQuestions(): Promise<readonly Question[]> {
  const questions = (await Promise.all(situations.map(questionsOf))).flat();
  const [first] = questions;
  if (first === undefined) return questions;
  const { checkpoint, modules } = first;
  const flipped = checkpoint.map((byte, at) => (at === checkpoint.length >> 1 ? byte ^ 1 : byte));
  return [
    ...questions,
    { name: 'no file', checkpoint: new Uint8Array(), modules },
    { name: 'a file that was cut', checkpoint: checkpoint.subarray(0, -1), modules },
    { name: 'a file with a bit flipped', checkpoint: flipped, modules },
    { name: 'a file without modules', checkpoint, modules: undefined },
    { name: 'a file with no module', checkpoint, modules: [] },
    { name: 'a host that is none', checkpoint, modules, host: '{"format":2}' },
  ];
}

/** QuickJS in the middle of a script. */
export async function realQuestion(): Promise<Question> {
  const { module, checkpoint } = await realCheckpoint('quickjs');
  return { name: 'QuickJS', checkpoint: encode(checkpoint), modules: [module] };
}

/** The images of a manifest as the interface has them. */
const imagesOf = (images: Images): UpdateImages =>
  Object.fromEntries(
    Object.entries(images).map(([space, list]) => [space, list.map((image: number | null) => image ?? undefined)]),
  ) as unknown as UpdateImages;

/** The cases of the conformance corpus as questions. */
export function corpusQuestions(): readonly Question[] {
  return readCorpus().map(({ row, checkpoint, modules, host, updates }): Question => {
    const replacements = updates.map(({ module, bytes, images }) => ({ module, bytes, images: imagesOf(images) }));
    return {
      ...{ name: `${folderOf(row)}/${row.name}`, checkpoint, full: true },
      modules: row.judgement === 'A' ? undefined : modules.filter((module) => module !== undefined),
      ...(host === undefined ? {} : { host: JSON.stringify(host) }),
      ...(row.judgement === 'E' ? { updates: replacements } : {}),
    };
  });
}
