import { type Check, type Fault, matches, readJson } from '../check.js';
import { readCitations } from '../clauses/citations.js';
import { coversClause, readCoverage, readUntested, untestedPath } from '../clauses/coverage.js';
import { readErrors } from '../clauses/errors.js';
import { clausesById, readSpec } from '../clauses/spec.js';
import type { Tree } from '../tree.js';

/** Clauses that rows of the tables of the module side name: anchors of the core specification. */
function coreClauses(tree: Tree): ReadonlySet<string> {
  const tables = tree.files.filter((file) => /^schema\/wasm\/[\w-]+\.json$/.test(file));
  const rows = tables.flatMap((file) => readJson<readonly { clause?: string }[]>(tree, file));
  return new Set(rows.flatMap(({ clause }) => (clause === undefined ? [] : [clause])));
}

export const clauseIds: Check = {
  name: 'clause-ids',
  help: 'each MUST stands in a clause, each clause once, and each id that is cited exists',
  run(tree) {
    const { faults } = readSpec(tree);
    const clauses = clausesById(tree);
    const core = coreClauses(tree);
    const dead = readCitations(tree)
      .comments.filter(({ id }) => !clauses.has(id) && !core.has(id))
      .map(({ id, file, line }): Fault => ({ file, line, text: `cites ${id}, which is no clause` }));
    const tables = tree.files.filter((file) => /^schema\/checkpoint\/[\w-]+\.json$/.test(file));
    const rows = tables.flatMap((file) =>
      [...matches(tree.read(file), /"clause": *"([^"]+)"/g)]
        .filter(({ match }) => !clauses.has(match[1] ?? ''))
        .map(({ line, match }): Fault => ({ file, line, text: `names ${match[1]}, which is no clause` })),
    );
    return [...faults, ...dead, ...rows];
  },
};

export const errorCodes: Check = {
  name: 'error-codes',
  help: 'each error code is told by its clause, raised by the code and known to the table',
  run(tree) {
    const faults: Fault[] = [];
    const clauses = clausesById(tree);
    const { code } = readCitations(tree);
    const rows = readErrors(tree);
    for (const { code: id, clause, file, line } of rows) {
      if (!code.has(id)) faults.push({ file, line, text: `${id} is raised nowhere` });
      const text = clauses.get(clause)?.text;
      if (id.startsWith('CKPT') && text !== undefined && !text.includes(id)) {
        faults.push({ file, line, text: `${id} is not told by its clause ${clause}` });
      }
    }
    const known = new Set(rows.map((row) => row.code));
    const places = tree.files.filter(
      (file) => /^(spec|packages|conformance)\/.*\.(md|ts)$/.test(file) && !/^packages\/bytes\/test\//.test(file),
    );
    for (const file of places) {
      for (const { line, match } of matches(tree.read(file), /\b(?:CKPT|WASM)[1-9]\d{3}\b/g)) {
        if (!known.has(match[0])) faults.push({ file, line, text: `${match[0]} is not in the tables` });
      }
    }
    return faults;
  },
};

export const clauseTests: Check = {
  name: 'clause-tests',
  help: `each clause with a MUST is cited by a test, or has its reason in ${untestedPath}`,
  run(tree) {
    const coverage = readCoverage(tree);
    const faults: Fault[] = coverage
      .filter(({ clause, tests, untested }) => clause.must && tests.length === 0 && untested === undefined)
      .map(({ clause: { id, file, line } }) => ({ file, line, text: `clause ${id} has no test` }));
    for (const [pattern, { reason, until }] of Object.entries(readUntested(tree))) {
      const listed = (text: string): void =>
        void faults.push({ file: untestedPath, line: 0, text: `${pattern} ${text}` });
      const inNeed = coverage.some(
        ({ clause, tests }) => clause.must && tests.length === 0 && coversClause(pattern, clause.id),
      );
      if (!inNeed) listed('names no clause without tests');
      if (reason.trim() === '') listed('has no reason');
      if (until !== undefined && tree.files.some((file) => file.startsWith(`${until}/`)))
        listed(`was to last until ${until} exists`);
    }
    return faults;
  },
};
