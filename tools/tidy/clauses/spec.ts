import type { Fault } from '../check.js';
import type { Tree } from '../tree.js';

/** A rule of the specification with an anchor of its own. */
export interface Clause {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  /** Its text, from its anchor to the next one or to the next heading. */
  readonly text: string;
  /** Whether it carries a MUST. */
  readonly must: boolean;
}

export interface SpecText {
  readonly clauses: readonly Clause[];
  /** A MUST outside any clause, an anchor that stands twice. */
  readonly faults: readonly Fault[];
}

const anchor = /<a id="([^"]+)"><\/a>/g;
const must = /\bMUST\b/;
/** The paragraph that says what the words mean. */
const definesWords = /\bRFC 2119\b/;

const isSpecPage = (path: string): boolean => /^spec\/.*\.md$/.test(path) && !path.startsWith('spec/gen/');

/** What goes on with the clause before it: an item of a list, a row of a table, an indented or fenced block. */
const continues = /^(\s|[-*] |\d+\. |\||```)/;

interface Open {
  readonly id: string;
  readonly line: number;
  readonly lines: string[];
}

/** Reads one page: clauses begin at anchors and end at the next anchor or heading. */
class Page {
  readonly clauses: Clause[] = [];
  readonly faults: Fault[] = [];
  readonly #file: string;
  #open: Open | undefined;

  constructor(file: string, text: string) {
    this.#file = file;
    let fenced = false;
    let block: { line: number; lines: string[] } = { line: 1, lines: [] };
    const endBlock = (next: number): void => {
      if (block.lines.length > 0) this.#block(block.line, block.lines);
      block = { line: next, lines: [] };
    };
    text.split('\n').forEach((line, index) => {
      if (line.startsWith('```')) fenced = !fenced;
      if (!fenced && /^#/.test(line)) {
        endBlock(index + 2);
        this.#close();
      } else if (!fenced && line.trim() === '') endBlock(index + 2);
      else block.lines.push(line);
    });
    endBlock(0);
    this.#close();
  }

  /** A paragraph, list, table or fenced block; each line with an anchor begins a clause. */
  #block(first: number, lines: readonly string[]): void {
    const isFence = lines[0]?.startsWith('```') === true;
    const startsClause = lines[0] !== undefined && /^(?:[-*] |\d+\. |\| *)?<a id="/.test(lines[0]);
    const inClause = startsClause || (this.#open !== undefined && continues.test(lines[0] ?? ''));
    const free = !inClause && definesWords.test(lines.join(' '));
    let anchored = inClause;
    lines.forEach((line, index) => {
      for (const match of isFence ? [] : line.matchAll(anchor)) {
        this.#close();
        this.#open = { id: match[1] ?? '', line: first + index, lines: [] };
        anchored = true;
      }
      if (!anchored && !free && !isFence && must.test(line)) {
        this.faults.push({ file: this.#file, line: first + index, text: 'a MUST in a paragraph without a clause id' });
      }
      if (anchored) this.#open?.lines.push(line);
    });
  }

  #close(): void {
    if (this.#open === undefined) return;
    const { id, line, lines } = this.#open;
    const text = lines.join('\n');
    this.clauses.push({ id, file: this.#file, line, text, must: must.test(text.replace(/```[\s\S]*?(```|$)/g, '')) });
    this.#open = undefined;
  }
}

/** The clauses of all pages of the specification. */
export function readSpec(tree: Tree): SpecText {
  const pages = tree.files.filter(isSpecPage).map((file) => new Page(file, tree.read(file)));
  const clauses = pages.flatMap((page) => page.clauses);
  const faults = pages.flatMap((page) => page.faults);
  const seen = new Map<string, Clause>();
  for (const clause of clauses) {
    const before = seen.get(clause.id);
    if (before !== undefined) {
      const text = `clause ${clause.id} stands twice; first at ${before.file}:${before.line}`;
      faults.push({ file: clause.file, line: clause.line, text });
    }
    seen.set(clause.id, clause);
  }
  return { clauses, faults };
}

export const clausesById = (tree: Tree): ReadonlyMap<string, Clause> =>
  new Map(readSpec(tree).clauses.map((clause) => [clause.id, clause]));
