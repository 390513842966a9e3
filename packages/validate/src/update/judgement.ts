import { Diagnostic } from '@wasm-checkpoint/bytes';
import type { Checkpoint } from '@wasm-checkpoint/format';
import { validate as validateModule } from '@wasm-checkpoint/wasm';
import type { Context } from '../context.js';
import { Findings } from '../finding.js';
import { HostOffers } from '../host/offers.js';
import { ModuleView, orFault } from '../module-view.js';
import type { Report } from '../report.js';
import {
  ended,
  placed,
  read,
  type TestOptions,
  type ValidateOptions,
  validateWith,
  type WellFormed,
} from '../validate.js';
import { moduleReport } from './module-report.js';
import type { Obstacle, UpdateReport } from './report.js';
import { withoutBases } from './result/bases.js';
import { Unbound, updatedCheckpoint } from './result/index.js';
import { frames } from './rules/frames.js';
import { functions } from './rules/functions.js';
import { imports } from './rules/imports.js';
import { objects } from './rules/objects.js';
import type { UpdateRuleFamily } from './rules/rule.js';
import { segments } from './rules/segments.js';
import { findCorrespondence, type SearchOptions } from './search/index.js';
import { type Replaced, Update } from './update.js';
import { Comparison } from './verdicts.js';
import { versions } from './versions.js';

/** A module that is to take the place of one of the checkpoint, and what is known of how they correspond. */
export interface Replacement extends SearchOptions {
  /** The module that goes, by its index in the checkpoint. */
  readonly module: number;
  /** The module that comes. */
  readonly bytes: Uint8Array;
}

/** What an update is judged against; `host` is asked for imports that are new, and for judgement D on the result. */
export interface UpdateOptions extends ValidateOptions {
  readonly modules: readonly Uint8Array[];
  readonly updates: readonly Replacement[];
}

/** An answer with the updated checkpoint, where there is one. */
export interface Updated {
  readonly report: UpdateReport;
  /** The answer to judgements A to C with the old modules; without `accepted` there nothing else was decided. */
  readonly premise: Report;
  readonly checkpoint?: Checkpoint;
}

/** The rules of judgement E that look at the parts of an update, in the order in which they run. */
export const updateFamilies: readonly UpdateRuleFamily[] = [frames, functions, objects, segments, imports];

/** Opens and validates a new module, and finds out what corresponds to what. */
function replace(context: Context, replacement: Replacement, obstacles: Obstacle[]): Replaced | undefined {
  const { module: moduleidx, bytes } = replacement;
  const old = context.modules[moduleidx];
  if (old === undefined) throw new RangeError(`the checkpoint has no module ${moduleidx}`);
  const updated = orFault(() => new ModuleView(moduleidx, bytes, context.types, `new modules[${moduleidx}].`));
  const fault = updated instanceof Diagnostic ? updated : validateModule(bytes);
  if (fault !== undefined || updated instanceof Diagnostic) {
    const error = `module: ${fault?.message ?? ''}`;
    refuse(context, obstacles, moduleidx, error, `modules[${moduleidx}]`);
    return undefined;
  }
  const both = versions(old, updated);
  const known = context.findings.all.length;
  try {
    const findings = context.on('valid-update-correspondence') ? context.findings : undefined;
    const correspondence = findCorrespondence(both, replacement, findings);
    return { moduleidx, old, updated, comparison: new Comparison(both, correspondence) };
  } finally {
    for (const { code, clause, text, path, params } of context.findings.all.slice(known)) {
      const name = `${params['space']} ${params['index']}`;
      const index = Number(params['index']);
      const image = Number(params['image']);
      const about = { module: moduleidx, index, image, name, code, clause, text, places: [path] };
      obstacles.push({ kind: 'correspondence', verdict: 'refused', ...about });
    }
  }
}

/** Reports why the updated checkpoint, or one of its modules, is refused. Clause valid-update-result. */
function refuse(context: Context, obstacles: Obstacle[], module: number, error: string, path: string): void {
  try {
    // clause: valid-update-result
    context.findings.add('CKPT3178', { error }, path);
  } finally {
    const { code = '', clause = '', text = '' } = context.findings.all.at(-1) ?? {};
    obstacles.push({ kind: 'result', module, name: path, verdict: 'refused', code, clause, text, places: [path] });
  }
}

/** Judges a checkpoint that meets B and C, with its modules opened. */
class Judge {
  readonly obstacles: Obstacle[] = [];
  readonly replaced = new Map<number, Replaced>();
  checkpoint: Checkpoint | undefined;
  readonly #context: Context;
  readonly #options: UpdateOptions;

  constructor(context: Context, options: UpdateOptions) {
    this.#context = context;
    this.#options = options;
  }

  /** Decides what the parts say; the updated checkpoint when nothing is against it. */
  parts(): void {
    const context = this.#context;
    const { updates, host } = this.#options;
    for (const replacement of updates) {
      const replaced = replace(context, replacement, this.obstacles);
      if (replaced !== undefined) this.replaced.set(replaced.moduleidx, replaced);
    }
    // What the rest would say follows from a wrong correspondence.
    if (!context.findings.none) return;
    const checkpoint = withoutBases(context, (moduleidx) => this.replaced.has(moduleidx));
    const offers = host === undefined ? undefined : new HostOffers(host, context.types);
    const update = new Update(context, checkpoint, this.replaced, offers, this.obstacles);
    for (const family of updateFamilies) family.run(update);
    if (!context.findings.none) return;
    try {
      this.checkpoint = updatedCheckpoint(update);
    } catch (fault) {
      // With the clause switched off, as tests do, there is no updated checkpoint.
      if (!(fault instanceof Unbound) || context.on('valid-update-imports')) throw fault;
    }
  }

  /** Decides B, C and D on the updated checkpoint with the new modules. */
  result(): void {
    const { checkpoint, replaced } = this;
    if (checkpoint === undefined || !this.#context.on('valid-update-result')) return;
    const { updates: _, ...options } = this.#options;
    const modules = this.#context.modules.flatMap((view, moduleidx) => {
      const module = (replaced.get(moduleidx)?.updated ?? view)?.module;
      return module === undefined ? [] : [module.bytes];
    });
    const { errors } = validateWith(checkpoint, { ...options, modules });
    for (const error of errors) refuse(this.#context, this.obstacles, -1, `${error.code} ${error.text}`, error.path);
    if (errors.length > 0) this.checkpoint = undefined;
  }
}

/** `updateCheckpoint`, with some clauses switched off. */
export function updateWith(
  input: Checkpoint | Uint8Array | WellFormed,
  options: UpdateOptions & Pick<TestOptions, 'skip'>,
): Updated {
  const replacedModules = options.updates.map(({ module }) => module);
  if (new Set(replacedModules).size < replacedModules.length) throw new RangeError('a module is replaced twice');
  const wellFormed = read(input, options);
  const { host: _, updates: __, ...premises } = options;
  const premise = wellFormed instanceof Diagnostic ? validateWith(input, premises) : validateWith(wellFormed, premises);
  const { context } = premise;
  if (!premise.accepted || context === undefined || wellFormed instanceof Diagnostic) {
    return { report: reportOf(premise, { obstacles: [], modules: [] }), premise };
  }
  context.findings = new Findings(context.settings.limits.maxErrors);
  const judge = new Judge(context, options);
  let truncated = ended(() => judge.parts());
  const errors = [...placed(context.findings.all, wellFormed)];
  if (!truncated) {
    const known = context.findings.all.length;
    truncated = ended(() => judge.result());
    errors.push(...context.findings.all.slice(known));
  }
  const { checkpoint, obstacles, replaced } = judge;
  const accepted = errors.length === 0;
  const modules = [...replaced.values()].map(moduleReport);
  const report = reportOf(premise, { accepted, judgement: 'E', errors, truncated, obstacles, modules });
  return { report, premise, ...(accepted && checkpoint !== undefined ? { checkpoint } : {}) };
}

/** A report with the answers to judgement E, or with those of the premise where that failed. */
function reportOf(
  { context: _, ...premise }: Report,
  answers: Partial<UpdateReport> & Pick<UpdateReport, 'obstacles' | 'modules'>,
): UpdateReport {
  return { ...premise, ...answers };
}

/**
 * Judges an update of a checkpoint's modules by judgement E of spec/validation.md, and gives the updated checkpoint.
 *
 * Decides A to C with the old modules first. Throws a RangeError for two replacements of one module, or for one of a module
 * that the checkpoint does not have, and nothing else. The contents of memories are taken over when the updated checkpoint is read.
 */
export const updateCheckpoint = (input: Checkpoint | Uint8Array | WellFormed, options: UpdateOptions): Updated =>
  updateWith(input, { ...options, skip: new Set() });

/** The answer of `updateCheckpoint` alone. */
export const validateUpdate = (input: Checkpoint | Uint8Array | WellFormed, options: UpdateOptions): UpdateReport =>
  updateCheckpoint(input, options).report;
