import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, decode } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import { decide, type Fault, type Judgement, type Module, type Checkpoint as Twin } from './gen/algorithm.js';
import { plainModule } from './plain-module.js';
import { twinOf, twinOfCheckpoint } from './twin.js';

/** Modules as bytes, by moduleidx; undefined where one is not at hand. */
export type Modules = readonly (Uint8Array | undefined)[];

export interface JudgeOptions {
  /** The last judgement to decide; C by default. */
  readonly judgement?: Judgement;
  /** Validate modules whole, in place of what frames need of them; false by default. */
  readonly full?: boolean;
}

/** What the algorithm says of a checkpoint. */
export interface Verdict {
  readonly accepted: boolean;
  /** The judgement that failed, or the last one that was asked for. */
  readonly judgement: Judgement;
  /** The clauses that are broken, each once, in the order in which they were found. */
  readonly clauses: readonly string[];
  readonly faults: readonly Fault[];
  /** Clauses that were not decided. */
  readonly unchecked: readonly string[];
}

const { zstd, ...rest } = await nodeAlgorithms();
const plainModules = new WeakMap<Uint8Array, Module>();

function known(bytes: Uint8Array): Module {
  const module = plainModules.get(bytes) ?? plainModule(bytes);
  plainModules.set(bytes, module);
  return module;
}

function verdict(judgement: Judgement, faults: readonly Fault[], unchecked: readonly string[]): Verdict {
  const clauses = [...new Set(faults.map(({ clause }) => clause))];
  return { accepted: faults.length === 0, judgement, clauses, faults, unchecked };
}

function unchecked(twin: Twin, judgement: Judgement, full: boolean): readonly string[] {
  if (judgement === 'A') return [];
  const inParent = twin.memories.some(({ image }) => image.base.kind === 'parent');
  return [...(full ? [] : ['valid-module-valid']), ...(inParent ? ['valid-base-differs'] : [])];
}

function judgeInForm(twin: Twin, modules: Modules, { judgement = 'C', full = false }: JudgeOptions): Verdict {
  const plain = modules.map((bytes) => (bytes === undefined ? undefined : known(bytes)));
  const answer = decide({ c: twin, modules: plain, judgement, full, expand: zstd.decompress });
  return verdict(answer.judgement, answer.faults, unchecked(twin, answer.judgement, full));
}

/**
 * Decides the judgements on a checkpoint file by the algorithm of spec/appendix/algorithm.md.
 *
 * Never throws on account of its input: a file that the reader refuses has the reader's clause. The bytes of modules must not
 * change, since what was found out of them is kept.
 */
export function judge(bytes: Uint8Array, modules: Modules = [], options: JudgeOptions = {}): Verdict {
  let checkpoint: Checkpoint;
  try {
    checkpoint = decode(bytes, { algorithms: { zstd, ...rest } });
  } catch (fault) {
    if (!(fault instanceof Diagnostic)) throw fault;
    return verdict('A', [{ clause: fault.clause, path: fault.path ?? '', text: fault.message }], []);
  }
  return judgeInForm(twinOfCheckpoint(checkpoint), modules, options);
}

/** The same for a JSON value, which the algorithm takes as it is: no reader of the format has seen it. */
export function judgeTwin(json: unknown, modules: Modules = [], options: JudgeOptions = {}): Verdict {
  const twin = twinOf(json);
  if (twin === undefined)
    return verdict('A', [{ clause: 'json-checkpoint', path: '', text: 'not the shape of a twin' }], []);
  return judgeInForm(twin, modules, options);
}

/** Puts modules in the order in which a checkpoint names them, by their digests. */
export function modulesInOrder(checkpoint: Checkpoint, modules: readonly Uint8Array[]): Modules {
  const byDigest = new Map(modules.map((bytes) => [known(bytes).digest, bytes]));
  return checkpoint.modules.map(({ digest }) => byDigest.get(Buffer.from(digest).toString('hex')));
}
