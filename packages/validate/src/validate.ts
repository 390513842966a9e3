import { Diagnostic } from '@wasm-checkpoint/bytes';
import {
  type Algorithms,
  algorithms,
  type Checkpoint,
  checkStructure,
  decode,
  locate,
  type PageSource,
} from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { Context } from './context.js';
import { inFileOrder } from './file-order.js';
import { Enough, type Finding, Findings } from './finding.js';
import { judgeHost, type Manifest } from './host/index.js';
import { defaultLimits, type Limits } from './limits.js';
import type { Report } from './report.js';
import { families } from './rules/index.js';
import type { Judgement } from './rules/rule.js';

/** A checkpoint that a reader has accepted; `locate` gives the offsets of paths in its file. */
export interface WellFormed {
  readonly checkpoint: Checkpoint;
  readonly locate?: (paths: readonly string[]) => readonly number[];
  /** Whether the blocks of images were left out, so that what `full` asks of them cannot be answered. */
  readonly withoutBlocks?: boolean;
}

/** What a checkpoint is judged against. */
export interface ValidateOptions {
  /** The bytes of its modules, in any order; without them judgement A alone is decided. */
  readonly modules?: readonly Uint8Array[];
  /** What a host offers: judgement D is decided too. */
  readonly host?: Manifest;
  /** Validate all of each module too, verify bases and stored digests; false by default. */
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

/** Decides judgement A. */
export function read(input: Checkpoint | Uint8Array | WellFormed, options: ValidateOptions): WellFormed | Diagnostic {
  if ('checkpoint' in input) return input;
  const { limits, algorithms: given } = options;
  const reading = {
    ...(limits === undefined ? {} : { limits }),
    ...(given === undefined ? {} : { algorithms: given }),
  };
  try {
    if (input instanceof Uint8Array) {
      const checkpoint = decode(input, reading);
      return { checkpoint, locate: (paths) => locate(input, paths, reading) };
    }
    checkStructure(input);
    return { checkpoint: input };
  } catch (fault) {
    if (fault instanceof Diagnostic) return fault;
    throw fault;
  }
}

/** The judgements after A that are asked for, in the order in which each takes what the one before established. */
function judgements(options: ValidateOptions): readonly { judgement: Judgement; run: (context: Context) => void }[] {
  if (options.modules === undefined) return [];
  const rules = (judgement: Judgement) => ({
    judgement,
    run: (context: Context): void => {
      for (const family of families) if (family.judgement === judgement) family.run(context);
    },
  });
  const { host } = options;
  return [
    rules('B'),
    rules('C'),
    ...(host === undefined ? [] : [{ judgement: 'D' as const, run: (context: Context) => judgeHost(context, host) }]),
  ];
}

/** Findings with their offsets in the file, in its order. */
export function placed(findings: readonly Finding[], { locate: find }: WellFormed): readonly Finding[] {
  if (find === undefined) return inFileOrder(findings);
  const offsets = find(findings.map(({ path }) => path));
  return inFileOrder(findings.map((finding, index) => finding.at(offsets[index] ?? 0)));
}

/** Decides the judgements on a checkpoint, with some clauses switched off. Clause valid-order. */
export function validateWith(input: Checkpoint | Uint8Array | WellFormed, options: TestOptions = {}): Report {
  const wellFormed = read(input, options);
  if (wellFormed instanceof Diagnostic) {
    return { accepted: false, judgement: 'A', errors: [wellFormed], truncated: false, unchecked: [] };
  }
  const { sha256, zstd } = algorithms(options.algorithms);
  const limits = { ...defaultLimits, ...options.limits };
  const context = new Context(wellFormed.checkpoint, {
    limits,
    sha256,
    modules: options.modules ?? [],
    full: options.full ?? false,
    blocks: wellFormed.withoutBlocks !== true,
    ...(zstd === undefined ? {} : { zstd }),
    ...(options.parent === undefined ? {} : { parent: options.parent }),
    skip: options.skip ?? new Set(),
  });
  let last: Judgement = 'A';
  // clause: valid-order
  for (const { judgement, run } of judgements(options)) {
    context.findings = new Findings(limits.maxErrors);
    const truncated = ended(() => run(context));
    last = judgement;
    if (context.findings.none) continue;
    const errors = placed(context.findings.all, wellFormed);
    return { accepted: false, judgement, errors, truncated, unchecked: context.unchecked, context };
  }
  return { accepted: true, judgement: last, errors: [], truncated: false, unchecked: context.unchecked, context };
}

/** Whether a limit ended a judgement before its time. */
export function ended(run: () => void): boolean {
  try {
    run();
    return false;
  } catch (end) {
    if (end instanceof Enough) return true;
    throw end;
  }
}

/**
 * Decides on a checkpoint the judgements of spec/validation.md that the options allow, and collects what is wrong.
 *
 * A alone without modules, A to C with them, D with a host besides. It does not throw, whatever the bytes of checkpoint and
 * modules are. A judgement is decided when the ones before it hold.
 */
export const validate = (input: Checkpoint | Uint8Array | WellFormed, options: ValidateOptions = {}): Report =>
  validateWith(input, { ...options, skip: new Set() });
