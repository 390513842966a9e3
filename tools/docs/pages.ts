import { checkpointJsonSchema } from '@wasm-checkpoint/format';
import { manifestJsonSchema } from '@wasm-checkpoint/validate';
import { algorithmPage, algorithmProgram, programOf } from '../oracle/program.js';
import { coveragePage } from '../tidy/clauses/coverage.js';
import { clausesById } from '../tidy/clauses/spec.js';
import type { Tree } from '../tidy/tree.js';
import { clausesModule } from './clauses.js';
import { errorsPage } from './errors.js';
import { limitsPage } from './limits.js';
import { opcodesPage } from './opcodes.js';
import { sectionsPage } from './sections.js';

/** Every generated page of the specification, its program and the JSON Schemas that shapes give, by their paths in the tree. */
export function generatedPages(tree: Tree): ReadonlyMap<string, string> {
  const clauses = clausesById(tree);
  return new Map([
    ['packages/tables/src/gen/clauses.ts', clausesModule(tree)],
    ['schema/checkpoint.schema.json', `${JSON.stringify(checkpointJsonSchema(), undefined, 2)}\n`],
    ['schema/host-manifest.schema.json', `${JSON.stringify(manifestJsonSchema(), undefined, 2)}\n`],
    ['spec/gen/coverage.md', coveragePage(tree)],
    ['spec/gen/errors.md', errorsPage(tree, clauses)],
    ['spec/gen/limits.md', limitsPage(tree)],
    ['spec/gen/opcodes.md', opcodesPage(tree)],
    ['spec/gen/sections.md', sectionsPage(tree)],
    ...programs(tree),
  ]);
}

/** The program of the executable page, where the tree has that page. */
const programs = (tree: Tree): readonly (readonly [string, string])[] =>
  tree.files.includes(algorithmPage) ? [[algorithmProgram, programOf(tree.read(algorithmPage))]] : [];
