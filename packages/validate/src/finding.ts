import { Diagnostic, type ErrorParams, type ErrorRow } from '@wasm-checkpoint/bytes';
import { type CheckpointErrorCode, type CheckpointErrorParams, checkpointErrors } from '@wasm-checkpoint/tables';

const rows = new Map<CheckpointErrorCode, ErrorRow>(checkpointErrors.map((row) => [row.code, row]));

/** A place in a module that an error of a checkpoint has to do with. */
export interface ModulePlace {
  /** The module by its index in the checkpoint. */
  readonly moduleidx: number;
  readonly funcidx: number;
  /** Offset in the function's body, if the fault has to do with one instruction. */
  readonly offset?: number;
}

/** One error of a report: a diagnostic of the checkpoint, with the place in a module where there is one. */
export class Finding extends Diagnostic {
  readonly place: ModulePlace | undefined;
  readonly #code: CheckpointErrorCode;

  constructor(
    code: CheckpointErrorCode,
    params: ErrorParams,
    { offset, path, clause }: { offset: number; path: string; clause?: string | undefined },
    place: ModulePlace | undefined,
  ) {
    const row = rows.get(code);
    if (row === undefined) throw new RangeError(`no such error code: ${code}`);
    const funcidx = place === undefined ? {} : { funcidx: place.funcidx };
    super(row, params, { offset, path, ...funcidx, ...(clause === undefined ? {} : { clause }) });
    this.place = place;
    this.#code = code;
  }

  /** The same finding at an offset in the file. */
  at(offset: number): Finding {
    return new Finding(this.#code, this.params, { offset, path: this.path, clause: this.clause }, this.place);
  }

  override toJSON(): Readonly<Record<string, unknown>> {
    if (this.place === undefined) return super.toJSON();
    const { moduleidx, funcidx, offset } = this.place;
    return {
      ...super.toJSON(),
      place: { module: moduleidx, funcidx, ...(offset === undefined ? {} : { offset }) },
    };
  }
}

/** Thrown by the collector when it has as many findings as it may hold; caught where the judgements are run. */
export class Enough extends Error {}

/** Takes the findings of one judgement, up to a limit. */
export class Findings {
  readonly all: Finding[] = [];
  readonly #most: number;

  /** `most` is the limit `maxErrors`. */
  constructor(most: number) {
    this.#most = most;
  }

  get none(): boolean {
    return this.all.length === 0;
  }

  /** Adds an error at a path of the checkpoint; throws `Enough` when it is the last that fits. */
  add<Code extends CheckpointErrorCode>(
    code: Code,
    params: CheckpointErrorParams[Code],
    path: string,
    { place, clause }: { readonly place?: ModulePlace | undefined; readonly clause?: string } = {},
  ): void {
    this.#push(new Finding(code, params as ErrorParams, { offset: 0, path, clause }, place));
  }

  /** Adds a diagnostic of `format`, whose code is one of the table. */
  addDiagnostic({ code, params, path, clause }: Diagnostic): void {
    this.#push(new Finding(code as CheckpointErrorCode, params, { offset: 0, path, clause }, undefined));
  }

  #push(finding: Finding): void {
    this.all.push(finding);
    if (this.all.length >= this.#most) throw new Enough();
  }
}
