import { checkpointJsonSchema } from '@wasm-checkpoint/format';
import { coveragePage } from '../tidy/clauses/coverage.js';
import { clausesById } from '../tidy/clauses/spec.js';
import type { Tree } from '../tidy/tree.js';
import { clausesModule } from './clauses.js';
import { errorsPage } from './errors.js';
import { limitsPage } from './limits.js';
import { opcodesPage } from './opcodes.js';
import { sectionsPage } from './sections.js';

/** Every generated page of the specification and the JSON Schema of the twin, by their paths in the tree. */
export function generatedPages(tree: Tree): ReadonlyMap<string, string> {
  const clauses = clausesById(tree);
  return new Map([
    ['packages/tables/src/gen/clauses.ts', clausesModule(tree)],
    ['schema/checkpoint.schema.json', `${JSON.stringify(checkpointJsonSchema(), undefined, 2)}\n`],
    ['spec/gen/coverage.md', coveragePage(tree)],
    ['spec/gen/errors.md', errorsPage(tree, clauses)],
    ['spec/gen/limits.md', limitsPage(tree)],
    ['spec/gen/opcodes.md', opcodesPage(tree)],
    ['spec/gen/sections.md', sectionsPage(tree)],
  ]);
}
