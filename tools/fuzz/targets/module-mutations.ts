import { type FeatureSet, validate } from '@wasm-checkpoint/wasm';
import { realModule } from '../../real/modules.js';
import { assemble } from '../../suite/assembler.js';
import { featureProbes } from '../../suite/judges/probes.js';
import { v8Judge } from '../../suite/judges/v8.js';
import { suiteModules, suitePath } from '../../suite/modules.js';
import { mutate } from '../mutation.js';
import { random } from '../random.js';
import type { FuzzTarget } from '../target.js';

/** Modules above this size are mutated rarely: they cost as much as many small ones. */
const smallSize = 4096;

interface Corpus {
  readonly small: readonly Uint8Array[];
  readonly large: readonly Uint8Array[];
  /** The features that V8 has, under which it is asked. */
  readonly features: FeatureSet;
}

let corpus: Corpus = { small: [], large: [], features: new Set() };

async function loadCorpus(): Promise<Corpus> {
  const modules: Uint8Array[] = [];
  for (const text of Object.values(featureProbes)) {
    const assembled = await assemble({ kind: 'text', text }, 'wasm-tools');
    if ('bytes' in assembled) modules.push(assembled.bytes);
  }
  const path = suitePath();
  if (path !== undefined) for await (const { bytes } of suiteModules(path)) modules.push(bytes);
  const real = ['lua', 'quickjs', 'sqlite'].map((name) => realModule(name).bytes());
  const { features } = await v8Judge();
  return {
    small: modules.filter((bytes) => bytes.length <= smallSize),
    large: [...modules.filter((bytes) => bytes.length > smallSize), ...real],
    features,
  };
}

/** V8's own limits are no rules of WebAssembly. */
const implementationLimit = /implementation limit|larger than|exceeds|out of bounds maximum|maximum|too many/i;

function v8Message(bytes: Uint8Array): string {
  try {
    new WebAssembly.Module(bytes as Uint8Array<ArrayBuffer>);
    return '';
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** Diagnostics of ours for modules that some V8 accepts against the specification. */
const v8Lenience: readonly { readonly code: string; readonly text: RegExp; readonly reason: string }[] = [
  {
    code: 'WASM2029',
    text: /^atomic alignment/,
    reason:
      'V8 takes any alignment of an atomic access up to the natural one; the threads proposal demands the natural one',
  },
  {
    code: 'WASM1013',
    text: /^reference type: unknown code 0x7[b-f]/,
    reason:
      'V8 11 takes a number type as the type of an element segment without expressions; it must be a reference type',
  },
];

/** Throws when V8 and we differ on a module, except where one of us met a limit of its own. */
function compareWithV8(bytes: Uint8Array): void {
  const ours = validate(bytes, { features: corpus.features });
  const theirs = WebAssembly.validate(bytes as Uint8Array<ArrayBuffer>);
  if ((ours === undefined) === theirs || ours?.phase === 'limit') return;
  if (ours !== undefined && v8Lenience.some(({ code, text }) => ours.code === code && text.test(ours.text))) return;
  const message = theirs ? 'accepts' : v8Message(bytes);
  if (!theirs && implementationLimit.test(message)) return;
  const hex = Buffer.from(bytes.subarray(0, smallSize)).toString('hex');
  throw new Error(`we: ${ours?.message ?? 'accept'}\nV8: ${message}\n${bytes.length} bytes: ${hex}`);
}

/** Mutations of the suite's and real modules: nothing but a diagnostic comes out, and V8 has the same verdict. */
export const moduleMutations: FuzzTarget = {
  name: 'module-mutations',
  help: "mutated modules: only diagnostics are thrown, and V8's verdict is ours (more samples with WASM_TESTSUITE)",
  async prepare() {
    corpus = await loadCorpus();
  },
  create(seed) {
    const choices = random(seed);
    const sample = (): Uint8Array => choices.pick(choices.oneIn(200) ? corpus.large : corpus.small);
    return {
      run() {
        const mutant = mutate(sample(), choices, choices.pick(corpus.small));
        validate(mutant);
        compareWithV8(mutant);
      },
    };
  },
};
