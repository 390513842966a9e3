import type { FeatureSet } from '@wasm-checkpoint/wasm';
import type { SuiteException } from './exceptions.js';
import type { Folder } from './folders.js';
import { agrees, type Judge, type Judgement } from './judges/judge.js';
import type { SuiteCase, Verdict } from './modules.js';

/** Our own judge, who can be asked under any features. */
export type OurJudge = (bytes: Uint8Array, features: FeatureSet) => Judgement;

/**
 * How a case ended.
 *
 * A *text fault* is a text that its script calls malformed and the assembler refuses: no decoder ever sees it. An
 * *unassembled* one is a text that should have become a module.
 */
export type Ending = 'agreed' | 'text fault' | 'excepted' | 'disagreed' | 'unassembled';

export interface CaseResult {
  readonly case: SuiteCase;
  readonly ending: Ending;
  readonly judgement: Judgement | undefined;
}

/** A verdict of another judge that differs from the script's. */
export interface Dissent {
  readonly case: SuiteCase;
  readonly judgement: Judgement;
}

/** How far another judge agrees with the scripts on the cases within its features. */
export interface JudgeTally {
  readonly name: string;
  agreed: number;
  /** Cases that need a feature the judge does not have. */
  abstained: number;
  readonly dissents: Dissent[];
}

const isTextFault = (expected: Verdict, command: SuiteCase['command']): boolean =>
  expected === 'malformed' || command === 'assert_malformed_custom';

/** Collects the verdicts of a run. */
export class Verdicts {
  readonly results = new Map<Folder, CaseResult[]>();
  readonly tallies: readonly JudgeTally[];
  readonly #judges: readonly Judge[];
  readonly #ours: OurJudge;
  readonly #exceptions: Map<string, SuiteException>;
  readonly #used = new Set<string>();

  constructor(ours: OurJudge, judges: readonly Judge[], exceptions: readonly SuiteException[]) {
    this.#ours = ours;
    this.#judges = judges;
    this.tallies = judges.map(({ name }) => ({ name, agreed: 0, abstained: 0, dissents: [] }));
    this.#exceptions = new Map(exceptions.map((entry) => [`${entry.file}:${entry.line}`, entry]));
  }

  /** Judges one case and records how it ended. */
  add(folder: Folder, suiteCase: SuiteCase): void {
    const results = this.results.get(folder) ?? [];
    this.results.set(folder, results);
    const { bytes, expected, command } = suiteCase;
    if (bytes === undefined) {
      results.push({
        case: suiteCase,
        ending: isTextFault(expected, command) ? 'text fault' : 'unassembled',
        judgement: undefined,
      });
      return;
    }
    const judgement = this.#ours(bytes, folder.features);
    const ending = agrees(judgement, expected) ? 'agreed' : this.#isExcepted(suiteCase) ? 'excepted' : 'disagreed';
    results.push({ case: suiteCase, ending, judgement });
    this.#askOthers(folder, suiteCase, bytes, judgement);
  }

  /** Exceptions of the given scripts whose case agrees after all, or does not exist. */
  staleExceptions(files: ReadonlySet<string>): readonly SuiteException[] {
    return [...this.#exceptions]
      .filter(([key, { file }]) => files.has(file) && !this.#used.has(key))
      .map(([, entry]) => entry);
  }

  #isExcepted(suiteCase: SuiteCase): boolean {
    const key = `${suiteCase.file}:${suiteCase.line}`;
    if (!this.#exceptions.has(key)) return false;
    this.#used.add(key);
    return true;
  }

  /** Another judge is asked only where our verdict and words stay the same without the features that it lacks. */
  #askOthers(folder: Folder, suiteCase: SuiteCase, bytes: Uint8Array, judgement: Judgement): void {
    this.#judges.forEach((judge, index) => {
      const tally = this.tallies[index];
      if (tally === undefined) return;
      const common = new Set([...folder.features].filter((feature) => judge.features.has(feature)));
      const without = common.size === folder.features.size ? judgement : this.#ours(bytes, common);
      if (without.verdict !== judgement.verdict || without.message !== judgement.message) {
        tally.abstained += 1;
        return;
      }
      const other = judge.judge(bytes);
      if (agrees(other, suiteCase.expected)) tally.agreed += 1;
      else tally.dissents.push({ case: suiteCase, judgement: other });
    });
  }
}
