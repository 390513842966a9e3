import { isGenerated, matches } from '../check.js';
import type { Tree } from '../tree.js';
import { readErrors } from './errors.js';
import { clausesById } from './spec.js';

/** A place that names a clause or an error code. */
export interface Citation {
  /** Clause id, or error code. */
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

export interface Citations {
  /** `// clause: id` comments, wherever they stand: the only form whose id must exist. */
  readonly comments: readonly Citation[];
  /** Files of the packages' sources by the clause or code that they name. */
  readonly code: ReadonlyMap<string, ReadonlySet<string>>;
  /** Files of tests and of the conformance corpus by the clause or code that they name. */
  readonly tests: ReadonlyMap<string, ReadonlySet<string>>;
}

const clauseComment =
  /(?:\/\/|\*|#)\s*clauses?: ((?:[a-z0-9]+(?:[-._][a-z0-9_]+)+)(?:, *[a-z0-9]+(?:[-._][a-z0-9_]+)+)*)/g;
const word = /(?:WASM|CKPT)\d{4}|[a-z][a-z0-9]*(?:-[a-z0-9]+)+/g;

export const isSource = (path: string): boolean =>
  /^packages\/[\w-]+\/(?!test\/|dist)[\w-]+\/.*\.(ts|wat|mjs)$/.test(path) && !isGenerated(path);
export const isTest = (path: string): boolean =>
  /^packages\/[\w-]+\/test\/.*\.(ts|json|wat|wast|hex|txt)$/.test(path) ||
  /^conformance\/.*\.(json|md|hex|wat)$/.test(path) ||
  /^tools\/(?!tidy\/|docs\/).*\.test\.ts$/.test(path);

/** Everything in sources and tests that names a clause or an error code; any word of a comment or string counts. */
export function readCitations(tree: Tree): Citations {
  const clauses = clausesById(tree);
  const codes = new Set(readErrors(tree).map((row) => row.code));
  const comments: Citation[] = [];
  const code = new Map<string, Set<string>>();
  const tests = new Map<string, Set<string>>();
  for (const file of tree.files) {
    const into = isSource(file) ? code : isTest(file) ? tests : undefined;
    if (into === undefined) continue;
    const text = tree.read(file);
    for (const { line, match } of matches(text, clauseComment)) {
      for (const id of (match[1] ?? '').split(/, */)) comments.push({ id, file, line });
    }
    for (const [id] of text.matchAll(word)) {
      if (!clauses.has(id) && !codes.has(id)) continue;
      const files = into.get(id) ?? new Set();
      into.set(id, files.add(file));
    }
  }
  return { comments, code, tests };
}
