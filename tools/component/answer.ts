import type {
  UpdateAnswer,
  UpdateReplacement,
  ValidationError,
  ValidationReport,
} from '@wasm-checkpoint/validate/component';

/** What is asked of a validator. */
export interface Question {
  readonly name: string;
  readonly checkpoint: Uint8Array;
  /** Without them judgement A alone is asked for. */
  readonly modules: readonly Uint8Array[] | undefined;
  /** A host manifest as JSON text. */
  readonly host?: string;
  readonly full?: boolean;
  /** For judgement E. */
  readonly updates?: readonly UpdateReplacement[];
}

/** A verdict in a form that compares: what was thrown, or the report without its texts. */
export interface Answer {
  readonly thrown?: string;
  readonly accepted?: boolean;
  readonly judgement?: string;
  /** `CODE path offset` of each error. */
  readonly errors?: readonly string[];
  /** For an update that is accepted, the number of bytes of the updated checkpoint. */
  readonly updated?: number;
}

/** The interface `validation` as tools for JavaScript give it. */
export interface Validation {
  validate(
    checkpoint: Uint8Array,
    modules: readonly Uint8Array[] | undefined,
    options: { readonly full: boolean; readonly host: string | undefined; readonly maxErrors: number | undefined },
  ): ValidationReport;
  validateUpdate(
    checkpoint: Uint8Array,
    modules: readonly Uint8Array[],
    updates: readonly UpdateReplacement[],
    options: { readonly full: boolean; readonly host: string | undefined; readonly maxErrors: number | undefined },
  ): UpdateAnswer;
}

const errorText = ({ code, path, offset }: Pick<ValidationError, 'code' | 'path' | 'offset'>): string =>
  `${code} ${path} ${offset}`;

function answerOf({ accepted, judgement, errors }: ValidationReport): Answer {
  return { accepted, judgement, errors: errors.map(errorText) };
}

/** What an implementation of the interface answers. */
export function ask(validation: Validation, question: Question): Answer {
  const { checkpoint, modules, updates, host, full = false } = question;
  const options = { full, host, maxErrors: undefined };
  try {
    if (updates === undefined) return answerOf(validation.validate(checkpoint, modules, options));
    const { report, checkpoint: updated } = validation.validateUpdate(checkpoint, modules ?? [], updates, options);
    return { ...answerOf(report), ...(updated === undefined ? {} : { updated: updated.length }) };
  } catch (error) {
    // The error of a result, or whatever else a host throws.
    const payload = (error as { readonly payload?: ValidationError }).payload ?? (error as ValidationError);
    return { thrown: payload.code ?? String(error) };
  }
}
