/** The executable page of the specification, and its program; both relative to the checkout. */
export const algorithmPage = 'spec/appendix/algorithm.md';
export const algorithmProgram = 'tools/oracle/gen/algorithm.ts';

const opening = '```ts';
const closing = '```';

/**
 * The program of an executable page: the lines of its `ts` blocks, each on the line on which it stands there.
 *
 * All other lines are empty, so that what a compiler says of the program is true of the page.
 */
export function programOf(page: string): string {
  let inside = false;
  const lines = page.split('\n').map((line) => {
    if (line === (inside ? closing : opening)) {
      inside = !inside;
      return '';
    }
    return inside ? line : '';
  });
  return `${lines.join('\n').trimEnd()}\n`;
}
