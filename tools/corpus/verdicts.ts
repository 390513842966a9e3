import { decode } from '@wasm-checkpoint/format';
import { nodeAlgorithms } from '@wasm-checkpoint/format/node';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { type Manifest, type Pairs, type Report, readManifest, type WellFormed } from '@wasm-checkpoint/validate';
import { updateWith, validateWith } from '@wasm-checkpoint/validate/testing';
import { type JudgeOptions, judge, type Verdict } from '../oracle/judge.js';
import type { Case } from './corpus.js';
import type { Images } from './manifest.js';

const algorithms = await nodeAlgorithms();

/** A case in the form that the validator takes. */
export interface Prepared extends Case {
  /** The file, or what has been read of it. */
  readonly input: Uint8Array | WellFormed;
  readonly given: readonly Uint8Array[];
  readonly manifest: Manifest | undefined;
  readonly replacements: readonly { readonly module: number; readonly bytes: Uint8Array; readonly pairs: Pairs }[];
}

const pairsOf = (images: readonly (number | null)[]): (readonly [number, number])[] =>
  images.flatMap((image, old) => (image === null ? [] : [[old, image] as const]));

const pairsOfImages = (images: Images): Pairs => ({
  typeidx: pairsOf(images.types),
  funcidx: pairsOf(images.funcs),
  tableidx: pairsOf(images.tables),
  memidx: pairsOf(images.memories),
  globalidx: pairsOf(images.globals),
  tagidx: pairsOf(images.tags),
  elemidx: pairsOf(images.elems),
  dataidx: pairsOf(images.datas),
});

export function prepare(each: Case): Prepared {
  return {
    ...each,
    input: each.checkpoint,
    given: each.modules.filter((module) => module !== undefined),
    manifest: each.host === undefined ? undefined : readManifest(each.host),
    replacements: each.updates.map(({ module, bytes, images }) => ({ module, bytes, pairs: pairsOfImages(images) })),
  };
}

/** The case of a file that is well formed, read once for all. */
export const readOnce = (each: Prepared): Prepared => ({
  ...each,
  input: { checkpoint: decode(each.checkpoint, { algorithms }) },
});

/** What the validator says of a case, with some clauses switched off. Bases are resolved and modules validated whole. */
export function validated(each: Prepared, skip: ReadonlySet<ClauseId> = new Set()): Omit<Report, 'context'> {
  const { row, input, given, manifest, replacements } = each;
  const asked = { full: true, algorithms, skip };
  if (row.judgement === 'A') return validateWith(input, asked);
  const options = { ...asked, modules: given, ...(manifest === undefined ? {} : { host: manifest }) };
  if (row.judgement !== 'E') return validateWith(input, options);
  return updateWith(input, { ...options, updates: replacements.map((update) => ({ ...update, complete: true })) })
    .report;
}

/** What the algorithm of the specification says of a case. */
export function judged({ row, checkpoint, modules, host, updates }: Case): Verdict {
  const options: JudgeOptions = {
    ...{ judgement: row.judgement, full: true, host },
    update: row.modules.map((_, moduleidx) => updates.find(({ module }) => module === moduleidx)),
  };
  return judge(checkpoint, modules, options);
}
