import { decode, encode, fromJSON, toJSON } from '@wasm-checkpoint/format';
import { attempt, same } from '../attempt.js';
import { type Corpus, loadCorpus, pickSample, type Section, seal, sealed } from '../checkpoints.js';
import { mutate } from '../mutation.js';
import { type Random, random } from '../random.js';
import type { FuzzTarget } from '../target.js';

let corpus: Corpus = { small: [], large: [], options: {} };

/** Reads a file: it is refused with a diagnostic, or writing what was read gives the same bytes, also by way of JSON. */
function tryFile(file: Uint8Array): void {
  const read = attempt(() => decode(file, corpus.options));
  if (read === undefined) return;
  if (!same(encode(read), file)) throw new Error('accepted, but not canonical');
  acceptances += 1;
  if (acceptances % 8 === 0 && !same(encode(fromJSON(toJSON(read))), file)) throw new Error('lost in the JSON twin');
}

/** How many files were accepted, of which every eighth goes through the JSON twin. */
let acceptances = 0;

function explained(file: Uint8Array): void {
  try {
    tryFile(file);
  } catch (error) {
    throw new Error(`file: ${Buffer.from(file.subarray(0, 4096)).toString('hex')}`, { cause: error });
  }
}

const mutateSection = (section: Section, choices: Random, other: Section): Section =>
  seal(section.id, mutate(section.contents, choices, other.contents));

/** One change of a list of sections. */
function changed(sections: readonly Section[], choices: Random, other: Section): Section[] {
  const list = [...sections];
  const at = choices.integer(0, list.length - 1);
  const section = list[at] as Section;
  switch (choices.integer(0, 15)) {
    case 0:
      list.splice(at, 1);
      break;
    case 1:
      list.splice(at, 0, section);
      break;
    case 2:
      list.splice(choices.integer(0, list.length - 1), 1, section);
      break;
    case 3:
      list.splice(at, 0, other);
      break;
    case 4:
      list[at] = seal(choices.integer(0, 255), section.contents);
      break;
    case 5:
      list[at] = other.id === section.id ? other : mutateSection(section, choices, other);
      break;
    default:
      list[at] = mutateSection(section, choices, other);
  }
  return list;
}

/** Mutations of the contents of sections under right checksums, index and end. */
export const checkpointSections: FuzzTarget = {
  name: 'checkpoint-sections',
  help: 'mutated sections of checkpoints, framed right: refused with a diagnostic, or canonical and lossless in JSON',
  async prepare() {
    corpus = await loadCorpus();
  },
  create(seed) {
    const choices = random(seed);
    const donors = corpus.small.flatMap(({ sections }) => sections);
    return {
      run() {
        const { sections } = pickSample(corpus, choices);
        const donor = choices.pick(donors);
        let list: readonly Section[] = sections;
        for (let count = choices.pick([1, 1, 1, 2, 3]); count > 0 && list.length > 0; count--) {
          list = changed(list, choices, donor);
        }
        const index = choices.oneIn(30) ? (bytes: Uint8Array) => mutate(bytes, choices, donor.contents) : undefined;
        explained(sealed(list, index));
      },
    };
  },
};

/** Mutations of whole files, most of which a checksum catches. */
export const checkpointBytes: FuzzTarget = {
  name: 'checkpoint-bytes',
  help: 'mutated bytes of checkpoints: refused with a diagnostic, or canonical and lossless in JSON',
  async prepare() {
    corpus = await loadCorpus();
  },
  create(seed) {
    const choices = random(seed);
    return {
      run() {
        explained(mutate(pickSample(corpus, choices).file, choices, choices.pick(corpus.small).file));
      },
    };
  },
};
