import type { Checkpoint } from '@wasm-checkpoint/format';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { emptyManifest, type Manifest } from '@wasm-checkpoint/validate';
import { validateWith } from '@wasm-checkpoint/validate/testing';
import type { Scene } from '../scene.js';

/** A checkpoint of a module, and what a host offers. */
export interface HostCase {
  readonly scene: Scene;
  readonly checkpoint: Checkpoint;
  readonly host: Partial<Manifest>;
}

export interface HostDefect extends HostCase {
  readonly code: string;
  readonly path: string;
  readonly words?: string;
}

/** Tests a clause of judgement D as `describeClause` does those of B and C. */
export function describeHostClause(
  clause: ClauseId,
  make: () => Promise<{ readonly accepts: Record<string, HostCase>; readonly refuses: Record<string, HostDefect> }>,
): void {
  describe(clause, () => {
    test('accepts and refuses', async () => {
      const { accepts, refuses } = await make();
      const judge = ({ scene, checkpoint, host }: HostCase, skip: readonly ClauseId[] = []) =>
        validateWith(checkpoint, {
          modules: [scene.bytes],
          host: { ...emptyManifest, features: checkpoint.features, ...host },
          skip: new Set(skip),
        });
      expect(Object.keys(accepts).length).toBeGreaterThanOrEqual(2);
      expect(Object.keys(refuses).length).toBeGreaterThanOrEqual(2);
      for (const [name, each] of Object.entries(accepts)) {
        const { errors, judgement } = judge(each);
        expect({ name, errors: errors.map(({ message }) => message), judgement }).toEqual({
          name,
          errors: [],
          judgement: 'D',
        });
      }
      for (const [name, each] of Object.entries(refuses)) {
        const { errors, judgement } = judge(each);
        const found = errors.map(({ code, path, clause: told }) => ({ code, path, clause: told }));
        expect({ name, found, judgement }).toEqual({
          name,
          found: [{ code: each.code, path: each.path, clause }],
          judgement: 'D',
        });
        if (each.words !== undefined) expect(errors[0]?.text).toContain(each.words);
        expect({ name, accepted: judge(each, [clause]).accepted }).toEqual({ name, accepted: true });
      }
    });
  });
}
