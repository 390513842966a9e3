import { validation as own } from '@wasm-checkpoint/validate/component';
import { type Answer, ask, type Question } from './answer.js';

/** A question to which two answers differ. */
export interface Disagreement {
  readonly name: string;
  readonly expected: Answer;
  readonly found: Answer | undefined;
}

/** What the validator answers in this process. */
export const expectedAnswers = (questions: readonly Question[]): readonly Answer[] =>
  questions.map((question) => ask(own, question));

/** The questions to which somebody else answers otherwise. */
export function disagreements(
  questions: readonly Question[],
  expected: readonly Answer[],
  found: readonly Answer[],
): readonly Disagreement[] {
  return questions.flatMap(({ name }, index) => {
    const wanted = expected[index] ?? {};
    const answer = found[index];
    return answer !== undefined && sameAnswer(wanted, answer) ? [] : [{ name, expected: wanted, found: answer }];
  });
}

function sameAnswer(left: Answer, right: Answer): boolean {
  const key = ({ thrown, accepted, judgement, errors, updated }: Answer): string =>
    JSON.stringify([thrown, accepted, judgement, errors, updated]);
  return key(left) === key(right);
}
