import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Algorithms,
  algorithms,
  type Checkpoint,
  checkStructure,
  decode,
  type PageSource,
} from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { Context } from './context.js';
import { Enough, Findings } from './finding.js';
import { defaultLimits, type Limits } from './limits.js';
import type { Report } from './report.js';
import { families } from './rules/index.js';
import type { Judgement } from './rules/rule.js';

/** What a checkpoint is judged against. */
export interface ValidateOptions {
  /** The bytes of its modules, in any order; without them judgement A alone is decided. */
  readonly modules?: readonly Uint8Array[];
  /** Validate all of each module too, not only what the checkpoint touches; false by default. */
  readonly full?: boolean;
  /** The memories of the parent, resolved, by address; asked for only with `full`. */
  readonly parent?: readonly PageSource[];
  readonly limits?: Partial<Limits>;
  readonly algorithms?: Partial<Algorithms>;
}

/** For tests: clauses whose checks are left out. */
export interface TestOptions extends ValidateOptions {
  readonly skip?: ReadonlySet<ClauseId>;
}

function read(input: Checkpoint | Uint8Array, options: ValidateOptions): Checkpoint | Diagnostic {
  const { limits, algorithms: given } = options;
  try {
    if (input instanceof Uint8Array) {
      return decode(input, {
        ...(limits === undefined ? {} : { limits }),
        ...(given === undefined ? {} : { algorithms: given }),
      });
    }
    checkStructure(input);
    return input;
  } catch (fault) {
    if (fault instanceof Diagnostic) return fault;
    throw fault;
  }
}

/** Decides the judgements on a checkpoint, with some clauses switched off; clause valid-order. */
export function validateWith(input: Checkpoint | Uint8Array, options: TestOptions = {}): Report {
  const checkpoint = read(input, options);
  if (checkpoint instanceof Diagnostic) {
    return { accepted: false, judgement: 'A', errors: [checkpoint], truncated: false, unchecked: [] };
  }
  if (options.modules === undefined) {
    return { accepted: true, judgement: 'A', errors: [], truncated: false, unchecked: [] };
  }
  const limits = { ...defaultLimits, ...options.limits };
  const { sha256, zstd } = algorithms(options.algorithms);
  const context = new Context(checkpoint, {
    limits,
    sha256,
    modules: options.modules,
    full: options.full ?? false,
    ...(zstd === undefined ? {} : { zstd }),
    ...(options.parent === undefined ? {} : { parent: options.parent }),
    skip: options.skip ?? new Set(),
  });
  for (const judgement of ['B', 'C'] as const) {
    const truncated = judge(context, judgement);
    if (context.findings.none) continue;
    return { accepted: false, judgement, errors: context.findings.all, truncated, unchecked: context.unchecked };
  }
  return { accepted: true, judgement: 'C', errors: [], truncated: false, unchecked: context.unchecked };
}

/** Runs the rules of one judgement; says whether the limit of errors ended it. */
function judge(context: Context, judgement: Judgement): boolean {
  context.findings = new Findings(context.settings.limits.maxErrors);
  try {
    for (const family of families) if (family.judgement === judgement) family.run(context);
    return false;
  } catch (end) {
    if (end instanceof Enough) return true;
    throw end;
  }
}

/** Decides the judgements on a checkpoint that its options allow: A, and with modules B and C. It does not throw. */
export const validate = (input: Checkpoint | Uint8Array, options: ValidateOptions = {}): Report =>
  validateWith(input, options);
