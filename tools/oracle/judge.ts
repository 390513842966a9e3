import { Diagnostic } from '@wasm-checkpoint/bytes';
import { type Checkpoint, decode } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import {
  type Correspondence,
  decide,
  type Fault,
  type Judgement,
  type Module,
  type Checkpoint as Twin,
} from './gen/algorithm.js';
import { manifestOf } from './manifest.js';
import { plainModule } from './plain-module.js';
import { twinOf, twinOfCheckpoint } from './twin.js';

/** Modules as bytes, by moduleidx; undefined where one is not at hand. */
export type Modules = readonly (Uint8Array | undefined)[];

/** Another version of a module; for each index space the new indices by the old ones, null where there is none. */
export interface Replacement {
  readonly bytes: Uint8Array;
  readonly images: Correspondence;
}

export interface JudgeOptions {
  /** The last judgement to decide; C by default. */
  readonly judgement?: Judgement;
  /** A host manifest as JSON, for judgement D and for what an update imports. */
  readonly host?: unknown;
  /** For judgement E: what is to replace modules, by moduleidx. */
  readonly update?: readonly (Replacement | undefined)[];
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

const hostClauses = ['valid-host-feature', 'valid-host-func', 'valid-host-object', 'valid-host-state'];

function unchecked(twin: Twin, judgement: Judgement, { full, host }: JudgeOptions): readonly string[] {
  if (judgement === 'A') return [];
  const inParent = twin.memories.some(({ image }) => image.base.kind === 'parent');
  return [
    ...(full === true ? [] : ['valid-module-valid']),
    ...(inParent ? ['valid-base-differs'] : []),
    ...(host === undefined && (judgement === 'D' || judgement === 'E') ? hostClauses : []),
  ];
}

function judgeInForm(c: Twin, modules: Modules, options: JudgeOptions): Verdict {
  const { judgement = 'C', full = false, host } = options;
  const answer = decide({
    ...{ c, judgement, full, expand: zstd.decompress },
    modules: modules.map((bytes) => (bytes === undefined ? undefined : known(bytes))),
    host: host === undefined ? undefined : manifestOf(host),
    update: options.update?.map((each) => each && { module: known(each.bytes), images: each.images }),
  });
  return verdict(answer.judgement, answer.faults, unchecked(c, answer.judgement, options));
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

/** The same for a checkpoint that no reader of the format has seen. */
export const judgeCheckpoint = (checkpoint: Checkpoint, modules: Modules = [], options: JudgeOptions = {}): Verdict =>
  judgeInForm(twinOfCheckpoint(checkpoint), modules, options);

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
