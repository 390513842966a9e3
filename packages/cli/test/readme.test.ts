import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { prebuiltPath } from './prebuilt.js';
import { Scratch } from './scratch.js';

const readme = readFileSync(fileURLToPath(new URL('../README.md', import.meta.url)), 'utf8');
const [first = '', second = ''] = [...readme.matchAll(/^```sh\n(.*?)^```$/gms)].map(([, source]) => source ?? '');
const { at, files, shell } = new Scratch();

/** What a block of the README prints, from a folder in which the programs are where it has them. */
function runBlock(block: string): string {
  mkdirSync(at('tools/programs/prebuilt'), { recursive: true });
  cpSync(prebuiltPath('ticker'), at('tools/programs/prebuilt/ticker.wasm'));
  cpSync(prebuiltPath('ticker'), at('ticker.wasm'));
  return shell(block.replaceAll(/\bckpt (?=run|resume|inspect|diff)/g, 'CKPT '));
}

/** The lines of the program, by their numbers. */
const lineNumbers = (printed: string): number[] =>
  [...printed.matchAll(/^(\d+) [0-9a-f]{16}$/gm)].map(([, number]) => Number(number));

const oneToTen = Array.from({ length: 10 }, (_, index) => index + 1);

describe('the commands of the README', () => {
  test('stop a program and go on with it', () => {
    const printed = runBlock(first);
    expect(lineNumbers(printed)).toEqual(oneToTen);
    expect(printed).toContain('thread 0 "main"  runnable');
    expect(files()).toContain('ticker.ckpt');
  });

  test('take a checkpoint at a signal', () => {
    const numbers = lineNumbers(runBlock(second));
    // All lines, and those behind the checkpoint once more.
    expect(numbers.slice(0, 10)).toEqual(oneToTen);
    expect(numbers.slice(10)).toEqual(oneToTen.slice(20 - numbers.length));
    expect(files()).toContain('state.ckpt');
  });
});
