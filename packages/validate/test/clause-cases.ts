import { type Checkpoint, encode } from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { type Report, validate } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';

/** A checkpoint with the modules that it is judged against. */
export interface Judged {
  readonly checkpoint: Checkpoint;
  readonly modules: readonly Uint8Array[];
}

/** A checkpoint with one defect. */
export interface Defect extends Judged {
  /** The error that tells it. */
  readonly code: string;
  /** Where it is. */
  readonly path: string;
  /** Words that the message has. */
  readonly words?: string;
}

/** Checkpoints that a clause tells apart. */
export interface ClauseCases {
  readonly judgement: 'B' | 'C';
  readonly accepts: Readonly<Record<string, Judged>>;
  readonly refuses: Readonly<Record<string, Defect>>;
}

/** Both as an object and as a file, which must come to the same. */
function judged({ checkpoint, modules }: Judged): Report {
  const report = validate(checkpoint, { modules });
  const ofFile = validate(encode(checkpoint), { modules });
  const words = ({ accepted, errors, judgement }: Report): unknown => ({
    accepted,
    judgement,
    errors: errors.map(({ code, path, text }) => ({ code, path, text })).sort((a, b) => (a.path < b.path ? -1 : 1)),
  });
  expect(words(ofFile)).toEqual(words(report));
  return ofFile;
}

/**
 * Tests a clause: what it accepts is accepted; what it refuses is refused with one error, at its place in the file, and
 * accepted as soon as this clause alone is switched off.
 */
export function describeClause(clause: ClauseId, make: () => Promise<ClauseCases>): void {
  describe(clause, () => {
    test('accepts and refuses', async () => {
      const { accepts, refuses, judgement } = await make();
      for (const [name, each] of Object.entries(accepts)) {
        const { errors, judgement: reached } = judged(each);
        expect({ name, errors: errors.map(({ message }) => message), reached }).toEqual({
          name,
          errors: [],
          reached: 'C',
        });
      }
      for (const [name, each] of Object.entries(refuses)) {
        const report = judged(each);
        expect({
          name,
          errors: report.errors.map(({ code, path, clause: told }) => ({ code, path, clause: told })),
        }).toEqual({ name, errors: [{ code: each.code, path: each.path, clause }] });
        expect({ name, judgement: report.judgement }).toEqual({ name, judgement });
        if (each.words !== undefined) expect(report.errors[0]?.text).toContain(each.words);
        expect(report.errors[0]?.offset).toBeGreaterThan(0);
        const without = validateWith(each.checkpoint, { modules: each.modules, skip: new Set([clause]) });
        expect({ name, errors: without.errors.map(({ message }) => message) }).toEqual({ name, errors: [] });
      }
    });
  });
}
