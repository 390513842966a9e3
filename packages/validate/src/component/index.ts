import { Diagnostic } from '@wasm-checkpoint/bytes';
import { encode } from '@wasm-checkpoint/format';
import { Finding } from '../finding.js';
import { type Manifest, readManifestText } from '../host/index.js';
import type { Report } from '../report.js';
import { type Pairs, updateCheckpoint } from '../update/index.js';
import { type ValidateOptions, validate as validateCheckpoint } from '../validate.js';
import type {
  Images,
  Judgement,
  Options,
  UpdateAnswer,
  UpdateImages,
  UpdateReplacement,
  ValidationError,
  ValidationReport,
} from './types.js';

export type * from './types.js';

/** Bytes as this realm's own: in a component they may come from another one, and then are no instance of `Uint8Array`. */
const own = (bytes: Uint8Array): Uint8Array => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** An error as the interface has it, to be returned or thrown. */
function errorOf(fault: Diagnostic): ValidationError {
  const place = fault instanceof Finding ? fault.place : undefined;
  return {
    code: fault.code,
    phase: fault.phase,
    clause: fault.clause,
    offset: BigInt(fault.offset),
    path: fault.path,
    text: fault.text,
    place: place && { module: place.moduleidx, funcidx: place.funcidx, offset: place.offset },
  };
}

const reportOf = ({
  accepted,
  judgement,
  errors,
  truncated,
  unchecked,
}: Omit<Report, 'context'>): ValidationReport => ({
  accepted,
  judgement: judgement.toLowerCase() as Judgement,
  errors: errors.map(errorOf),
  truncated,
  unchecked: unchecked.map(({ clause, reason }) => ({ clause, reason })),
});

/** The manifest of the options; throws the error of one that is none. */
function hostOf({ host }: Options): Manifest | undefined {
  try {
    return host === undefined ? undefined : readManifestText(host);
  } catch (fault) {
    if (fault instanceof Diagnostic) throw errorOf(fault);
    throw fault;
  }
}

function optionsOf(options: Options): ValidateOptions {
  const host = hostOf(options);
  const { full, maxErrors } = options;
  return {
    full,
    ...(host === undefined ? {} : { host }),
    ...(maxErrors === undefined ? {} : { limits: { maxErrors } }),
  };
}

/** The mistake of a caller who replaces a module twice, or one that there is not. */
const replacementFault = (text: string): ValidationError => ({
  code: 'CKPT3170',
  phase: 'mismatch',
  clause: 'valid-update-correspondence',
  offset: 0n,
  path: '',
  text,
  place: undefined,
});

const pairsOf = (images: Images): (readonly [number, number])[] =>
  images.flatMap((image, old) => (image === undefined ? [] : [[old, image] as const]));

const pairsOfImages = (images: UpdateImages): Pairs => ({
  typeidx: pairsOf(images.types),
  funcidx: pairsOf(images.funcs),
  tableidx: pairsOf(images.tables),
  memidx: pairsOf(images.memories),
  globalidx: pairsOf(images.globals),
  tagidx: pairsOf(images.tags),
  elemidx: pairsOf(images.elems),
  dataidx: pairsOf(images.datas),
});

/** The interface `validation` of the WIT package checkpoint:validator, which throws the errors of its results. */
export const validation = {
  validate(checkpoint: Uint8Array, modules: readonly Uint8Array[] | undefined, options: Options): ValidationReport {
    return reportOf(
      validateCheckpoint(own(checkpoint), {
        ...optionsOf(options),
        ...(modules === undefined ? {} : { modules: modules.map(own) }),
      }),
    );
  },

  validateUpdate(
    checkpoint: Uint8Array,
    modules: readonly Uint8Array[],
    updates: readonly UpdateReplacement[],
    options: Options,
  ): UpdateAnswer {
    const replacements = updates.map(({ module, bytes, images }) => ({
      ...{ module, bytes: own(bytes) },
      ...(images === undefined ? {} : { pairs: pairsOfImages(images), complete: true }),
    }));
    const settings = { ...optionsOf(options), modules: modules.map(own), updates: replacements };
    try {
      const { report, checkpoint: updated } = updateCheckpoint(own(checkpoint), settings);
      const { obstacles, modules: replaced } = report;
      return {
        report: reportOf(report),
        details: JSON.stringify({ obstacles, modules: replaced }),
        checkpoint: updated && encode(updated),
      };
    } catch (fault) {
      if (fault instanceof RangeError) throw replacementFault(fault.message);
      throw fault;
    }
  },
};
