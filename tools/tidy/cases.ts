import { type Check, type Fault, faultText } from './check.js';
import { memoryTree } from './tree.js';

/** The texts of a tree in memory. */
export type Texts = Readonly<Record<string, string>>;

/** What a check finds in a tree, as lines. */
export const faultsOf = async (check: Check, texts: Texts): Promise<string[]> =>
  (await check.run(memoryTree(texts))).map((fault: Fault) => faultText(fault));

/** A name, a tree, and the faults that the check must find in it. */
export type Case = readonly [name: string, texts: Texts, faults: readonly string[]];

/** Tests of a check: trees that pass, and trees that it must find faults in. */
export function describeCheck(check: Check, cases: readonly Case[]): void {
  describe(check.name, () => {
    test.each(cases)('%s', async (_, texts, faults) => {
      expect(await faultsOf(check, texts)).toEqual(faults);
    });

    test('can fail', () => {
      expect(cases.some(([, , faults]) => faults.length > 0)).toBe(true);
    });
  });
}
