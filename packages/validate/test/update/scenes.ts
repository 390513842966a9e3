import { type Checkpoint, decode, encode } from '@wasm-checkpoint/format';
import { checkpointFeatures } from '@wasm-checkpoint/tables';
import type { ClauseId } from '@wasm-checkpoint/tables/clauses';
import { emptyManifest, type Manifest, type Replacement, type Updated, validate } from '@wasm-checkpoint/validate';
import { updateWith } from '@wasm-checkpoint/validate/testing';
import { assembled, Scene } from '../scene.js';

const features = checkpointFeatures.map(({ name }) => name);

/** Two versions of a module and a checkpoint of the first. */
export interface UpdateCase {
  readonly checkpoint: Checkpoint;
  readonly modules: readonly Uint8Array[];
  readonly updates: readonly Replacement[];
  readonly host?: Partial<Manifest>;
}

/** A case of one module that is replaced; `make` gives the checkpoint. */
export async function updateCase(
  old: string,
  updated: string,
  make: (scene: Scene) => Checkpoint = (scene) => scene.checkpoint(),
  more: Partial<UpdateCase> & Omit<Partial<Replacement>, 'module' | 'bytes'> = {},
): Promise<UpdateCase> {
  const scene = await Scene.of(old);
  const { pairs, complete, ...rest } = more;
  const replacement = {
    module: 0,
    bytes: await assembled(updated),
    ...(pairs === undefined ? {} : { pairs }),
    ...(complete === undefined ? {} : { complete }),
  };
  return { checkpoint: make(scene), modules: [scene.bytes], updates: [replacement], ...rest };
}

/** Judges an update, as an object and as a file, which must come to the same. */
export function judge({ checkpoint, modules, updates, host }: UpdateCase, skip: readonly ClauseId[] = []): Updated {
  const options = {
    modules,
    updates,
    skip: new Set(skip),
    ...(host === undefined ? {} : { host: { ...emptyManifest, features, ...host } }),
  };
  const updated = updateWith(checkpoint, options);
  const ofFile = updateWith(encode(checkpoint), options);
  const words = ({ report }: Updated): unknown => report.errors.map(({ code, path, text }) => ({ code, path, text }));
  expect(words(ofFile)).toEqual(words(updated));
  // clause: valid-update-report
  expect(JSON.parse(JSON.stringify(updated.report))).toMatchObject({ accepted: updated.report.accepted });
  return updated;
}

/** The updated checkpoint, which must have a file and meet B and C with the new modules. */
export function updatedOf(each: UpdateCase): Checkpoint {
  const { report, checkpoint } = judge(each);
  expect(report.errors.map(({ message }) => message)).toEqual([]);
  if (checkpoint === undefined) throw new Error('there is no updated checkpoint');
  const modules = each.modules.map(
    (bytes, moduleidx) => each.updates.find(({ module }) => module === moduleidx)?.bytes ?? bytes,
  );
  const read = decode(encode(checkpoint));
  expect(validate(read, { modules, full: true }).errors.map(({ message }) => message)).toEqual([]);
  return read;
}

/** What a clause of judgement E tells apart. */
export interface UpdateCases {
  readonly accepts: Readonly<Record<string, UpdateCase>>;
  readonly refuses: Readonly<
    Record<string, UpdateCase & { readonly code: string; readonly path: string; readonly words?: string }>
  >;
}

/** Tests a clause of judgement E: what it accepts gives a valid checkpoint, what it refuses is refused by it alone. */
export function describeUpdateClause(clause: ClauseId, make: () => Promise<UpdateCases>): void {
  describe(clause, () => {
    test('accepts and refuses', async () => {
      const { accepts, refuses } = await make();
      expect(Object.keys(accepts).length).toBeGreaterThanOrEqual(2);
      expect(Object.keys(refuses).length).toBeGreaterThanOrEqual(2);
      for (const [name, each] of Object.entries(accepts)) {
        const { report } = judge(each);
        expect({ name, errors: report.errors.map(({ message }) => message) }).toEqual({ name, errors: [] });
        updatedOf(each);
      }
      for (const [name, { code, path, words, ...each }] of Object.entries(refuses)) {
        const { report, checkpoint } = judge(each);
        expect({
          name,
          judgement: report.judgement,
          errors: report.errors.map((error) => ({ code: error.code, path: error.path, clause: error.clause })),
        }).toEqual({ name, judgement: 'E', errors: [{ code, path, clause }] });
        if (words !== undefined) expect(report.errors[0]?.text).toContain(words);
        expect(report.obstacles.map((obstacle) => ({ code: obstacle.code, clause: obstacle.clause }))).toEqual([
          { code, clause },
        ]);
        expect(checkpoint).toBeUndefined();
        const without = judge(each, [clause]).report;
        expect({ name, codes: without.errors.filter((error) => error.code === code) }).toEqual({ name, codes: [] });
      }
    });
  });
}
