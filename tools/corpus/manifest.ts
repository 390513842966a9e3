import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Judgement } from '@wasm-checkpoint/validate';
import { Ajv2020, type AnySchema } from 'ajv/dist/2020.js';
import type { Correspondence } from '../oracle/gen/algorithm.js';
import { root } from '../root.js';
import type { Assembler } from '../suite/assembler.js';

/** For each index space of an old module the new indices by the old ones, null where there is none. */
export type Images = Correspondence;

/** One case, as `schema/conformance-case.schema.json` and conformance/README.md describe it. */
export interface CaseRow {
  readonly name: string;
  readonly about: string;
  readonly clauses: readonly string[];
  readonly judgement: Judgement;
  readonly verdict: 'accepted' | 'refused';
  readonly refusal?: { readonly judgement: Judgement; readonly phase: string; readonly code: string };
  readonly full?: true;
  readonly features: readonly string[];
  readonly checkpoint: string;
  readonly source: string;
  readonly modules: readonly (string | null)[];
  readonly host?: string;
  readonly updates?: readonly { readonly module: number; readonly with: string; readonly images: Images }[];
  readonly neighbour?: string;
}

/** One module of the corpus. */
export interface ModuleRow {
  readonly name: string;
  readonly assembler: Assembler;
  readonly length: number;
  readonly sha256: string;
}

/** The manifests of a corpus. */
export interface Manifests {
  /** The folder of the corpus. */
  readonly folder: string;
  /** Cases by the folder below `cases` that lists them. */
  readonly cases: ReadonlyMap<string, readonly CaseRow[]>;
  readonly modules: readonly ModuleRow[];
  /** Why a clause has no cases, by its id. */
  readonly exceptions: Readonly<Record<string, string>>;
}

/** The corpus of this checkout. */
export const corpusFolder = join(root, 'conformance');

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

function checker<Shape>(name: string): (path: string) => Shape {
  const ajv = new Ajv2020({ allErrors: true, strict: true, strictRequired: false, strictTypes: false });
  const valid = ajv.compile(readJson(join(root, 'schema', name)) as AnySchema);
  return (path) => {
    const value = readJson(path);
    if (!valid(value)) throw new Error(`${path}: ${ajv.errorsText(valid.errors)}`);
    return value as Shape;
  };
}

/** Reads all manifests; throws an Error that names the file which breaks its schema. */
export function readManifests(folder = corpusFolder): Manifests {
  const cases = checker<{ readonly cases: readonly CaseRow[] }>('conformance-case.schema.json');
  const modules = checker<{ readonly modules: readonly ModuleRow[] }>('conformance-modules.schema.json');
  const below = readdirSync(join(folder, 'cases')).sort();
  return {
    folder,
    cases: new Map(below.map((name) => [name, cases(join(folder, 'cases', name, 'cases.json')).cases])),
    modules: modules(join(folder, 'modules/modules.json')).modules,
    exceptions: readJson(join(folder, 'exceptions.json')) as Manifests['exceptions'],
  };
}

/** All cases, folder by folder. */
export const rowsOf = ({ cases }: Manifests): readonly CaseRow[] => [...cases.values()].flat();

/** The folder below `cases` that a case stands in. */
export const folderOf = ({ name }: CaseRow): string => name.slice(0, name.indexOf('/'));
