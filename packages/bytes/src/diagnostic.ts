/** What kind of fault a diagnostic reports; the first digit of its code says the same. */
export type Phase = 'malformed' | 'invalid' | 'mismatch' | 'unsupported' | 'limit';

/** A row of an error table under `schema/`: the code, its clause and the one message template. */
export interface ErrorRow {
  readonly code: string;
  readonly name: string;
  readonly phase: Phase;
  readonly clause: string;
  readonly template: string;
}

/** Values for the parameters of a message template. */
export type ErrorParams = Readonly<Record<string, string | number | bigint>>;

/** Where a diagnostic points: a byte offset in the input, and a path in its structure such as `threads[0].frames[2]`. */
export interface Location {
  readonly offset: number;
  readonly path?: string;
  /** The function whose body holds the offset, when it is known. */
  readonly funcidx?: number;
  /** A clause that is closer to the fault than the one of the error's row. */
  readonly clause?: string;
}

const fill = (template: string, params: ErrorParams): string =>
  template.replace(/\{(\w+)\}/g, (whole, name: string) => (Object.hasOwn(params, name) ? String(params[name]) : whole));

const place = (location: Location): string => {
  const parts = [`0x${location.offset.toString(16)}`];
  if (location.funcidx !== undefined) parts.push(`function ${location.funcidx}`);
  if (location.path !== undefined && location.path !== '') parts.push(location.path);
  return parts.join(', ');
};

/**
 * The only thing the project's decoders and validators throw: a fault in the input, with stable code, clause, offset and path.
 *
 * `message` reads `error[CODE] text (at OFFSET, PATH; CLAUSE)`.
 */
export class Diagnostic extends Error {
  override readonly name = 'Diagnostic';
  readonly code: string;
  readonly phase: Phase;
  readonly rule: string;
  readonly clause: string;
  readonly params: ErrorParams;
  /** Byte offset in the input. */
  readonly offset: number;
  /** Path in the input's structure; empty for the whole. */
  readonly path: string;
  /** The function whose body holds the offset, when it is known. */
  readonly funcidx: number | undefined;
  /** The filled template, without code and place. */
  readonly text: string;

  readonly #row: ErrorRow;
  readonly #location: Location;

  constructor(row: ErrorRow, params: ErrorParams, location: Location) {
    const text = fill(row.template, params);
    super(`error[${row.code}] ${text} (at ${place(location)}; ${location.clause ?? row.clause})`);
    this.#row = row;
    this.#location = location;
    this.code = row.code;
    this.phase = row.phase;
    this.rule = row.name;
    this.clause = location.clause ?? row.clause;
    this.params = params;
    this.offset = location.offset;
    this.path = location.path ?? '';
    this.funcidx = location.funcidx;
    this.text = text;
  }

  /** The same diagnostic, placed in a function unless it already names one. */
  inFunction(funcidx: number): Diagnostic {
    if (this.funcidx !== undefined) return this;
    return new Diagnostic(this.#row, this.params, { ...this.#location, funcidx });
  }

  /** The diagnostic as plain data, for `--json`; bigints become decimal strings. */
  toJSON(): Readonly<Record<string, unknown>> {
    const params = Object.entries(this.params).map(([name, value]) => [
      name,
      typeof value === 'bigint' ? String(value) : value,
    ]);
    return {
      code: this.code,
      phase: this.phase,
      rule: this.rule,
      clause: this.clause,
      offset: this.offset,
      path: this.path,
      ...(this.funcidx === undefined ? {} : { funcidx: this.funcidx }),
      text: this.text,
      params: Object.fromEntries(params),
    };
  }
}
